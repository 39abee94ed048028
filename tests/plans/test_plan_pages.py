"""The plan's pages on both databases: draft, add, edit, move, drop and restore, and what is refused."""

import re

import pytest

from tests.page import PageClient
from tests.people import People
from tests.plans.page import TYPED, read_plan

ENDED = "uhkista-mahdollisuuksiin-hanke"  # until 28.2.2026
ENDS_LATER = "efti4all-hanke"  # until 30.4.2028
ADVICE = "digitaitojen-kehittaminen"


def chosen(adviser: PageClient, action_id: int) -> list[str]:
    page = adviser.get(f"/toimenpiteet/{action_id}").get_data(as_text=True)
    return [
        one
        for one in re.findall(r'<option value="([^"]*)" selected', page)
        if one not in ("", "koulutus", "neuvonta", "varahenkilo")
    ]


def test_a_draft_holds_five_urgent_gaps_and_two_deputies_with_deadline_and_the_firms_own_person(
    plan: str, adviser: PageClient
) -> None:
    page = read_plan(adviser, plan)
    assert len(page.to_do) == len(page.ids) == 7
    assert page.html.count('class="tag kiireellinen"') == 5
    assert page.html.count("tasolta 2,0 tasolle 4,0") == 5
    assert page.html.count("Vastuussa Testi Yrittäjä · viimeistään 24.2.2027 · ehdotettu") == 7
    assert page.html.count("merkitys 4 × vaje 2,0 = 8,0") == 5
    assert [one.split(":")[0] for one in page.to_do[5:]] == ["Varahenkilö", "Varahenkilö"]


def test_a_round_has_one_plan_however_often_it_is_asked_for(finished: int, plan: str, adviser: PageClient) -> None:
    ids = read_plan(adviser, plan).ids
    assert adviser.post_form(f"/kierrokset/{finished}/suunnitelma").headers["Location"] == plan
    assert read_plan(adviser, plan).ids == ids


def test_a_round_that_is_still_open_gives_no_plan(people: People, adviser: PageClient) -> None:
    assert adviser.post_form(f"/kierrokset/{people.other_firm.round_id}/suunnitelma").status_code == 404


def test_an_action_of_the_advisers_own_comes_last(plan: str, adviser: PageClient) -> None:
    before = read_plan(adviser, plan).to_do
    typed = {**TYPED, "service_1": ENDS_LATER, "service_2": ENDS_LATER, "service_3": ADVICE}
    assert adviser.post_form(f"{plan}/toimenpiteet/uusi", typed).status_code == 302
    page = read_plan(adviser, plan)
    assert page.to_do == [*before, "Hinnat kuntoon"]
    assert "Vastuussa Maija · viimeistään 1.2.2027 · ehdotettu" in page.html
    assert chosen(adviser, page.ids[-1]) == [ENDS_LATER, ADVICE]  # each once


def test_an_edited_action_shows_what_was_typed_and_keeps_its_gap(plan: str, adviser: PageClient) -> None:
    before = read_plan(adviser, plan)
    typed = {**TYPED, "title": "<b>Talous</b>", "description": "a\r\nb", "deadline": "28.2.2027", "service_2": ADVICE}
    assert adviser.post_form(f"/toimenpiteet/{before.ids[1]}", typed).status_code == 302
    page = read_plan(adviser, plan)
    assert page.to_do == [before.to_do[0], "&lt;b&gt;Talous&lt;/b&gt;", *before.to_do[2:]]
    assert "viimeistään 28.2.2027 · ehdotettu" in page.html
    assert page.html.count("tasolta 2,0 tasolle 4,0") == 5
    assert chosen(adviser, before.ids[1]) == [ADVICE]


def test_an_action_moves_one_step_and_the_ends_stay_where_they_are(plan: str, adviser: PageClient) -> None:
    start = read_plan(adviser, plan).ids

    def move(action_id: int, direction: str) -> list[int]:
        adviser.post_form(f"/toimenpiteet/{action_id}/siirra", {"direction": direction})
        return read_plan(adviser, plan).ids

    assert move(start[0], "down") == [start[1], start[0], *start[2:]]
    assert move(start[0], "up") == start
    assert move(start[0], "up") == start
    assert move(start[-1], "down") == start


