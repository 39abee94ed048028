"""Two versions of one questionnaire laid side by side for a reader. Values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from osaamistase.questionnaires.differences import Break, Differences, Wording, differences
from osaamistase.questionnaires.questionnaire import Area, Questionnaire, Text
from osaamistase.scoring.comparability import TOTALS_COMPARABLE, Comparability, predicted


@dataclass(frozen=True)
class Reworded:
    """One text under an id that stayed, in the languages in which it changed."""

    id: str
    text: str
    words: tuple[Wording, ...]


@dataclass(frozen=True)
class AreaShare:
    """How many of an area's competences in the old version (`old`) are asked in the new one, too (`shared`)."""

    area: Area
    old: int
    shared: int


@dataclass(frozen=True)
class Comparison:
    """Everything between `old` and `new`. `added` and `removed` leave out the two sides of each replacement."""

    old: Questionnaire
    new: Questionnaire
    changes: Differences
    wording: tuple[Reworded, ...]
    replaced: tuple[Break, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    comparability: Comparability
    areas: tuple[AreaShare, ...]

    @property
    def percent(self) -> int | None:
        """The predicted q in whole percent, rounded down: 69.9 is never shown as the limit of 70."""
        q = self.comparability.q
        return None if q is None else int(q * 100)

    @property
    def limit(self) -> int:
        """From how many percent totals are compared."""
        return int(TOTALS_COMPARABLE * 100)

    def name(self, subject: str) -> Text | None:
        """What an id is called, in the new version if it is there; None: it is called nothing but its id."""
        return next((text for one in (self.new, self.old) for text in _names(one, subject)), None)


def comparison(old: Questionnaire, new: Questionnaire) -> Comparison:
    """`old` and `new` are two versions with one questionnaire id."""
    changes = differences(old, new)
    breaks = tuple(changes.meaning)
    replaced, replacing = {one.replaces for one in breaks}, {one.id for one in breaks}
    return Comparison(
        old=old,
        new=new,
        changes=changes,
        wording=tuple(_reworded(changes.wording)),
        replaced=breaks,
        added=tuple(one for one in changes.added if one not in replacing),
        removed=tuple(one for one in changes.removed if one not in replaced),
        comparability=predicted(old.competence, new.competence),
        areas=tuple(_shares(old, new)),
    )


def _reworded(wording: tuple[Wording, ...]) -> Iterator[Reworded]:
    for (subject, text), words in groupby(wording, key=lambda one: (one.id, one.text)):
        yield Reworded(subject, text, tuple(words))


def _shares(old: Questionnaire, new: Questionnaire) -> Iterator[AreaShare]:
    for area in old.areas:
        shared = [one for one in area.competences if one.id in new.competence]
        yield AreaShare(area, len(area.competences), len(shared))


def _names(questionnaire: Questionnaire, subject: str) -> Iterator[Text]:
    if subject == questionnaire.id:
        yield questionnaire.title
    if subject in questionnaire.area:
        yield questionnaire.area[subject].name
    if subject in questionnaire.competence:
        yield questionnaire.competence[subject].name
    if subject in questionnaire.rating:
        yield questionnaire.rating[subject].question
