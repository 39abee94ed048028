"""Two tabs of one link in any order: what was last chosen and acknowledged stands, and nothing unseen is written over.

The machine keeps its own book of what stands (`book`) and of what each page has seen of it, and never asks the code.
"""

import itertools
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from werkzeug.test import TestResponse

from osaamistase.accounts.models import User
from osaamistase.accounts.store import add_user
from osaamistase.app import create_app
from osaamistase.clock import now
from osaamistase.database import Base, db, transaction
from osaamistase.survey.answering import Place
from osaamistase.survey.store import list_kept, save_answers
from tests.conftest import settings_for
from tests.page import PageClient
from tests.people import People, make_firm, quick_answers
from tests.survey.open_page import OpenPage, form_of

AREAS = ("TYO", "REK")
LONG = "Pitkä vastaus, jota on mietitty\nkahdella rivillä & <huolella>."
OWN = {"Sec-Fetch-Site": "same-origin"}
PLACES = [Place(area, rating) for area in AREAS for rating in ("current", "target", "note")]
tabs = st.integers(0, 1)
areas = st.sampled_from(AREAS)
ratings = st.sampled_from(["current", "note"])
numbers = st.integers(0, 2)
counter = itertools.count(1)


def value_of(rating: str, number: int) -> str:
    return ("", "lyhyt", LONG)[number] if rating == "note" else str(number + 2)


class Stands(NamedTuple):
    """An answer as the machine's book has it: which change it was, and which page made it."""

    value: str
    change: int = 0
    page: str = ""


