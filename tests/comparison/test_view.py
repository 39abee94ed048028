"""What the comparison page is drawn from: clear changes largest first, and medians of five or more alone."""

from datetime import date
from decimal import Decimal
from typing import Any

from osaamistase.comparison.view import change_view, peer_view
from osaamistase.disclosure.peers import Group, Member
from tests.people import SHELF

VERSION = SHELF.find("osaamistase", 2)
assert VERSION is not None
ASKED = VERSION.questionnaire


def moved(id_: str, by: float, importance: float = 3.0, *, clear: bool = True) -> dict[str, Any]:
    return {"id": id_, "current_change": by, "importance": importance, "clear": clear}


def document(*competences: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"method": "1", "competences": list(competences), "added": [], "removed": [], "breaks": [], **more}


def ids(found: Any) -> list[str]:
    return [one.id for one in found]


def test_what_rose_fell_and_stayed_is_told_apart_by_whether_it_is_clear() -> None:
    view = change_view(
        document(moved("TYO-01", 1.0), moved("TYO-02", -1.0), moved("TYO-03", 0.9, clear=False), moved("TYO-04", 0.0, clear=False)),
        ASKED, ASKED, "fi",
    )  # fmt: skip
    assert (ids(view.risen), ids(view.fallen), ids(view.steady)) == (["TYO-01"], ["TYO-02"], ["TYO-03", "TYO-04"])


def test_the_largest_times_its_weight_comes_first_either_way_and_equals_by_id() -> None:
    rising = [moved("TYO-01", 1.0, 5), moved("TYO-03", 2.0, 1), moved("TYO-02", 2.0, 3), moved("REK-01", 1.0, 5)]
    falling = [{**one, "current_change": -one["current_change"]} for one in rising]
    for found in (
        change_view(document(*rising), ASKED, ASKED, "fi").risen,
        change_view(document(*falling), ASKED, ASKED, "fi").fallen,
    ):
        assert ids(found) == ["TYO-02", "REK-01", "TYO-01", "TYO-03"]


def test_a_break_is_told_once_by_both_names_and_not_as_new_or_gone() -> None:
    given = document(
        added=["TYO-05", "REK-01"], removed=["TYO-04", "REK-02"], breaks=[{"id": "TYO-05", "replaces": "TYO-04"}]
    )
    view = change_view(given, ASKED, ASKED, "fi")
    name = {one: ASKED.competence[one].name.in_("fi") for one in ("TYO-04", "TYO-05", "REK-01", "REK-02")}
    assert view.breaks == ((name["TYO-04"], name["TYO-05"]),)
    assert (view.added, view.removed) == ((name["REK-01"],), (name["REK-02"],))


def test_names_are_in_the_readers_language_and_an_id_unknown_now_stands_for_itself() -> None:
    view = change_view(document(moved("TYO-01", 1.0), added=["ZZZ-99"]), ASKED, ASKED, "sv")
    assert view.risen[0].name == ASKED.competence["TYO-01"].name.in_("sv") != ASKED.competence["TYO-01"].name.in_("fi")
    assert view.risen[0].area == view.area_names["TYO"] == ASKED.area["TYO"].name.in_("sv")
    assert view.added == ("ZZZ-99",)


def group(*indexes: int) -> Group:
    members = (Member(at, at, 100 + at, date(2026, 8, 1), "C", "mikro", Decimal(one)) for at, one in enumerate(indexes))
    return Group("section", "C", "mikro", date(2026, 10, 1), tuple(members))


def test_each_figure_counts_the_firms_that_have_it_and_shows_five_or_nothing() -> None:
    levels = {100 + at: {"TYO": Decimal(at), **({"DIG": Decimal(at)} if at else {})} for at in range(5)}
    view = peer_view(
        group(10, 20, 30, 40, 90), Decimal(50), {"TYO": Decimal(3)}, {**levels, 7: {"TYO": Decimal(5)}},
        {"TYO": "Työ", "DIG": "Digi"}, 5,
    )  # fmt: skip
    assert (view.count, view.step, view.as_of) == (5, "section", date(2026, 10, 1))
    assert (view.level_index.own, view.level_index.others) == (Decimal(50), Decimal(30))
    assert [(one.name, one.own, one.others) for one in view.areas] == [
        ("Työ", Decimal(3), Decimal(2)), ("Digi", None, None),
    ]  # fmt: skip
