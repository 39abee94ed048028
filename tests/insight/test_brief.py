"""What is said in a meeting comes of the edition alone, and says so where the edition tells nothing."""

from datetime import date

from flask import Flask

from osaamistase.clock import now
from osaamistase.editions.models import Edition, EditionFigure
from osaamistase.insight.brief import Brief, brief_of
from osaamistase.insight.chart_dumbbells import dumbbell_picture
from osaamistase.insight.chart_heat import heat_picture
from osaamistase.insight.needs import about, needs_of
from osaamistase.insight.tables import changes, rows_told, told_columns
from osaamistase.insight.words import head_words
from tests.catalogue.conftest import made

TODAY = date(2026, 11, 28)


def figure(item: str, edition: int = 2, state: str = "shown", **told: object) -> EditionFigure:
    known: dict[str, object] = dict.fromkeys(("firms", "level", "target", "gap", "priority", "need", "rds"))
    if state in ("shown", "kept"):
        known = {
            "firms": 20, "level": "2", "target": "3.5", "gap": "1.5", "priority": "5", "need": "60", "rds": "-50",
        }  # fmt: skip
    of = None if known["firms"] is None else edition
    places: dict[str, object] = {"table_name": "section", "row_name": "", "column_name": "", "of": of, **known, **told}
    return EditionFigure(edition=edition, item=item, state=state, **places)  # type: ignore[arg-type]


def edition(number: int) -> Edition:
    return Edition(
        number=number, quarter_end=date(2026, 3 * number, 30), given_at=now(), k=5, firms=20, questionnaires=["a-1"],
        names={"section": [["C", "H"], ["mikro"]]}, made_up=False,
    )  # fmt: skip


def said(over_time: list[EditionFigure], competences: list[EditionFigure], number: int = 2) -> Brief:
    services = [
        made("jatkuu", valid_until=None),
        made("paattyy", valid_until=date(2027, 2, 1)),
        made("paattynyt", valid_until=date(2026, 1, 1)),
    ]
    areas = {"TYO": figure("TYO", gap="0.5"), "DIG": figure("DIG", gap="1.8")}
    return brief_of(
        number,
        dumbbell_picture({"TYO": "Työ", "DIG": "Digi"}, areas),
        needs_of(competences, services, 20, TODAY),
        services,
        changes([edition(1), edition(2)], over_time),
        TODAY,
    )


def test_the_greatest_need_the_widest_gap_what_is_missing_and_what_ends_are_named() -> None:
    found = said([], [figure("TYO-01", need="60"), figure("DIG-01", need="70"), figure("DIG-02", need="few")])
    assert [one.item for one in found.needs] == ["DIG-01", "TYO-01"]
    assert [one.item for one in found.missing] == ["DIG-01"]
    assert [one.item for one in (found.widest, found.narrowest) if one] == ["DIG", "TYO"]
    assert [one.id for one in found.ending] == ["paattyy"]


def test_a_change_is_told_from_the_edition_before() -> None:
    found = said([figure("*", 1, level="1.8", firms=12), figure("*", 2, level="2", target="3.4")], [])
    assert (found.risen, found.raised) == (0.2, -0.1)
    assert found.then is not None
    assert found.then.figure.firms == 12


def test_nothing_is_said_of_a_change_from_what_was_hidden_or_was_not() -> None:
    for over_time in ([figure("*", 2)], [figure("*", 1, "hidden"), figure("*", 2)], []):
        found = said(over_time, [])
        assert found.risen is None
        assert found.then is None
    assert said([figure("*", 1), figure("*", 2, "hidden")], []).risen is None


def test_no_more_firms_are_in_need_than_there_are() -> None:
    assert about(figure("TYO-01", need="most", firms=58)) == 58
    assert about(figure("TYO-01", need="60", firms=58)) == 35


def test_a_map_draws_the_classes_that_tell_something_and_few_of_them_wide() -> None:
    cells = {("TYO", "C"): figure("TYO"), ("TYO", "H"): figure("TYO", state="hidden")}
    assert told_columns(["C", "H", "T"], cells) == ["C"]
    few, many = (
        heat_picture({"TYO": "Työ"}, ["C"], cells, 2.5),
        heat_picture({"TYO": "Työ"}, list("ABCDEFGHIJ"), cells, 2.5),
    )
    assert few.wide > many.wide
    assert many.width >= 10 * many.wide


def test_rows_without_a_figure_stand_apart_and_the_total_never_does() -> None:
    cells = {("section", "C", ""): figure("TYO"), ("section", "H", ""): figure("TYO", state="hidden")}
    assert rows_told(edition(1), "section", cells) == (["C", ""], ["H"])
    assert rows_told(edition(1), "section", {}) == ([""], ["C", "H"])


def test_heads_of_a_map_are_words_where_all_fit_and_letters_of_sections_otherwise(app: Flask) -> None:
    with app.test_request_context():
        assert head_words("section", ["C", "G"], 96) == ["C teollisuus", "G kauppa"]
        assert head_words("section", ["C", "N"], 96) == ["C", "N"]
        assert head_words("size", ["mikro", "keski"], 80) == ["mikro", "keskisuuri"]
        assert head_words("municipality", ["Kouvola"], 44) == ["Kouvol"]


def test_a_service_for_those_who_only_begin_answers_no_firms_need() -> None:
    services = [
        made("alkaville", offered_to="starters"),
        made("yrityksille"),
        made("ei-kenellekaan", offered_to="nobody"),
    ]
    found = needs_of([figure("TYO-01"), figure("DIG-01")], services, 20, TODAY)
    offered = {service.id for need in found.served for service in need.services}
    assert offered == {"yrityksille"}
