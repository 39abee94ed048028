"""All that is kept of a firm or a person is given out readable, and nobody else's with it."""

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask

from osaamistase.clock import now
from osaamistase.database import Base, db, transaction
from osaamistase.datasubjects.portable import SECRETS
from osaamistase.survey.answering import Place
from osaamistase.survey.links import new_token, token_hash
from osaamistase.survey.models import Link, Respondent
from osaamistase.survey.store import add_link, save_answers
from tests.datasubjects.living import MARK, live
from tests.page import PageClient
from tests.people import People

OTHER = "Vadelmavene"


def opened(client: PageClient, address: str) -> dict[str, str]:
    """The files of a ZIP; prints as the letters their bytes are."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip"), address
    with ZipFile(BytesIO(answer.get_data())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


def test_a_firms_file_has_all_of_it_to_read_and_for_programs_and_its_prints(
    app: Flask, people: People, adviser: PageClient
) -> None:
    live(app, people, people.firm, adviser)
    live(app, people, people.other_firm, adviser, OTHER)
    files = opened(adviser, f"/yritykset/{people.firm.company_id}/tiedot.zip")
    assert {"tiedot.html", "tiedot.json", f"tulosteet/sheet-{people.firm.round_id}-1-fi.pdf"} <= set(files)
    page, values = files["tiedot.html"], json.loads(files["tiedot.json"])
    for part in (
        f"<h1>{MARK} Oy</h1>",
        "9000001-1",
        "Osaamistase ",
        "Toimenpiteet",
        "Muistiinpanot",
        "Suunnitelman versio 1",
    ):
        assert part in page, part
    assert "<a " not in page  # it is read from a folder: no link of it would lead anywhere
    assert "http" not in page
    assert values["notes"][0]["text"] == MARK
    assert values["sheets"][0]["content"].keys() == {"company", "submitted_at", "sheet"}
    assert values["revisions"][0]["content"]["actions"]
    assert values["letters"][0].keys() == {"kind", "written", "sent"}
    assert not any(OTHER in words for words in files.values())


def test_no_one_respondents_answers_and_no_key_go_with_the_firms_file(
    app: Flask, people: People, adviser: PageClient
) -> None:
    with app.app_context(), transaction():
        one = Respondent(round_id=people.firm.round_id, main=False, email="kollega@testi.example")
        db.session.add(one)
        db.session.flush()
        save_answers(one.id, {Place("TYO", "current"): "1", Place("TYO", "note"): "Kerron vain itse"}, None, now())
    live(app, people, people.firm, adviser)
    files = opened(adviser, f"/yritykset/{people.firm.company_id}/tiedot.zip")
    words, values = files["tiedot.html"] + files["tiedot.json"], json.loads(files["tiedot.json"])
    assert "Kerron vain itse" not in words
    assert "kollega@testi.example" not in words
    assert "answers" not in values
    assert "email" not in values["respondents"][0]
    for table, columns in SECRETS.items():
        assert not any(columns & set(row) for row in values.get(table, [])), table
    assert not any("sha256" in column for row in values["links"] for column in row)


def test_whatever_checks_a_word_or_opens_a_door_is_left_out_in_whichever_table() -> None:
    keys = re.compile(r"(token|secret|code|calendar)_sha256|.*password.*|totp_.*")
    found = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if keys.fullmatch(column.name)
    }
    assert len(found) >= 8
    assert {(table, column) for table, column in found if column not in SECRETS.get(table, set())} == set()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_file_is_in_the_readers_language(app: Flask, people: People, adviser: PageClient, language: str) -> None:
    live(app, people, people.firm, adviser)
    adviser.post_form(f"/kieli/{language}")
    page = opened(adviser, f"/yritykset/{people.firm.company_id}/tiedot.zip")["tiedot.html"]
    assert f'lang="{language}"' in page
    assert "Muistiinpanot" not in page


def test_a_respondent_gets_their_own_answers_by_their_own_link(app: Flask, people: People, adviser: PageClient) -> None:
    token = new_token()
    with app.app_context(), transaction():
        one = Respondent(round_id=people.firm.round_id, main=False, email="kollega@testi.example")
        db.session.add(one)
        db.session.flush()
        save_answers(one.id, {Place("TYO", "current"): "1", Place("TYO", "note"): "Oma sana"}, None, now())
        save_answers(people.firm.respondent_id, {Place("TYO", "note"): "Toisen sana"}, None, now())
        add_link(
            Link(
                respondent_id=one.id, token_sha256=token_hash(token), created_at=now(), created_by_id=people.adviser_id,
                expires_at=now().replace(year=now().year + 1),
            )
        )  # fmt: skip
    mine = opened(PageClient(app), f"/kysely/{token}/vastaukset.zip")
    assert "Oma sana" in mine["tiedot.html"]
    assert "Toisen sana" not in mine["tiedot.html"] + mine["tiedot.json"]
    assert {(one["subject"], one["rating"]) for one in json.loads(mine["tiedot.json"])["answers"]} == {
        ("TYO", "current"), ("TYO", "note"),
    }  # fmt: skip
    assert adviser.get(f"/kysely/{people.firm.round_id}/vastaukset.zip").status_code == 404  # nobody else's to take
    assert adviser.get("/kysely/999999/vastaukset.zip").status_code == 404


def test_who_signs_in_gets_their_own_and_the_administrator_anyones(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient
) -> None:
    live(app, people, people.firm, adviser)
    files = opened(adviser, "/oma-tunnus/tiedot.zip")
    values = json.loads(files["tiedot.json"])
    assert values["users"][0]["email"] == people.adviser_email
    assert not SECRETS["users"] & set(values["users"][0])
    assert values["named_in"]["notes.saved_by_id"] == 1
    assert all("secret_sha256" not in row for row in values["sessions"])
    assert people.adviser_email in files["tiedot.html"]
    assert opened(administrator, f"/tunnukset/{people.adviser_id}/tiedot.zip").keys() == files.keys()
    assert adviser.get(f"/tunnukset/{people.adviser_id}/tiedot.zip").status_code in (403, 404)
    assert administrator.get("/tunnukset/999999/tiedot.zip").status_code == 404


def test_the_same_data_make_the_same_file(app: Flask, people: People, adviser: PageClient) -> None:
    live(app, people, people.firm, adviser)
    first, second = (adviser.get(f"/yritykset/{people.firm.company_id}/tiedot.zip").get_data() for _time in range(2))
    assert first == second
