"""The report to the funder: each firm once, hours that were written down, participants as counts, any period."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from osaamistase.clock import today
from osaamistase.companies.models import Company
from osaamistase.database import db, transaction
from osaamistase.esr.report import Done, report_of
from tests.conftest import signed_in
from tests.followup.test_follow_up import typed
from tests.page import PageClient
from tests.people import People
from tests.test_queries import counted
from tests.trainings.test_trainings import mark, planned


def sheets(client: PageClient, **period: str) -> dict[str, list[tuple[object, ...]]]:
    """The file's sheets by name, each its rows below the headings."""
    answer = client.get("/esr-raportti.xlsx?" + "&".join(f"{name}={day}" for name, day in period.items()))
    assert answer.status_code == 200
    book = load_workbook(BytesIO(answer.get_data()))
    return {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}


def visited(client: PageClient, company_id: int, ago: int, hours: str = "") -> None:
    note = {**typed("Käynti", hours=hours), "day": (today() - timedelta(days=ago)).isoformat()}
    assert client.post_form(f"/yritykset/{company_id}/muistiinpanot/uusi", note).status_code == 302


def test_a_firm_is_told_once_with_its_first_day_and_its_hours(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient
) -> None:
    visited(adviser, people.firm.company_id, 3, "1,5")
    visited(adviser, people.firm.company_id, 9, "2")
    visited(adviser, people.firm.company_id, 5)
    visited(adviser, people.firm.company_id, 400, "7")
    found = sheets(administrator, alku=(today() - timedelta(days=30)).isoformat(), loppu=today().isoformat())
    (line,) = found["Yritykset"]
    assert line[:4] == ("9000001-1", "Testileipomo Oy", 4, "mikroyritys (1–9)")
    assert line[4:8] == ("TOL 2025", "10.71", "C", "Kouvola")
    assert line[8].date() == today() - timedelta(days=9)  # type: ignore[union-attr]
    assert line[9:12] == (3.5, 1, 3)
    assert ("Yhteensä", "Tuettuja yrityksiä", 1) in found["Yhteenveto"]


def test_hours_nobody_wrote_down_are_an_empty_cell(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient
) -> None:
    visited(adviser, people.firm.company_id, 1)
    (line,) = sheets(administrator, alku=(today() - timedelta(days=30)).isoformat())["Yritykset"]
    assert line[9] is None


def test_a_sheet_and_a_training_count_as_support_too(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient, manager: PageClient, administrator: PageClient
) -> None:  # fmt: skip
    from tests.test_queries import finished

    finished(app, people, stranger)
    assert len(sheets(administrator)["Yritykset"]) == 2
    training = planned(manager)
    mark(app, adviser, training, people.firm.company_id, "came", "3")
    found = sheets(administrator)
    assert [line[1:] for line in found["Valmennukset"]] == [("Testivalmennus", 1, 3)]
    assert {line[0]: line[11] for line in found["Yritykset"]} == {"9000001-1": 2, "9000018-5": 1}


def test_the_page_tells_the_same_and_asks_for_a_sound_period(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient
) -> None:
    assert "ei ole kirjattu mitään" in administrator.get("/esr-raportti").get_data(as_text=True)
    visited(adviser, people.firm.company_id, 0, "1,5")
    page = administrator.get("/esr-raportti").get_data(as_text=True)
    assert "<dd>1,5</dd>" in page
    for wrong in (
        "alku=eilen",
        "alku=2027-02-01&loppu=2027-01-01",
        "loppu=31.2.2026",
        "alku=٣",
        "alku=0001-01-01",
        "loppu=9999-12-31",
        "loppu=1.1.99999999999",
    ):
        answer = administrator.get(f"/esr-raportti?{wrong}")
        assert answer.status_code == 400
        at_fault = "loppu" if "loppu" in wrong else "alku"
        assert f'href="#{at_fault}"' in answer.get_data(as_text=True)
        assert administrator.get(f"/esr-raportti.xlsx?{wrong}").status_code == 409
    assert administrator.get("/esr-raportti?alku=1.1.2026&loppu=31.12.2026").status_code == 200


def test_a_firm_whose_name_looks_like_a_formula_is_text(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient
) -> None:
    with app.app_context(), transaction():
        db.session.get_one(Company, people.firm.company_id).name = "=1+1"
    visited(adviser, people.firm.company_id, 0)
    content = administrator.get("/esr-raportti.xlsx").get_data()
    cell = load_workbook(BytesIO(content))["Yritykset"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("who", ["adviser", "manager"])
def test_nobody_else_reads_it(app: Flask, people: People, who: str) -> None:
    client = signed_in(app, people.adviser_email if who == "adviser" else people.manager_email)
    assert client.get("/esr-raportti").status_code == 403
    assert client.get("/esr-raportti.xlsx").status_code == 403


def test_it_makes_the_same_few_queries_with_many_firms(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient
) -> None:
    visited(adviser, people.firm.company_id, 0)
    with counted(app) as few:
        administrator.get("/esr-raportti")
    for ago in range(5):
        visited(adviser, people.other_firm.company_id, ago, "1")
    with counted(app) as many:
        administrator.get("/esr-raportti")
    assert len(many) == len(few) <= 7, few


def test_what_was_done_for_a_firm_that_is_not_told_of_counts_nowhere_among_firms() -> None:
    report = report_of([], [Done(1, today(), "work", 60)], 0)
    assert report.firms == ()
    assert report.minutes is None
