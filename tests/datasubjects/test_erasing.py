"""A firm or a person is erased whole, and nothing else is: figures stay, and what they need stays without a name."""

import re
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select, text

from osaamistase.accounts.models import User
from osaamistase.cli.worker import print_next
from osaamistase.clock import now, today
from osaamistase.database import Base, db, transaction
from osaamistase.datasubjects.steps import erase_firm, places_of
from osaamistase.datasubjects.store import PRINTS_OF_PLAN, PRINTS_OF_ROUND, list_rows_of_firm
from osaamistase.editions.models import DepartedSum
from osaamistase.editions.steps import _groups
from osaamistase.editions.store import list_sums
from osaamistase.effects.figures import Use
from osaamistase.effects.steps import _all_uses
from osaamistase.errors import NotFound
from osaamistase.mail.models import Message
from osaamistase.prints.models import Document
from osaamistase.prints.steps import claim_next, keep_printed
from osaamistase.settings import ROOT
from osaamistase.trainings.store import list_attended, list_trainings
from tests.datasubjects.living import MARK, live
from tests.editions.region import answered, give_editions
from tests.effects.test_effects import town
from tests.page import PageClient
from tests.people import PASSWORD, People

OTHER = "Vadelmavene"
# What changes beside the firm's own rows: its traces stay, its part of sums and counts comes.
BESIDE = {"audit_events", "audit_seals", "departed_sums", "departed_uses", "trainings", "sessions", "rate_counts"}


def everything() -> dict[str, set[str]]:
    """Every row of every table, as words."""
    return {
        table.name: {repr(tuple(row)) for row in db.session.execute(select(table))}
        for table in Base.metadata.sorted_tables
    }


def erase(client: PageClient, company_id: int, business_id: str = "9000001-1") -> int:
    at = f"/yritykset/{company_id}/poista"
    return client.post_form(at, {"business_id": business_id}, page=at).status_code


def test_everything_of_the_firm_goes_and_nothing_of_another(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient
) -> None:
    live(app, people, people.firm, adviser)
    live(app, people, people.other_firm, adviser, OTHER)
    with app.app_context():
        mine = list_rows_of_firm(people.firm.company_id)
        # What figures are made from is looked at below; all else that a firm can have is there.
        assert {name for name in mine if not mine[name]} == {"contributions", "service_uses"}
        assert MARK in str(places_of([MARK]))
        before = everything()
    assert erase(administrator, people.firm.company_id) == 302
    with app.app_context():
        after = everything()
        with pytest.raises(NotFound):
            list_rows_of_firm(people.firm.company_id)
        assert places_of([MARK, "9000001-1", f"kollega.{MARK.lower()}@testi.example"]) == {}
        assert places_of([OTHER])
        assert db.session.scalar(text("SELECT count(*) FROM documents")) == 4
        assert db.session.scalar(text("SELECT count(*) FROM messages")) == 2
    for name, rows in before.items():
        gone = rows - after[name]
        assert name in BESIDE or not after[name] - rows, name
        assert name in BESIDE or not any(OTHER in row for row in gone), name
        if name in mine:
            assert len(gone) == len(mine[name]), name
    assert administrator.get(f"/yritykset/{people.firm.company_id}").status_code == 404
    assert administrator.get(f"/yritykset/{people.other_firm.company_id}").status_code == 200
    assert PageClient(app).get(people.firm.at()).status_code == 404
    page = administrator.get("/loki").get_data(as_text=True)
    assert "poistettu yritys" in page or "datasubjects.erase" in page or "/poista" in page


def test_it_is_asked_for_by_the_business_id_and_by_the_administrator_alone(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient, manager: PageClient
) -> None:
    company_id = people.firm.company_id
    at = f"/yritykset/{company_id}/poista"
    wrong = administrator.post_form(at, {"business_id": "9000018-5"}, page=at)
    assert wrong.status_code == 400
    assert "ei ole tämän yrityksen Y-tunnus" in wrong.get_data(as_text=True)
    for client in (adviser, manager):
        assert client.get(at).status_code in (403, 404)
        assert client.post_form(at, {"business_id": "9000001-1"}, page="/oma-tunnus").status_code in (403, 404)
    assert administrator.get(f"/yritykset/{company_id}").status_code == 200
    assert administrator.get("/yritykset/999999/poista").status_code == 404


