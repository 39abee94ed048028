"""Whether a questionnaire can give every result: each class, level and importance, for every competence in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product

from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.questionnaire import SCALE_VALUES, Area, Questionnaire
from osaamistase.questionnaires.rules import NOTHING_KNOWN, Found, Known, Rule, findings_by
from osaamistase.questionnaires.states import NOT_APPLICABLE
from osaamistase.scoring.answers import Frame
from osaamistase.scoring.balance import Entry
from osaamistase.scoring.frames import frame_of
from osaamistase.scoring.gaps import CLASSES, classify
from osaamistase.scoring.method_1 import METHOD_1
from osaamistase.scoring.ways import Way, may_stand, ways_to

SCORES = frozenset(
    {
        *(("current", Fraction(level)) for level in range(METHOD_1.level_max + 1)),
        *(("target", Fraction(level)) for level in range(METHOD_1.level_max + 1)),
        *(("importance", Fraction(step)) for step in range(1, METHOD_1.importance_max + 1)),
    }
)
Numbers = frozenset[Fraction]


@dataclass(frozen=True)
class Reach:
    """What one competence can come to: classes of the gap list, and (rating, number) of single answers."""

    asked: bool
    classes: frozenset[str]
    scores: frozenset[tuple[str, Fraction]]


def unreachable(questionnaire: Questionnaire) -> list[Finding]:
    """What no answers can ever give. The questionnaire keeps the rules of `check`; of a pack only openings count."""
    return findings_by(REACH, questionnaire, NOTHING_KNOWN)


def _never_opens(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for area in questionnaire.areas:
        rest = [one.id for one in area.competences if not one.core]
        if rest and next(ways_to(questionnaire, area, rest[0]), None) is None:
            where = "opening" if area.opening is None else f"{area.id}.opening"
            yield where, f"can never hold, so {', '.join(rest)} would never be asked; mend the condition"


def _unreachable_class(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for competence, reach in _reaches(questionnaire):
        missing = [one for one in CLASSES if one not in reach.classes]
        if missing:
            yield competence, f"can never be {', '.join(missing)}; open it to more answers or mend the scales"


def _unreachable_score(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for competence, reach in _reaches(questionnaire):
        missing = ", ".join(f"{rating} {number}" for rating, number in sorted(SCORES - reach.scores))
        if missing:
            yield competence, f"can never be scored with {missing}; open it to more answers or mend the scales"


def _reaches(questionnaire: Questionnaire) -> Iterator[tuple[str, Reach]]:
    """Every competence that is ever asked. In one area all of the core, and all of the rest, come to the same."""
    for area in questionnaire.areas:
        for core in (True, False):
            alike = [one.id for one in area.competences if one.core is core]
            reach = _reach(questionnaire, area, alike[0]) if alike else None
            if reach is not None and reach.asked:
                yield from ((competence, reach) for competence in alike)


def _reach(questionnaire: Questionnaire, area: Area, competence: str) -> Reach:
    found = Reach(False, frozenset(), frozenset())
    for way in ways_to(questionnaire, area, competence):
        numbers = [_numbers(questionnaire, area, competence, way, one) for one in ("current", "target", "importance")]
        more = _outcomes(*numbers)
        found = Reach(more.asked, found.classes | more.classes, found.scores | more.scores)
        if found.classes.issuperset(CLASSES) and found.scores >= SCORES:
            break
    return found


def _numbers(questionnaire: Questionnaire, area: Area, competence: str, way: Way, rating: str) -> Numbers:
    """The numbers that may be answered at the competence's place for the rating, on that way."""
    if way.get((area.id, "current")) == frozenset({NOT_APPLICABLE}):
        return frozenset()
    place = _frame(questionnaire).place(rating, area.id, competence)
    values: Iterable[str] = way.get(place, may_stand(questionnaire, place))
    return frozenset(Fraction(value) for value in values if value.isdecimal())


def _frame(questionnaire: Questionnaire) -> Frame:
    frame = frame_of(questionnaire)
    return frame if questionnaire.joins is None else Frame(frame.areas, dict.fromkeys(SCALE_VALUES, "competence"))


@lru_cache(maxsize=256)
def _outcomes(current: Numbers, target: Numbers, importance: Numbers) -> Reach:
    entries = [Entry(*numbers) for numbers in product(current, target, importance)]
    return Reach(
        asked=True,
        classes=frozenset(classify(entry, METHOD_1) for entry in entries),
        scores=frozenset(
            score
            for entry in entries
            for score in (("current", entry.current), ("target", entry.target), ("importance", entry.importance))
        ),
    )


REACH = (
    Rule("never-opens", "Scoring", "Every opening can hold for some answers.", _never_opens),
    Rule(
        "unreachable-class",
        "Scoring",
        f"Every competence that is ever asked can come to be {', '.join(CLASSES)}.",
        _unreachable_class,
    ),
    Rule(
        "unreachable-score",
        "Scoring",
        "Every competence that is ever asked can be scored with every current and target level and every importance.",
        _unreachable_score,
    ),
)