def test_moving_steps_over_what_was_left_out(plan: str, adviser: PageClient) -> None:
    a, b, c, *rest = read_plan(adviser, plan).ids
    adviser.post_form(f"/toimenpiteet/{b}/tila/hylatty", {"text": "ei nyt"})
    adviser.post_form(f"/toimenpiteet/{c}/siirra", {"direction": "up"})
    assert read_plan(adviser, plan).ids == [c, a, *rest]


@pytest.mark.parametrize("because", ["", "   ", "x" * 1001])
def test_leaving_an_action_out_needs_a_reason_of_reasonable_length(
    plan: str, adviser: PageClient, because: str
) -> None:
    before = read_plan(adviser, plan)
    answer = adviser.post_form(f"/toimenpiteet/{before.ids[0]}/tila/hylatty", {"text": because})
    assert answer.status_code == 400
    assert 'id="text-error"' in answer.get_data(as_text=True)
    after = read_plan(adviser, plan)
    assert (after.to_do, after.dropped) == (before.to_do, [])


def test_what_was_left_out_shows_why_and_can_be_restored(plan: str, adviser: PageClient) -> None:
    before = read_plan(adviser, plan)
    adviser.post_form(f"/toimenpiteet/{before.ids[0]}/tila/hylatty", {"text": "tehdään keväällä"})
    page = read_plan(adviser, plan)
    assert (page.to_do, page.dropped) == (before.to_do[1:], before.to_do[:1])
    assert "Syy: tehdään keväällä" in page.html
    adviser.post_form(f"/toimenpiteet/{before.ids[0]}/palauta")
    assert read_plan(adviser, plan).to_do == before.to_do


WRONG = [
    ({"service_1": ENDED}, "Tämä palvelu päättyy ennen määräaikaa."),
    ({"service_2": "keksitty-palvelu"}, "Tätä palvelua ei ole luettelossa."),
    ({"service_3": ENDS_LATER, "deadline": "2028-05-01"}, "Tämä palvelu päättyy ennen määräaikaa."),
    ({"title": " "}, "Kirjoita, mitä tehdään"),
    ({"responsible": ""}, "Kirjoita, kuka vastaa tästä."),
    ({"deadline": ""}, "Anna määräaika päivämääränä"),
    ({"deadline": "2027-02-30"}, "Kirjoita päivä, esimerkiksi 28.2.2027."),
    ({"kind": "valmis"}, "Valitse jokin vaihtoehdoista."),
    ({"deadline": "2026-11-23"}, "Määräaika on jo mennyt."),
    ({"description": "ä" * 4001}, "Teksti on liian pitkä: enintään 4 000 merkkiä."),
]


@pytest.mark.parametrize(("change", "sentence"), WRONG, ids=lambda value: str(value)[:40])
def test_what_cannot_be_kept_is_refused_beside_its_field_and_what_was_typed_stays_on_the_page(
    plan: str, adviser: PageClient, change: dict[str, str], sentence: str
) -> None:
    before = read_plan(adviser, plan)
    for address in (f"{plan}/toimenpiteet/uusi", f"/toimenpiteet/{before.ids[0]}"):
        answer = adviser.post_form(address, {**TYPED, "description": "Näin tehdään.", **change})
        html = answer.get_data(as_text=True)
        assert answer.status_code == 400
        assert re.search(rf'class="error" id="{next(iter(change))}-error">{re.escape(sentence)}', html)
        assert f">{change.get('description', 'Näin tehdään.')}</textarea>" in html
    assert read_plan(adviser, plan).html.count("ehdotettu") == before.html.count("ehdotettu")
    assert read_plan(adviser, plan).to_do == before.to_do


def test_four_thousand_characters_are_kept(plan: str, adviser: PageClient) -> None:
    action = read_plan(adviser, plan).ids[0]
    assert adviser.post_form(f"/toimenpiteet/{action}", {**TYPED, "description": "ä" * 4000}).status_code == 302
    assert "ä" * 4000 in read_plan(adviser, plan).html
