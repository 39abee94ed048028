"""Key-person risk: bars in proportion on 0–25, limits fixed, people as pictograms, class by pattern and word."""

import pytest
from flask import Flask

from osaamistase.results.chart_risk import MOST, RiskPicture, risk_picture, risk_x
from osaamistase.results.view import RiskView
from tests.results.drawing import SVG, drawn, figures, picture, plain, risk, texts

RISKS = [
    risk(25.0, "kriittinen", name="Vihreä siirtymä"),
    risk(8.0, "merkittava", 2, ("Hitsaus & juotto",), "Ammattitaito"),
    risk(0.5, "seurattava", 2, ("Eka", "Toka", "Kolmas"), "Talous"),
]


def pictured(risks: list[RiskView]) -> RiskPicture:
    found = risk_picture(risks, 8, 15)
    assert found is not None
    return found


def test_a_bar_is_as_long_as_its_risk_and_the_limits_stand_on_the_same_scale() -> None:
    found = pictured(RISKS)
    whole = found.ends[1] - found.ends[0]
    assert [one.bar_width for one in found.rows] == pytest.approx([whole, whole * 8 / 25, whole * 0.5 / 25])
    assert found.limits == ((8, risk_x(8)), (15, risk_x(15)))
    assert found.ends[0] + found.rows[1].bar_width == found.limits[0][1]  # a risk of 8 reaches the line of 8


def test_a_name_stands_over_its_bar_and_many_names_are_a_number() -> None:
    whole, one, several = pictured(RISKS).rows
    assert (whole.names, whole.more) == ((), 0)
    assert (one.names, one.more) == (("Hitsaus & juotto",), 0)
    assert (several.names, several.more) == ((), 3)
    assert one.bar_y - one.y == pytest.approx(whole.bar_y - whole.y + 17)
    assert whole.bar_y + 16 < one.y - 11


def test_the_smallest_of_a_long_list_are_left_to_the_table() -> None:
    found = pictured([risk(3.0, "seurattava")] * (MOST + 2))
    assert (len(found.rows), found.left_out) == (MOST, 2)
    assert risk_picture([], 8, 15) is None


def test_the_picture_speaks_for_itself_and_the_table_holds_its_figures(drawing_app: Flask) -> None:
    html = drawn(drawing_app, "chart_risk", "risk_picture(found)", found=pictured(RISKS))
    svg = picture(html)
    words = texts(svg)
    assert {"yhden varassa", "kahden varassa", "merkittävä 8", "15 kriittinen", "Hitsaus & juotto"} <= set(words)
    assert {"25,0 kriittinen", "8,0 merkittävä", "0,5 seurattava", "3 osaamista"} <= set(words)
    heads = [one for one in svg.iter(f"{SVG}circle") if one.get("r") == "4"]
    assert len(heads) == 1 + 2 + 2 + 3  # and the legend's
    bars = [one.get("fill") for one in svg.iter(f"{SVG}rect") if one.get("height") == "16"]
    assert len(set(bars)) == 3
    view = {"owner_only": False, "key_persons": RISKS}
    table = plain(drawn(drawing_app, "sheet", "key_persons(view)", view=view))
    assert figures(words) == {"25,0", "8,0", "0,5"}
    assert all(one in table for one in figures(words))
    assert "jäi pois" not in html


def test_what_was_left_out_is_told(drawing_app: Flask) -> None:
    found = pictured([risk(3.0, "seurattava")] * (MOST + 1))
    assert "Kuvasta jäi pois 1 pienin." in drawn(drawing_app, "chart_risk", "risk_picture(found)", found=found)
