"""Every questionnaire and sector pack with its versions, as the list of them shows it. Values in, values out."""

from collections.abc import Iterable
from dataclasses import dataclass

from osaamistase.questionnaires.questionnaire import Joins, Text
from osaamistase.questionnaires.shelf import Version


@dataclass(frozen=True)
class Listed:
    """One version; `before` is the number of the version before it, if there is one; `preview` whether it has one."""

    version: Version
    before: int | None
    preview: bool


@dataclass(frozen=True)
class Family:
    """One questionnaire or sector pack: its versions, the newest first, under the newest one's title."""

    id: str
    versions: tuple[Listed, ...]

    @property
    def title(self) -> Text:
        return self.versions[0].version.questionnaire.title

    @property
    def joins(self) -> Joins | None:
        return self.versions[0].version.questionnaire.joins


def families(versions: Iterable[Version], shown: frozenset[str]) -> list[Family]:
    """By id, whole questionnaires before sector packs. `shown`: the checksums of what can be looked at."""
    by_id: dict[str, list[Version]] = {}
    for version in sorted(versions, key=lambda one: (one.questionnaire.id, one.questionnaire.version)):
        by_id.setdefault(version.questionnaire.id, []).append(version)
    found = [Family(name, _listed(ordered, shown)) for name, ordered in by_id.items()]
    return sorted(found, key=lambda one: (one.joins is not None, one.id))


def _listed(ordered: list[Version], shown: frozenset[str]) -> tuple[Listed, ...]:
    before = [None, *(one.questionnaire.version for one in ordered[:-1])]
    listed = [Listed(one, number, one.sha256 in shown) for one, number in zip(ordered, before, strict=True)]
    return tuple(reversed(listed))
