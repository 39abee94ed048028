"""A workbook from outside: whatever is wrong with it is told by sheet and cell, and nothing in it raises."""

from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook

from osaamistase.questionnaires.rules import NOTHING_KNOWN
from osaamistase.questionnaires.workbook import from_workbook, to_workbook
from tests.questionnaires.books import WITH_OPENINGS, changed, sound, told, with_cells, words
from tests.questionnaires.test_checks import AROUND, BROKEN
from tests.questionnaires.tiny import INVALID, TINY, read

AT_FAULT = [
    # Osaamiset: tunnus alue ydin korvaa uusittu nimi selitys; Alueet: tunnus nimi selitys
    ({"Osaamiset!G2": None}, [("Osaamiset!G2", "missing-text")]),
    ({"Osaamiset!F2": "a  b", "Alueet!C2": ""}, [("Alueet!C2", "missing-text"), ("Osaamiset!F2", "double-spaces")]),
    ({"Osaamiset!K3": "<b>a</b>"}, [("Osaamiset!K3", "markup")]),
    ({"Osaamiset!F3": "a\nb"}, [("Osaamiset!F3", "double-spaces")]),
    ({"Osaamiset!F3": "a" * 121}, [("Osaamiset!F3", "too-long"), ("Osaamiset!F3", "hard-to-read")]),
    ({"Osaamiset!A3": "REK-01"}, [("Osaamiset!A3", "duplicate-id")]),
    ({"Osaamiset!A3": "rek-02"}, [("Osaamiset!A3", "format")]),
    ({"Osaamiset!A3": None}, [("Osaamiset!A3", "missing")]),
    ({"Osaamiset!A3": "DIG-05"}, [("Osaamiset!A3", "foreign-id")]),
    ({"Osaamiset!B3": "XXX"}, [("Osaamiset!B3", "unknown-area")]),
    ({"Osaamiset!B3": None}, [("Osaamiset!B3", "unknown-area")]),
    ({"Osaamiset!C2": None}, [("Alueet!A2", "no-core")]),
    ({"Osaamiset!C2": "ehkä"}, [("Osaamiset!C2", "unknown-word"), ("Alueet!A2", "no-core")]),
    ({"Osaamiset!D3": "REK-01"}, [("Osaamiset!D3", "replaces-present")]),
    ({"Alueet!A3": "REK", "Osaamiset!B4": "REK", "Osaamiset!A4": "REK-03"},
     [("Alueet!A3", "duplicate-id")]),
    ({"Asteikot!G9": None}, [("Asteikot!G9", "missing-text")]),
    ({"Asteikot!F9": None, "Asteikot!G9": None, "Asteikot!H9": None}, [("Asteikot!B9", "missing-level-words")]),
    ({"Asteikot!E3": None}, [("Asteikot!E3", "missing-text")]),
    ({"Asteikot!B3": "7"}, [("Asteikot!A2", "scale-order")]),
    ({"Asteikot!B3": None}, [("Asteikot!B3", "missing")]),
    ({"Asteikot!A8": "level"}, [("Asteikot!A9", "scale-order"), ("Asteikot!A2", "scale-order")]),
    ({"Asteikot!A21": "holders"}, [("Asteikot!A21", "duplicate-id"), ("Asteikot!A20", "scale-order"), ("Asteikot!A13", "scale-order")]),
    ({"Kysymykset!H3": None}, [("Kysymykset!H3", "missing-text")]),
    ({"Kysymykset!B7": "eiole"}, [("Kysymykset!B7", "unknown-scale")]),
    ({"Kysymykset!C7": "joskus"}, [("Kysymykset!C7", "unknown-word")]),
    ({"Kysymykset!A7": "current"}, [("Kysymykset!A7", "two-levels"), ("Kysymykset", "missing-rating"), ("Asteikot!A20", "scale-order")]),
    ({"Kysely!D7": None}, [("Kysely!D7", "missing-text")]),
    ({"Kysely!B6": "kauan"}, [("Kysely!B6", "format")]),
    ({"Kysely!B6": None}, [("Kysely!B6", "missing")]),
    ({"Kysely!B2": 2}, [("Kysely!B2", "format")]),
    ({"Kysely!A6": "kesto"}, [("Kysely!A6", "unknown-row"), ("Kysely", "missing")]),
    ({"Kysely!A6": "versio"}, [("Kysely!A6", "unknown-row"), ("Kysely", "missing")]),
    ({"Kysely!B9": "REK"}, [("Kysely!B10", "missing")]),
    ({"Kysely!B11": "osaamistase", "Kysely!B12": "IX"}, [("Kysely!B12", "format")]),
    ({"Osaamiset!F3": "=A1"}, [("Osaamiset!F3", "formula")]),
    ({"Osaamiset!A3": "=A1"}, [("Osaamiset!A3", "formula")]),
    ({"Osaamiset!F3": "#REF!"}, [("Osaamiset!F3", "error-value")]),
    ({"Osaamiset!F3": 1.5}, [("Osaamiset!F3", "decimal-number")]),
    ({"Osaamiset!F3": datetime(2026, 1, 2)}, [("Osaamiset!F3", "date")]),
]  # fmt: skip
OUTLINE_AT_FAULT = [
    # alue numero ehto kohde kysymys arvot; rows 2 to 8 are the whole questionnaire's, row 9 is that of DIG
    ({"Avautuminen!C2": "tai"}, [("Avautuminen!C2", "unknown-word")]),
    ({"Avautuminen!B3": "1.1.1.1"}, [("Avautuminen!B3", "outline-number")]),
    ({"Avautuminen!B3": "yksi"}, [("Avautuminen!B3", "outline-number")]),
    ({"Avautuminen!B3": "1" + ".1" * 999}, [("Avautuminen!B3", "outline-number")]),
    ({"Avautuminen!B3": datetime(2026, 1, 1)}, [("Avautuminen!B3", "date")]),
    ({"Avautuminen!B3": "1.2"}, [("Avautuminen!B4", "duplicate-number"), ("Avautuminen!B5", "outline-number")]),
    ({"Avautuminen!B3": "2"}, [("Avautuminen!B3", "two-openings")]),
    ({"Avautuminen!E2": "current"}, [("Avautuminen!E2", "not-here")]),
    ({"Avautuminen!B5": "1.4"}, [("Avautuminen!B4", "outline-number")]),
    ({"Avautuminen!B7": "1.2.2"}, [("Avautuminen!B4", "outline-number")]),
    ({"Avautuminen!B7": "1.1.1"}, [("Avautuminen!B7", "outline-number")]),
    ({"Avautuminen!E3": None}, [("Avautuminen!E3", "missing")]),
    ({"Avautuminen!E3": "tärkeys"}, [("Avautuminen!E3", "format")]),
    ({"Avautuminen!D5": "rek-1"}, [("Avautuminen!D5", "format")]),
    ({"Avautuminen!D9": "rek-1"}, [("Avautuminen!D9", "format")]),
    ({"Avautuminen!F3": None}, [("Avautuminen!F3", "values")]),
    ({"Avautuminen!F5": "yes; no"}, [("Avautuminen!F5", "values")]),
    ({"Avautuminen!F3": 0.1}, [("Avautuminen!F3", "decimal-number")]),
    ({"Avautuminen!A9": "XXX"}, [("Avautuminen!A9", "unknown-area")]),
    ({"Avautuminen!F3": "4; 6"}, [("Avautuminen!F3", "out-of-range")]),
    ({"Avautuminen!D5": "XXX"}, [("Avautuminen!D5", "unknown-reference")]),
    ({"Avautuminen!D5": "REK-01"}, [("Avautuminen!F5", "wrong-level")]),
    ({"Avautuminen!D8": "DIG"}, [("Avautuminen!D8", "later-reference")]),
    ({"Avautuminen!D7": "REK-02", "Avautuminen!D9": "REK"},
     [("Avautuminen!D7", "later-reference"), ("Avautuminen!F9", "wrong-level")]),
    ({"Kysely!B9": "XXX"}, [("Kysely!B9", "unknown-reference")]),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), AT_FAULT, ids=lambda one: ",".join(map(str, one)))
