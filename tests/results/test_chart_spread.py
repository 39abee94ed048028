"""The spread of answers: a dot an answer, in six columns, however many there are."""

import pytest
from flask import Flask

from osaamistase.results.chart_spread import spread
from tests.results.drawing import SVG, drawn, picture, plain, texts


def test_every_answer_is_a_dot_on_its_level_from_the_ground_up() -> None:
    found = spread({"1": 2, "4": 1})
    assert found is not None
    assert [one.count for one in found.columns] == [0, 2, 0, 0, 1, 0]
    assert [len(one.dots) for one in found.columns] == [0, 2, 0, 0, 1, 0]
    low, high = found.columns[1].dots
    assert found.ground - found.radius >= low > high + 2 * found.radius  # no dot on another
    assert found.answers == 3
    steps = [after.x - before.x for before, after in zip(found.columns, found.columns[1:], strict=False)]
    assert len(set(steps)) == 1


@pytest.mark.parametrize("most", [1, 8, 30, 200])
def test_a_tall_column_stays_under_the_legend(most: int) -> None:
    found = spread({"0": 1, "5": most})
    assert found is not None
    tallest = found.columns[5]
    assert len(tallest.dots) == most
    assert min(tallest.dots) - found.radius > tallest.label_y > 32
    assert found.ground < found.height <= 42 + 120 + 40


def test_no_answer_gives_no_picture(drawing_app: Flask) -> None:
    assert spread({}) is None
    assert spread({"0": 0, "3": 0}) is None
    assert "<svg" not in drawn(drawing_app, "chart_spread", 'spread_picture(found, "s", "Laki")', found=None)
    assert plain(drawn(drawing_app, "chart_spread", "spread_words(found)", found=None)).strip() == "ei vastauksia"


def test_the_picture_speaks_for_itself_and_the_words_say_the_same(drawing_app: Flask) -> None:
    found = spread({"1": 2, "4": 1})
    svg = picture(drawn(drawing_app, "chart_spread", 'spread_picture(found, "s-1", "Laki & sopimus")', found=found))
    assert svg.findtext(f"{SVG}title") == "Vastaukset: Laki & sopimus"
    assert texts(svg) == [
        "yksi vastaus",
        "0",
        "2",
        "1",
        "2",
        "3",
        "1",
        "4",
        "5",
        "0 = ei osaamista",
        "5 = edelläkävijä",
    ]
    words = plain(drawn(drawing_app, "chart_spread", "spread_words(found)", found=found)).strip()
    assert words == "taso 1: 2 vastausta, taso 4: 1 vastaus"


def test_two_spreads_on_one_page_keep_their_own_ids(drawing_app: Flask) -> None:
    found = spread({"1": 2})
    ids = [
        {one.get("id") for one in picture(html).iter() if one.get("id")}
        for html in (
            drawn(drawing_app, "chart_spread", f'spread_picture(found, "{id}", "x")', found=found) for id in "ab"
        )
    ]
    assert not ids[0] & ids[1]
