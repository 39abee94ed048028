"""What a firm and its adviser talk through: areas and competences, those seen most differently first. Values only."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.results.chart_spread import Spread, spread
from osaamistase.scoring.agreement import Agreement
from osaamistase.scoring.answers import Frame, RoundAnswers
from osaamistase.scoring.groups import difference
from osaamistase.scoring.levels import Levels, Rated
from osaamistase.scoring.sheet import CompetenceLine, Sheet
from osaamistase.scoring.why import Answers, answers

RATED = ("current", "target", "importance")


@dataclass(frozen=True)
class Subject:
    """An area or a competence with what was asked at it. `agreement` is of the current level, where that is asked here.

    `spreads`: how many gave which number, as a picture, where that may be told. `groups`: management's and staff's
    mean current level, where both may be shown.
    """

    id: str
    name: str
    area: str
    answers: dict[str, Answers]
    spreads: dict[str, Spread]
    agreement: Agreement | None
    groups: tuple[Fraction, Fraction] | None
    class_: str | None

    @property
    def ratings(self) -> tuple[str, ...]:
        return tuple(self.answers)

    @property
    def apart(self) -> bool:
        """Whether it is seen differently enough to talk of first."""
        return self.agreement is not None and self.agreement.label in ("erimielinen", "melko")


def subjects(
    frame: Frame, round_: RoundAnswers, sheet: Sheet, questionnaire: Questionnaire, language: str
) -> list[Subject]:
    """Everything that can be talked through, by disagreement: r_wg rising, then what two see apart, then the rest."""
    lines = {line.id: line for line in sheet.competences}
    found = []
    for area in frame.areas:
        mine = [lines[one] for one in area.competences]
        if not mine:
            continue
        area_name = questionnaire.area[area.id].name.in_(language)
        found.append(_subject(area.id, area_name, area_name, mine[0], "area", frame, round_, sheet))
        for line in mine:
            name = questionnaire.competence[line.id].name.in_(language)
            found.append(_subject(line.id, name, area_name, line, "competence", frame, round_, sheet))
    return sorted((one for one in found if one.answers), key=_by_disagreement)


def _subject(
    id_: str,
    name: str,
    area: str,
    line: CompetenceLine,
    level: str,
    frame: Frame,
    round_: RoundAnswers,
    sheet: Sheet,
) -> Subject:
    asked = [one for one in RATED if frame.asked[one] == level]
    here = "current" in asked
    told = {one: answers(_rated(line.levels, one), sheet) for one in asked}
    return Subject(
        id=id_,
        name=name,
        area=area,
        answers=told,
        spreads={one: drawn for one, found in told.items() if (drawn := _spread(found)) is not None},
        agreement=line.levels.agreement if here else None,
        groups=difference((id_, "current"), round_, sheet.method) if here else None,
        class_=line.class_ if here else None,
    )


def _spread(found: Answers) -> Spread | None:
    return spread({str(number): many for number, many in found.spread}) if found.spread else None


def _rated(levels: Levels, rating: str) -> Rated:
    found = getattr(levels, rating)
    assert isinstance(found, Rated)
    return found


def _by_disagreement(one: Subject) -> tuple[bool, bool, bool, Fraction]:
    agreement = one.agreement or Agreement(None, None)
    # Sorting keeps questionnaire order among equals.
    no_index = agreement.index is None
    return (not agreement.disagreeing, agreement.label is None, no_index, agreement.index or Fraction(0))


def find_subject(found: Iterable[Subject], id_: str) -> Subject | None:
    return next((one for one in found if one.id == id_), None)
