"""Workbooks for the tests: made by the code, opened and changed as an author or a broken program would."""

from collections.abc import Callable
from functools import cache, partial
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook

from osaamistase.questionnaires.checks import check, findings_alone
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.questionnaires.rules import Known
from osaamistase.questionnaires.workbook import from_workbook, to_workbook
from tests.questionnaires.tiny import FOLDER, TEXT, TINY, read

OPENING = """
own = { area = "REK", most = 2 }
opening = { or = [
  { rating = "importance", in = ["4", "5"] },
  { not = { of = "REK", rating = "deputy", equals = "yes" } },
  { and = [{ rating = "current", equals = "0" }, { of = "REK", rating = "holders", in = ["0"] }] },
] }

scales = ["""
WITH_OPENINGS = read(
    TEXT.replace("\nscales = [", OPENING)
    .replace('id = "DIG"\n', 'id = "DIG"\nopening = { of = "REK-01", rating = "current", equals = "2" }\n')
    .replace('id = "REK-02",', 'id = "REK-02", replaces = "REK-09", reworded = true,')
    .encode()
)
PACK = read(
    (FOLDER / "pack.toml").read_bytes().replace(b'["tiny"]', b'["tiny", "a; b"]').replace(b'["56"]', b'["55", "56"]')
)


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@cache
def exported(questionnaire: Questionnaire) -> bytes:
    return to_workbook(questionnaire)


def changed(change: Callable[[Workbook], Any], questionnaire: Questionnaire = TINY) -> bytes:
    """The questionnaire's workbook after one change."""
    book = opened(exported(questionnaire))
    change(book)
    return saved(book)


def with_cells(cells: dict[str, Any], questionnaire: Questionnaire = TINY) -> bytes:
    """The workbook with other values in some cells, each named as `Osaamiset!F12`."""

    def put(book: Workbook) -> None:
        for where, value in cells.items():
            sheet, cell = where.split("!")
            book[sheet][cell] = value

    return changed(put, questionnaire)


def with_members(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same file with what is packed in it changed."""
    anew = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(anew, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return anew.getvalue()


def told(content: bytes, known: Known | None = None) -> list[tuple[str, str]]:
    """Where and by which rule the workbook is at fault; it then gives no questionnaire."""
    held_to = findings_alone if known is None else partial(check, known=known)
    questionnaire, findings = from_workbook(content, held_to)
    assert (questionnaire is None) == any(not one.warning for one in findings)
    return [(one.where, one.rule) for one in findings]


def sound(content: bytes) -> Questionnaire:
    questionnaire, findings = from_workbook(content)
    assert [one for one in findings if not one.warning] == []
    assert questionnaire is not None
    return questionnaire


def words(findings: list[Finding]) -> str:
    return "\n".join(one.line("B.xlsx") for one in findings)
