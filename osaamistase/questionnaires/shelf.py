"""Every questionnaire version and sector pack in memory, and which of them is offered to whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.questionnaire import Questionnaire

State = Literal["draft", "published", "retired"]


@dataclass(frozen=True)
class Version:
    """One version as it stands in its file. Only a published one is offered; a retired one serves its old rounds.

    `retired_on` is the day since when it is offered no more.
    """

    questionnaire: Questionnaire
    source: bytes
    sha256: str
    state: State
    retired_on: date | None = None

    @property
    def published(self) -> bool:
        """Whether it is frozen for good: published, be it retired since or not."""
        return self.state != "draft"


class Shelf:
    """Every sound version by (id, version number). `unsound`: the findings of each draft left off, by file name."""

    def __init__(self, versions: Iterable[Version], unsound: Mapping[str, list[Finding]] | None = None) -> None:
        self._by_key = {(one.questionnaire.id, one.questionnaire.version): one for one in versions}
        self.unsound: dict[str, list[Finding]] = dict(unsound or {})

    def find(self, questionnaire_id: str, version: int) -> Version | None:
        return self._by_key.get((questionnaire_id, version))

    def by_sha256(self, sha256: str) -> Version | None:
        return next((one for one in self._by_key.values() if one.sha256 == sha256), None)

    def versions(self) -> dict[tuple[str, int], Version]:
        return dict(self._by_key)

    def drafts(self) -> list[Version]:
        """The sound drafts, by id and version."""
        return [one for _, one in sorted(self._by_key.items()) if one.state == "draft"]

    def newest(self) -> list[Version]:
        """The newest offered version of each questionnaire, the longest questionnaire first; never a sector pack."""
        whole = [one for one in self._offered() if one.questionnaire.joins is None]
        return sorted(whole, key=lambda one: -one.questionnaire.minutes)

    def newest_of(self, questionnaire_id: str) -> Version | None:
        """The newest offered version of one questionnaire or sector pack."""
        return next((one for one in self._offered() if one.questionnaire.id == questionnaire_id), None)

    def offered(self, questionnaire_id: str, version: int | None = None) -> Version | None:
        """That version while it may still be opened, the newest where none is named; None otherwise, and of a pack."""
        found = self.newest_of(questionnaire_id) if version is None else self.find(questionnaire_id, version)
        if found is None or found.state != "published" or found.questionnaire.joins is not None:
            return None
        return found

    def pack_for(self, questionnaire_id: str, section: str, code: str) -> Version | None:
        """The pack that joins the questionnaire for a firm of that TOL section and class code, in its newest version.

        Of several, one that names the firm's division goes before one for the whole section.
        """
        fitting = [one for one in self._offered() if _fits(one.questionnaire, questionnaire_id, section, code)]
        return min(
            fitting, key=lambda one: not (one.questionnaire.joins and one.questionnaire.joins.divisions), default=None
        )

    def _offered(self) -> list[Version]:
        """The newest published version of each id, by id."""
        ordered = sorted(self._by_key.items())
        return list({key[0]: one for key, one in ordered if one.state == "published"}.values())


def _fits(pack: Questionnaire, questionnaire_id: str, section: str, code: str) -> bool:
    joins = pack.joins
    return (
        joins is not None
        and questionnaire_id in joins.questionnaires
        and section == joins.section
        and (not joins.divisions or code[:2] in joins.divisions)
    )
