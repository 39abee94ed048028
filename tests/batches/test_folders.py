"""Many plans as one PDF: plan by plan, with a way to see how far it is and to call it off."""

import io
import re

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select, update

from osaamistase.batches.models import Folder
from osaamistase.cli import folders
from osaamistase.cli.folders import print_folder
from osaamistase.clock import now
from osaamistase.database import db, transaction
from tests.conftest import signed_in
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.printouts.test_printouts import words
from tests.rounds.finished import finish


@pytest.fixture
def plans(app: Flask, people: People, adviser: PageClient) -> list[int]:
    """Two firms' confirmed plans."""
    found = []
    for firm in (people.firm, people.other_firm):
        finish(app, firm.round_id, quick_answers())
        plan = adviser.post_form(f"/kierrokset/{firm.round_id}/suunnitelma", page="/yritykset").headers["Location"]
        adviser.post_form(f"{plan}/vahvista")
        found.append(int(plan.rsplit("/", 1)[1]))
    return found


def ask(client: PageClient, plans: list[int], kind: str = "suunnitelma") -> str:
    answer = client.post_form("/suunnitelmat/kansio", {**{f"plan_{one}": "on" for one in plans}, "kind": kind})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def work(app: Flask) -> int:
    """How often the worker's heartbeat was felt meanwhile."""
    felt: list[int] = []
    with app.app_context():
        while print_folder(lambda: felt.append(1)):
            pass
    return len(felt)


@pytest.mark.parametrize("kind", ["suunnitelma", pytest.param("tase", marks=pytest.mark.slow), "seinalista"])
def test_a_folder_has_contents_bookmarks_page_numbers_and_every_plan(
    app: Flask, adviser: PageClient, plans: list[int], kind: str
) -> None:
    address = ask(adviser, plans, kind)
    waiting = adviser.get(address)
    assert "Valmiina 0 / 2" in waiting.get_data(as_text=True)
    assert waiting.headers["Refresh"] == "2"
    assert adviser.get(f"{address}.pdf").status_code == 404
    assert work(app) == 2  # plan by plan
    page = adviser.get(address)
    assert "Refresh" not in page.headers
    assert "Avaa kansio (PDF)" in page.get_data(as_text=True)
    content = adviser.get(f"{address}.pdf").data
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        outline = [str(one.title) for one in pdf.open_outline().root]
        assert sum("Testileipomo" in one or "Toinen Testi" in one for one in outline) >= 2
        links = [one for one in pdf.pages[0].get("/Annots", []) if one.get("/Subtype") == "/Link"]
        assert len(links) == 2
        count = len(pdf.pages)
    contents = words(content).split("\f")
    begins = {name: int(number) for name, number in re.findall(r"(\w+ ?\w* Oy), versio 1 +(\d+)", contents[0])}
    assert set(begins) == {"Testileipomo Oy", "Toinen Testi Oy"}
    for name, number in begins.items():
        assert name in contents[number - 1]
    assert [page.strip().split()[-1] for page in contents[1:count]][-1] == str(count)


def test_called_off_it_stops_after_the_plan_at_hand(
    app: Flask, adviser: PageClient, plans: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = ask(adviser, plans)
    really = folders._part

    def called_off(*given: object) -> str:
        """The first plan is being drawn while somebody presses Cancel."""
        with app.app_context(), transaction():
            db.session.execute(update(Folder).values(cancelled_at=now()))
        return really(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(folders, "_part", called_off)
    work(app)
    assert "Tulostus peruttiin" in adviser.get(address).get_data(as_text=True)
    assert adviser.get(f"{address}.pdf").status_code == 404
    with app.app_context():
        assert db.session.scalars(select(Folder.done)).one() == 0


def test_cancelling_before_it_begins_prints_nothing(app: Flask, adviser: PageClient, plans: list[int]) -> None:
    address = ask(adviser, plans)
    adviser.post_form(f"{address}/peru")
    work(app)
    assert adviser.get(f"{address}.pdf").status_code == 404


def test_anothers_folder_is_a_404_and_an_administrator_sees_it(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient, plans: list[int]
) -> None:
    address = ask(adviser, plans)
    work(app)
    colleague = signed_in(app, people.colleague_email)
    assert colleague.get(address).status_code == 404
    assert colleague.get(f"{address}.pdf").status_code == 404
    assert administrator.get(f"{address}.pdf").status_code == 200


def test_nothing_chosen_or_an_unknown_kind_is_refused_with_a_sentence(adviser: PageClient, plans: list[int]) -> None:
    for form in (
        {"kind": "suunnitelma"},
        {f"plan_{plans[0]}": "on", "kind": "runo"},
        {"plan_999": "on", "kind": "tase"},
    ):
        answer = adviser.post_form("/suunnitelmat/kansio", form)
        assert answer.status_code == 409
        assert "Valitse" in answer.get_data(as_text=True)


def test_a_folder_whose_plan_breaks_the_press_is_given_up_and_told(
    app: Flask, adviser: PageClient, plans: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> str:
        raise ValueError("broken")

    monkeypatch.setattr(folders, "_part", broken)
    address = ask(adviser, plans)
    work(app)
    assert "ei onnistunut" in adviser.get(address).get_data(as_text=True)


def test_the_list_chooses_all_without_a_script(adviser: PageClient, plans: list[int]) -> None:
    assert "checked>" not in adviser.get("/suunnitelmat").get_data(as_text=True).replace(
        'value="suunnitelma" checked', ""
    )
    page = adviser.get("/suunnitelmat?valitut=kaikki").get_data(as_text=True)
    assert all(f'name="plan_{one}" checked' in page for one in plans)
