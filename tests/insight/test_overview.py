"""Management's page on both databases: four firms are hidden, five are shown, and no firm is named."""

import re

from flask import Flask

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.results.steps import finish_round
from osaamistase.survey.asked import asked
from osaamistase.survey.models import Round
from osaamistase.survey.store import add_round, list_respondents, save_answers
from tests.page import PageClient
from tests.people import SHELF, Firm, People, make_firm, quick_answers

HIDDEN = "alle 5 yritystä"


def firms(app: Flask, people: People, count: int) -> list[Firm]:
    """The two firms everyone has, and others, `count` in all."""
    with app.app_context(), transaction():
        others = [
            make_firm(people.adviser_id, f"800000{n}-0", f"Salainen {n} Oy", "pikakartoitus") for n in range(count - 2)
        ]
    return [people.firm, people.other_firm, *others]


def finish(app: Flask, round_id: int, current: int) -> None:
    version = SHELF.find("pikakartoitus", 1)
    assert version is not None
    with app.app_context(), transaction():
        save_answers(list_respondents(round_id)[0].id, quick_answers(current=current), None, now())
        finish_round(round_id, asked(version), 730, None, now())


def another_round(app: Flask, people: People, firm: Firm) -> int:
    version = SHELF.find("pikakartoitus", 1)
    assert version is not None
    with app.app_context(), transaction():
        return add_round(
            Round(
                company_id=firm.company_id, questionnaire_id="pikakartoitus", questionnaire_version=1,
                questionnaire_sha256=version.sha256, opened_at=now(), opened_by_id=people.adviser_id,
            )
        ).id  # fmt: skip


def figures(manager: PageClient) -> tuple[list[str], list[tuple[str, str]]]:
    """The three counts at the top, and of each area the gap and the number of firms, as a person reads them."""
    page = manager.get("/alue").get_data(as_text=True)
    counts = [re.sub(r"<[^>]*>", "", one) for one in re.findall(r'<span class="big">(.*?)</span><br>', page)]
    cell = r'\s*<td class="figure"><span[^>]*>.*?</span>(.*?)</td>'
    rows = re.findall(f"</th>{cell}{cell}", page)
    return counts, [(re.sub(r"<[^>]*>", "", gap), firms) for gap, firms in rows]


def test_before_any_round_there_is_nothing_yet_and_two_firms_are_hidden(people: People, manager: PageClient) -> None:
    counts, areas = figures(manager)
    assert counts == [HIDDEN, "ei vielä tietoa", "ei vielä tietoa"]
    assert areas == [("ei vielä tietoa", "0")] * 12


def test_four_firms_are_hidden_and_the_fifth_shows_them(app: Flask, people: People, manager: PageClient) -> None:
    five = firms(app, people, 5)
    for at, firm in enumerate(five[:4]):
        finish(app, firm.round_id, current=at % 4)
    counts, areas = figures(manager)
    assert counts == ["5", HIDDEN, "ei vielä tietoa"]
    assert areas == [(HIDDEN, "–")] * 12
    finish(app, five[4].round_id, current=4)
    counts, areas = figures(manager)
    assert counts == ["5", "5", "ei vielä tietoa"]
    assert areas == [("2,0", "5")] * 12  # gaps 4, 3, 2, 1 and 0


def test_a_firm_with_two_rounds_is_one_firm_and_its_latest_round_counts(
    app: Flask, people: People, manager: PageClient
) -> None:
    five = firms(app, people, 5)
    for firm in five[:4]:
        finish(app, firm.round_id, current=2)
    finish(app, another_round(app, people, five[0]), current=2)
    assert figures(manager) == (["5", HIDDEN, "ei vielä tietoa"], [(HIDDEN, "–")] * 12)
    finish(app, five[4].round_id, current=2)
    finish(app, another_round(app, people, five[1]), current=4)
    assert figures(manager) == (["5", "7", "ei vielä tietoa"], [("1,6", "5")] * 12)  # (4 × 2 + 0) / 5


def test_no_firm_and_nothing_of_one_stands_on_the_page(app: Flask, people: People, manager: PageClient) -> None:
    for firm in firms(app, people, 6):
        finish(app, firm.round_id, current=1)
    page = manager.get("/alue").get_data(as_text=True)
    assert "3,0" in page
    for secret in ("Testileipomo", "Toinen Testi", "Salainen", "9000001-7", "8000001-0", "Testi Yrittäjä", "10.71"):
        assert secret not in page
