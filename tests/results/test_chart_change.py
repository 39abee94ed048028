"""Changes between rounds: each step begins where the last ended, falls go left, and what is missing is not drawn."""

from typing import Any

import pytest
from flask import Flask

from osaamistase.results.chart_areas import level_x
from osaamistase.results.chart_change import area_changes, waterfall
from tests.results.drawing import SVG, drawn, figures, picture, plain, texts

TOTALS = {
    "coverage_rate_first": 54.902, "coverage_rate_fixed": 82.3529, "coverage_rate_second": 71.1864,
    "competence_change": 27.451, "target_change": -11.1665, "total_change": 16.2845, "gap_closed": 60.8696,
}  # fmt: skip  # method.md section 10
NAMES = {"REK": "Rekrytointi & perehdytys", "DIG": "Digitaidot", "TAL": "Talous", "JOE": "Johtaminen"}


def changed(
    id: str, first: float, second: float, target_first: float = 4.0, target_second: float = 4.0
) -> dict[str, Any]:
    return {
        "id": id, "q": 1.0, "compared": True, "current_first": first, "current_second": second,
        "current_change": round(second - first, 4), "target_first": target_first, "target_second": target_second,
        "target_change": round(target_second - target_first, 4),
    }  # fmt: skip


def not_compared(id: str) -> dict[str, Any]:
    return {**dict.fromkeys(changed(id, 0, 0)), "id": id, "compared": False}


AREAS = [changed("REK", 2.0, 2.6, 4.0, 3.9), not_compared("DIG"), changed("TAL", 4.5, 0.0), changed("JOE", 3.0, 3.0)]


def test_each_step_begins_where_the_one_before_ended() -> None:
    found = waterfall(TOTALS)
    assert found is not None
    first, competence, target, second = found.steps
    whole = found.ends[1] - found.ends[0]
    assert [one.width for one in found.steps] == pytest.approx(
        [whole * part / 100 for part in (54.902, 27.451, 11.1665, 71.1864)], abs=0.01
    )
    assert competence.x == pytest.approx(first.end_x, abs=0.02)
    assert target.x + target.width == pytest.approx(competence.end_x, abs=0.02)  # a fall lies left of where it began
    assert target.end_x == pytest.approx(second.end_x, abs=0.02)
    assert [one.value for one in found.steps] == [54.902, 27.451, -11.1665, 71.1864]
    assert first.x == second.x == found.ends[0]


@pytest.mark.parametrize(
    "missing", ["coverage_rate_first", "competence_change", "target_change", "coverage_rate_second"]
)
def test_one_missing_figure_and_nothing_is_drawn(missing: str, drawing_app: Flask) -> None:
    found = waterfall({**TOTALS, missing: None})
    assert found is None
    html = drawn(drawing_app, "chart_change", "coverage_change(found)", found=found)
    assert "<svg" not in html
    assert "luvuista puuttuu" in html


@pytest.mark.parametrize(
    ("why", "words"),
    [("no_requirement", "mitään ei vaadittu"), ("few_common", "samoja osaamisia"), ("totals_not_shown", "vastauksia")],
)
def test_why_nothing_is_compared_is_said(why: str, words: str, drawing_app: Flask) -> None:
    html = drawn(drawing_app, "chart_change", "coverage_change(found, why)", found=None, why=why)
    assert "<svg" not in html
    assert words in html


def test_zero_is_a_figure_and_is_drawn() -> None:
    found = waterfall(
        {**TOTALS, "coverage_rate_first": 0, "competence_change": 0, "target_change": 0, "coverage_rate_second": 0}
    )
    assert found is not None
    assert [one.width for one in found.steps] == [0, 0, 0, 0]


def test_the_steps_are_written_with_their_signs_and_the_table_holds_them(drawing_app: Flask) -> None:
    svg = picture(drawn(drawing_app, "chart_change", "coverage_change(found)", found=waterfall(TOTALS)))
    assert figures(texts(svg)) == {"54,9", "+27,5", "−11,2", "71,2"}
    assert {"nousi", "laski", "osaamisen kehitys", "tavoitteiden muutos"} <= set(texts(svg))
    fallen = [one for one in svg.iter(f"{SVG}rect") if one.get("fill") == "url(#coverage-change-hatch)"]
    assert len(fallen) == 1 + 1  # and the legend's
    table = plain(drawn(drawing_app, "chart_change", "coverage_change_table(totals)", totals=TOTALS))
    assert figures([table]) == figures(texts(svg))
    empty = drawn(drawing_app, "chart_change", "coverage_change_table(totals)", totals=dict.fromkeys(TOTALS))
    assert not figures([plain(empty)])
    assert plain(empty).count("–") == 4


def test_the_rounds_may_have_names_of_their_own(drawing_app: Flask) -> None:
    call = 'coverage_change(found, first="24.11.2025", second="1.12.2026")'
    words = texts(picture(drawn(drawing_app, "chart_change", call, found=waterfall(TOTALS))))
    assert {"24.11.2025", "1.12.2026"} <= set(words)


def test_an_arrow_goes_from_the_first_level_to_the_second_and_needs_room() -> None:
    found = area_changes(AREAS, NAMES)
    assert found is not None
    up, down, still = found.rows
    assert up.current_x == (level_x(2.0), level_x(2.6))
    assert up.target_x == (level_x(4.0), level_x(3.9))
    assert up.arrow is not None
    assert level_x(2.0) < up.arrow[0] < up.arrow[1] < level_x(2.6)
    assert down.arrow is not None
    assert level_x(4.5) > down.arrow[0] > down.arrow[1] > level_x(0.0)
    assert still.arrow is None
    assert [one.change for one in found.rows] == [(0.6, -0.1), (-4.5, 0.0), (0.0, 0.0)]


def test_an_area_that_is_not_compared_is_in_the_table_only(drawing_app: Flask) -> None:
    svg = picture(drawn(drawing_app, "chart_change", "areas_change(found)", found=area_changes(AREAS, NAMES)))
    words = texts(svg)
    assert "Rekrytointi & perehdytys" in words
    assert "Digitaidot" not in words
    assert {"taso:", "tavoite:", "ensin", "nyt", "muutos"} <= set(words)
    assert figures(words) == {"+0,6", "−0,1", "−4,5", "±0,0"}
    table = plain(drawn(drawing_app, "chart_change", "areas_change_table(areas, names)", areas=AREAS, names=NAMES))
    assert all(one in table for one in figures(words))
    assert "Digitaidot ei voi verrata" in table
    assert "2,0" in table
    assert "2,6" in table


def test_no_area_compared_gives_a_sentence(drawing_app: Flask) -> None:
    assert area_changes([not_compared("REK")], NAMES) is None
    html = drawn(drawing_app, "chart_change", "areas_change(found)", found=None)
    assert "<svg" not in html
    assert "ei voi verrata" in html
