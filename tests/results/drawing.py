"""Made-up lines of a sheet, and macros drawn alone: what they draw must be sound XML and speak for itself."""

import re
from typing import Any
from xml.etree import ElementTree

from flask import Flask, render_template_string

from osaamistase.results.view import AreaView, LineView, RiskView

SVG = "{http://www.w3.org/2000/svg}"


def area(
    current: float | None, target: float | None, shown: str = "yes", name: str = "Alue", id: str = "A"
) -> AreaView:
    return AreaView(id, name, current, target, shown)


def line(importance: float, gap: float, name: str = "Taito", id: str = "A-01") -> LineView:
    priority = importance * gap
    urgent = priority >= 8 and importance >= 4
    class_ = "kiireellinen" if urgent else "tarkea" if priority >= 4 else "seurattava" if gap else "kunnossa"
    figures = {"importance": importance, "gap": gap, "priority": priority, "class": class_}
    return LineView(id, name, "Alue", "", figures)


def risk(figure: float, class_: str, holders: int = 1, names: tuple[str, ...] = (), name: str = "Alue") -> RiskView:
    return RiskView(name, name[:3].upper(), ("TYO-01",), names, not names, holders, figure, class_)


def drawn(app: Flask, macro: str, call: str, language: str = "fi", **values: Any) -> str:
    """What `call` of a macro in the file `macro` gives, all on its own."""
    name = call.split("(", maxsplit=1)[0]
    text = f'{{% from "parts/{macro}.html" import {name} with context %}}{{{{ {call} }}}}'
    with app.test_request_context("/", headers={"Accept-Language": language}):
        return render_template_string(text, **values)


def picture(html: str) -> ElementTree.Element:
    """The one picture in `html`, checked for what every picture has: XML, a role, a title and a description."""
    found = re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL)
    assert len(found) == 1
    svg = ElementTree.fromstring(found[0].replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))
    ids = [one.get("id") for one in svg.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert svg.get("role") == "img"
    title, description = (svg.find(f"{SVG}{tag}") for tag in ("title", "desc"))
    assert title is not None
    assert description is not None
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text
    assert len(description.text or "") > 40
    filled = set(re.findall(r"url\(#([^)]+)\)", found[0]))
    assert filled <= set(ids)  # a hatching that is not there would be drawn as nothing
    width, height = (float(one) for one in str(svg.get("viewBox")).split()[2:])
    for text in svg.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x", "-1")) <= width
        assert 0 < float(text.get("y", "-1")) <= height
    return svg


def texts(svg: ElementTree.Element) -> list[str]:
    return ["".join(one.itertext()) for one in svg.iter(f"{SVG}text")]


def figures(words: list[str]) -> set[str]:
    """The figures with a decimal, signs and all: 3,5 and −1,2. A scale has none."""
    return {one for word in words for one in re.findall(r"[+−±]?\d+[.,]\d", word)}


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
