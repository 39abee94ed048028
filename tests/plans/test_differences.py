"""What changed between two revisions: action by action, field by field."""

from typing import Any

from osaamistase.plans.differences import differences, summary


def action(number: int | None = 1, **words: Any) -> dict[str, Any]:
    made = {"title": f"Toimi {number}", "status": "sovittu", "deadline": "2027-02-01", "services": [], **words}
    return made if number is None else {"id": number, **made}


def test_nothing_changed_is_told_as_the_same() -> None:
    (found,) = differences({"actions": [action()]}, {"actions": [action()]})
    assert found.state == "same"
    assert not any(side.changed for side in found.sides)


def test_a_changed_field_shows_both_and_the_others_are_the_same() -> None:
    (found,) = differences({"actions": [action(title="Ennen")]}, {"actions": [action(title="Nyt", cost="300 €")]})
    assert (found.title, found.state) == ("Nyt", "changed")
    changed = {side.field: (side.before, side.after) for side in found.sides if side.changed}
    assert changed == {"title": ("Ennen", "Nyt"), "cost": (None, "300 €")}


def test_what_came_and_went_is_told_the_gone_last() -> None:
    found = differences({"actions": [action(1), action(2)]}, {"actions": [action(3), action(2)]})
    assert [(one.title, one.state) for one in found] == [
        ("Toimi 3", "added"),
        ("Toimi 2", "same"),
        ("Toimi 1", "removed"),
    ]
    assert summary(found) == {"added": 1, "removed": 1, "changed": 0}


def test_an_empty_word_and_a_missing_one_are_alike() -> None:
    (found,) = differences({"actions": [action()]}, {"actions": [action(evidence="", measure=None)]})
    assert found.state == "same"


def test_revisions_from_before_actions_had_numbers_are_matched_by_title() -> None:
    old = action(None, title="Sama")
    (found,) = differences({"actions": [old]}, {"actions": [action(None, title="Sama", status="tehty")]})
    assert found.state == "changed"


def test_a_service_counts_by_its_name() -> None:
    before = action(services=[{"name": {"fi": "A"}, "why": "x"}])
    after = action(services=[{"name": {"fi": "A"}, "why": "y"}])
    assert differences({"actions": [before]}, {"actions": [after]})[0].state == "same"