def test_who_came_to_a_training_stays_in_its_counts(app: Flask, people: People, adviser: PageClient) -> None:
    live(app, people, people.firm, adviser)
    with app.app_context():
        before = list_attended(today(), today())
        assert [(firms, persons) for *_which, firms, persons in before] == [(1, 3)]
        with transaction():
            erase_firm(people.firm.company_id)
        assert list_attended(today(), today()) == before
        assert [persons for _training, persons in list_trainings()] == [3]


def composition(edition: int) -> dict[tuple[str, ...], tuple[object, ...]]:
    """By item and class, what the sums of the firms are that were in an edition."""
    found: dict[tuple[str, ...], list[int]] = {}
    for item, section, size, municipality, entered, left, *sums in list_sums():
        if entered <= edition and (left is None or edition < left):
            place = found.setdefault((item, section, size, municipality), [0] * len(sums))
            place[:] = [a + int(b) for a, b in zip(place, sums, strict=True)]
    return {key: tuple(sums) for key, sums in found.items()}


def test_editions_stay_and_whoever_compares_them_finds_the_firm_in_the_sums(app: Flask, people: People) -> None:
    ids = [answered(app, people.adviser_id, number, date(2026, 2, 10), number % 5) for number in range(7)]
    give_editions(app)
    answered(app, people.adviser_id, 0, date(2026, 8, 10), 4)  # a later round, which no edition holds yet
    with app.app_context():
        figures = {name: everything()[name] for name in ("editions", "edition_figures", "edition_effects")}
        (newest,) = db.session.execute(text("SELECT max(number) FROM editions")).one()
        before = composition(newest)
        with transaction():
            for company_id in (ids[0], ids[1]):
                erase_firm(company_id)
        assert {name: everything()[name] for name in figures} == figures
        assert composition(newest) == before
        firms_after = composition(newest + 1)
        assert sum(sums[0] for key, sums in firms_after.items() if key[0] == "*") == 5
        # Firms of one class and stay are one group, whether they are still there or not.
        for groups in _groups().values():
            keys = [(one.section, one.size, one.municipality, one.stay) for one in groups]
            assert len(keys) == len(set(keys))
        assert not {"company_id", "round_id", "sheet_id"} & set(DepartedSum.__table__.columns.keys())


def uses(edition: int) -> list[tuple[str, tuple[str, ...], bool]]:
    def stands(one: Use) -> bool:
        return one.stay[0] <= edition and (one.stay[1] is None or edition < one.stay[1])

    return sorted((one.service, one.serves, one.rose) for one in _all_uses() if stands(one))


def test_the_effect_of_a_service_still_counts_a_firm_that_was_erased(app: Flask, people: People) -> None:
    town(app, people, 6, 3)
    with app.app_context():
        (newest,) = db.session.execute(text("SELECT max(edition) FROM edition_effects")).one()
        before = uses(newest)
        assert len(before) == 6
        whose = [row[0] for row in db.session.execute(text("SELECT company_id FROM service_uses ORDER BY id LIMIT 2"))]
        with transaction():
            for company_id in whose:
                erase_firm(company_id)
        assert uses(newest) == before
        assert len(uses(newest + 1)) == 4
        gone = [one for one in _all_uses() if one.company < 0]
        assert len({(one.company, one.before, one.after) for one in gone}) == 2  # two firms are still two


def test_a_print_that_was_under_way_is_not_kept(app: Flask, people: People, adviser: PageClient) -> None:
    live(app, people, people.firm, adviser)
    with app.app_context():
        with transaction():
            job = claim_next(now())
        assert job is not None
        with transaction():
            erase_firm(people.firm.company_id)
        with transaction():
            keep_printed(job, b"%PDF", now())
        assert db.session.scalars(select(Document)).all() == []
        assert not print_next()


