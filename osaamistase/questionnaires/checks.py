"""The rules a questionnaire must keep before anyone may answer it: the list of them, and the check by it."""

from collections.abc import Iterable

from osaamistase.questionnaires import check_conditions, check_ids, check_texts, check_versions
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.questionnaire import parse
from osaamistase.questionnaires.rules import NOTHING_KNOWN, Known, Rule, findings_by

RULES = (
    Rule("unreadable", "Reading", "The file is there and can be read."),
    Rule("encoding", "Reading", "The file is saved as UTF-8."),
    Rule("syntax", "Reading", "The file is readable as TOML."),
    Rule("missing", "Reading", "What the format asks for is there."),
    Rule("unknown-name", "Reading", "Every name is one the format knows."),
    Rule("format", "Reading", "Every value has the form the format gives it; a line of `retired.txt` is a day and a file name."),
    Rule("file-name", "Reading", "The file's name says the id and version that stand inside."),
    Rule("duplicate-id", "Ids", "Every area, competence and scale has an id of its own.", check_ids.duplicate_id),
    Rule("foreign-id", "Ids", "A competence's id begins with its area's id.", check_ids.foreign_id),
    Rule("no-core", "Ids", "Every area has a core competence; only an area kept for the firm's own may be empty.", check_ids.no_core),
    Rule("two-levels", "Ratings", "A rating is asked once, per area or per competence.", check_ids.two_levels),
    Rule("missing-rating", "Ratings", "All six ratings are asked.", check_ids.missing_rating, packs=False),
    Rule("unknown-scale", "Ratings", "A rating's scale is in the file.", check_ids.unknown_scale),
    Rule("scale-order", "Ratings", "A scale has the values scoring counts on, in their order.", check_ids.scale_order),
    Rule("missing-level-words", "Ratings", "Every level and every importance says in a sentence what it means.", check_ids.missing_level_words),
    Rule("missing-text", "Texts", "Every text is written in fi, sv and en.", check_texts.missing_text),
    Rule("double-spaces", "Texts", "No text has a line break, two spaces in a row, or a space at an end.", check_texts.double_spaces),
    Rule("markup", "Texts", "Texts are plain: no HTML, no Markdown.", check_texts.markup),
    Rule("too-long", "Texts", f"A label (name, question, step, title) has at most {check_texts.LONGEST_LABEL} characters.", check_texts.too_long),
    Rule("hard-to-read", "Texts",
         f"A Finnish name or question has no word of more than {check_texts.LONGEST_WORD} letters, at most {check_texts.MOST_WORDS} words and, "
         f"from two words up, at most {check_texts.LONGEST_MEAN} letters a word on average.", check_texts.hard_to_read, warning=True),
    Rule("unknown-reference", "Openings", "What an opening names with `of`, and the area of `own`, is in the file.", check_conditions.unknown_reference),
    Rule("later-reference", "Openings", "An opening names its own area, a core competence of it, or what is asked in an earlier area.", check_conditions.later_reference),
    Rule("wrong-level", "Openings", "The rating an opening names is asked of what it names: an area or a competence.", check_conditions.wrong_level),
    Rule("out-of-range", "Openings", "An opening compares with a step of the rating's scale, or a state that may stand there.", check_conditions.out_of_range),
    Rule("changed-meaning", "Versions",
         f"Words under an old id are still those of the newest earlier version that has it: at least {check_versions.LEAST_ALIKE:.0%} of the Finnish "
         "words of name and meaning, unless the competence says `reworded = true`.", check_versions.changed_meaning, alone=False),
    Rule("replaces-nowhere", "Versions", "What a competence `replaces` was asked in an earlier version.", check_versions.replaces_nowhere, alone=False),
    Rule("replaces-present", "Versions", "What a competence `replaces` is asked no more.", check_versions.replaces_present),
    Rule("version-order", "Versions", "A new version has a higher number than every published one."),
    Rule("published-changed", "Versions", "A published file is the very bytes that were published."),
    Rule("missing-file", "Versions", "A published file is there, and a retired one was published."),
    Rule("pack-holds", "Sector packs", "A file with `joins` holds no scales, ratings or `own`.", check_ids.pack_holds),
    Rule("pack-refers", "Sector packs", "Its openings go by ratings only, without `of`.", check_conditions.pack_refers),
    Rule("pack-collides", "Sector packs", "No id stands both in a pack and in a questionnaire it joins.", check_ids.pack_collides, alone=False),
    Rule("no-service", "Services", "Some service answers each competence.", check_versions.no_service, warning=True, alone=False),
)  # fmt: skip


def check(source: bytes, known: Known = NOTHING_KNOWN) -> list[Finding]:
    """Everything wrong with a questionnaire file beside what is known around it; empty where it is sound."""
    return _findings(source, RULES, known)


def findings_alone(source: bytes) -> list[Finding]:
    """What the file alone tells, warnings too, whatever its earlier versions, its neighbours and the services."""
    return _findings(source, (rule for rule in RULES if rule.alone), NOTHING_KNOWN)


def errors_alone(source: bytes) -> list[Finding]:
    """What makes a file unfit in itself: `findings_alone` without the warnings."""
    return [one for one in findings_alone(source) if not one.warning]


def _findings(source: bytes, rules: Iterable[Rule], known: Known) -> list[Finding]:
    questionnaire, findings = parse(source)
    if questionnaire is None:
        return findings
    return findings_by(rules, questionnaire, known)
