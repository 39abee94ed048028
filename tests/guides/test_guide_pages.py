"""The pages of guides: open to anyone, in the language of who reads, led to from where they are needed."""

import re

import pytest
from flask import Flask

from osaamistase.guides.guide import LANGUAGES
from osaamistase.guides.routes import PAGES
from tests.page import PageClient
from tests.people import People
from tests.test_queries import counted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_opens_for_a_stranger_in_each_language(app: Flask, stranger: PageClient, language: str) -> None:
    spoken = {"Accept-Language": language}
    listed = stranger.get("/ohjeet", headers=spoken).get_data(as_text=True)
    for page in PAGES:
        assert f'href="/ohjeet/{page}"' in listed
        shown = stranger.get(f"/ohjeet/{page}", headers=spoken).get_data(as_text=True)
        assert f'<html lang="{language}">' in shown
        led_to = re.findall(r'<li><a href="#([a-z0-9-]+)">', shown)
        assert len(led_to) > 4
        assert all(f'<h2 id="{one}">' in shown for one in led_to)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_a_guide_lead_to_pages_that_are_there(app: Flask, stranger: PageClient, language: str) -> None:
    adapter = app.url_map.bind("localhost")
    for page in PAGES:
        shown = stranger.get(f"/ohjeet/{page}", headers={"Accept-Language": language}).get_data(as_text=True)
        body = shown.split('<div class="guide">')[1].split("</main>")[0]
        for address in re.findall(r'href="(/[^"#?]*)', body):
            assert adapter.match(address)


def test_pictures_of_a_guide_are_served_with_their_size_and_only_when_they_come_into_sight(
    app: Flask, stranger: PageClient
) -> None:
    shown = stranger.get("/ohjeet/yritykselle", headers={"Accept-Language": "fi"}).get_data(as_text=True)
    pictures = re.findall(r'<img src="([^"]+)" alt="([^"]+)" width="(\d+)" height="(\d+)" loading="lazy">', shown)
    assert len(pictures) == shown.count("<img") >= 2
    for source, _words, width, _height in pictures:
        assert int(width) <= 360
        assert stranger.get(source).mimetype == "image/png"


def test_a_guide_that_is_not_there_is_a_404(app: Flask, stranger: PageClient) -> None:
    assert stranger.get("/ohjeet/muille").status_code == 404


def test_guides_ask_the_database_nothing(app: Flask, stranger: PageClient) -> None:
    with counted(app) as said:
        assert stranger.get("/ohjeet").status_code == 200
        assert stranger.get("/ohjeet/yritykselle").status_code == 200
    assert said == []


def test_who_answers_finds_the_guide_on_the_first_page_and_everybody_in_the_foot(
    app: Flask, people: People, stranger: PageClient
) -> None:
    assert 'href="/ohjeet/yritykselle"' in stranger.get(people.firm.at()).get_data(as_text=True)
    assert 'href="/ohjeet"' in stranger.get("/kirjaudu").get_data(as_text=True)
