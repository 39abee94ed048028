"""What one round asks: a questionnaire version, perhaps with a sector pack, and whose words those are."""

from dataclasses import dataclass

from osaamistase.questionnaires.questionnaire import Questionnaire, joined
from osaamistase.questionnaires.shelf import Version


@dataclass(frozen=True)
class Asked:
    """`questionnaire` is whole: the pack's areas and room for own competences are in it."""

    questionnaire: Questionnaire
    base: Version
    pack: Version | None

    @property
    def identity(self) -> dict[str, object]:
        """Ids, versions and checksums, as a sheet keeps them."""
        identity = _identity(self.base)
        return {**identity, "pack": _identity(self.pack)} if self.pack else identity

    @property
    def key(self) -> tuple[str, str]:
        """The checksums: equal keys ask the same in the same words."""
        return self.base.sha256, self.pack.sha256 if self.pack else ""


def asked(base: Version, pack: Version | None = None) -> Asked:
    return Asked(joined(base.questionnaire, pack.questionnaire if pack else None), base, pack)


def _identity(version: Version) -> dict[str, object]:
    return {"id": version.questionnaire.id, "version": version.questionnaire.version, "sha256": version.sha256}
