"""The questionnaires folder: read, checked against its lists, and kept in memory; versions published and retired."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from osaamistase.questionnaires.checks import check
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.listed import (
    PUBLISHED,
    RETIRED,
    add_line,
    check_frozen,
    check_lists,
    published_checksums,
    retired_days,
)
from osaamistase.questionnaires.questionnaire import Questionnaire, checksum, parse
from osaamistase.questionnaires.rules import NOTHING_KNOWN, Known
from osaamistase.questionnaires.shelf import Shelf, State, Version


class BadQuestionnaires(SystemExit):
    """Stops the start. The message is a line a finding: file, place, rule, mend."""


def load_shelf(folder: Path) -> Shelf:
    """Every sound version in the folder; unsound drafts are left off and told of in `unsound`.

    Raises BadQuestionnaires with all findings where a published file or one of the two lists is unfit.
    """
    published, retired = published_checksums(folder), retired_days(folder)
    lines = check_lists(folder)
    versions: list[Version] = []
    unsound: dict[str, list[Finding]] = {}
    others = neighbours(folder, published)
    for path in sorted(folder.glob("*.toml")):
        source = path.read_bytes()
        questionnaire, _ = parse(source)
        findings = _errors(path, source, others, published)
        if path.name in published:
            lines += [finding.line(str(path)) for finding in findings]
        elif findings:
            unsound[path.name] = findings
        if questionnaire is not None and not findings:
            state = _state(path.name, published, retired)
            versions.append(Version(questionnaire, source, checksum(source), state, retired.get(path.name)))
    if lines:
        raise BadQuestionnaires("\n".join(sorted(lines)))
    return Shelf(versions, unsound)


def publish(path: Path, *also: Callable[[Questionnaire], list[Finding]]) -> None:
    """Write a sound version's checksum into the list; from then on it is frozen. Raises BadQuestionnaires.

    `also`: checks that belong to later rooms, asked where the file is sound so far.
    """
    published = published_checksums(path.parent)
    source = path.read_bytes()
    findings = _errors(path, source, neighbours(path.parent, published), published)
    questionnaire, _ = parse(source)
    if questionnaire is not None and not findings:
        findings = [one for find in also for one in find(questionnaire)]
    if findings:
        raise BadQuestionnaires("\n".join(finding.line(str(path)) for finding in findings))
    if path.name not in published:
        add_line(path.parent / PUBLISHED, checksum(source), path.name)


def retire(path: Path, day: date) -> None:
    """Write a published version into the list of those no longer offered. Raises BadQuestionnaires with one line."""
    if path.name not in published_checksums(path.parent):
        mend = "is not published, so it cannot be retired; a draft is simply removed"
        raise BadQuestionnaires(Finding("file", "missing-file", mend).line(str(path)))
    if path.name not in retired_days(path.parent):
        add_line(path.parent / RETIRED, day.isoformat(), path.name)


def neighbours(folder: Path, names: dict[str, str] | None = None) -> list[Questionnaire]:
    """What is readable in the folder: the published files, or those of the given `names`.

    A folder that publishes nothing is somebody's desk: there every file counts, and only when no names are given.
    """
    listed = published_checksums(folder) if names is None else names
    everything = names is None and not listed
    paths = [path for path in sorted(folder.glob("*.toml")) if path.is_file() and (everything or path.name in listed)]
    found = [parse(path.read_bytes())[0] for path in paths]
    return [one for one in found if one is not None]


def known_beside(
    questionnaire: Questionnaire, others: list[Questionnaire], answered: frozenset[str] | None = None
) -> Known:
    """What the rules may know of a questionnaire among `others`."""
    earlier = [one for one in others if one.id == questionnaire.id and one.version < questionnaire.version]
    joined = [one for one in others if _joins(one, questionnaire) or _joins(questionnaire, one)]
    return Known(tuple(sorted(earlier, key=lambda one: one.version)), tuple(joined), answered)


def _state(name: str, published: dict[str, str], retired: dict[str, date]) -> State:
    if name not in published:
        return "draft"
    return "retired" if name in retired else "published"


def _joins(pack: Questionnaire, other: Questionnaire) -> bool:
    return pack.joins is not None and other.id in pack.joins.questionnaires


def _errors(path: Path, source: bytes, others: list[Questionnaire], published: dict[str, str]) -> list[Finding]:
    questionnaire, _ = parse(source)
    known = NOTHING_KNOWN if questionnaire is None else known_beside(questionnaire, others)
    return [one for one in check(source, known) + check_frozen(path, source, published) if not one.warning]
