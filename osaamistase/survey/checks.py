"""The rules a questionnaire must keep before anyone may answer it. One function a rule."""

import re
from collections.abc import Callable, Iterator

from osaamistase.survey.findings import Finding
from osaamistase.survey.questionnaire import (
    LANGUAGES,
    SCALE_VALUES,
    Questionnaire,
    Text,
    parse,
)

LONGEST_LABEL = 120  # characters: more does not fit a phone


def check(source: bytes) -> list[Finding]:
    """Everything wrong with a questionnaire file; empty where it is sound."""
    questionnaire, findings = parse(source)
    if questionnaire is None:
        return findings
    return [finding for rule in RULES for finding in rule(questionnaire)]


def _duplicate_ids(questionnaire: Questionnaire) -> Iterator[Finding]:
    seen: set[str] = set()
    for area in questionnaire.areas:
        for found in (area.id, *(competence.id for competence in area.competences)):
            if found in seen:
                yield Finding(found, "duplicate-id", "the id stands there twice; give each its own")
            seen.add(found)
    listed: tuple[tuple[str, list[str]], ...] = (
        ("scales", [scale.id for scale in questionnaire.scales]),
        ("ratings", [rating.id for rating in questionnaire.ratings]),
    )
    for kind, ids in listed:
        for found in sorted({one for one in ids if ids.count(one) > 1}):
            yield Finding(f"{kind}.{found}", "duplicate-id", "stands there twice; a rating is asked at one level only")


def _ids_in_area(questionnaire: Questionnaire) -> Iterator[Finding]:
    for area in questionnaire.areas:
        for competence in area.competences:
            if not competence.id.startswith(f"{area.id}-"):
                yield Finding(competence.id, "foreign-id", f"stands in area {area.id}; begin its id with {area.id}-")
        if not any(competence.core for competence in area.competences):
            yield Finding(area.id, "no-core", "has no core competence; mark at least one with core = true")


def _ratings(questionnaire: Questionnaire) -> Iterator[Finding]:
    for wanted, values in SCALE_VALUES.items():
        rating = questionnaire.rating.get(wanted)
        if rating is None:
            yield Finding(f"ratings.{wanted}", "missing-rating", "is not asked; scoring needs it")
            continue
        scale = questionnaire.scale.get(rating.scale)
        if scale is None:
            yield Finding(
                f"ratings.{wanted}.scale", "unknown-scale", f"no scale {rating.scale}; add it or correct the name"
            )
        elif tuple(option.value for option in scale.options) != values:
            expected = ", ".join(values)
            yield Finding(f"scales.{scale.id}", "scale-order", f"the values must be {expected}, in this order")
        elif wanted in ("current", "target", "importance"):
            for option in scale.options:
                if option.means is None:
                    where = f"scales.{scale.id}.{option.value}"
                    yield Finding(where, "missing-level-words", "say in a sentence what this step means")


def texts(questionnaire: Questionnaire) -> Iterator[tuple[str, Text, bool]]:
    """Every text with its place, and whether it is a label (shown as a heading or a button)."""
    yield "title", questionnaire.title, True
    yield "purpose", questionnaire.purpose, False
    for scale in questionnaire.scales:
        for option in scale.options:
            yield f"scales.{scale.id}.{option.value}.word", option.word, True
            if option.means:
                yield f"scales.{scale.id}.{option.value}.means", option.means, False
    for rating in questionnaire.ratings:
        yield f"ratings.{rating.id}.question", rating.question, True
        yield f"ratings.{rating.id}.help", rating.help, False
    for area in questionnaire.areas:
        yield f"{area.id}.name", area.name, True
        yield f"{area.id}.means", area.means, False
        for competence in area.competences:
            yield f"{competence.id}.name", competence.name, True
            yield f"{competence.id}.means", competence.means, False


def _texts(questionnaire: Questionnaire) -> Iterator[Finding]:
    for where, text, label in texts(questionnaire):
        for language in LANGUAGES:
            yield from _one_text(f"{where}.{language}", text.in_(language), label)


def _one_text(where: str, words: str, label: bool) -> Iterator[Finding]:
    if not words.strip():
        yield Finding(where, "missing-text", "is empty; write it")
        return
    if "  " in words or "\n" in words or words != words.strip():
        yield Finding(where, "double-spaces", "has a space or line break too many; remove it")
    if re.search(r"<[A-Za-z/!]|&[a-z]+;|\*\*|\]\(", words):
        yield Finding(where, "markup", "holds markup; write plain text")
    if label and len(words) > LONGEST_LABEL:
        yield Finding(where, "too-long", f"is {len(words)} characters; at most {LONGEST_LABEL} fit a phone")


def _replaces(questionnaire: Questionnaire) -> Iterator[Finding]:
    for competence in questionnaire.competence.values():
        if competence.replaces is not None and competence.replaces in questionnaire.competence:
            yield Finding(
                f"{competence.id}.replaces",
                "replaces-present",
                f"{competence.replaces} is still asked; remove one of the two",
            )


RULES: tuple[Callable[[Questionnaire], Iterator[Finding]], ...] = (
    _duplicate_ids,
    _ids_in_area,
    _ratings,
    _texts,
    _replaces,
)
