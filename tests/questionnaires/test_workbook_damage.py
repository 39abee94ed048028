"""Files that are no workbook, that are broken, or that would grow without end: they are told of and never raise."""

from datetime import datetime
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osaamistase.questionnaires import unpacking
from osaamistase.questionnaires.workbook import MOST_ROWS, from_workbook, to_workbook
from tests.questionnaires.books import WITH_OPENINGS, opened, saved, sound, told, with_cells, with_members
from tests.questionnaires.tiny import TINY

BOOK = to_workbook(WITH_OPENINGS)


@pytest.mark.parametrize("content", [b"", b"PK", b"id;nimi\n", b"\xd0\xcf\x11\xe0" * 100, BOOK[:-30], BOOK[500:]])
def test_what_is_no_workbook_is_told(content: bytes) -> None:
    assert told(content) == [("file", "not-a-workbook")]


def test_a_zip_of_something_else_is_no_workbook() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("kirje.txt", "hei")
    assert told(packed.getvalue()) == [("file", "not-a-workbook")]


def test_a_large_file_is_not_opened_and_a_bomb_not_unpacked() -> None:
    assert told(BOOK + bytes(unpacking.LARGEST)) == [("file", "too-large")]
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(unpacking.LARGEST_UNPACKED + 1))
    assert len(bomb.getvalue()) < 100_000
    assert told(bomb.getvalue()) == [("file", "too-large")]
    many = BytesIO()
    with ZipFile(many, "w") as archive:
        for number in range(unpacking.MOST_MEMBERS + 1):
            archive.writestr(str(number), b"")
    assert told(many.getvalue()) == [("file", "too-large")]


def test_entities_that_grow_without_end_are_not_followed() -> None:
    names = "abcdefghij"
    grown = "".join(f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in pairwise(names))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{grown}]>'.encode()

    def poison(name: str, content: bytes) -> bytes:
        return head + content.replace(b"<t>Haku</t>", b"<t>&j;</t>") if b"<t>Haku</t>" in content else content

    assert told(with_members(BOOK, poison)) == [("file", "not-a-workbook")]


def test_rows_without_end_are_told_and_far_cells_cost_nothing() -> None:
    assert told(with_cells({f"Alueet!A{MOST_ROWS + 1}": "XXX"})) == [("Alueet!A3001", "too-large")]
    assert sound(with_cells({"Alueet!XFD1048576": None, "Osaamiset!XFD2": "kaukana"})) == TINY


@settings(deadline=None, max_examples=80)
@given(st.binary(max_size=300), st.integers(0, len(BOOK) - 1), st.integers(0, 40))
def test_no_bytes_raise(noise: bytes, at: int, taken: int) -> None:
    from_workbook(noise)
    from_workbook(BOOK[:at] + noise[:40] + BOOK[at + taken :])


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_no_damage_inside_the_parts_raises(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet6.xml", "docProps/core.xml"]))  # fmt: skip
    place, cut = data.draw(st.integers(0, 3000)), data.draw(st.integers(0, 30))
    noise = data.draw(
        st.sampled_from([b"", b"<", b'"', b"9" * 30, b"-1", b"x", b"\0", b"/>", b' t="d"', b"1e400", b"NaN"])
    )

    def damage(name: str, content: bytes) -> bytes:
        at = place % len(content)
        return content[:at] + noise + content[at + cut :] if name == part else content

    from_workbook(with_members(BOOK, damage))


damaged = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**20), st.floats(), st.datetimes(min_value=datetime(1901, 1, 1)),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), st.sampled_from(["=A1", "#REF!", "1.1", "REK", "REK-01", "in", "not", "current", ""]),
)  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 12), st.integers(1, 12), damaged), max_size=8),
    st.integers(0, 12),
)
def test_no_damaged_cells_raise_and_every_finding_names_a_sheet(cells: list[Any], gone: int) -> None:
    book = opened(BOOK)
    names = book.sheetnames
    for sheet, row, column, value in cells:
        book[names[sheet]].cell(row, column).value = value
    if gone < 3:
        book[names[gone + 1]].delete_rows(gone + 1)
    questionnaire, findings = from_workbook(saved(book))
    assert (questionnaire is None) == any(not one.warning for one in findings)
    assert {one.where.split("!")[0] for one in findings} <= set(names)
