"""The change from an earlier round and the firm beside its peers: what is shown, to whom, and what never is."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.disclosure.peers import quarter_of
from osaamistase.survey.links import new_token, token_hash
from osaamistase.survey.models import Link, Round
from osaamistase.survey.store import add_link, add_round, get_round, list_respondents
from tests.page import PageClient
from tests.people import Firm, People, make_firm
from tests.results.six import SIX, finish
from tests.rounds.table import invite

BUSINESS_IDS = ("9000035-4", "9000052-3", "9000069-7", "9000086-6", "9000103-6")


@pytest.fixture(autouse=True)
def nothing_read_yet(app: Flask) -> None:
    """The quarter's firms are read once and kept; each test has firms of its own."""
    app.extensions.pop("peers", None)


def next_round(app: Flask, firm: Firm) -> Firm:
    """Another round of the same firm, open, with a link of its own."""
    with app.app_context(), transaction():
        old = get_round(firm.round_id)
        made = add_round(
            Round(
                company_id=old.company_id, questionnaire_id=old.questionnaire_id,
                questionnaire_version=old.questionnaire_version, questionnaire_sha256=old.questionnaire_sha256,
                opened_at=now(), opened_by_id=old.opened_by_id,
            )
        )  # fmt: skip
        person, token = list_respondents(made.id)[0], new_token()
        link = Link(
            respondent_id=person.id, token_sha256=token_hash(token), created_at=now(), created_by_id=old.opened_by_id,
            expires_at=now() + timedelta(days=30),
        )  # fmt: skip
        return Firm(firm.company_id, made.id, person.id, add_link(link).id, token)


def last_quarter() -> datetime:
    first = quarter_of(now().date())
    return datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=10)


def others(app: Flask, people: People, count: int) -> None:
    """So many more firms that finished in the quarter before."""
    with app.app_context(), transaction():
        firms = [
            make_firm(people.adviser_id, BUSINESS_IDS[n], f"Salainen {n} Oy", "pikakartoitus") for n in range(count)
        ]
    for number, firm in enumerate(firms):
        finish(app, firm, at=last_quarter(), REK=number)


def test_with_nothing_to_compare_the_page_says_so(app: Flask, people: People, stranger: PageClient) -> None:
    finish(app, people.firm)
    html = stranger.get(people.firm.at("tase/vertailu")).get_data(as_text=True)
    assert "Vertailua ei voi vielä näyttää" in html
    assert "<h2>Muutos" not in html
    assert stranger.get(people.firm.at("tase/muutos.pdf")).status_code == 404


def test_a_second_round_tells_competence_and_what_moved_clearly(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient, tmp_path: Path
) -> None:
    finish(app, people.firm, REK=1, TYO=3)
    second = next_round(app, people.firm)
    finish(app, second, REK=4, TYO=2)
    for client, door in ((stranger, second.token), (adviser, str(second.round_id))):
        html = client.get(f"/kysely/{door}/tase/vertailu").get_data(as_text=True)
        assert "Molemmissa kierroksissa arvioitiin 12 samaa osaamista" in html
        moved = html[html.index("Selvästi noussut") :]
        assert moved.index("Rekrytointi") < moved.index("Selvästi laskenut") < moved.index("Työnantajana")
        assert "tarkempi silmä" in html
        assert "kurottu umpeen 8 %" in html  # of 24 levels short, 2 fewer
    answer = adviser.get(f"/kysely/{second.round_id}/tase/muutos.pdf")
    assert answer.data.startswith(b"%PDF")
    (tmp_path / "a.pdf").write_bytes(answer.data)
    text = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "Selvästi noussut" in text
    assert adviser.get(f"/kysely/{second.round_id}/tase/muutos.pdf").data == answer.data


def test_an_earlier_round_can_be_chosen_and_another_firms_never(
    app: Flask, people: People, stranger: PageClient
) -> None:
    finish(app, people.firm, REK=1)
    finish(app, people.other_firm, REK=1)
    second = next_round(app, people.firm)
    finish(app, second, REK=2)
    third = next_round(app, people.firm)
    finish(app, third, REK=5)
    html = stranger.get(third.at(f"tase/vertailu?kierros={people.firm.round_id}")).get_data(as_text=True)
    assert "+4,0" in html
    assert "+3,0" in stranger.get(third.at("tase/vertailu")).get_data(as_text=True)
    for wrong in (people.other_firm.round_id, third.round_id, 999, "x"):
        assert stranger.get(third.at(f"tase/vertailu?kierros={wrong}")).status_code == 404
        assert stranger.get(third.at(f"tase/muutos.pdf?kierros={wrong}")).status_code == 404


@pytest.mark.parametrize(("count", "shown"), [(4, False), (5, True)])
def test_peers_are_shown_from_five_others_and_never_by_name(
    app: Flask, people: People, stranger: PageClient, count: int, shown: bool
) -> None:
    finish(app, people.firm, REK=5)
    others(app, people, count)
    html = stranger.get(people.firm.at("tase/vertailu")).get_data(as_text=True)
    assert ("Vertailussa on 5 muuta yritystä" in html) is shown
    assert ("Vertailua ei voi vielä näyttää" in html) is not shown
    assert "Salainen" not in html
    if shown:
        assert "toimialan pääluokka C, mikroyritys (1–9)" in html
        assert "</span>2,0</td>" in html  # the median of 0, 1, 2, 3 and 4 beside the firm's own 5


def test_what_is_finished_in_this_quarter_is_not_seen_yet(app: Flask, people: People, stranger: PageClient) -> None:
    finish(app, people.firm, REK=5)
    others(app, people, 4)
    finish(app, people.other_firm, REK=4)
    assert "Vertailua ei voi vielä näyttää" in stranger.get(people.firm.at("tase/vertailu")).get_data(as_text=True)


def test_a_colleague_sees_neither(app: Flask, people: People, adviser: PageClient, stranger: PageClient) -> None:
    guest = invite(app, adviser, people.firm.round_id)
    finish(app, people.firm, SIX)
    for page in ("tase/vertailu", "tase/muutos.pdf", "tase/miksi", "tase/miksi/REK", "tase.pdf"):
        assert stranger.get(guest.at(page)).status_code == 404
    with app.app_context():
        db.session.remove()
