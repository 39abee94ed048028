"""Reads a sheet as `score` printed it, for comparing rounds. Every fault names its place."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from osaamistase.errors import BadFile
from osaamistase.scoring.figures import json_number
from osaamistase.scoring.methods import UnknownMethod, method_of
from osaamistase.scoring.parameters import Parameters
from osaamistase.scoring.shapes import is_int, short, short_key, table

_RANGES = {"current": (0, 5), "target": (0, 5), "importance": (1, 5)}
_FRACTION = re.compile(r"[0-9]{1,20}(/[1-9][0-9]{0,19})?")
_STATES = ("scored", "unscored", "not_applicable")
_SHOWN = ("yes", "indicative", "no")
_LETTERS = ("A", "B", "C", "D")
_MOST = 10**9  # no firm has as many points
_ABOUT = ("questionnaire", "respondents", "answered", "confidence")


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
    root = table(document, "the file")
    method, about = _method(root), _about(root)
    totals = table(root.get("totals"), "totals")
    if "covered" not in totals:
        raise BadFile("totals.covered", "must stand there, as null where totals are not shown")
    covered = totals["covered"]
    if covered is not None:
        _number(covered, "totals.covered", 0, _MOST)
    areas = _areas(root)
    lines, replaces = _lines(root, areas)
    return Scored(method, about, covered is not None, areas, lines, replaces)


def _method(root: Mapping[str, Any]) -> Parameters:
    try:
        return method_of(root.get("method"))
    except UnknownMethod:
        raise BadFile("method", f"{short(root.get('method'))} is no released method version") from None


def _about(root: Mapping[str, Any]) -> dict[str, Any]:
    """What is said again of the round beside its change; None where the sheet does not say it."""
    asked, respondents, share, letter = (root.get(name) for name in _ABOUT)
    if asked is not None:
        _refuse_unplain(table(asked, "questionnaire"), "questionnaire")
    if respondents is not None:
        _count(respondents, "respondents")
    if share is not None:
        _number(share, "answered", 0, 1)
    if letter is not None and letter not in _LETTERS:
        raise BadFile("confidence", f"must be one of {', '.join(_LETTERS)}, not {short(letter)}")
    return dict(zip(_ABOUT, (asked, respondents, share, letter), strict=True))


def _refuse_unplain(identity: Mapping[str, Any], where: str) -> None:
    """A questionnaire's identity holds texts and whole numbers, and under "pack" the same of a sector pack."""
    for name, value in identity.items():
        if name == "pack" and where == "questionnaire":
            _refuse_unplain(table(value, f"{where}.pack"), f"{where}.pack")
        elif not is_int(value) and not isinstance(value, str):
            raise BadFile(f"{where}.{short_key(name)}", f"must be a text or a whole number, not {short(value)}")


def _areas(root: Mapping[str, Any]) -> dict[str, bool]:
    """Each area with whether its figures may be shown."""
    areas: dict[str, bool] = {}
    for where, area in _objects(root, "areas"):
        id_ = _new_id(area, where, areas)
        if area.get("shown") not in _SHOWN:
            raise BadFile(f"{where}.shown", f"must be one of {', '.join(_SHOWN)}, not {short(area.get('shown'))}")
        areas[id_] = area["shown"] != "no"
    return areas


def _lines(root: Mapping[str, Any], areas: Collection[str]) -> tuple[dict[str, Line], dict[str, str]]:
    """The scored competences by id, and of all that took another's place, that other's id."""
    seen: set[str] = set()
    lines: dict[str, Line] = {}
    replaces: dict[str, str] = {}
    for where, found in _objects(root, "competences"):
        id_ = _new_id(found, where, seen)
        seen.add(id_)
        if found.get("state") not in _STATES:
            raise BadFile(f"{where}.state", f"must be one of {', '.join(_STATES)}, not {short(found.get('state'))}")
        if found["state"] == "scored":
            lines[id_] = _line(id_, found, where, areas, root.get("respondents"))
        if found.get("replaces") is not None:
            replaces[id_] = _text(found, "replaces", where)
    return lines, replaces


def _line(id_: str, line: Mapping[str, Any], where: str, areas: Collection[str], respondents: Any) -> Line:
    exact = table(line.get("exact", {}), f"{where}.exact")
    current, target, importance = (_level(line, exact, rating, where) for rating in _RANGES)
    answers = _count(line.get("answers", respondents), f"{where}.answers")
    area = _text(line, "area", where) if "area" in line else ""
    if area and area not in areas:
        raise BadFile(f"{where}.area", f"{short(area)} is no area of this sheet")
    own = "" if line.get("own") is None else _text(line, "own", where)
    return Line(id_, area, current, target, importance, answers, own.strip().casefold())


def _level(line: Mapping[str, Any], exact: Mapping[str, Any], rating: str, where: str) -> Fraction:
    """The exact number where the sheet has it, which must be the rounded one unrounded; else that to four decimals."""
    lowest, highest = _RANGES[rating]
    shown = line.get(rating)
    _number(shown, f"{where}.{rating}", lowest, highest)
    said = exact.get(rating)
    if said is None:
        return Fraction(str(shown))
    if isinstance(said, str) and _FRACTION.fullmatch(said):
        number = Fraction(said)
        if lowest <= number <= highest and json_number(number) == shown:
            return number
    raise BadFile(f"{where}.exact.{rating}", f"must be {short(shown)} as an exact fraction, not {short(said)}")


def _objects(root: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    found = root.get(name)
    if not isinstance(found, list):
        raise BadFile(name, f"must be a list, not {short(found)}; give what `score` printed")
    for at, one in enumerate(found):
        yield f"{name}[{at}]", table(one, f"{name}[{at}]")


def _new_id(given: Mapping[str, Any], where: str, seen: Collection[str]) -> str:
    id_ = _text(given, "id", where)
    if id_ in seen:
        raise BadFile(f"{where}.id", f"{short(id_)} stands there twice")
    return id_


def _text(given: Mapping[str, Any], name: str, where: str) -> str:
    found = given.get(name)
    if not isinstance(found, str) or not found:
        raise BadFile(f"{where}.{name}", f"must be a text, not {short(found)}")
    return found


def _count(value: Any, where: str) -> int:
    if not is_int(value) or value < 0:
        raise BadFile(where, f"must be a whole number from 0 up, not {short(value)}")
    return value


def _number(value: Any, where: str, lowest: int, highest: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not lowest <= value <= highest:
        raise BadFile(where, f"must be a number from {lowest} to {highest}, not {short(value)}")
