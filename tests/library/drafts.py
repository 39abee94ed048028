"""Drafts for the library's tests: a version changed a little, as a workbook, brought by the administrator."""

from io import BytesIO

from werkzeug.test import TestResponse

from osaamistase.questionnaires.questionnaire import Questionnaire, checksum, parse
from osaamistase.questionnaires.workbook import to_workbook
from osaamistase.questionnaires.writing import written
from tests.page import PageClient
from tests.people import SHELF


def questionnaire(name: str, version: int) -> Questionnaire:
    found = SHELF.find(name, version)
    assert found is not None
    return found.questionnaire


def changed(old: Questionnaire, *swaps: tuple[str, str]) -> Questionnaire:
    """The questionnaire with the first of each piece of its file's text replaced."""
    text = written(old)
    for before, after in swaps:
        assert before in text, before
        text = text.replace(before, after, 1)
    found, findings = parse(text.encode())
    assert found is not None, findings
    return found


def ninth(name: str = "pikakartoitus", version: int = 1) -> Questionnaire:
    """Version 9 of it, the same but for its title."""
    old = questionnaire(name, version)
    return changed(old, (f"version = {version}\n", "version = 9\n"), (f'"{old.title.fi}"', '"Koekysely"'))


def sha256_of(draft: Questionnaire) -> str:
    return checksum(written(draft).encode())


def bring(client: PageClient, content: bytes | None, name: str = "kysely.xlsx") -> TestResponse:
    """Send a workbook as the page's form does."""
    form = {} if content is None else {"workbook": (BytesIO(content), name)}
    return client.post_form("/kyselyt/tyokirja", form, page="/kyselyt", content_type="multipart/form-data")  # type: ignore[arg-type]


def brought(client: PageClient, draft: Questionnaire) -> str:
    """The address of the draft's page, once it is kept."""
    assert bring(client, to_workbook(draft)).status_code in (200, 302)
    return f"/kyselyt/luonnokset/{sha256_of(draft)}"
