"""Importance and gap: four quadrants, cross-hairs that belong to the side above, one bubble for one place."""

import random
from itertools import combinations
from math import hypot

import pytest
from flask import Flask

from osaamistase.results.chart_quadrants import QuadrantPicture, quadrant_picture
from osaamistase.results.view import LineView
from osaamistase.scoring.method_1 import METHOD_1
from tests.results.drawing import SVG, drawn, figures, line, picture, plain, texts

GAP = METHOD_1.urgent_priority / METHOD_1.urgent_importance


def pictured(*lines: LineView) -> QuadrantPicture:
    found = quadrant_picture(lines, METHOD_1.urgent_importance, GAP)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("importance", "gap", "quadrant"),
    [(4, 2, "first"), (3.9999, 2, "next"), (4, 1.9999, "nearly"), (3.9999, 1.9999, "last"), (5, 5, "first"),
     (1, 5, "next"), (5, 0.0001, "nearly"), (1, 0.3333, "last")],
)  # fmt: skip
def test_a_value_on_a_cross_hair_belongs_to_the_side_above(importance: float, gap: float, quadrant: str) -> None:
    found = pictured(line(importance, gap))
    assert [one.id for one in found.quadrants if one.lines] == [quadrant]
    (bubble,) = found.bubbles
    assert (bubble.x >= found.cross_x) == (quadrant in ("first", "next"))
    assert (bubble.y <= found.cross_y) == (quadrant in ("first", "nearly"))


def test_the_cross_hairs_are_the_methods_and_stand_on_the_scales() -> None:
    found = pictured(line(3, 1))
    assert (found.importance, found.gap) == (4, 2.0)
    assert dict(found.gaps)[2] == found.cross_x
    assert dict(found.importances)[4] == found.cross_y


def test_a_mark_stands_where_its_figures_say() -> None:
    (bubble,) = pictured(line(3.5, 1.5)).bubbles
    found = pictured(line(3.5, 1.5))
    gaps, importances = dict(found.gaps), dict(found.importances)
    assert bubble.x == pytest.approx((gaps[1] + gaps[2]) / 2)
    assert bubble.y == pytest.approx((importances[3] + importances[4]) / 2)


def test_those_of_one_place_are_one_bubble_and_others_are_their_own() -> None:
    lines = [line(5, 3, id=f"A-0{n}") for n in range(3)] + [line(5, 4, id="B-01"), line(2, 1, id="C-01")]
    found = pictured(*lines)
    assert sorted((one.class_, one.count) for one in found.bubbles) == [
        ("kiireellinen", 1), ("kiireellinen", 3), ("seurattava", 1)
    ]  # fmt: skip


def test_what_has_no_gap_is_counted_and_not_drawn() -> None:
    found = pictured(line(4, 1), line(5, 0), line(3, 0))
    assert found.without_gap == 2
    assert sum(one.count for one in found.bubbles) == 1
    assert quadrant_picture([line(5, 0)], 4, 2.0) is None
    assert quadrant_picture([], 4, 2.0) is None


@pytest.mark.parametrize("seed", range(5))
def test_sixty_competences_of_three_people_stay_apart_each_in_its_quadrant(seed: int) -> None:
    dice = random.Random(seed)
    lines = [line(round(dice.randint(4, 15) / 3, 4), round(dice.randint(0, 12) / 3, 4), id=f"A-{n}") for n in range(60)]
    found = pictured(*lines)
    assert sum(one.count for one in found.bubbles) == sum(len(one.lines) for one in found.quadrants)
    assert sum(one.count for one in found.bubbles) + found.without_gap == 60
    for quadrant in found.quadrants:
        drawn_there = [one for one in found.bubbles if one.quadrant == quadrant.id]
        assert sum(one.count for one in drawn_there) == len(quadrant.lines)
        assert all((one.x >= found.cross_x) == (quadrant.id in ("first", "next")) for one in drawn_there)
        assert all((one.y <= found.cross_y) == (quadrant.id in ("first", "nearly")) for one in drawn_there)
    numbered = [one for one in found.bubbles if one.count > 1]
    assert all(hypot(a.x - b.x, a.y - b.y) >= 15 for a, b in combinations(numbered, 2))  # each number can be read


def test_the_picture_speaks_for_itself_and_the_table_holds_every_competence(drawing_app: Flask) -> None:
    lines = [line(5, 3, "Laki & sopimus", "A-01"), line(5, 3, "Vienti", "A-02"), line(3, 1.5, "Budjetti", "B-01"),
             line(2, 1, "Somekanavat", "C-01"), line(4, 0, "Ajokortti", "D-01")]  # fmt: skip
    found = pictured(*lines)
    svg = picture(drawn(drawing_app, "chart_quadrants", "quadrants_picture(found)", found=found))
    words = set(texts(svg))
    assert {"Aloita näistä", "Vähän puuttuu", "Sitten nämä", "Ei kiirettä"} <= words
    assert {"kiireellinen", "tärkeä", "seurattava"} <= words
    assert (
        len(list(svg.iter(f"{SVG}circle"))) == 1 + 2 + 1
    )  # the least class, twice in the legend, a dot of the pattern
    html = drawn(drawing_app, "chart_quadrants", "quadrants_table(found)", found=found)
    rows = [plain(row) for row in html.split("<tr>") if "<td" in row]
    assert [one for one in rows if "Laki &amp; sopimus" in one and {"5,0", "3,0"} <= figures([one])]
    assert [one for one in rows if "Budjetti" in one and "tärkeä" in one and {"3,0", "1,5"} <= figures([one])]
    assert len(rows) == 4
    assert "Ajokortti" not in html
    words_twin = plain(drawn(drawing_app, "chart_quadrants", "quadrants_words(found)", found=found))
    assert "Aloita näistä: tärkeää, ja vaje on suuri. 2 osaamista." in words_twin.replace(" :", ":")
    assert "1 osaaminen, jossa ei ole vajetta" in words_twin
