"""The questionnaires folder: read, checked against the list of published checksums, and kept in memory."""

from dataclasses import dataclass
from pathlib import Path

from osaamistase.survey.checks import check
from osaamistase.survey.findings import Finding
from osaamistase.survey.questionnaire import Questionnaire, checksum, parse

PUBLISHED = "published.txt"


class BadQuestionnaires(SystemExit):
    """Stops the start. The message is a line a finding: file, place, rule, mend."""


@dataclass(frozen=True)
class Version:
    """One questionnaire version as it stands in its file. Drafts are not offered to firms."""

    questionnaire: Questionnaire
    source: bytes
    sha256: str
    published: bool


class Shelf:
    """Every version by (id, version number)."""

    def __init__(self, versions: list[Version]) -> None:
        self._by_key = {(one.questionnaire.id, one.questionnaire.version): one for one in versions}

    def find(self, questionnaire_id: str, version: int) -> Version | None:
        return self._by_key.get((questionnaire_id, version))

    def versions(self) -> dict[tuple[str, int], Version]:
        return dict(self._by_key)

    def newest(self) -> list[Version]:
        """The newest published version of each questionnaire, the longest questionnaire first."""
        newest: dict[str, Version] = {}
        for (questionnaire_id, _), version in sorted(self._by_key.items()):
            if version.published and version.questionnaire.joins is None:
                newest[questionnaire_id] = version
        return sorted(newest.values(), key=lambda one: -one.questionnaire.minutes)

    def pack_for(self, questionnaire_id: str, section: str, code: str) -> Version | None:
        """The newest published sector pack that joins this questionnaire for a firm of this industry."""
        fitting = [
            one
            for _key, one in sorted(self._by_key.items())
            if one.published
            and (joins := one.questionnaire.joins) is not None
            and questionnaire_id in joins.questionnaires
            and joins.section == section
            and (not joins.divisions or code[:2] in joins.divisions)
        ]
        return fitting[-1] if fitting else None


def load_shelf(folder: Path) -> Shelf:
    """Every version in the folder. Raises BadQuestionnaires with all findings where any file is unfit."""
    published = published_checksums(folder)
    versions: list[Version] = []
    lines: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        source = path.read_bytes()
        findings = [one for one in check(source) + check_frozen(path, source, published) if not one.warning]
        lines += [finding.line(str(path)) for finding in findings]
        questionnaire, _ = parse(source)
        if questionnaire is not None and not findings:
            versions.append(Version(questionnaire, source, checksum(source), path.name in published))
    lines += [
        Finding("file", "missing-file", "is published and must stay; bring it back").line(str(folder / name))
        for name in published
        if not (folder / name).exists()
    ]
    if lines:
        raise BadQuestionnaires("\n".join(lines))
    return Shelf(versions)


def published_checksums(folder: Path) -> dict[str, str]:
    """File name to SHA-256 of what has been published, in the format of sha256sum."""
    listed = folder / PUBLISHED
    if not listed.exists():
        return {}
    pairs = [line.split(maxsplit=1) for line in listed.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {name.strip().lstrip("*"): sha256 for sha256, name in pairs}


def check_frozen(path: Path, source: bytes, published: dict[str, str]) -> list[Finding]:
    """A published version must be the very bytes that were published, and its name must say what it is."""
    findings = []
    if published.get(path.name, checksum(source)) != checksum(source):
        mend = "was changed after publishing; restore it and make a new version in a file of its own"
        findings.append(Finding("file", "published-changed", mend))
    questionnaire, _ = parse(source)
    if questionnaire is not None and path.name != f"{questionnaire.id}-{questionnaire.version}.toml":
        mend = (
            f"id and version inside say {questionnaire.id}-{questionnaire.version}.toml; correct the name or the file"
        )
        findings.append(Finding("file", "file-name", mend))
    return findings


def publish(path: Path) -> None:
    """Write a sound version's checksum into the list; from then on it is frozen. Raises BadQuestionnaires."""
    source = path.read_bytes()
    published = published_checksums(path.parent)
    findings = [one for one in check(source) + check_frozen(path, source, published) if not one.warning]
    if findings:
        raise BadQuestionnaires("\n".join(finding.line(str(path)) for finding in findings))
    if path.name not in published:
        with (path.parent / PUBLISHED).open("a", encoding="utf-8") as listed:
            listed.write(f"{checksum(source)}  {path.name}\n")
