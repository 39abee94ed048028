"""The names of areas and competences over all questionnaire versions, the newest words first. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from osaamistase.questionnaires.shelf import Version


@dataclass(frozen=True)
class Items:
    """Areas and competences by id, in questionnaire order, with their names in one language."""

    areas: dict[str, str]
    competences: dict[str, str]

    @property
    def names(self) -> dict[str, str]:
        return {**self.areas, **self.competences}

    def of_area(self, area: str) -> list[str]:
        return [one for one in self.competences if one.startswith(f"{area}-")]


def items_of(versions: Iterable[Version], language: str) -> Items:
    """The longest questionnaires first, newer versions before older ones; drafts count for nothing."""
    ordered = sorted(
        (one for one in versions if one.published),
        key=lambda one: (-one.questionnaire.minutes, one.questionnaire.id, -one.questionnaire.version),
    )
    areas: dict[str, str] = {}
    competences: dict[str, str] = {}
    for version in ordered:
        for area in version.questionnaire.areas:
            areas.setdefault(area.id, area.name.in_(language))
            for one in area.competences:
                competences.setdefault(one.id, one.name.in_(language))
    places = {area: place for place, area in enumerate(areas)}
    in_order = sorted(competences, key=lambda one: (places.get(one[:3], len(places)), one))
    return Items(areas, {one: competences[one] for one in in_order})
