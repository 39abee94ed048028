"""Answers in, balance sheet out: the whole of method.md sections 2–6 put together. Exact arithmetic throughout."""

from dataclasses import dataclass
from fractions import Fraction

from osaamistase.scoring.answers import Frame, RoundAnswers
from osaamistase.scoring.balance import Balance, Entry, balance
from osaamistase.scoring.confidence import answered, area_shown, confidence, total_shown
from osaamistase.scoring.gaps import classify, offered_to_plan, rank
from osaamistase.scoring.key_persons import Holders, holders, risk_class
from osaamistase.scoring.levels import Levels, levels
from osaamistase.scoring.parameters import METHOD_1, Parameters


@dataclass(frozen=True)
class CompetenceLine:
    """One competence of the sheet; `entry`, `class_` and `risk` are None unless it is scored."""

    id: str
    area: str
    levels: Levels
    holders: Holders
    entry: Entry | None
    class_: str | None
    risk: Fraction | None
    check_first: bool


@dataclass(frozen=True)
class AreaLine:
    """One area's sums, its answered share (0–1) and whether it may be shown: yes, indicative, no."""

    id: str
    balance: Balance
    answered: Fraction | None
    shown: str


@dataclass(frozen=True)
class Sheet:
    """The balance sheet of one round. `key_persons` holds (competence, risk, class)."""

    method: Parameters
    totals: Balance
    totals_shown: bool
    areas: tuple[AreaLine, ...]
    competences: tuple[CompetenceLine, ...]
    gaps: tuple[str, ...]
    key_persons: tuple[tuple[str, Fraction, str], ...]
    owner_only: bool
    answered: Fraction | None
    respondents: int
    confidence: str


def draw_up(frame: Frame, round_: RoundAnswers, method: Parameters = METHOD_1) -> Sheet:
    """Score one round. Order of respondents and of competences never changes a figure."""
    areas: list[AreaLine] = []
    lines: list[CompetenceLine] = []
    for area in frame.areas:
        drawn = [_draw(area.id, competence, frame, round_, method) for competence in area.competences]
        share = answered(sum(d.entry is not None for d in drawn), sum(d.levels.applicable for d in drawn))
        areas.append(
            AreaLine(area.id, balance((d.entry for d in drawn if d.entry), method), share, area_shown(share, method))
        )
        unsure = share is not None and share < method.area_shown
        lines += [_tagged(d, unsure) for d in drawn]
    scored = [(line, line.entry) for line in lines if line.entry]
    share = answered(len(scored), sum(line.levels.applicable for line in lines))
    people = sum(bool(one.ratings) for one in round_.respondents)  # whoever answered nothing is no respondent
    gap_lines = [(line, entry) for line, entry in scored if offered_to_plan(entry, method)]
    return Sheet(
        method=method,
        totals=balance((entry for _, entry in scored), method),
        totals_shown=total_shown(share, method),
        areas=tuple(areas),
        competences=tuple(lines),
        gaps=tuple(
            line.id for line, entry in sorted(gap_lines, key=lambda pair: rank(pair[0].id, pair[1], pair[0].risk))
        ),
        key_persons=() if round_.headcount == 1 else _key_persons(lines, method),
        owner_only=round_.headcount == 1,
        answered=share,
        respondents=people,
        confidence=confidence(
            share,
            people,
            round_.headcount,
            [line.levels.agreement.index for line in lines if line.levels.agreement.index is not None],
            bool(round_.consensus),
            method,
        ),
    )


def _draw(area: str, competence: str, frame: Frame, round_: RoundAnswers, method: Parameters) -> CompetenceLine:
    found = levels(area, competence, frame, round_, method)
    held = holders(area, competence, frame, round_, method)
    if not found.scored:
        return CompetenceLine(competence, area, found, held, None, None, None, False)
    assert found.current is not None
    assert found.target is not None
    assert found.importance is not None
    entry = Entry(found.current, found.target, found.importance, single_holder=held.count == 1)
    risk = None if held.vulnerability is None else entry.importance * held.vulnerability
    disagreeing = found.agreement.disagreeing
    return CompetenceLine(competence, area, found, held, entry, classify(entry, method), risk, disagreeing)


def _tagged(line: CompetenceLine, area_unsure: bool) -> CompetenceLine:
    if not (area_unsure and line.entry):
        return line
    return CompetenceLine(
        line.id, line.area, line.levels, line.holders, line.entry, line.class_, line.risk, check_first=True
    )


def _key_persons(lines: list[CompetenceLine], method: Parameters) -> tuple[tuple[str, Fraction, str], ...]:
    at_risk = [(line.id, line.risk, risk_class(line.risk, method)) for line in lines if line.risk]
    return tuple(sorted(at_risk, key=lambda found: (-found[1], found[0])))
