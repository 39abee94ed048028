"""The two lists of a questionnaires folder: what is published, by checksum, and what is retired, by day."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.questionnaire import checksum, parse

PUBLISHED = "published.txt"
RETIRED = "retired.txt"


def published_checksums(folder: Path) -> dict[str, str]:
    """File name to SHA-256 of what has been published, in the format of sha256sum. Faulty lines are left out."""
    return {words[1]: words[0] for _, words in _lines(folder / PUBLISHED) if len(words) == 2}


def retired_days(folder: Path) -> dict[str, date]:
    """File name to the day it was retired, from lines `YYYY-MM-DD  file-name`. Faulty lines are left out."""
    pairs = [(words, _day(words)) for _, words in _lines(folder / RETIRED)]
    return {words[1]: day for words, day in pairs if day is not None}


def check_lists(folder: Path) -> list[str]:
    """What is wrong with the lists themselves, a finding's line each."""
    published = published_checksums(folder)
    said = [
        (PUBLISHED, Finding(f"line {number}", "format", "a line is a checksum and a file name; correct it"))
        for number, words in _lines(folder / PUBLISHED)
        if len(words) != 2
    ]
    for number, words in _lines(folder / RETIRED):
        if _day(words) is None:
            mend = "a line is a day as YYYY-MM-DD and a file name; correct it"
            said.append((RETIRED, Finding(f"line {number}", "format", mend)))
        elif words[1] not in published:
            mend = f"{words[1]} is not published, so it cannot be retired; correct or remove the line"
            said.append((RETIRED, Finding(f"line {number}", "missing-file", mend)))
    for name in published:
        if not (folder / name).exists():
            said.append((name, Finding("file", "missing-file", "is published and must stay; bring it back")))
    return [finding.line(str(folder / name)) for name, finding in said]


def check_frozen(path: Path, source: bytes, published: dict[str, str]) -> list[Finding]:
    """A published version is the very bytes that were published; any version is named and numbered as it should."""
    findings = []
    if published.get(path.name, checksum(source)) != checksum(source):
        mend = "was changed after publishing; restore it and make a new version in a file of its own"
        findings.append(Finding("file", "published-changed", mend))
    questionnaire, _ = parse(source)
    if questionnaire is None:
        return findings
    named = f"{questionnaire.id}-{questionnaire.version}.toml"
    if path.name != named:
        mend = f"id and version inside say {named}; correct the name or the file"
        findings.append(Finding("file", "file-name", mend))
    newest = max(_numbers(questionnaire.id, published), default=0)
    if path.name not in published and questionnaire.version <= newest:
        mend = f"version {newest} is published already; give this one the next number"
        findings.append(Finding("version", "version-order", mend))
    return findings


def add_line(listed: Path, first: str, name: str) -> None:
    """A line at the end of a list, on a line of its own even where the list was left without a last line break."""
    before = listed.read_text(encoding="utf-8") if listed.exists() else ""
    apart = "" if before.endswith("\n") or not before else "\n"
    with listed.open("a", encoding="utf-8") as opened:
        opened.write(f"{apart}{first}  {name}\n")


def _lines(listed: Path) -> Iterator[tuple[int, list[str]]]:
    if listed.exists():
        for number, line in enumerate(listed.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                first, *rest = line.split(maxsplit=1)
                yield number, [first, *(one.strip().lstrip("*") for one in rest)]


def _day(words: list[str]) -> date | None:
    if len(words) != 2 or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words[0]):
        return None
    try:
        return date.fromisoformat(words[0])
    except ValueError:
        return None


def _numbers(questionnaire_id: str, published: dict[str, str]) -> Iterator[int]:
    for name in published:
        found = re.fullmatch(rf"{re.escape(questionnaire_id)}-([0-9]{{1,4}})\.toml", name)
        if found:
            yield int(found[1])
