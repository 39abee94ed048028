"""Reads a sheet as `score` printed it, for comparing rounds. Every fault names its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from osaamistase.errors import BadFile
from osaamistase.scoring.figures import json_number
from osaamistase.scoring.methods import UnknownMethod, method_of
from osaamistase.scoring.parameters import Parameters

_HIGHEST = {"current": 5, "target": 5, "importance": 5}
_FRACTION = re.compile(r"[0-9]{1,20}(/[1-9][0-9]{0,19})?")
_STATES = ("scored", "unscored", "not_applicable")


@dataclass(frozen=True)
class Line:
    """A scored competence: exact levels, and how many gave a number for the current one.

    `own`: what the firm itself calls it, "" for those that all firms share.
    """

    id: str
    area: str
    current: Fraction
    target: Fraction
    importance: Fraction
    answers: int
    own: str = ""


@dataclass(frozen=True)
class Scored:
    """One round as comparing needs it. `lines` are the scored competences by id, in questionnaire order."""

    method: Parameters
    about: Mapping[str, Any]
    totals_shown: bool
    shown: Mapping[str, bool]
    lines: Mapping[str, Line]
    replaces: Mapping[str, str]


def read_scored(document: Any) -> Scored:
    """The round in a sheet document (contract.md). Raises BadFile naming the first faulty place."""
    root = _table(document, "the file")
    areas = {}
    for at, area in enumerate(_list(root, "areas")):
        areas[_text(_table(area, f"areas[{at}]"), "id", f"areas[{at}]")] = area.get("shown") != "no"
    lines, replaces = {}, {}
    for at, found in enumerate(_list(root, "competences")):
        line = _line(_table(found, f"competences[{at}]"), f"competences[{at}]", root.get("respondents"))
        if isinstance(found.get("replaces"), str):
            replaces[_text(found, "id", f"competences[{at}]")] = found["replaces"]
        if line is None:
            continue
        if line.area and line.area not in areas:
            raise BadFile(f"competences[{at}].area", f"{ascii(line.area)[:40]} is no area of this sheet")
        if line.id in lines:
            raise BadFile(f"competences[{at}].id", f"{ascii(line.id)[:40]} stands there twice")
        lines[line.id] = line
    about = {name: root.get(name) for name in ("questionnaire", "respondents", "answered", "confidence")}
    shown = _table(root.get("totals"), "totals").get("covered") is not None
    return Scored(_method(root), about, shown, areas, lines, replaces)


def _method(root: Mapping[str, Any]) -> Parameters:
    try:
        return method_of(root.get("method"))
    except UnknownMethod:
        raise BadFile("method", f"{_short(root.get('method'))} is no released method version") from None


def _line(line: Mapping[str, Any], where: str, respondents: Any) -> Line | None:
    id_ = _text(line, "id", where)
    if line.get("state") not in _STATES:
        raise BadFile(f"{where}.state", f"must be one of {', '.join(_STATES)}")
    if line["state"] != "scored":
        return None
    exact = _table(line.get("exact", {}), f"{where}.exact")
    levels = {one: _level(line, exact, one, where) for one in _HIGHEST}
    answers = line.get("answers", respondents)
    if not isinstance(answers, int) or isinstance(answers, bool) or answers < 0:
        raise BadFile(f"{where}.answers", "must be a whole number from 0 up")
    area = line.get("area", "")
    if not isinstance(area, str):
        raise BadFile(f"{where}.area", "must be a text")
    own = line.get("own") or ""
    if not isinstance(own, str):
        raise BadFile(f"{where}.own", "must be a text")
    return Line(id_, area, levels["current"], levels["target"], levels["importance"], answers, own.strip().casefold())


def _level(line: Mapping[str, Any], exact: Mapping[str, Any], rating: str, where: str) -> Fraction:
    """The exact number where the sheet has it, which must be the rounded one unrounded; else that to four decimals."""
    shown = line.get(rating)
    if isinstance(shown, bool) or not isinstance(shown, int | float) or not 0 <= shown <= _HIGHEST[rating]:
        raise BadFile(f"{where}.{rating}", f"must be a number from 0 to {_HIGHEST[rating]}, not {_short(shown)}")
    if rating == "importance" and not shown:
        raise BadFile(f"{where}.importance", "must be above 0")
    said = exact.get(rating)
    if said is None:
        return Fraction(str(shown))
    if not isinstance(said, str) or not _FRACTION.fullmatch(said) or json_number(Fraction(said)) != shown:
        raise BadFile(f"{where}.exact.{rating}", f"must be {_short(shown)} as an exact fraction, not {_short(said)}")
    return Fraction(said)


def _table(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadFile(where, "must be an object; give what `score` printed")
    return value


def _list(root: Mapping[str, Any], name: str) -> list[Any]:
    if not isinstance(root.get(name), list):
        raise BadFile(name, "must be a list; give what `score` printed")
    found: list[Any] = root[name]
    return found


def _text(table: Mapping[str, Any], name: str, where: str) -> str:
    found = table.get(name)
    if not isinstance(found, str) or not found:
        raise BadFile(f"{where}.{name}", "must be a text")
    return found


def _short(value: Any) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return "nothing" if value is None else ascii(value)[:40]
