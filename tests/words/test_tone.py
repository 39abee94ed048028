"""How the service speaks (docs/words.md): short sentences, no word of an office, nobody shouted at."""

import re

import pytest

from tests.words.texts import all_said, finnish_alone

# Each with what to write in its place.
OFFICIAL = {
    r"\bmikäli\b": "jos",
    r"\b(?:toimesta|taholta)\b": "who does it",
    r"\bsuorit(?:a|e)": "tehdä",
    r"\bkosk(?:ien|evien)\b": "a case ending",
    r"\bkysei(?:nen|sen|stä)\b": "tämä, se",
    r"\bedellyttä": "vaatia",
    r"\bohjelmallisesti\b": "a program does it",
    r"\b(?:ei ole otettu|otetaan) käyttöön\b": "what happens or does not",
    r"\b(?:puitteissa|johdosta|suhteen|myötä)\b": "a case ending",
    r"\bvälittömästi\b": "heti",
    r"\bmukaisesti\b": "mukaan",
    r"\bhuomioi": "katso, ota mukaan",
}
LONGEST = 20  # words between two stops


def finnish() -> list[str]:
    return [said.fi for said in all_said()] + list(finnish_alone())


@pytest.mark.parametrize(("official", "better"), OFFICIAL.items())
def test_no_text_speaks_like_an_office(official: str, better: str) -> None:
    found = [text for text in finnish() if re.search(official, text, re.IGNORECASE)]
    assert not found, f"write {better}"


def test_no_finnish_sentence_is_long() -> None:
    long = [
        sentence
        for text in (said.fi for said in all_said())
        for sentence in re.split(r"(?<=[.!?:;])\s", text)
        if len(sentence.split()) > LONGEST
    ]
    assert not long


def test_no_text_shouts() -> None:
    for said in all_said():
        for text in said[1:]:
            assert "!!" not in text
            assert text.count("!") <= 2, text


def test_quotes_are_those_of_the_language() -> None:
    for said in all_said():
        for text in (said.fi, said.sv):
            assert not re.search(r"[“„\"]", text), text
        assert not re.search(r"[”„\"]", re.sub(r"“[^”]*”", "", said.en)), said.en
