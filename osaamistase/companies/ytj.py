"""Reads what the open YTJ interface of PRH answers about one firm. Nothing in the answer is taken on trust.

GET https://avoindata.prh.fi/opendata-ytj-api/v3/companies?businessId=NNNNNNN-N, as its own description
(https://avoindata.prh.fi/opendata-ytj-api/v3/schema) and answers seen tell it; what is relied on here:

* 200 with {"totalResults": n, "companies": [...]}; a business id that is not there is n = 0 and an empty list. The
  errors it names are 400, 429, 500 and 503. A 404 is none of them, so it says nothing of the firm.
* businessId.value; endDate, the day the firm ended, null or absent while it goes on. Not `status`: it is "2" for firms
  that go on and for ended ones alike.
* names[]: name, type ("1" the firm's own name, "2" parallel, "3" auxiliary), registrationDate, endDate of former ones.
* mainBusinessLine: type, the class code of five digits, and typeCodeSet, the classification it is of: TOIMI3 is
  TOL 2008, TOIMI4 is TOL 2025 (in use since 1 January 2026); older sets are not read.
* addresses[]: type (1 visiting, 2 postal) and postOffices[] with city, languageCode and municipalityCode. `city` is a
  post office, not a municipality (Kuusankoski is in Kouvola; big firms have post offices of their own), so only the
  number is read. The registered seat is not told.
* Sole traders are not in the open data. Its licence is CC BY 4.0: the page names the source.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from osaamistase.companies.industry import section
from osaamistase.companies.municipalities import name_of

_SCHEMES = {"TOIMI3": "TOL 2008", "TOIMI4": "TOL 2025"}
_OWN_NAME = "1"
_VISITING, _POSTAL = "1", "2"
_LONGEST_NAME = 160  # what the register holds


class BadAnswer(ValueError):
    """The answer is not one that the interface's description allows. Says what is wrong, never what stood there."""


@dataclass(frozen=True)
class Found:
    """A firm as YTJ tells it; "" where it does not tell, or where the register has no such value.

    `ended`: the day the firm ended, None while it goes on.
    """

    name: str = ""
    industry_code: str = ""
    industry_scheme: str = ""
    municipality: str = ""
    ended: date | None = None


def read(answer: bytes, business_id: str) -> Found | None:
    """The firm with that business id in an answer, None where there is none. Raises BadAnswer."""
    company = _only_company(_json(answer))
    if company is None:
        return None
    if _text(_part(company, "businessId", dict), "value") != business_id:
        raise BadAnswer("another firm than the one asked for")
    scheme, code = _industry(_part(company, "mainBusinessLine", dict))
    return Found(_name(_parts(company, "names")), code, scheme, _municipality(company), _day(company, "endDate"))


def _json(answer: bytes) -> Any:
    try:
        return json.loads(answer.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadAnswer("not JSON") from error


def _only_company(answer: Any) -> dict[str, Any] | None:
    if not isinstance(answer, dict) or not isinstance(answer.get("companies"), list):
        raise BadAnswer("no list of companies")
    companies = _parts(answer, "companies")
    total = answer.get("totalResults")
    if type(total) is not int or total != len(companies) or total > 1:
        raise BadAnswer("not one firm or none")
    return companies[0] if companies else None


def _name(names: list[dict[str, Any]]) -> str:
    """The firm's own name that is in force; of several, the one registered last."""
    own = [one for one in names if _code(one, "type") == _OWN_NAME and _day(one, "endDate") is None]
    latest = max(own, key=lambda one: _day(one, "registrationDate") or date.min, default={})
    name = " ".join(_text(latest, "name").split())
    return name if len(name) <= _LONGEST_NAME else ""


def _industry(line: dict[str, Any]) -> tuple[str, str]:
    """Scheme and class code, both "" where the register does not know the one or the other."""
    scheme, code = _SCHEMES.get(_text(line, "typeCodeSet"), ""), _text(line, "type")
    known = scheme and re.fullmatch(r"[0-9]{2,5}", code) and section(scheme, code)
    return (scheme, code) if known else ("", "")


def _municipality(company: dict[str, Any]) -> str:
    """Where the firm can be visited, else where its post goes; "" where that is nowhere, or in more than one place."""
    addresses = [one for one in _parts(company, "addresses") if _day(one, "endDate") is None]
    for kind in (_VISITING, _POSTAL):
        offices = [office for one in addresses if _code(one, "type") == kind for office in _parts(one, "postOffices")]
        numbers = {_text(office, "municipalityCode") for office in offices} - {""}
        if numbers:
            return name_of(numbers.pop()) if len(numbers) == 1 else ""
    return ""


def _part(of: dict[str, Any], name: str, kind: type) -> Any:
    """What stands under a name, an empty one where nothing does."""
    part = of.get(name)
    if part is not None and not isinstance(part, kind):
        raise BadAnswer(f"{name} is no {kind.__name__}")
    return kind() if part is None else part


def _parts(of: dict[str, Any], name: str) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = _part(of, name, list)
    if not all(isinstance(one, dict) for one in parts):
        raise BadAnswer(f"{name} holds what is no object")
    return parts


def _text(of: dict[str, Any], name: str) -> str:
    text: str = _part(of, name, str)
    # Control and format characters, halves of surrogate pairs: no name of a firm has any, and pages must not show them.
    if any(unicodedata.category(letter).startswith("C") for letter in text):
        raise BadAnswer(f"{name} holds signs that are no letters")
    return text


def _code(of: dict[str, Any], name: str) -> str:
    """A code that the interface writes as a number in one place and as text in another."""
    code = of.get(name)
    return str(code) if type(code) is int else _text(of, name)


def _day(of: dict[str, Any], name: str) -> date | None:
    written = _text(of, name)
    if not written:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
            raise ValueError
        return date.fromisoformat(written)
    except ValueError as error:
        raise BadAnswer(f"{name} is no day") from error
