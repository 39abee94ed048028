"""Every figure on page and in print leads to how it came about, and a spoilt sheet is not explained away."""

import hashlib
import json
import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.prints.models import PrintJob
from osaamistase.results.freeze import canonical
from osaamistase.results.models import StoredSheet
from osaamistase.results.store import add_sheet
from tests.page import PageClient
from tests.people import People
from tests.results.six import SIX, Said, finish


def whys(html: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'<a class="why" href="([^"]+)"', html)]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_figure_leads_to_a_place_that_is_there(
    app: Flask, people: People, stranger: PageClient, language: str
) -> None:
    finish(app, people.firm, SIX, REK=5)
    stranger.post_form(f"/kieli/{language}")
    links = whys(stranger.get(people.firm.at("tase")).get_data(as_text=True))
    assert len(links) > 30
    pages: dict[str, str] = {}
    for link in links:
        page, _, anchor = link.partition("#")
        if page not in pages:
            answer = stranger.get(page)
            assert answer.status_code == 200
            pages[page] = answer.get_data(as_text=True)
        assert f'id="{anchor}"' in pages[page], link
    assert len(pages) > 5


def test_the_calculation_tells_the_stored_figures_down_to_the_answers_counted(
    app: Flask, people: People, stranger: PageClient
) -> None:
    finish(app, people.firm, SIX, REK=5)
    html = stranger.get(people.firm.at("tase/miksi/REK")).get_data(as_text=True)
    assert "6 vastausta: 2 × 0, 1 × 1, 1 × 4, 2 × 5, keskiarvo 2,5" in html
    assert "4 − 2,5 = 1,5" in html
    assert "4 × 1,5 = 6" in html
    assert not re.search(r"\br[0-9]+\b", re.sub(r"<[^>]+>", "", html))  # nobody's number
    firm = stranger.get(people.firm.at("tase/miksi")).get_data(as_text=True)
    with app.app_context():
        totals = json.loads(db.session.scalars(select(StoredSheet)).one().content)["sheet"]["totals"]
    rate = f"{totals['coverage_rate']:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    assert f"= {rate} %" in firm


def test_of_two_who_answered_only_the_mean_is_told(app: Flask, people: People, stranger: PageClient) -> None:
    finish(app, people.firm, (Said("staff", 3, 1),), REK=4)
    html = stranger.get(people.firm.at("tase/miksi/REK")).get_data(as_text=True)
    assert "2 vastausta, keskiarvo 2,5" in html
    assert "2 vastausta:" not in html
    assert "kahden vastauksen ero on yli 1 taso" in html


def test_the_print_leads_within_itself(app: Flask, people: People) -> None:

    finish(app, people.firm, SIX, REK=5)
    assert PageClient(app).client.get(people.firm.at("tase.pdf")).status_code == 202
    with app.app_context():  # what waits for the press is the page itself
        html = db.session.scalars(select(PrintJob.html)).one()
    anchors = re.findall(r'href="#([^"]+)"', html)
    assert len(anchors) > 40
    assert {one for one in anchors if f'id="{one}"' not in html} == set()
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert {one for one in ids if ids.count(one) > 1} == set()


def test_another_area_and_another_number_are_404(app: Flask, people: People, stranger: PageClient) -> None:
    finish(app, people.firm)
    for page in ("tase/miksi/XXX", "tase/miksi?versio=2", "tase/miksi/REK?versio=2", "tase?versio=-1", "tase?versio=x"):
        assert stranger.get(people.firm.at(page)).status_code == 404
    assert stranger.get(people.other_firm.at("tase/miksi")).status_code == 302  # not finished: on to its areas


def test_a_sheet_whose_figures_do_not_come_out_is_shown_but_not_explained(
    app: Flask, people: People, stranger: PageClient
) -> None:
    finish(app, people.firm, SIX)
    with app.app_context(), transaction():
        first = db.session.scalars(select(StoredSheet)).one()
        document = json.loads(first.content)
        document["sheet"]["totals"]["covered"] += 1
        content = canonical(document)
        add_sheet(
            StoredSheet(
                round_id=first.round_id, number=2, company_id=first.company_id, method="1", content=content,
                sha256=hashlib.sha256(content.encode()).hexdigest(), made_at=now(), industry_section="C",
                size_class="mikro", level_index=None, to_talk=0,
            ),
            {},
        )  # fmt: skip
    assert stranger.get(people.firm.at("tase")).status_code == 200
    answer = stranger.get(people.firm.at("tase/miksi"))
    assert answer.status_code == 409
    assert "ei voi nyt selittää" in answer.get_data(as_text=True)
    assert stranger.get(people.firm.at("tase/miksi?versio=1")).status_code == 200
