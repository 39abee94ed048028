"""Frames and answers for the tests, written the short way; no questionnaire file is needed."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

from osaamistase.scoring.answers import Area, Frame, Place, Respondent, RoundAnswers, State, Value
from osaamistase.scoring.report import report
from osaamistase.scoring.sheet import CompetenceLine, Sheet, draw_up

RATINGS = ("current", "target", "importance", "holders", "leaving", "deputy")
NOT_APPLICABLE = State.NOT_APPLICABLE
DONT_KNOW = State.DONT_KNOW

# What a person may write for one rating: a whole number, a spoken non-answer, or nothing at all.
Said = int | State | None


def frame(areas: Mapping[str, Sequence[str]], per_area: Collection[str] = ()) -> Frame:
    """What was asked. Everything not named in `per_area` was asked per competence."""
    return Frame(
        areas=tuple(Area(name, tuple(competences)) for name, competences in areas.items()),
        asked={rating: "area" if rating in per_area else "competence" for rating in RATINGS},
    )


def person(ratings: Mapping[Place, Said], *, main: bool = False) -> Respondent:
    """One respondent; None stands for a question left unanswered."""
    said: dict[Place, Value] = {}
    for place, value in ratings.items():
        if value is not None:
            said[place] = value
    return Respondent(main, said)


def one_answer(competence: str, current: Said, target: Said, importance: Said) -> dict[Place, Said]:
    """What one person says of one competence, where all three are asked per competence."""
    return {(competence, "current"): current, (competence, "target"): target, (competence, "importance"): importance}


def of_people(
    people: Sequence[Respondent], headcount: int = 12, consensus: Mapping[Place, int] | None = None
) -> RoundAnswers:
    return RoundAnswers(headcount, tuple(people), dict(consensus or {}))


def single(*answers: Said) -> Sheet:
    """The sheet of a firm with one competence, T-01, where everyone wants level 4 and importance is 5."""
    people = [person(one_answer("T-01", said, 4, 5)) for said in answers]
    return draw_up(frame({"T": ["T-01"]}), of_people(people))


def line(sheet: Sheet, competence: str) -> CompetenceLine:
    return next(one for one in sheet.competences if one.id == competence)


def scored(sheet: Sheet) -> list[CompetenceLine]:
    return [one for one in sheet.competences if one.entry is not None]


def levels_of(sheet: Sheet) -> dict[str, tuple[Fraction, Fraction, Fraction]]:
    """Importance, current and target of every scored competence, as the respondents' means."""
    found = {}
    for one in scored(sheet):
        w, n, t = one.levels.importance.value, one.levels.current.value, one.levels.target.value
        assert w is not None
        assert n is not None
        assert t is not None
        found[one.id] = (w, n, t)
    return found


def printed(sheet: Sheet) -> dict[str, Any]:
    """The sheet as the command prints it, without the questionnaire's name."""
    return report(sheet, {"id": "test", "version": 1, "sha256": ""})
