"""A version beside its earlier ones: an id keeps its meaning for ever, and what replaces another says what."""

from osaamistase.questionnaires.check_versions import LEAST_ALIKE, alike
from osaamistase.questionnaires.checks import check
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.questionnaires.rules import Known
from tests.questionnaires.tiny import TINY, read, tiny_with

LINE = (
    '  { id = "REK-02", name = { fi = "Valinta", sv = "Urval", en = "Choice" }, '
    'means = { fi = "a", sv = "a", en = "a" } },\n'
)
OTHER = LINE.replace('"Valinta"', '"Perehdytys"').replace('fi = "a"', 'fi = "b"')


def version(number: int, line: str) -> bytes:
    return tiny_with(("version = 1", f"version = {number}"), (LINE, line))


def rules(source: bytes, *earlier: Questionnaire) -> list[str]:
    return [one.rule for one in check(source, Known(earlier=earlier))]


def test_better_words_keep_the_id() -> None:
    assert rules(version(2, LINE.replace('fi = "a"', 'fi = "b"')), TINY) == []
    assert rules(version(2, LINE.replace('"Urval"', '"Något helt annat"')), TINY) == []


def test_words_that_are_wholly_new_need_the_authors_word() -> None:
    assert rules(version(2, OTHER), TINY) == ["changed-meaning"]
    assert rules(version(2, OTHER.replace('"REK-02",', '"REK-02", reworded = true,')), TINY) == []


def test_the_finding_says_both_ways_to_mend_it() -> None:
    (found,) = check(version(2, OTHER), Known(earlier=(TINY,)))
    assert 'replaces = "REK-02"' in found.what
    assert "reworded = true" in found.what


def test_an_id_that_was_dropped_does_not_come_back_with_other_words() -> None:
    dropped = read(version(2, ""))
    assert rules(version(3, OTHER), TINY, dropped) == ["changed-meaning"]
    assert rules(version(3, LINE), TINY, dropped) == []


def test_words_are_held_to_the_newest_earlier_version() -> None:
    second = read(version(2, OTHER.replace('"REK-02",', '"REK-02", reworded = true,')))
    assert rules(version(3, OTHER), TINY, second) == []
    assert rules(version(3, LINE), TINY, second) == ["changed-meaning"]


def test_likeness_is_the_share_of_finnish_words_whatever_their_case() -> None:
    base = TINY.competence["REK-02"]

    def likeness(before: str, after: str) -> float:
        one, other = (
            base.model_copy(update={"means": base.means.model_copy(update={"fi": fi})}) for fi in (before, after)
        )
        return alike(one, other)

    assert likeness("Osaatte valita.", "osaatte VALITA!") == 1.0
    assert likeness("b c d", "e f g") == 0.25  # the name alone: 2 of 8 words
    assert likeness("b c d e", "b f g h") == LEAST_ALIKE  # the name and one word: 4 of 10 words
    assert (
        rules(
            version(2, LINE.replace('fi = "a"', 'fi = "b f g h"')),
            read(version(1, LINE.replace('fi = "a"', 'fi = "b c d e"'))),
        )
        == []
    )


def test_what_is_replaced_was_asked_in_some_earlier_version() -> None:
    replacing = OTHER.replace('"REK-02",', '"REK-03", replaces = "REK-02",')
    assert rules(version(2, replacing), TINY) == []
    assert rules(version(3, replacing), TINY, read(version(2, ""))) == []
    assert rules(version(2, replacing)) == ["replaces-nowhere"]
    assert rules(version(2, replacing), read(version(1, ""))) == ["replaces-nowhere"]


def test_nothing_replaces_itself() -> None:
    assert rules(version(2, LINE.replace('"REK-02",', '"REK-02", replaces = "REK-02",')), TINY) == ["replaces-present"]


def test_services_are_asked_for_only_where_they_are_known() -> None:
    assert check(version(1, LINE)) == []
    found = check(version(1, LINE), Known(answered=frozenset({"REK-02"})))
    assert [(one.where, one.rule, one.warning) for one in found] == [
        ("REK-01", "no-service", True),
        ("DIG-01", "no-service", True),
    ]
