"""Rules about the words people read. One function a rule."""

import re
from collections.abc import Iterator

from osaamistase.questionnaires.questionnaire import LANGUAGES, Questionnaire, Text
from osaamistase.questionnaires.rules import Found, Known

LONGEST_LABEL = 120  # characters: more does not fit a phone
LONGEST_WORD = 24  # letters
MOST_WORDS = 12
LONGEST_MEAN = 12  # letters a word on average


def missing_text(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for where, text, _label in texts(questionnaire):
        for language in LANGUAGES:
            if not text.in_(language).strip():
                yield f"{where}.{language}", "is empty; write it"


def double_spaces(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for where, words, _label in _written(questionnaire):
        if "  " in words or "\n" in words or words != words.strip():
            yield where, "has a space or line break too many; remove it"


def markup(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for where, words, _label in _written(questionnaire):
        if re.search(r"<[A-Za-z/!]|&[a-z]+;|\*\*|\]\(", words):
            yield where, "holds markup; write plain text"


def too_long(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for where, words, label in _written(questionnaire):
        if label and len(words) > LONGEST_LABEL:
            yield where, f"is {len(words)} characters; at most {LONGEST_LABEL} fit a phone; shorten it"


def hard_to_read(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for where, text, _label in texts(questionnaire):
        if where.endswith((".name", ".question")):
            for why in _hard(text.fi):
                yield f"{where}.fi", f"is hard to read: {why}; say it in fewer and shorter words"


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


def _written(questionnaire: Questionnaire) -> Iterator[tuple[str, str, bool]]:
    """Every text that is not blank, language by language, with its place and whether it is a label."""
    for where, text, label in texts(questionnaire):
        for language in LANGUAGES:
            if text.in_(language).strip():
                yield f"{where}.{language}", text.in_(language), label


def _hard(label: str) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", label)
    if not words:
        return
    longest = max(words, key=len)
    mean = sum(map(len, words)) / len(words)
    if len(longest) > LONGEST_WORD:
        yield f"{longest} has {len(longest)} letters, at most {LONGEST_WORD} read well"
    if len(words) > MOST_WORDS:
        yield f"{len(words)} words, at most {MOST_WORDS} read well"
    if len(words) > 1 and mean > LONGEST_MEAN:
        yield f"{mean:.1f} letters a word, at most {LONGEST_MEAN} read well"