class TwoTabs(RuleBasedStateMachine):
    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.app, self.client, self.submitted, self.steps = app, app.test_client(), False, 0
        with app.app_context(), transaction():
            self.firm = make_firm(1, f"firm-{next(counter)}", "Testi Oy", "pikakartoitus")
            save_answers(self.firm.respondent_id, quick_answers(), None, now())
        self.book = {place: Stands(value) for place, value in quick_answers().items()}
        for area in AREAS:
            self.book[Place(area, "note")] = Stands("")
        self.history: list[list[OpenPage]] = [[], []]

    @initialize()
    def open_both(self) -> None:
        self.open(0, "TYO")
        self.open(1, "TYO")

    # What a person does.

    @rule(tab=tabs, rating=ratings, number=numbers, mine=st.booleans())
    def choose(self, tab: int, rating: str, number: int, mine: bool) -> None:
        """An answer is chosen and the script saves it; where it clashes, one of the two is kept."""
        page = self.history[tab][-1]
        place, value = Place(page.area, rating), value_of(rating, number)
        clashes = self.autosave(page, place, value)
        if clashes and mine:
            assert not self.autosave(page, place, value)
        elif clashes:
            page.fields[place.field] = self.book[place].value

    @rule(
        tab=tabs, current=numbers | st.none(), note=numbers | st.none(), button=st.sampled_from(["area", "hub", "sv"])
    )
    def press(self, tab: int, current: int | None, note: int | None, button: str) -> None:
        """Without scripts: change some, and send the whole page by its button or the language's."""
        page = self.history[tab][-1]
        for rating, number in (("current", current), ("note", note)):
            if number is not None:
                page.fields[Place(page.area, rating).field] = value_of(rating, number)
        self.send_page(tab, page, {"language": "sv"} if button == "sv" else {"next": button})

    @rule(tab=tabs, area=areas)
    def reload(self, tab: int, area: str) -> None:
        self.open(tab, area)

    @rule(tab=tabs, steps=st.integers(1, 4))
    def go_back(self, tab: int, steps: int) -> None:
        """Back in the tab: the page stands there as it was left. What is pressed next is pressed on it."""
        self.history[tab] = self.history[tab][: max(1, len(self.history[tab]) - steps)]

    @rule(tab=tabs, steps=st.integers(0, 2))
    def go_back_and_undo(self, tab: int, steps: int) -> None:
        """Back, everything put as the page was first drawn, and sent."""
        self.go_back(tab, steps)
        page = self.history[tab][-1]
        page.fields |= page.drawn
        self.send_page(tab, page, {"next": "area"})

    @rule(tab=tabs, language=st.sampled_from(["fi", "sv", "en"]))
    def switch_language(self, tab: int, language: str) -> None:
        page = self.history[tab][-1]
        form = {"csrf_token": page.fields["csrf_token"], "next": self.firm.at(f"alueet/{page.area}")}
        assert self.post(f"/kieli/{language}", form).status_code == 302
        self.open(tab, page.area)

    @rule()
    def expire(self) -> None:
        self.client = self.app.test_client()

    @precondition(lambda self: self.steps > 15)
    @rule(tab=tabs)
    def submit(self, tab: int) -> None:
        form = {"csrf_token": self.history[tab][-1].fields["csrf_token"]}
        response = self.post(self.firm.at("laheta"), form)
        assert (response.status_code, response.headers["Location"]) == (302, self.firm.at("kuitti"))
        self.submitted = True

    # What must hold whatever they do.

    @invariant()
    def what_was_last_chosen_stands(self) -> None:
        self.steps += 1
        with self.app.app_context():
            kept = {at: one.value for at, one in list_kept(self.firm.respondent_id).items() if one.value}
        assert kept == {at: one.value for at, one in self.book.items() if one.value}

    @precondition(lambda self: self.submitted)
    @invariant()
    def after_the_submit_every_page_leads_to_the_sheet(self) -> None:
        for page in ("", "alueet", "alueet/TYO", "tarkista", "kuitti"):
            response = self.client.get(self.firm.at(page), follow_redirects=True)
            assert response.request.path == self.firm.at("tase")

    # How a browser does it, and what the book says of it.

    def open(self, tab: int, area: str) -> None:
        response = self.client.get(self.firm.at(f"alueet/{area}"))
        if self.submitted:
            assert response.headers["Location"] == self.firm.at("kuitti")
        else:
            self.show(tab, area, response)

    def show(self, tab: int, area: str, response: TestResponse) -> None:
        known = {at: self.book[at].change for at in PLACES if at.subject == area}
        self.history[tab].append(OpenPage(area, response.get_data(as_text=True), known))

    def autosave(self, page: OpenPage, place: Place, value: str) -> bool:
        """Whether it clashed."""
        headers = {**OWN, "Accept": "application/json", "X-CSRFToken": page.fields["csrf_token"]}
        body = page.save(place, value)
        response = self.client.post(self.firm.at("vastaus"), data=body, headers=headers)
        told = response.get_json()
        if response.status_code == 400 and "csrf_token" in told:
            page.fields["csrf_token"] = headers["X-CSRFToken"] = told["csrf_token"]
            response = self.client.post(self.firm.at("vastaus"), data=body, headers=headers)
            told = response.get_json()
        if self.submitted:
            assert (response.status_code, told.keys()) == (409, {"error"})
            return False
        stands = self.book[place]
        free = value == stands.value or page.known[place] == stands.change or stands.page == page.name
        assert response.status_code == (200 if free else 409), told
        if free and value != stands.value:
            self.book[place] = Stands(value, next(counter), page.name)
        if not free:
            assert told["kept"] == stands.value
        page.learn(place, self.book[place].value, told, self.book[place].change)
        return not free

    def send_page(self, tab: int, page: OpenPage, button: dict[str, str]) -> None:
        sent = {name: value.replace("\n", "\r\n") for name, value in page.fields.items()}
        response = self.post(self.firm.at(f"alueet/{page.area}"), {**sent, **button})
        if self.submitted:
            assert response.status_code == 409
            return
        clashing = self.enter_into_book(page)
        assert response.status_code == (409 if clashing else 302)
        if clashing:
            self.show(tab, page.area, response)
            shown = self.history[tab][-1]
            for place in clashing:
                assert shown.fields.get(place.field, "") == page.fields[place.field]  # the person's own words
                shown.before[place.field] = self.book[place].value
        else:
            assert response.headers["Location"].startswith(self.firm.at("alueet"))
            self.open(tab, page.area)

    def enter_into_book(self, page: OpenPage) -> list[Place]:
        """What a whole page changes: what differs from what it saw, and what it saved itself. Gives what clashes."""
        clashing = []
        for place in [at for at in PLACES if at.subject == page.area and at.field in page.fields]:
            value, stands = page.fields[place.field], self.book[place]
            own = stands.page == page.name
            if value == stands.value or (value == page.saw(place) and not own):
                continue
            if own or page.known[place] == stands.change:
                self.book[place] = Stands(value, next(counter), page.name)
            else:
                clashing.append(place)
        return clashing

    def post(self, address: str, form: dict[str, str]) -> TestResponse:
        """Send a form; where its permit has run out, press the button of the page that says so."""
        response = self.client.post(address, data=form, headers=OWN)
        if response.status_code == 400:
            action, again = form_of(response.get_data(as_text=True))
            again = {name: value.replace("\r\n", "\n").replace("\n", "\r\n") for name, value in again.items()}
            assert action == address
            assert {**again, "csrf_token": ""} == {**form, "csrf_token": ""}
            response = self.client.post(action, data=again, headers=OWN)
        return response


def test_two_tabs_in_any_order(tmp_path: Path) -> None:
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'tabs.db'}"))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with transaction():
            add_user(User(email="n@testi.example", name="Testi", role="adviser", password_hash="", created_at=now()))
    try:
        run_state_machine_as_test(
            lambda: TwoTabs(app),
            settings=settings(
                max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def test_taking_back_what_was_never_given_is_nothing_another_page_must_ask_about(
    app: Flask, people: People, stranger: PageClient
) -> None:
    note = {"subject": "TYO", "rating": "note", "turn": "1", "seen": "{}"}
    for page, value in (("first", ""), ("second", "sanottavaa")):
        response = stranger.post_form(
            people.firm.at("vastaus"), {**note, "page": page, "value": value}, page=people.firm.at()
        )
        assert response.status_code == 200
    with app.app_context():
        assert list_kept(people.firm.respondent_id)[Place("TYO", "note")].value == "sanottavaa"
