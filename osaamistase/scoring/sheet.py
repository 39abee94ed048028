"""Answers in, balance sheet out: the whole of method.md sections 2–6 put together. Exact arithmetic throughout."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from osaamistase.scoring.answers import Frame, RoundAnswers, Talk
from osaamistase.scoring.balance import Balance, Entry, added, balance, entry
from osaamistase.scoring.confidence import Condition, answered, area_shown, conditions, confidence, total_shown
from osaamistase.scoring.gaps import classify, offered_to_plan, rank
from osaamistase.scoring.key_persons import Holders, holders, risk_class
from osaamistase.scoring.levels import Levels, levels
from osaamistase.scoring.method_1 import METHOD_1
from osaamistase.scoring.parameters import Parameters


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
    asked_at: str  # the area or competence at which its current level was asked


@dataclass(frozen=True)
class AreaLine:
    """One area's sums, how many of its applicable competences are scored, and whether it may be shown.

    `answered` is that share (0–1), None where nothing applies; `shown`: yes, indicative, no.
    """

    id: str
    balance: Balance
    scored: int
    applicable: int
    answered: Fraction | None
    shown: str


@dataclass(frozen=True)
class Sheet:
    """The balance sheet of one round. `key_persons` holds (competence, risk, class).

    `talks` as in the answers, `replaces` and `own` as in the frame.
    """

    method: Parameters
    headcount: int
    totals: Balance
    totals_shown: bool
    areas: tuple[AreaLine, ...]
    competences: tuple[CompetenceLine, ...]
    gaps: tuple[str, ...]
    key_persons: tuple[tuple[str, Fraction, str], ...]
    scored: int
    applicable: int
    answered: Fraction | None
    respondents: int
    confidence: str
    conditions: Mapping[str, tuple[Condition, ...]]
    talks: Mapping[str, Talk]
    replaces: Mapping[str, str]
    own: Mapping[str, str]

    @property
    def owner_only(self) -> bool:
        """A firm of one person gets one finding in place of a key-person list."""
        return self.headcount == 1


def draw_up(frame: Frame, round_: RoundAnswers, method: Parameters = METHOD_1) -> Sheet:
    """Score one round. Order of respondents and of competences never changes a figure."""
    drawn = [
        (area.id, [_line(area.id, one, frame, round_, method) for one in area.competences]) for area in frame.areas
    ]
    areas = tuple(_area(id_, lines, method) for id_, lines in drawn)
    unsure = {area.id for area in areas if area.answered is not None and area.answered < method.area_shown}
    lines = tuple(_tagged(line, unsure) for _, found in drawn for line in found)
    scored, applicable = sum(area.scored for area in areas), sum(area.applicable for area in areas)
    share = answered(scored, applicable)
    people = sum(bool(one.ratings) for one in round_.respondents)  # whoever answered nothing is no respondent
    indexes = [one.levels.agreement.index for one in lines if one.levels.agreement.index is not None]
    wanted = conditions(share, people, round_.headcount, indexes, round_.talked_through, method)
    return Sheet(
        method=method,
        headcount=round_.headcount,
        totals=added((area.balance for area in areas), method),
        totals_shown=total_shown(share, method),
        areas=areas,
        competences=lines,
        gaps=_gaps(lines, method),
        key_persons=() if round_.headcount == 1 else _key_persons(lines, method),
        scored=scored,
        applicable=applicable,
        answered=share,
        respondents=people,
        confidence=confidence(wanted),
        conditions=wanted,
        talks=round_.talks,
        replaces=frame.replaces,
        own=frame.own,
    )


def _area(area: str, lines: list[CompetenceLine], method: Parameters) -> AreaLine:
    scored, applicable = sum(one.entry is not None for one in lines), sum(one.levels.applicable for one in lines)
    share = answered(scored, applicable)
    sums = balance((one.entry for one in lines if one.entry), method)
    return AreaLine(area, sums, scored, applicable, share, area_shown(share, method))


def _line(area: str, competence: str, frame: Frame, round_: RoundAnswers, method: Parameters) -> CompetenceLine:
    found = levels(area, competence, frame, round_, method)
    held = holders(area, competence, frame, round_, method)
    at, _ = frame.place("current", area, competence)
    current, target, importance = found.current.value, found.target.value, found.importance.value
    if not found.applicable or current is None or target is None or importance is None:
        return CompetenceLine(competence, area, found, held, None, None, None, check_first=False, asked_at=at)
    made = entry(current, target, importance, single_holder=held.count == 1)
    risk = None if held.vulnerability is None else importance * held.vulnerability
    return CompetenceLine(
        competence, area, found, held, made, classify(made, method), risk, found.agreement.disagreeing, at
    )


def _tagged(line: CompetenceLine, unsure: set[str]) -> CompetenceLine:
    return replace(line, check_first=True) if line.entry and line.area in unsure else line


def _gaps(lines: tuple[CompetenceLine, ...], method: Parameters) -> tuple[str, ...]:
    offered = [(rank(one.id, one.entry, one.risk), one.id) for one in lines if one.entry and _offered(one, method)]
    return tuple(competence for _, competence in sorted(offered))


def _offered(line: CompetenceLine, method: Parameters) -> bool:
    return line.entry is not None and offered_to_plan(line.entry, method)


def _key_persons(lines: tuple[CompetenceLine, ...], method: Parameters) -> tuple[tuple[str, Fraction, str], ...]:
    at_risk = [(line.id, line.risk, risk_class(line.risk, method)) for line in lines if line.risk]
    return tuple(sorted(at_risk, key=lambda found: (-found[1], found[0])))
