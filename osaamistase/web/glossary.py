"""The service's own words, as glossary.toml says them: one word for one thing in three languages."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Word:
    """One term in one language. `means` is "" where the word explains itself; `never` are other words for the same."""

    word: str
    stem: re.Pattern[str]
    means: str
    never: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Term:
    """One thing and its word by language. `id` is its address on "Näin laskemme", after "sana-"."""

    id: str
    words: dict[str, Word]


@dataclass(frozen=True)
class Aside:
    """A Finnish text in which the word of `term` is right in another meaning, and why."""

    term: str
    text: str
    why: str


@cache
def all_terms() -> tuple[Term, ...]:
    return tuple(
        Term(one["id"], {language: _word(one[language]) for language in ("fi", "sv", "en")}) for one in _told()["term"]
    )


@cache
def explained_terms() -> tuple[Term, ...]:
    """Those with a meaning in words, in the order a reader meets them."""
    return tuple(term for term in all_terms() if term.words["fi"].means)


@cache
def all_asides() -> tuple[Aside, ...]:
    return tuple(Aside(one["term"], one["text"], one["why"]) for one in _told().get("aside", ()))


def _word(told: dict[str, Any]) -> Word:
    never = tuple(_pattern(one) for one in told.get("never", ()))
    return Word(told["word"], _pattern(told["stem"]), told.get("means", ""), never)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _told() -> dict[str, Any]:
    with (Path(__file__).parent / "glossary.toml").open("rb") as file:
        return tomllib.load(file)
