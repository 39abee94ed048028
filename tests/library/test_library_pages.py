"""The pages on questionnaires: every version, what changed between two, workbooks out and back. On both databases."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from osaamistase.accounts.guard import ADVISER
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.questionnaire import checksum, parse
from osaamistase.questionnaires.shelf import Shelf, Version
from osaamistase.questionnaires.workbook import from_workbook, to_workbook
from osaamistase.questionnaires.writing import written
from tests.library.drafts import bring, brought, changed, ninth, questionnaire, sha256_of
from tests.page import PageClient
from tests.people import SHELF
from tests.test_queries import counted

FIRST = questionnaire("pikakartoitus", 1).areas[0].competences[0]


def page(client: PageClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.get_data(as_text=True)


def test_every_version_stands_on_the_list_with_its_ways_on(adviser: PageClient) -> None:
    text = page(adviser, "/kyselyt")
    for (name, number), version in SHELF.versions().items():
        assert f"/kyselyt/{name}/{number}.xlsx" in text
        assert f'"/kysely/{version.sha256}"' in text
        assert f'"/kysely/{version.sha256}/kysymykset.pdf"' in text
    assert "/kyselyt/osaamistase/1-2" in text
    assert "liitetään kyselyyn Osaamistase" in text
    assert "Tuo työkirja" not in text


def test_a_retired_version_says_since_when_and_an_unsound_draft_what_to_mend(
    app: Flask, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    first = SHELF.find("pikakartoitus", 1)
    assert first is not None
    old = Version(first.questionnaire, first.source, first.sha256, "retired", date(2026, 3, 4))
    unsound = {"rikki-1.toml": [Finding("TYO-01", "missing-text", "no text in sv; write it")]}
    monkeypatch.setitem(app.extensions, "questionnaires", lambda: Shelf([old], unsound))
    text = page(adviser, "/kyselyt")
    assert "poistunut käytöstä 4.3.2026" in text
    for words in ("rikki-1.toml", "TYO-01", "missing-text", "no text in sv; write it"):
        assert words in text


def test_the_difference_of_two_versions_is_told_in_plain_words(adviser: PageClient) -> None:
    text = page(adviser, "/kyselyt/osaamistase/1-2")
    assert "ne, jotka vanhenevat, uusitaan ajallaan" in text
    assert "ne uusitaan ajallaan" in text
    for code in ("fi", "sv", "en"):
        assert f'<td lang="{code}">' in text
    assert "tässä 100 %" in text
    assert "Koko yrityksen luvut ovat vertailukelpoisia." in text
    assert "merkitys on 4 tai 5" in text
    assert "Kaikki kysymykset kysytään aina." in text
    assert "enintään 4 omaa osaamista" in text


@pytest.mark.parametrize("pair", ["osaamistase/1-9", "osaamistase/9-10", "osaamistase/2-1", "osaamistase/1-1", "muu/1-2"])  # fmt: skip
def test_a_comparison_with_what_is_not_on_the_shelf_is_a_404(adviser: PageClient, pair: str) -> None:
    assert adviser.get(f"/kyselyt/{pair}").status_code == 404


def test_a_workbook_comes_back_as_the_version_it_is(adviser: PageClient) -> None:
    response = adviser.get("/kyselyt/osaamistase/1.xlsx")
    assert 'filename="osaamistase-1.xlsx"' in response.headers["Content-Disposition"]
    assert from_workbook(response.data)[0] == questionnaire("osaamistase", 1)
    assert adviser.get("/kyselyt/osaamistase/77.xlsx").status_code == 404


def test_a_sound_workbook_is_kept_and_goes_on_in_every_form(administrator: PageClient, adviser: PageClient) -> None:
    draft = ninth("elintarvike")
    response = bring(administrator, to_workbook(draft))
    address = f"/kyselyt/luonnokset/{sha256_of(draft)}"
    assert response.status_code == 200
    assert f'href="{address}"' in response.get_data(as_text=True)
    text = page(adviser, address)
    for words in (f"http://localhost/kysely/{sha256_of(draft)}", "Koekysely, versio 9", "Testi administrator"):
        assert words in text
    source = adviser.get(f"{address}.toml")
    assert checksum(source.data) == sha256_of(draft)
    assert parse(source.data)[0] == draft
    assert 'filename="elintarvike-9.toml"' in source.headers["Content-Disposition"]
    assert from_workbook(adviser.get(f"{address}.xlsx").data)[0] == draft
    assert address in page(adviser, "/kyselyt")


def test_a_kept_workbook_shows_its_warnings(administrator: PageClient) -> None:
    content = BytesIO(to_workbook(ninth("osaamistase", 2)))
    book = load_workbook(content)
    book.create_sheet("Omia muistiinpanoja")
    content = BytesIO()
    book.save(content)
    response = bring(administrator, content.getvalue())
    text = response.get_data(as_text=True)
    assert response.status_code == 200
    assert "Luonnos on tallessa" in text
    assert "unread-sheet" in text
    assert "hard-to-read" in text
    address = f"/kyselyt/luonnokset/{sha256_of(ninth('osaamistase', 2))}"
    assert "hard-to-read" in page(administrator, address)


def test_a_draft_is_laid_beside_the_newest_published_version(administrator: PageClient) -> None:
    first = questionnaire("pikakartoitus", 1)
    area = first.areas[0]
    gone, kept = area.competences[0], area.competences[1:]
    draft = changed(ninth(), (f'id = "{gone.id}"', f'id = "{area.id}-91"\nreplaces = "{gone.id}"'))
    text = page(administrator, f"{brought(administrator, draft)}/erot")
    assert "Korvattu: tarkoittaa nyt muuta" in text
    assert f"{area.id}-91" in text
    share = (len(first.competence) - 1) * 100 // len(first.competence)
    assert f"tässä {share} %" in text
    assert f'<td class="figure">{len(kept)}</td>' in text
    new = changed(questionnaire("elintarvike", 1), ('id = "elintarvike"', 'id = "uusi-osa"'))
    assert administrator.get(f"{brought(administrator, new)}/erot").status_code == 404


def test_a_fault_is_told_by_sheet_and_cell_and_nothing_is_kept(administrator: PageClient) -> None:
    book = load_workbook(BytesIO(to_workbook(ninth())))
    book["Alueet"]["B2"].value = None
    content = BytesIO()
    book.save(content)
    response = bring(administrator, content.getvalue())
    text = response.get_data(as_text=True)
    assert response.status_code == 400
    assert "Työkirjaa ei tallennettu" in text
    assert "Alueet!B2" in text
    assert "missing-text" in text
    assert "luonnokset" not in page(administrator, "/kyselyt")


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        (questionnaire("pikakartoitus", 1), "version-order"),
        (
            changed(ninth(), (f'"{FIRST.name.fi}"', '"Muuta"'), (f'"{FIRST.means.fi}"', '"Jotain toista."')),
            "changed-meaning",
        ),
    ],
    ids=["a number that is taken", "a new meaning under an old id"],
)
def test_a_draft_is_held_to_what_is_published(administrator: PageClient, draft: object, rule: str) -> None:
    response = bring(administrator, to_workbook(draft))  # type: ignore[arg-type]
    assert response.status_code == 400
    assert rule in response.get_data(as_text=True)
    assert "luonnokset" not in page(administrator, "/kyselyt")


def test_what_can_never_be_reached_is_told(administrator: PageClient) -> None:
    shut = 'opening = { and = [{ rating = "importance", equals = "1" }, { rating = "importance", equals = "5" }] }\n'
    draft = changed(ninth("osaamistase", 1), ("\n# Scales", f"\n{shut}\n# Scales"))
    response = bring(administrator, to_workbook(draft))
    assert response.status_code == 400
    assert "never-opens" in response.get_data(as_text=True)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"not a workbook", "ei mikään".encode("utf-16")])
def test_what_is_no_workbook_is_refused_on_a_page(administrator: PageClient, content: bytes) -> None:
    response = bring(administrator, content)
    assert response.status_code == 400
    assert "not-a-workbook" in response.get_data(as_text=True)


def test_no_file_at_all_and_one_too_large_are_refused_on_a_page(administrator: PageClient) -> None:
    assert "Valitse ensin työkirja" in bring(administrator, None).get_data(as_text=True)
    body = b"--x\r\n" + b"x" * 1_100_000
    large = administrator.client.post("/kyselyt/tyokirja", data=body, content_type="multipart/form-data; boundary=x")
    assert large.status_code == 413
    assert "pienennä tiedostoa" in large.get_data(as_text=True)


def test_a_workbook_without_the_pages_token_is_refused(administrator: PageClient) -> None:
    form = {"workbook": (BytesIO(to_workbook(ninth())), "kysely.xlsx")}
    response = administrator.client.post("/kyselyt/tyokirja", data=form, content_type="multipart/form-data")
    assert response.status_code == 400
    assert "luonnokset" not in page(administrator, "/kyselyt")


def test_an_adviser_brings_nothing(adviser: PageClient) -> None:
    assert adviser.get("/kyselyt/tyokirja").status_code == 403
    assert bring(adviser, to_workbook(ninth())).status_code == 403


def test_a_draft_brought_twice_is_kept_once(administrator: PageClient) -> None:
    brought(administrator, ninth("elintarvike"))
    brought(administrator, ninth("elintarvike"))
    assert page(administrator, "/kyselyt").count(f"/kyselyt/luonnokset/{sha256_of(ninth('elintarvike'))}") == 1


@pytest.mark.parametrize("tail", ["", ".toml", ".xlsx", "/erot"])
def test_a_draft_nobody_brought_is_a_404(adviser: PageClient, tail: str) -> None:
    assert adviser.get(f"/kyselyt/luonnokset/{'0' * 64}{tail}").status_code == 404
    version = SHELF.find("osaamistase", 1)
    assert version is not None
    assert adviser.get(f"/kyselyt/luonnokset/{version.sha256}{tail}").status_code == 404


def test_the_menu_leads_advisers_and_administrators_to_the_questionnaires(
    adviser: PageClient, administrator: PageClient, manager: PageClient
) -> None:
    for client, address in ((adviser, "/yritykset"), (administrator, "/yritykset")):
        assert '<a href="/kyselyt"' in page(client, address)
    assert '<a href="/kyselyt"' not in page(manager, "/alue")


def test_the_pages_make_the_same_few_queries_with_many_drafts(app: Flask, administrator: PageClient) -> None:
    address = brought(administrator, ninth())
    pages = {"/kyselyt": 2, address: 4, f"{address}/erot": 2, "/kyselyt/osaamistase/1-2": 1, "/kyselyt/osaamistase/1.xlsx": 2}  # fmt: skip
    few = {one: _queries(app, administrator, one) for one in pages}
    for minutes in range(20, 25):
        brought(administrator, ninth().model_copy(update={"minutes": minutes}))
    assert {one: _queries(app, administrator, one) for one in pages} == few
    assert {one: count for one, count in few.items() if count > pages[one]} == {}


def _queries(app: Flask, client: PageClient, address: str) -> int:
    with counted(app) as said:
        assert client.get(address).status_code == 200
    return len(said)


def test_who_may_open_the_room_is_said_for_each_page(app: Flask) -> None:
    views = {name: view for name, view in app.view_functions.items() if name.startswith("library.")}
    assert len(views) == 8
    closed = {name for name, view in views.items() if ADVISER not in view.open_to}  # type: ignore[attr-defined]
    assert closed == {"library.bring"}
    assert all("link" not in view.open_to for view in views.values())  # type: ignore[attr-defined]
    assert written(ninth()).count("Koekysely") == 1


def test_how_a_version_comes_to_be_is_told_where_one_looks_for_it(
    adviser: PageClient, administrator: PageClient
) -> None:
    for client in (adviser, administrator):
        text = page(client, "/kyselyt")
        assert "Näin kyselystä tehdään uusi versio" in text
        assert "Selaimella ei voi julkaista." in text
    draft = brought(administrator, ninth())
    command = "flask --app wsgi questionnaire publish questionnaires/pikakartoitus-9.toml"
    assert command in page(adviser, draft)
    text = page(administrator, draft)
    assert "<details open>" in text[: text.index(command)]
    assert "questionnaire retire questionnaires/pikakartoitus-9.toml" in text
    assert "Julkaisua ei voi perua" in text