def test_a_fault_is_told_by_sheet_and_cell(cells: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert told(with_cells(cells)) == expected


@pytest.mark.parametrize(("cells", "expected"), OUTLINE_AT_FAULT, ids=lambda one: ",".join(map(str, one)))
def test_a_fault_in_the_outline_is_told_by_its_cell(cells: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert told(with_cells(cells, WITH_OPENINGS)) == expected


@pytest.mark.parametrize(
    "name",
    [name for name, rule, _ in BROKEN if rule not in ("encoding", "syntax", "missing", "unknown-name", "format")],
)
def test_whatever_a_check_finds_in_a_file_is_found_in_its_workbook(name: str) -> None:
    source = (INVALID / f"{name}.toml").read_bytes()
    if name == "missing-text":
        source = source.replace(b'title = { fi = "Pieni", ', b'title = { fi = "Pieni", sv = "", ')
    rule = next(rule for one, rule, _ in BROKEN if one == name)
    if name == "duplicate-id-scale":  # in a workbook the two are one long scale
        rule = "scale-order"
    content = to_workbook(read(source))
    (where, found), *more = told(content, AROUND.get(name, NOTHING_KNOWN)) or [("", "")]
    if name.startswith("double-spaces-at"):  # stray spaces are taken off on the way in
        assert (found, more) == ("", [])
    else:
        assert (found, more) == (rule, [])
        assert "!" in where or rule in ("missing-rating", "pack-holds")  # of the whole sheet


@pytest.mark.parametrize("name", ["changed-meaning", "replaces-nowhere", "pack-collides", "no-service"])
def test_what_other_files_would_tell_is_not_asked_of_a_workbook_alone(name: str) -> None:
    assert told(to_workbook(read((INVALID / f"{name}.toml").read_bytes()))) == []


def test_a_finding_tells_how_to_mend_it_and_a_place_without_a_cell_by_name() -> None:
    assert (
        words(from_workbook(with_cells({"Osaamiset!G2": None}))[1])
        == "B.xlsx: Osaamiset!G2: missing-text: is empty; write it"
    )
    without = changed(lambda book: book["Kysymykset"].delete_rows(7))
    assert words(from_workbook(without)[1]).startswith(
        "B.xlsx: Kysymykset: missing-rating: ratings.deputy is not asked"
    )


def test_a_workbook_without_any_text_tells_each_empty_cell() -> None:
    def empty(book: Workbook) -> None:
        for sheet in book.worksheets[1:]:
            for column in sheet.iter_cols(min_col=2):
                if str(column[0].value).endswith((" fi", " sv", " en")):
                    for cell in column[1:]:
                        cell.value = None

    found = told(changed(empty))
    assert {rule for _, rule in found} == {"missing-text", "missing-level-words"}
    assert all("!" in where for where, _ in found)
    assert ("Osaamiset!F2", "missing-text") in found


@pytest.mark.parametrize("name", ["Kysely", "Asteikot", "Kysymykset", "Alueet", "Osaamiset", "Avautuminen"])
def test_a_missing_sheet_and_a_missing_column_are_told(name: str) -> None:
    assert told(changed(lambda book: book.remove(book[name]))) == [(name, "missing-sheet")]
    assert told(changed(lambda book: book[name].delete_cols(2))) == [(name, "missing-column")]
    assert told(changed(lambda book: book[name].delete_rows(1, 100))) == [(name, "missing-column")]


def test_the_guide_may_go_and_sheets_and_columns_may_change_places_and_case() -> None:
    def shuffle(book: Workbook) -> None:
        book.remove(book["Ohje"])
        book.move_sheet("Osaamiset", -3)
        book["Osaamiset"].title = "x"
        book["x"].title = "OSAAMISET"
        for row in book["Alueet"].iter_rows():
            row[1].value, row[2].value = row[2].value, row[1].value
        book["Alueet"]["A1"] = " Tunnus "
        book["Alueet"].insert_rows(1)

    assert sound(changed(shuffle)) == TINY


def test_what_is_not_read_is_told_and_stops_nothing() -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("Muistiinpanot")["A1"] = "=A2"
        book["Alueet"]["I1"], book["Alueet"]["J3"], book["Kysely"]["B7"] = "huomio", "=1+1", "ei tähän"

    content = changed(add)
    assert sound(content) == TINY
    assert told(content) == [
        ("Muistiinpanot", "unread-sheet"),
        ("Alueet!I1", "unread-column"),
        ("Alueet!J3", "unread-column"),
        ("Kysely!B7", "unread-cell"),
    ]


def test_numbers_stray_spaces_empty_rows_and_line_ends_of_other_programs_do_no_harm() -> None:
    def untidy(book: Workbook) -> None:
        book["Kysely"]["B4"], book["Kysely"]["B5"], book["Kysely"]["B6"] = 1.0, 1, " 2 "
        book["Asteikot"]["B2"], book["Asteikot"]["B3"], book["Asteikot"]["C4"] = 0, 1.0, 2
        book["Osaamiset"]["C2"], book["Osaamiset"]["C3"], book["Osaamiset"]["E3"] = True, False, "EI"
        book["Osaamiset"]["A2"], book["Osaamiset"]["F2"] = "\u00a0REK-01 ", "  Haku_x000D_\n"
        book["Osaamiset"].insert_rows(3, 2)
        book["Osaamiset"]["A3"] = "   "
        book["Kysymykset"]["C2"] = "Alue"

    assert sound(changed(untidy)) == TINY


def test_outline_numbers_may_be_numbers_and_stand_in_any_order() -> None:
    cells = {
        "Avautuminen!B2": 1,
        "Avautuminen!B3": 1.1,
        "Avautuminen!B4": "1.2.",
        "Avautuminen!F3": "4,5",
        "Avautuminen!F9": 2.0,
    }
    assert sound(with_cells(cells, WITH_OPENINGS)) == WITH_OPENINGS

    def turn(book: Workbook) -> None:
        rows = [[cell.value for cell in row] for row in book["Avautuminen"].iter_rows(min_row=2, max_row=8)]
        for row, values in zip(book["Avautuminen"].iter_rows(min_row=2, max_row=8), reversed(rows), strict=True):
            for cell, value in zip(row, values, strict=True):
                cell.value = value

    assert sound(changed(turn, WITH_OPENINGS)) == WITH_OPENINGS


def test_a_sign_that_cannot_be_seen_is_told_and_kept() -> None:
    content = with_cells({"Osaamiset!F2": "Ha_x0001_ku"})
    assert told(content) == [("Osaamiset!F2", "unseen-character")]
    assert sound(content).competence["REK-01"].name.fi == "Ha\x01ku"
