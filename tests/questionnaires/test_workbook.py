"""A questionnaire goes out to a workbook and comes back as it was, and an author finds their way in it."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings

from osaamistase.errors import BadFile
from osaamistase.questionnaires.checks import findings_alone
from osaamistase.questionnaires.outline import DEEPEST
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.questionnaires.sheets import COLUMNS, GUIDE
from osaamistase.questionnaires.workbook import from_workbook, to_workbook
from osaamistase.questionnaires.writing import written
from osaamistase.settings import ROOT
from tests.questionnaires.any_questionnaire import sound_questionnaires
from tests.questionnaires.books import PACK, WITH_OPENINGS, exported, opened, sound, words
from tests.questionnaires.tiny import TEXT, TINY, read, tiny_with

PROJECTS = sorted((ROOT / "questionnaires").glob("*.toml"))


@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.name)
def test_the_projects_questionnaires_come_back_as_they_went(path: Path) -> None:
    questionnaire = read(path.read_bytes())
    content = exported(questionnaire)
    back, findings = from_workbook(content)
    assert back == questionnaire
    assert [(one.rule, one.warning) for one in findings] == [
        (one.rule, True) for one in findings_alone(path.read_bytes())
    ]
    assert all("!" in one.where for one in findings)
    assert to_workbook(back) == content


@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.name)
def test_a_file_made_of_a_workbook_is_the_same_text_the_second_time(path: Path) -> None:
    once = written(sound(exported(read(path.read_bytes()))))
    assert written(sound(to_workbook(read(once.encode())))) == once


def test_the_projects_four_files_are_all_there() -> None:
    assert {path.name for path in PROJECTS} >= {
        "elintarvike-1.toml",
        "osaamistase-1.toml",
        "osaamistase-2.toml",
        "pikakartoitus-1.toml",
    }


def test_openings_and_own_competences_come_back() -> None:
    content = to_workbook(WITH_OPENINGS)
    assert from_workbook(content) == (WITH_OPENINGS, [])
    assert to_workbook(sound(content)) == content


def test_a_sector_pack_without_scales_and_ratings_comes_back() -> None:
    content = to_workbook(PACK)
    assert from_workbook(content) == (PACK, [])
    assert to_workbook(sound(content)) == content


@settings(deadline=None, max_examples=20)
@given(sound_questionnaires)
def test_any_sound_questionnaire_comes_back_and_goes_out_as_the_same_bytes(questionnaire: Questionnaire) -> None:
    content = to_workbook(questionnaire)
    back, findings = from_workbook(content)
    assert back == questionnaire, words(findings)
    assert to_workbook(back) == content


def test_a_scale_without_options_comes_back() -> None:
    with_empty = read(TEXT.replace("scales = [\n", 'scales = [\n  { id = "tyhja", options = [] },\n').encode())
    assert sound(to_workbook(with_empty)) == with_empty


@pytest.mark.parametrize(
    "text", ["=1+1", "+358", "-5", "@nimi", "#REF!", "1", "1.0", "TRUE", "_x000D_", "_x0041_x0042_", "_x0041\\u0001", "a\\rb", "\\uFFFE", "'ei"]
)  # fmt: skip
def test_a_text_that_looks_like_something_else_is_text_and_comes_back(text: str) -> None:
    questionnaire = read(tiny_with(('fi = "Testi"', f'fi = "{text}"')))
    assert sound(to_workbook(questionnaire)) == questionnaire


def test_nothing_in_the_file_tells_the_hour_it_was_written() -> None:
    with ZipFile(BytesIO(to_workbook(TINY))) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        about = archive.read("docProps/core.xml").decode()
    assert about.count("2000-01-01T00:00:00Z") == 2


def test_the_sheets_are_finnish_frozen_wrapped_and_all_text() -> None:
    book = opened(to_workbook(WITH_OPENINGS))
    assert book.sheetnames == [GUIDE, *COLUMNS]
    for name, columns in COLUMNS.items():
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert tuple(cell.value for cell in sheet[1]) == columns
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.number_format for cell in cells} == {"@"}
        assert all(cell.value is None or cell.data_type == "s" for cell in cells)
        assert all(cell.alignment.wrap_text for cell in cells)
        assert all(10 <= sheet.column_dimensions[cell.column_letter].width <= 60 for cell in sheet[1])
    rek02 = [cell.value for cell in book["Osaamiset"][3]]
    assert rek02 == ["REK-02", "REK", None, "REK-09", "kyllä", "Valinta", "Urval", "Choice", "a", "a", "a"]


def test_an_opening_is_an_outline() -> None:
    sheet = opened(to_workbook(WITH_OPENINGS))["Avautuminen"]
    rows = [tuple(cell or "" for cell in row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows == [
        ("", "1", "or", "", "", ""),
        ("", "1.1", "in", "", "importance", "4; 5"),
        ("", "1.2", "not", "", "", ""),
        ("", "1.2.1", "equals", "REK", "deputy", "yes"),
        ("", "1.3", "and", "", "", ""),
        ("", "1.3.1", "equals", "", "current", "0"),
        ("", "1.3.2", "in", "REK", "holders", "0"),
        ("DIG", "1", "equals", "REK-01", "current", "2"),
    ]


def test_the_guide_explains_every_sheet_and_every_column() -> None:
    sheet = opened(to_workbook(TINY))[GUIDE]
    rows = [tuple(str(cell or "") for cell in row) for row in sheet.iter_rows(values_only=True)]
    text = " ".join(" ".join(row) for row in rows)
    for name, columns in COLUMNS.items():
        assert f"Taulukko {name}" in text
        at = rows.index((f"Taulukko {name}", ""))
        below = " ".join(row[0] for row in rows[at:] if row[1])
        if name != "Kysely":
            assert [
                one for one in columns if one.removesuffix(" fi").removesuffix(" sv").removesuffix(" en") not in below
            ] == []


def test_what_a_workbook_cannot_hold_is_refused_before_it_goes_out() -> None:
    with pytest.raises(BadFile, match="Kysely!C8: is longer than 32767"):
        to_workbook(read(tiny_with(('fi = "Testi"', f'fi = "{"a" * 32768}"'))))
    deep = '{ rating = "current", equals = "0" }'
    for _ in range(DEEPEST + 1):
        deep = f"{{ not = {deep} }}"
    with pytest.raises(BadFile, match="levels deep"):
        to_workbook(read(TEXT.replace("\nscales = [", f"\nopening = {deep}\nscales = [").encode()))
