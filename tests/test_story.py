"""The main job end to end without a browser, on both databases."""

import re

from flask import Flask

from tests.page import PageClient
from tests.people import People, quick_answers


def _answer_all(client: PageClient, people: People, areas: list[str]) -> None:
    for area in areas:
        form = {place.field: value for place, value in quick_answers().items() if place.subject == area}
        assert client.post_form(people.firm.at(f"alueet/{area}"), form).status_code == 302


def test_a_firm_answers_and_its_adviser_prints_the_plan(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    areas = re.findall(r"alueet/([A-Z]{3})", stranger.get(people.firm.at("alueet")).get_data(as_text=True))
    _answer_all(stranger, people, sorted(set(areas)))
    assert stranger.post_form(people.firm.at("laheta")).status_code == 302
    sheet = stranger.get(people.firm.at("tase")).get_data(as_text=True)
    assert "50 %" in sheet
    assert stranger.get(people.firm.at("tase.pdf")).data.startswith(b"%PDF")
    plan = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma").headers["Location"]
    assert "kiireellinen" in adviser.get(plan).get_data(as_text=True)
    revision = adviser.post_form(f"{plan}/vahvista").headers["Location"]
    first = adviser.get(f"{revision}.pdf").data
    assert first.startswith(b"%PDF")
    assert adviser.get(f"{revision}.pdf").data == first
