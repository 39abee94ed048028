"""A finished round and the plan drafted from it, on a day that stays the same."""

from datetime import date

import pytest

from osaamistase.actions import routes as action_routes
from osaamistase.plans import routes
from tests.page import PageClient
from tests.people import SHELF, People, quick_answers

DAY = date(2026, 11, 24)


@pytest.fixture
def finished(people: People, stranger: PageClient, monkeypatch: pytest.MonkeyPatch) -> int:
    """The firm has answered by its link and sent its answers; the round's number."""
    monkeypatch.setattr(routes, "today", lambda: DAY)
    monkeypatch.setattr(action_routes, "today", lambda: DAY)
    version = SHELF.find("pikakartoitus", 1)
    assert version is not None
    token = stranger.token()  # one for all twelve pages, as in a browser
    for area in version.questionnaire.areas:
        form = {place.field: value for place, value in quick_answers().items() if place.subject == area.id}
        answer = stranger.client.post(people.firm.at(f"alueet/{area.id}"), data={**form, "csrf_token": token})
        assert answer.status_code == 302
    assert stranger.post_form(people.firm.at("laheta")).status_code == 302
    return people.firm.round_id


@pytest.fixture
def plan(finished: int, adviser: PageClient) -> str:
    """The address of the round's plan, just drafted."""
    answer = adviser.post_form(f"/kierrokset/{finished}/suunnitelma")
    assert answer.status_code == 302
    return answer.headers["Location"]
