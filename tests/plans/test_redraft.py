"""Drafting again keeps what anybody touched and draws the rest anew."""

from osaamistase.plans.redraft import Standing, renewed
from tests.page import PageClient
from tests.plans.page import TYPED, read_plan


def test_what_was_touched_stays_and_is_not_drafted_twice() -> None:
    standing = [
        Standing(1, "REK-01", touched=True),
        Standing(2, "DIG-01", touched=False),
        Standing(3, "Oma", touched=True),
    ]
    assert renewed(standing, ["DIG-01", "REK-01", "TAL-01"]) == ([2], ["DIG-01", "TAL-01"])
    assert renewed([], ["REK-01"]) == ([], ["REK-01"])
    assert renewed(standing, []) == ([2], [])


def test_an_edited_a_stepped_and_an_own_action_outlive_a_new_draft(plan: str, adviser: PageClient) -> None:
    page = read_plan(adviser, plan)
    edited, stepped, dropped = page.ids[0], page.ids[1], page.ids[2]
    adviser.post_form(f"/toimenpiteet/{edited}", {**TYPED, "title": "Muokattu"})
    adviser.post_form(f"/toimenpiteet/{stepped}/tila/sovittu")
    adviser.post_form(f"/toimenpiteet/{dropped}/tila/hylatty", {"text": "ei nyt"})
    adviser.post_form(f"{plan}/toimenpiteet/uusi", {**TYPED, "title": "Oma ajatus"})
    assert adviser.post_form(f"{plan}/luonnostele").status_code == 302
    after = read_plan(adviser, plan)
    assert {edited, stepped, dropped} <= set(after.ids) | {dropped}
    assert {"Muokattu", page.to_do[1], "Oma ajatus"} <= set(after.to_do)
    assert after.dropped == [page.to_do[2]]
    assert len(after.to_do) == len(set(after.to_do)) == 7  # four drafted anew and the three kept; the dropped stays out


def test_a_draft_nobody_touched_is_drawn_the_same_again(plan: str, adviser: PageClient) -> None:
    before = read_plan(adviser, plan)
    adviser.post_form(f"{plan}/luonnostele")
    after = read_plan(adviser, plan)
    assert after.to_do == before.to_do


def test_what_a_revision_holds_keeps_its_number(plan: str, adviser: PageClient) -> None:
    before = read_plan(adviser, plan)
    adviser.post_form(f"{plan}/vahvista")
    adviser.post_form(f"{plan}/luonnostele")
    assert read_plan(adviser, plan).ids == before.ids


def test_a_draft_that_a_reminder_speaks_of_stays_and_is_not_drafted_twice(plan: str, adviser: PageClient) -> None:
    before = read_plan(adviser, plan)
    reminded = before.ids[1]
    form = {"email": "y@testi.example", "agreed": "y"}
    assert adviser.post_form(f"/toimenpiteet/{reminded}/muistutus", form).status_code == 302
    assert adviser.post_form(f"{plan}/luonnostele").status_code == 302
    after = read_plan(adviser, plan)
    assert reminded in after.ids
    assert sorted(after.to_do) == sorted(before.to_do)
