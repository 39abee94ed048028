"""Areas as dumbbells: places by level, nothing drawn for an area that is not shown, the table as the twin."""

import pytest
from flask import Flask

from osaamistase.results.chart_areas import area_picture, level_x
from tests.results.drawing import SVG, area, drawn, figures, picture, plain, texts

LONG = "Kansainvälinen rekrytointi ja monikulttuurinen työyhteisö"
AREAS = [
    area(0.0, 5.0, name="Alku"),
    area(None, None, "no", "Ei näy"),
    area(2.25, 2.5, "indicative", LONG),
    area(4.5, 3.0, name="Yli <&> tavoitteen"),
]


def test_levels_stand_evenly_from_0_to_5_and_zero_is_a_level() -> None:
    found = area_picture(AREAS)
    assert found is not None
    assert [one.current for one in found.rows] == [0.0, 2.25, 4.5]
    steps = [level_x(level + 1) - level_x(level) for level in range(5)]
    assert steps == pytest.approx([steps[0]] * 5)
    assert found.rows[0].current_x == found.levels[0][1]
    assert found.rows[0].target_x == found.levels[5][1]
    assert found.rows[1].current_x == pytest.approx(level_x(0) + 2.25 * steps[0])
    assert found.rows[2].target_x < found.rows[2].current_x


def test_rows_follow_each_other_with_room_for_every_line_of_the_name() -> None:
    found = area_picture(AREAS)
    assert found is not None
    first, long, last = found.rows
    assert (len(first.lines), len(long.lines)) == (1, 2)
    assert long.indicative
    assert long.track_y - long.y == pytest.approx(first.track_y - first.y + 17 * 2)  # a line of name, one of words
    assert first.track_y + 7 < long.y - 11
    assert long.track_y + 7 < last.y - 11
    assert last.track_y + 9 < found.height


def test_no_area_that_has_figures_gives_no_picture() -> None:
    assert area_picture([area(None, None, "no")]) is None
    assert area_picture([]) is None


def test_the_picture_speaks_for_itself_and_the_table_holds_its_figures(drawing_app: Flask) -> None:
    svg = picture(drawn(drawing_app, "chart_areas", "areas_picture(found)", found=area_picture(AREAS)))
    words = texts(svg)
    assert {"nyt", "tavoite", "vaje", "reservi", "0 = ei osaamista", "5 = edelläkävijä"} <= set(words)
    assert words.count("suuntaa-antava") == 1
    assert "Yli <&> tavoitteen" in words
    assert "Ei näy" not in words
    gaps = [one for one in svg.iter(f"{SVG}rect") if one.get("fill") == "url(#areas-hatch)"]
    assert len(gaps) == 2 + 1  # and the legend
    table = plain(drawn(drawing_app, "sheet", "area_table(view)", view={"areas": AREAS}))
    assert figures(words) == {"0,0", "5,0", "2,3", "2,5", "4,5", "3,0"}
    assert all(one in table for one in figures(words))
    assert "Ei näy" in table


def test_english_writes_a_point(drawing_app: Flask) -> None:
    svg = picture(drawn(drawing_app, "chart_areas", "areas_picture(found)", "en", found=area_picture(AREAS)))
    assert "4.5" in texts(svg)