def test_every_kind_of_print_is_known_to_whoever_erases() -> None:
    """A new kind of print of a firm must be told to `datasubjects.store`, or it would stay behind."""
    shared = {"region", "questions"}
    kinds = set()
    for path in (ROOT / "osaamistase").rglob("routes.py"):
        words = path.read_text(encoding="utf-8")
        if "print_answer" in words:
            kinds |= set(re.findall(r'print_answer\(\s*f"([a-z]+)-', words))
            kinds |= set(re.findall(r"""(?:print_name\(|subject = f)["']([a-z]+)""", words))
            kinds |= set(re.findall(r'"([a-z]+)": "print/', words))
    assert kinds >= {"plan", "sheet", "seuranta", "suunnitelma"}
    assert kinds - shared == {*PRINTS_OF_ROUND, *PRINTS_OF_PLAN}


def test_a_person_who_is_gone_loses_name_address_and_sign_in_and_what_they_did_stays(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient
) -> None:
    live(app, people, people.firm, adviser)
    at = f"/tunnukset/{people.adviser_id}"
    assert "Päätä ensin" in administrator.post_form(f"{at}/poista-tiedot", page=at).get_data(as_text=True)
    administrator.post_form(f"{at}/paata", page=at)
    refused = administrator.post_form(f"{at}/poista-tiedot", page=at)
    assert (refused.status_code, "Siirrä ne ensin" in refused.get_data(as_text=True)) == (409, True)
    with app.app_context(), transaction():
        colleague = db.session.scalars(select(User.id).where(User.email == people.colleague_email)).one()
        db.session.execute(text(f"UPDATE companies SET adviser_id = {colleague}"))
        db.session.add(Message(
            kind="digest", about=None, to=people.adviser_email, language="fi", subject="", text="", html="", message_id="d",
            created_at=db.session.get_one(User, colleague).created_at, created_by_id=None,
            next_try_at=db.session.get_one(User, colleague).created_at,
        ))  # fmt: skip
    assert administrator.post_form(f"{at}/poista-tiedot", page=at).status_code == 302
    with app.app_context():
        user = db.session.get_one(User, people.adviser_id)
        assert (user.erased, user.name, user.phone, user.password_hash, user.subject) == (
            True,
            "(poistettu)",
            "",
            "",
            None,
        )
        # What was confirmed stands as it was, with who confirmed it.
        assert places_of([people.adviser_email]) == {people.adviser_email: {"revisions.content": 1}}
        assert db.session.scalar(text(f"SELECT count(*) FROM sessions WHERE user_id = {people.adviser_id}")) == 0
        assert db.session.scalar(text(f"SELECT count(*) FROM notes WHERE saved_by_id = {people.adviser_id}")) == 1
    page = administrator.get(at).get_data(as_text=True)
    assert "on poistettu" in page
    assert "Anna pääsy takaisin" not in page
    assert administrator.post_form(f"{at}/palauta", page=at).status_code == 404
    refused = PageClient(app).post_form("/kirjaudu", {"email": people.adviser_email, "password": PASSWORD})
    assert refused.status_code != 302


def test_the_command_tells_where_a_word_still_stands(app: Flask, people: People, adviser: PageClient) -> None:
    live(app, people, people.firm, adviser)
    runner = app.test_cli_runner()
    found = runner.invoke(args=["find-word", MARK.upper(), "Puolukkapuuro"])
    assert found.exit_code == 1
    assert f"{MARK.upper()}: notes.text, 1 row\n" in found.stdout
    assert "Puolukkapuuro: nowhere\n" in found.stdout
    with app.app_context(), transaction():
        erase_firm(people.firm.company_id)
    gone = runner.invoke(args=["find-word", MARK])
    assert (gone.exit_code, gone.stdout) == (0, f"{MARK}: nowhere\n")
