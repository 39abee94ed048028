"""One word for one thing: every text of pages and mails, in three languages, against osaamistase/web/glossary.toml."""

import re
from collections.abc import Iterator

from osaamistase.web.glossary import all_asides, all_terms, explained_terms
from tests.words.texts import NOT_WORDS, Said, all_said, finnish_alone

LANGUAGES = ("fi", "sv", "en")
# Where the Swedish or English word is no everyday word besides, the Finnish must have its own, too: osa-alue, not alue.
BOTH_WAYS = ("osa-alue", "kattavuusaste", "tasoindeksi", "tarkeysluku", "nykytaso", "merkitys", "kierros", "vaje")


def bare(text: str) -> str:
    """The text without names, numbers and addresses that are put into it."""
    return re.sub(NOT_WORDS, "…", text)


def misused(said: Said) -> Iterator[tuple[str, str]]:
    """Terms that this text breaks, each with what is wrong."""
    for term in all_terms():
        for language in LANGUAGES:
            for never in term.words[language].never:
                if found := never.search(bare(getattr(said, language))):
                    yield term.id, f"{language} says “{found.group()}”, not “{term.words[language].word}”"
        has = {
            language: bool(term.words[language].stem.search(bare(getattr(said, language)))) for language in LANGUAGES
        }
        if has["fi"] and not (has["sv"] and has["en"]):
            yield term.id, f"Finnish has “{term.words['fi'].word}”, sv or en has not its own word for it"
        if term.id in BOTH_WAYS and not has["fi"] and (has["sv"] or has["en"]):
            yield term.id, f"sv or en has a word for “{term.words['fi'].word}”, Finnish has not"


def all_misused() -> dict[tuple[str, str], str]:
    return {
        (term, said.key): f"{wrong}: {said.fi} | {said.sv} | {said.en}"
        for said in all_said()
        for term, wrong in misused(said)
    }


def test_every_text_uses_the_one_word_for_a_thing_in_all_three_languages() -> None:
    asides = {(one.term, one.text) for one in all_asides()}
    assert len(all_said()) > 1500  # the texts were found
    wrong = [words for place, words in all_misused().items() if place not in asides]
    assert not wrong, "\n" + "\n".join(wrong) + "\nMend the text, or see osaamistase/web/glossary.toml."


def test_an_aside_names_a_text_that_is_there_and_needs_it_and_says_why() -> None:
    found = all_misused()
    for one in all_asides():
        assert (one.term, one.text) in found, f"no longer needed: {one.text}"
        assert len(one.why.split()) >= 3, one


def test_the_guide_for_authors_uses_the_same_words() -> None:
    for text in finnish_alone():
        for term in all_terms():
            for never in term.words["fi"].never:
                assert not never.search(text), f"{text}: say “{term.words['fi'].word}”"


def test_a_term_has_an_id_that_is_an_address_and_its_words_match_their_own_stems() -> None:
    ids = [term.id for term in all_terms()]
    assert len(set(ids)) == len(ids)
    for term in all_terms():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", term.id)
        for language in LANGUAGES:
            word = term.words[language]
            assert word.stem.search(word.word), f"{term.id} in {language}"
            assert not any(never.search(word.word) for never in word.never), f"{term.id} in {language}"


def test_a_meaning_is_told_in_all_three_languages_in_whole_sentences() -> None:
    assert len(explained_terms()) > 20
    for term in all_terms():
        told = [term.words[language].means for language in LANGUAGES]
        assert all(told) or not any(told), term.id
        assert all(one.endswith(".") for one in told if one), term.id
        assert all(len(sentence.split()) <= 22 for one in told for sentence in one.split(". ")), term.id


def test_the_judge_notices_a_wrong_word_a_missing_word_and_a_word_that_should_not_be_there() -> None:
    fine = Said("", "Merkitys on suuri.", "Betydelsen är stor.", "The importance is great.")
    assert not list(misused(fine))
    assert {term for term, _ in misused(fine._replace(fi="Painoarvo on suuri."))} == {"merkitys"}
    assert {term for term, _ in misused(fine._replace(sv="Vikten är stor."))} == {"merkitys"}
    assert {term for term, _ in misused(fine._replace(fi="Se on suuri."))} == {"merkitys"}
    assert not list(misused(Said("", "Hei %(company)s", "Hej %(company)s", "Hello %(company)s")))
