"""A confirmed plan is followed up on its pages: days, visits, notes that are never lost, and what became of actions."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.clock import today
from osaamistase.database import db
from osaamistase.followup.models import FollowUp, Note, NoteVersion, Outcome
from osaamistase.plans.models import Action
from osaamistase.web.languages import day
from tests.conftest import signed_in
from tests.page import PageClient
from tests.people import People
from tests.plans.conftest import finished, plan
from tests.plans.page import read_plan

__all__ = ["finished", "plan"]


@pytest.fixture
def colleague(app: Flask, people: People) -> PageClient:
    return signed_in(app, people.colleague_email)


@pytest.fixture
def confirmed(plan: str, adviser: PageClient) -> str:
    adviser.post_form(f"{plan}/vahvista")
    return plan


def follow_ups(app: Flask) -> list[FollowUp]:
    with app.app_context():
        return list(db.session.scalars(select(FollowUp).order_by(FollowUp.due)))


def notes(app: Flask) -> list[Note]:
    with app.app_context():
        return list(db.session.scalars(select(Note).order_by(Note.id)))


def typed(text: str, seen: int = 0, **more: str) -> dict[str, str]:
    return {"day": "2027-02-24", "how": "kaynti", "people": "Maija", "text": text, "seen": str(seen), **more}


def test_the_first_confirmation_sets_three_days_and_a_second_no_more(
    app: Flask, confirmed: str, adviser: PageClient
) -> None:
    assert [one.months for one in follow_ups(app)] == [3, 6, 12]
    adviser.post_form(f"/toimenpiteet/{read_plan(adviser, confirmed).ids[0]}/tila/sovittu")
    adviser.post_form(f"{confirmed}/vahvista")
    assert len(follow_ups(app)) == 3
    page = adviser.get(f"{confirmed}/seuranta").get_data(as_text=True)
    assert all(day(one.due) in page for one in follow_ups(app))
    assert page.count("tulossa") == 3


def test_days_can_be_moved_left_out_with_a_reason_and_added(app: Flask, confirmed: str, adviser: PageClient) -> None:
    first, second, _third = follow_ups(app)
    later = today() + timedelta(days=40)
    assert adviser.post_form(f"/seurannat/{first.id}/muuta", {"due": later.isoformat()}).status_code == 302
    for wrong in ({"due": ""}, {"due": "huomenna"}, {"due": (today() - timedelta(days=1)).isoformat()}, {"skip": "1"}):
        answer = adviser.post_form(f"/seurannat/{second.id}/muuta", wrong)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.get_data(as_text=True)
    adviser.post_form(f"/seurannat/{second.id}/muuta", {"skip": "1", "reason": "Yritys pyysi"})
    assert adviser.post_form(f"{confirmed}/seuranta", {"due": "2020-01-01"}).status_code == 400
    adviser.post_form(f"{confirmed}/seuranta", {"due": (today() + timedelta(days=5)).isoformat()})
    page = adviser.get(f"{confirmed}/seuranta").get_data(as_text=True)
    assert "Syy: Yritys pyysi" in page
    assert day(later) in page
    assert len(follow_ups(app)) == 4


def test_a_visits_note_keeps_what_was_said_of_each_action(app: Flask, confirmed: str, adviser: PageClient) -> None:
    action, half_year = read_plan(adviser, confirmed).ids[0], follow_ups(app)[1]
    address = f"/seurannat/{half_year.id}"
    assert f'name="arki_{action}"' in adviser.get(address).get_data(as_text=True)
    assert f'name="arki_{action}"' not in adviser.get(f"/seurannat/{follow_ups(app)[0].id}").get_data(as_text=True)
    said = {f"tulos_{action}": "Kurssi käyty", f"arki_{action}": "3"}
    answer = adviser.post_form(address, typed("# Käynti\n\n<script>alert(1)</script> **hyvin** menee", **said))
    assert answer.status_code == 302
    page = adviser.get(answer.headers["Location"]).get_data(as_text=True)
    assert "<strong>hyvin</strong>" in page
    assert "<script>alert" not in page
    assert "Kurssi käyty" in page
    assert re.search(rf'name="arki_{action}" value="3" checked', page)
    assert adviser.get(address).headers["Location"] == answer.headers["Location"]
    assert adviser.post_form(answer.headers["Location"], typed("Toisin", 1, held="1", **said)).status_code == 302
    page = adviser.get(f"{confirmed}/seuranta").get_data(as_text=True)
    assert "pidetty" in page
    with app.app_context():
        (kept,) = db.session.scalars(select(Outcome)).all()
        assert (kept.action_id, kept.text, kept.adoption) == (action, "Kurssi käyty", 3)


@pytest.mark.parametrize("wrong", [{"arki": "5"}, {"arki": "paljon"}, {"tulos": "x" * 2001}])
def test_what_cannot_be_kept_of_an_action_is_refused_and_stays_on_the_page(
    app: Flask, confirmed: str, adviser: PageClient, wrong: dict[str, str]
) -> None:
    action = read_plan(adviser, confirmed).ids[0]
    said = {f"{name}_{action}": value for name, value in wrong.items()}
    answer = adviser.post_form(f"/seurannat/{follow_ups(app)[1].id}", typed("Säilyy sivulla", **said))
    assert answer.status_code == 400
    assert "Säilyy sivulla" in answer.get_data(as_text=True)
    assert notes(app) == []


def test_of_two_who_write_the_second_sees_both_and_nothing_is_lost(
    app: Flask, confirmed: str, adviser: PageClient, colleague: PageClient
) -> None:
    address = adviser.post_form(f"/seurannat/{follow_ups(app)[0].id}", typed("Minun")).headers["Location"]
    answer = colleague.post_form(address, typed("Toisen", 0))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Minun" in page
    assert "Toisen" in page
    assert notes(app)[0].text == "Minun"
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    assert colleague.post_form(address, typed("Toisen ja minun", int(seen.group(1)))).status_code == 302
    assert notes(app)[0].text == "Toisen ja minun"
    with app.app_context():
        (kept,) = db.session.scalars(select(NoteVersion)).all()
        assert '"text": "Minun"' in kept.content
    assert "Aiemmat versiot (1)" in " ".join(adviser.get(address).get_data(as_text=True).split())


def test_two_who_begin_one_visits_note_at_once_both_keep_their_words(
    app: Flask, confirmed: str, adviser: PageClient, colleague: PageClient
) -> None:
    address = f"/seurannat/{follow_ups(app)[0].id}"
    adviser.post_form(address, typed("Minun"))
    answer = colleague.post_form(address, typed("Toisen"))
    assert answer.status_code == 409
    assert all(words in answer.get_data(as_text=True) for words in ("Minun", "Toisen"))
    assert len(notes(app)) == 1


def test_a_script_saves_as_one_writes_and_is_told_of_a_clash(
    app: Flask, people: People, adviser: PageClient, colleague: PageClient
) -> None:
    address = f"/yritykset/{people.firm.company_id}/muistiinpanot/uusi"
    json = {"headers": {"Accept": "application/json"}}
    first = adviser.post_form(address, typed("Ensin"), **json).get_json()
    assert (first["address"], first["version"]) == (f"/muistiinpanot/{notes(app)[0].id}", 1)
    assert re.fullmatch(r"\d+\.\d\d", first["saved"])
    again = adviser.post_form(first["address"], typed("Sitten", 1), **json).get_json()
    assert again["version"] == 2
    assert adviser.post_form(first["address"], typed("Sitten", 1), **json).get_json()["version"] == 2  # sent twice
    clash = colleague.post_form(first["address"], typed("Toinen", 1), **json)
    assert (clash.status_code, clash.get_json()) == (409, {"clash": True})
    assert notes(app)[0].text == "Sitten"


def test_what_stood_there_when_a_visit_was_held_is_kept_when_it_is_changed(
    app: Flask, confirmed: str, adviser: PageClient
) -> None:
    adviser.post_form(f"/seurannat/{follow_ups(app)[0].id}", typed("Pidetty", held="1"))
    (note,) = notes(app)
    adviser.post_form(f"/muistiinpanot/{note.id}", typed("Korjattu", 1))
    adviser.post_form(f"/muistiinpanot/{note.id}", typed("Korjattu taas", 2))
    with app.app_context():
        assert [one.version for one in db.session.scalars(select(NoteVersion))] == [1]


def test_notes_steps_and_visits_stand_in_the_firms_story(
    app: Flask, confirmed: str, people: People, adviser: PageClient
) -> None:
    action = read_plan(adviser, confirmed)
    adviser.post_form(f"/toimenpiteet/{action.ids[0]}/tila/sovittu")
    adviser.post_form(f"/seurannat/{follow_ups(app)[0].id}", typed("Käynti", held="1"))
    page = adviser.get(f"/yritykset/{people.firm.company_id}").get_data(as_text=True)
    for words in ("Suunnitelman seuranta pidettiin", "Muistiinpano kirjattiin", f"”{action.to_do[0]}”: sovittu"):
        assert words in page


def test_what_is_not_there_is_a_404_and_a_manager_sees_no_note(
    app: Flask, confirmed: str, adviser: PageClient, manager: PageClient
) -> None:
    assert adviser.get("/muistiinpanot/999").status_code == 404
    assert adviser.get("/seurannat/999").status_code == 404
    assert manager.get(f"{confirmed}/seuranta").status_code == 403


def test_when_the_firm_answers_anew_can_be_chosen(app: Flask, confirmed: str, adviser: PageClient) -> None:
    assert adviser.post_form(f"{confirmed}/seuranta/kierros", {"months": "24"}).status_code == 302
    page = adviser.get(f"{confirmed}/seuranta").get_data(as_text=True)
    assert 'value="24" checked' in page
    assert adviser.post_form(f"{confirmed}/seuranta/kierros", {"months": "7"}).status_code == 409


def test_before_the_second_round_the_page_says_that_it_is_waited_for(confirmed: str, adviser: PageClient) -> None:
    assert "ei ole vielä vastannut uudelleen" in adviser.get(f"{confirmed}/seuranta/muutos").get_data(as_text=True)


def test_words_on_an_action_that_is_left_out_later_stay(app: Flask, confirmed: str, adviser: PageClient) -> None:
    action = read_plan(adviser, confirmed).ids[0]
    address = adviser.post_form(
        f"/seurannat/{follow_ups(app)[0].id}", typed("Käynti", **{f"tulos_{action}": "Aloitettiin"})
    ).headers["Location"]
    adviser.post_form(f"/toimenpiteet/{action}/tila/hylatty", {"text": "ei enää"})
    assert "Aloitettiin" in adviser.get(address).get_data(as_text=True)
    adviser.post_form(address, typed("Käynti, toisin sanoin", 1, **{f"tulos_{action}": "Aloitettiin"}))
    with app.app_context():
        assert db.session.scalars(select(Outcome.text)).all() == ["Aloitettiin"]


@pytest.mark.parametrize(("hours", "minutes", "shown"), [("1,5", 90, "1,5"), ("2", 120, "2"), ("0.25", 15, "0,25"), ("3,", 180, "3"), ("", None, "")])  # fmt: skip
def test_hours_of_work_are_kept_and_none_are_no_zero(
    app: Flask, people: People, adviser: PageClient, hours: str, minutes: int | None, shown: str
) -> None:
    address = f"/yritykset/{people.firm.company_id}/muistiinpanot/uusi"
    answer = adviser.post_form(address, typed("Käynti", hours=hours))
    assert [one.minutes for one in notes(app)] == [minutes]
    page = adviser.get(answer.headers["Location"]).get_data(as_text=True)
    assert re.search(r'name="hours"[^>]*value="([^"]*)"', page).group(1) == shown  # type: ignore[union-attr]


@pytest.mark.parametrize("hours", ["puoli", "-1", "100", "1,555", "1e1", "٣"])
def test_hours_that_are_none_are_refused_and_nothing_is_lost(
    app: Flask, people: People, adviser: PageClient, hours: str
) -> None:
    address = f"/yritykset/{people.firm.company_id}/muistiinpanot/uusi"
    answer = adviser.post_form(address, typed("Tärkeä teksti", hours=hours))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "Anna tunnit lukuna" in page
    assert "Tärkeä teksti" in page
    assert notes(app) == []


def status_of(app: Flask, action_id: int) -> str:
    with app.app_context():
        return db.session.get_one(Action, action_id).status


def test_a_visits_note_takes_actions_a_step_on_when_it_is_saved_and_not_while_one_writes(
    app: Flask, plan: str, adviser: PageClient
) -> None:
    adviser.post_form(f"{plan}/vahvista", {"sovittu": "on"})
    done, begun, *_rest = read_plan(adviser, plan).ids
    address = f"/seurannat/{follow_ups(app)[0].id}"
    said = {f"tila_{done}": "tehty", f"tulos_{done}": "Kurssi käyty", f"tila_{begun}": "kaynnissa"}
    said |= {f"oli_{one}": "sovittu" for one in (done, begun)}
    written = adviser.post_form(address, typed("Käynti", **said), headers={"Accept": "application/json"}).get_json()
    assert (status_of(app, done), status_of(app, begun)) == ("sovittu", "sovittu")
    assert adviser.post_form(written["address"], typed("Käynti", 1, **said)).status_code == 302
    assert (status_of(app, done), status_of(app, begun)) == ("tehty", "kaynnissa")
    page = adviser.get(plan).get_data(as_text=True)
    assert "Kurssi käyty" in page  # the words of the visit stand with the step


def test_a_step_chosen_on_a_page_that_another_overtook_is_told_of_and_nothing_that_was_typed_is_lost(
    app: Flask, plan: str, adviser: PageClient
) -> None:
    adviser.post_form(f"{plan}/vahvista", {"sovittu": "on"})
    action = read_plan(adviser, plan).ids[0]
    address = f"/seurannat/{follow_ups(app)[0].id}"
    assert f'name="oli_{action}" value="sovittu"' in adviser.get(address).get_data(as_text=True)
    adviser.post_form(f"/toimenpiteet/{action}/tila/tehty")  # a colleague, meanwhile
    chosen = {f"oli_{action}": "sovittu", f"tila_{action}": "kaynnissa"}
    answer = adviser.post_form(address, typed("Pitkä käynti", **chosen))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "Joku muu muutti toimenpiteen tilaa samaan aikaan" in page
    assert "Pitkä käynti" in page
    assert status_of(app, action) == "tehty"


@pytest.mark.parametrize("to", ["hylatty", "siirretty", "ehdotettu", "valmis"])
def test_a_note_takes_no_step_that_needs_more_than_a_press(
    app: Flask, confirmed: str, adviser: PageClient, to: str
) -> None:
    action = read_plan(adviser, confirmed).ids[0]
    chosen = {f"oli_{action}": "ehdotettu", f"tila_{action}": to}
    adviser.post_form(f"/seurannat/{follow_ups(app)[0].id}", typed("Käynti", **chosen))
    assert status_of(app, action) == "ehdotettu"
    assert len(notes(app)) == 1
