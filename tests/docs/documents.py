"""The project's documents, and what they show: links, headings, and commands as one would type them."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from osaamistase.settings import ROOT

_MARKDOWN = MarkdownIt("commonmark").enable("table")
DOCUMENTS = sorted(
    path for pattern in ("*.md", "docs/**/*.md", "guides/**/*.md", "deploy/*.md") for path in ROOT.glob(pattern)
)


class Shown(NamedTuple):
    """A command of a document: its words, and the file that its output is put into."""

    document: Path
    words: tuple[str, ...]
    to: str = ""


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tokens(path: Path) -> Iterator[Token]:
    for token in _MARKDOWN.parse(path.read_text(encoding="utf-8")):
        yield token
        yield from token.children or ()


def links(path: Path) -> list[str]:
    found = [token.attrGet("href") if token.type == "link_open" else token.attrGet("src") for token in tokens(path)]
    return [str(one) for one in found if one]


def anchors(path: Path) -> set[str]:
    """The ids that its headings have where the project is read: lower case, hyphens for spaces, no other signs."""
    lines = re.findall(r"^#+ +(.+?) *$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def codes(path: Path) -> list[str]:
    """What stands in `…` within its sentences."""
    return [token.content for token in tokens(path) if token.type == "code_inline"]


def blocks(path: Path) -> list[str]:
    """The lines of its blocks of code."""
    found = [token.content for token in tokens(path) if token.type in ("code_block", "fence")]
    return [line for block in found for line in block.splitlines() if line.strip()]


def commands(path: Path, lines: list[str]) -> Iterator[Shown]:
    """Each command of the lines, without the settings before it; several may stand on one line."""
    for line in lines:
        line = re.sub(r"\s#\s.*", "", re.sub(r"\$\([^)]*\)", "X", line))  # noqa: PLW2901
        for part in re.split(r"&&|;|\|", line):
            before, _arrow, to = part.partition(">")
            try:
                words = shlex.split(before)
            except ValueError:  # LAST WEEK'S SEAL
                words = before.split()
            while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
                words = words[1:]
            if words:
                yield Shown(path, tuple(words), to.strip())


def ours(shown: Shown) -> tuple[str, ...] | None:
    """What of it `flask --app wsgi` is given, however the command is begun."""
    words = shown.words
    if words[0] in ("flask", ".venv/bin/flask") and words[1:3] == ("--app", "wsgi"):
        return words[3:]
    return words[1:] if words[0] in ("osaamistase", "…") else None
