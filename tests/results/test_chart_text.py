"""Words in a picture: lines that fit, nothing lost, words longer than a line cut."""

from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from osaamistase.results.chart_text import WIDTH, width_of, wrapped
from osaamistase.settings import ROOT
from tests.people import SHELF

COMPOUND = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilaskoulutusohjelmansuunnittelu"
words = st.lists(st.text("abcäöWm-, ", min_size=1, max_size=60), max_size=6).map(" ".join)


def test_a_text_is_never_longer_in_the_bold_face_than_reckoned() -> None:
    font = TTFont(ROOT / "osaamistase" / "static" / "fonts" / "source-sans-3-latin-700-normal.woff2")
    widths, names, unit = font["hmtx"], font.getBestCmap(), font["head"].unitsPerEm
    for letter in "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789 .,:;-–/()%+&":
        assert width_of(letter) >= 14 * widths[names[ord(letter)]][0] / unit, letter


@settings(deadline=None)
@given(words)
def test_every_line_fits_and_nothing_is_lost(text: str) -> None:
    lines = wrapped(text)
    assert all(width_of(one) <= WIDTH for one in lines)
    letters = "".join(text.split()).replace("-", "")
    assert "".join(lines).replace(" ", "").replace("-", "") == letters


def test_a_long_compound_is_cut_where_a_syllable_begins() -> None:
    lines = wrapped(COMPOUND)
    assert len(lines) > 1
    assert all(one.endswith("-") for one in lines[:-1])
    assert all(after[0] not in "aeiouyäö" and after[1] in "aeiouyäö" for after in lines[1:])


def test_the_areas_of_the_published_questionnaire_take_two_lines_at_most() -> None:
    version = SHELF.find("osaamistase", 1)
    assert version is not None
    for area in version.questionnaire.areas:
        for language in ("fi", "sv", "en"):
            assert len(wrapped(area.name.in_(language))) <= 2
