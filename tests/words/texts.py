"""Every text of ours in three languages: of pages and mails, of what is kept, of questionnaires not yet frozen."""

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from babel.messages.pofile import read_po

from osaamistase.questionnaires.guide import GUIDE_LINES
from osaamistase.settings import ROOT
from osaamistase.web.glossary import all_terms

CATALOGUES = ROOT / "osaamistase" / "translations"
# What stands in these is another's word, or no word at all, wherever it stands.
NOT_WORDS = r"%\(\w+\)[sd]|\{\w+\}|\S+@\S+|https?://\S+|\w+\.fi\b|\w+!\w+"


class Said(NamedTuple):
    """One text. `key` is its Finnish, as the code has it; a plural text comes once for each form."""

    key: str
    fi: str
    sv: str
    en: str


@cache
def all_said() -> tuple[Said, ...]:
    return (*_of_the_pages(), *_of_files())


def finnish_alone() -> tuple[str, ...]:
    """Finnish texts without a translation: the first sheet of a questionnaire's workbook."""
    return tuple(text for line in GUIDE_LINES for text in line)


def _of_the_pages() -> Iterator[Said]:
    swedish, english = _catalogue("sv"), _catalogue("en")
    for key, (finnish, texts) in swedish.items():
        for fi, sv, en in zip(finnish, texts, english[key][1], strict=True):
            yield Said(key, fi, sv, en)


def _catalogue(language: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By the Finnish text its forms, and theirs in that language."""
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        found = [one for one in read_po(file, locale=language) if one.id]
    return {_forms(one.id)[0]: (_forms(one.id), _forms(one.string)) for one in found}


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _of_files() -> Iterator[Said]:
    with (ROOT / "osaamistase" / "privacy" / "kept.toml").open("rb") as file:
        yield from _within(tomllib.load(file))
    frozen = (ROOT / "questionnaires" / "published.txt").read_text(encoding="utf-8")
    for path in sorted((ROOT / "questionnaires").glob("*.toml")):
        if path.name not in frozen:
            yield from _within(tomllib.loads(path.read_text(encoding="utf-8")))
    for term in all_terms():
        yield Said(term.id, *(term.words[language].means for language in ("fi", "sv", "en")))


def _within(value: Any) -> Iterator[Said]:
    """The texts of a file: each place that holds one in fi, sv and en."""
    if isinstance(value, dict) and {"fi", "sv", "en"} <= value.keys():
        yield Said(value["fi"], value["fi"], value["sv"], value["en"])
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _within(one)
