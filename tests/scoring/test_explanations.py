"""The sentence beside a line says the line's own figures, in three languages, and nothing of who said what."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from osaamistase.scoring.answers import Frame, RoundAnswers
from osaamistase.scoring.explain import explanation
from osaamistase.scoring.sheet import Sheet, draw_up
from tests.scoring.build import DONT_KNOW, NOT_APPLICABLE, frame, line, of_people, one_answer, person, printed, single
from tests.scoring.strategies import rounds

LANGUAGES = ("fi", "sv", "en")


def said(sheet: Sheet, language: str) -> str:
    return explanation(line(sheet, "T-01"), language)


def one_decimal(number: Fraction) -> Decimal:
    # By Python's decimal module, so that the rounding under test is not its own judge.
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def numbers_in(sentence: str) -> list[Decimal]:
    return [Decimal(found.replace(",", ".")) for found in re.findall(r"\d+(?:[.,]\d+)?", sentence)]


def test_a_gap_reads_as_the_method_prints_it() -> None:
    people = [person(one_answer("T-01", current, target, 5)) for current, target in ((2, 4), (1, 3), (0, 5))]
    sheet = draw_up(frame({"T": ["T-01"]}), of_people(people))
    assert said(sheet, "fi") == (
        "merkitys 5 × vaje 3,0 = 15,0 (nykytaso 1,0, tavoite 4,0; 3 vastaajaa, melko yksimielinen)"
    )


@pytest.mark.parametrize(
    ("language", "decimals", "gap", "who"),
    [
        ("fi", "1,5", "vaje", "2 vastaajaa"),
        ("sv", "1,5", "gap", "2 respondenter"),
        ("en", "1.5", "gap", "2 respondents"),
    ],
)
def test_each_language_writes_its_own_decimals_and_words(language: str, decimals: str, gap: str, who: str) -> None:
    sentence = said(single(2, 3), language)  # n 2.5, t 4: gap 1.5
    assert f"{gap} {decimals}" in sentence
    assert who in sentence
    assert ("." in sentence) == (language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_respondent_is_one_and_no_agreement_is_claimed(language: str) -> None:
    sentence = said(single(2), language)
    assert sentence.endswith({"fi": "; 1 vastaaja)", "sv": "; 1 respondent)", "en": "; 1 respondent)"}[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_those_who_gave_a_number_are_counted(language: str) -> None:
    # Three were asked, one did not know: the mean is of two.
    assert said(single(2, 3, DONT_KNOW), language) == said(single(2, 3), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_line_has_its_own_sentence(language: str) -> None:
    kinds = [single(2), single(5), single(4), single(DONT_KNOW), single(NOT_APPLICABLE)]
    assert len({said(sheet, language) for sheet in kinds}) == len(kinds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_without_figures_prints_no_figure(language: str) -> None:
    assert numbers_in(said(single(DONT_KNOW, None), language)) == []
    assert numbers_in(said(single(NOT_APPLICABLE), language)) == []


def test_an_agreed_value_nobody_answered_is_said_to_be_agreed() -> None:
    people = [person(one_answer("T-01", DONT_KNOW, 4, 5))]
    sheet = draw_up(frame({"T": ["T-01"]}), of_people(people, consensus={("T-01", "current"): 2}))
    assert said(sheet, "fi").endswith("; yhdessä sovittu)")  # and no "0 vastaajaa" beside it


def test_an_agreed_value_is_not_passed_off_as_what_the_respondents_said() -> None:
    # "nykytaso 1,0; 2 vastaajaa, samansuuntainen" would explain a 1 by answers of 4 and 5.
    people = [person(one_answer("T-01", current, 4, 5)) for current in (4, 5)]
    sheet = draw_up(frame({"T": ["T-01"]}), of_people(people, consensus={("T-01", "current"): 1}))
    assert "yhdessä sovittu" in said(sheet, "fi")


@given(rounds())
def test_the_numbers_of_a_sentence_are_the_numbers_of_its_line(given_round: tuple[Frame, RoundAnswers]) -> None:
    for one in draw_up(*given_round).competences:
        entry = one.entry
        if entry is None:
            continue
        n, t = one_decimal(entry.current), one_decimal(entry.target)
        if entry.target > entry.current:
            w, g = one_decimal(entry.importance), one_decimal(entry.target - entry.current)
            expected = [w, g, one_decimal(entry.importance * (entry.target - entry.current)), n, t]
        elif entry.current > entry.target:
            expected = [n, t, one_decimal(entry.current - entry.target)]
        else:
            expected = [n, t]
        for language in LANGUAGES:
            assert numbers_in(explanation(one, language))[: len(expected)] == expected


@given(rounds())
def test_the_sheet_carries_each_sentence_in_all_three_languages(given_round: tuple[Frame, RoundAnswers]) -> None:
    sheet = draw_up(*given_round)
    for one, shown in zip(sheet.competences, printed(sheet)["competences"], strict=True):
        assert shown["explanations"] == {language: explanation(one, language) for language in LANGUAGES}
        assert shown["explanation"] == shown["explanations"]["fi"]
        assert len(set(shown["explanations"].values())) == len(LANGUAGES)
