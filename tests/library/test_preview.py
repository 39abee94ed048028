"""Any version can be looked at as a firm would see it, on every page of the survey, and nothing of it is ever saved."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from osaamistase.database import Base, db
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.questionnaires.shelf import Shelf, Version
from osaamistase.questionnaires.writing import written
from osaamistase.survey.guard import asked_by, enter
from osaamistase.survey.preview import asked_in_preview, looks_like_checksum
from tests.library.drafts import brought, ninth, sha256_of
from tests.page import PageClient
from tests.people import SHELF

KINDS = ("published", "quick", "draft", "pack", "brought", "brought pack")


@pytest.fixture(params=[*KINDS[:4], *(pytest.param(one, marks=pytest.mark.slow) for one in KINDS[4:])])
def shown(
    request: pytest.FixtureRequest, app: Flask, administrator: PageClient, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Questionnaire]:
    """The checksum of a version of each kind, and its questionnaire."""
    on_shelf = {"published": ("osaamistase", 1), "quick": ("pikakartoitus", 1), "pack": ("elintarvike", 1)}
    if request.param in on_shelf:
        version = SHELF.find(*on_shelf[request.param])
        assert version is not None
        return version.sha256, version.questionnaire
    draft = ninth("elintarvike") if request.param == "brought pack" else ninth()
    if request.param == "draft":
        new = Version(draft, written(draft).encode(), sha256_of(draft), "draft")
        monkeypatch.setitem(app.extensions, "questionnaires", lambda: Shelf([*SHELF.versions().values(), new]))
        return new.sha256, draft
    brought(administrator, draft)
    return sha256_of(draft), draft


@pytest.fixture
def nothing_saved(app: Flask, shown: tuple[str, Questionnaire]) -> Iterator[None]:
    before = _rows(app)
    yield
    assert _rows(app) == before


def _rows(app: Flask) -> dict[str, int | None]:
    with app.app_context():
        return {
            name: db.session.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
            # A print of a preview is kept for a day, and that it was asked for is counted for a minute.
            if name not in ("documents", "print_jobs", "rate_counts")
        }


@pytest.mark.usefixtures("nothing_saved")
def test_every_page_of_the_survey_opens_to_a_stranger(shown: tuple[str, Questionnaire], stranger: PageClient) -> None:
    sha256, questionnaire = shown
    at = f"/kysely/{sha256}"
    for page in ("", "/kysymykset", "/alueet", "/tarkista", *(f"/alueet/{area.id}" for area in questionnaire.areas)):
        response = stranger.get(at + page)
        text = response.get_data(as_text=True)
        assert response.status_code == 200, page
        assert "Mitään ei tallenneta" in text
        assert questionnaire.areas[0].name.fi in text or page not in ("/alueet", "/kysymykset")
    printed = stranger.get(f"{at}/kysymykset.pdf")
    assert printed.data.startswith(b"%PDF")
    assert stranger.get(f"{at}/kysymykset.pdf").data == printed.data
    for page in ("/kuitti", "/tase", "/tase.pdf", "/tase/miksi", "/tase/vertailu"):
        assert stranger.get(at + page).headers["Location"] == f"{at}/alueet"
    assert stranger.get(f"{at}/alueet/QQQ").status_code == 404


@pytest.mark.usefixtures("nothing_saved")
def test_an_area_goes_on_to_the_next_and_the_last_to_the_areas(
    shown: tuple[str, Questionnaire], stranger: PageClient, app: Flask
) -> None:
    at = f"/kysely/{shown[0]}"
    with app.test_request_context():
        areas = [area.id for area in asked_by(enter(shown[0])).questionnaire.areas]
    for here, following in zip(areas, [*(f"/{one}" for one in areas[1:]), ""], strict=True):
        form = {f"q_{here}_importance": "5", f"q_{here}-01_current": "1", f"q_{here}-01_target": "5"}
        response = stranger.post_form(f"{at}/alueet/{here}", form, page=at)
        assert response.headers["Location"] == f"{at}/alueet{following}"
    hub = stranger.post_form(f"{at}/alueet/{areas[0]}", {"next": "hub"}, page=at)
    assert hub.headers["Location"] == f"{at}/alueet"


@pytest.mark.usefixtures("nothing_saved")
def test_what_is_sent_is_answered_and_forgotten(shown: tuple[str, Questionnaire], stranger: PageClient) -> None:
    at, area = f"/kysely/{shown[0]}", shown[1].areas[0].id
    said = stranger.post_form(f"{at}/vastaus", {"subject": area, "rating": "importance", "value": "4"}, page=at)
    assert said.status_code == 200
    assert said.json is not None
    assert said.json["version"] == 0
    wrong = stranger.post_form(f"{at}/vastaus", {"subject": area, "rating": "importance", "value": "9"}, page=at)
    assert wrong.status_code == 400
    long = stranger.post_form(f"{at}/alueet/{area}", {f"q_{area}_note": "ä" * 4001}, page=at)
    assert long.status_code == 400
    assert "Kaikki muut vastauksesi tallennettiin" not in long.get_data(as_text=True)
    for page in ("laheta", "yhdessa"):
        assert stranger.post_form(f"{at}/{page}", page=at).headers["Location"] == f"{at}/alueet"
    assert 'value="4" checked' not in stranger.get(f"{at}/alueet/{area}").get_data(as_text=True)


def test_a_firms_page_is_shown_and_not_the_advisers(adviser: PageClient) -> None:
    page = adviser.get(f"/kysely/{_sha256('osaamistase', 2)}/alueet/TYO").get_data(as_text=True)
    assert "Esimerkkiyritys (esikatselu)" in adviser.get(f"/kysely/{_sha256('osaamistase', 2)}").get_data(as_text=True)
    assert "Muistiinpano" not in page
    assert "Pikanäppäimet" not in page
    assert '<div id="lisaa" >' in page  # what a firm's answers open is there to be read


def test_a_pack_is_asked_after_the_newest_published_version_it_joins(stranger: PageClient) -> None:
    page = stranger.get(f"/kysely/{_sha256('elintarvike', 1)}/alueet").get_data(as_text=True)
    assert page.index("Työnantajana toimiminen") < page.index("Elintarvikeosaaminen")
    pack, base = SHELF.find("elintarvike", 1), SHELF.newest_of("osaamistase")
    assert pack is not None
    asked = asked_in_preview(pack, SHELF)
    assert asked is not None
    assert (asked.base, asked.pack) == (base, pack)
    assert asked_in_preview(pack, Shelf([pack])) is None


@pytest.mark.parametrize("page", ["", "/alueet", "/kysymykset.pdf", "/tase"])
def test_a_checksum_nobody_knows_is_a_404(stranger: PageClient, page: str) -> None:
    assert stranger.get(f"/kysely/{'0' * 64}{page}").status_code == 404


def test_a_checksum_is_64_small_hex_digits() -> None:
    assert looks_like_checksum("0f" * 32)
    assert not looks_like_checksum("0F" * 32)
    assert not looks_like_checksum("0f" * 32 + "\n")
    assert not looks_like_checksum("0f" * 31)


def test_a_preview_speaks_the_language_of_its_reader(stranger: PageClient) -> None:
    at = f"/kysely/{_sha256('osaamistase', 2)}/alueet/TYO"
    stranger.post_form("/kieli/sv", {"next": at}, page=at)
    assert "Att vara arbetsgivare" in stranger.get(at).get_data(as_text=True)


@pytest.mark.slow
def test_many_previews_fill_no_memory(app: Flask, stranger: PageClient, administrator: PageClient) -> None:
    before = {name: len(app.extensions.get(name, ())) for name in ("asked", "fragments")}
    drafts = [ninth().model_copy(update={"minutes": minutes}) for minutes in range(1, 46)]
    for draft in drafts:
        brought(administrator, draft)
        assert stranger.get(f"/kysely/{sha256_of(draft)}/alueet/{draft.areas[0].id}").status_code == 200
    assert {name: len(app.extensions.get(name, ())) for name in before} == before
    assert len(app.extensions["previews"]) == 40
    assert len(app.extensions["kept_versions"]) == 40


def _sha256(name: str, version: int) -> str:
    found = SHELF.find(name, version)
    assert found is not None
    return found.sha256
