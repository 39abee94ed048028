"""What a look-up changes in a half-filled form: it fills what is empty and leaves every word that was typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from osaamistase.companies.industry import section
from osaamistase.companies.ytj import Found

_ASKED = ("name", "industry_code", "municipality")


@dataclass(frozen=True)
class Filling:
    """By field: `filled` goes into the form, `otherwise` is what YTJ says where something else was typed.

    `untold`: fields that stay empty.
    """

    filled: dict[str, str]
    otherwise: dict[str, str]
    untold: tuple[str, ...]


def fill(typed: Mapping[str, str], found: Found) -> Filling:
    """`typed`: the form's fields, the classification among them."""
    told = {"name": found.name, "industry_code": found.industry_code, "municipality": found.municipality}
    filled = {field: told[field] for field in _ASKED if told[field] and not typed[field]}
    otherwise = {
        field: told[field] for field in _ASKED if told[field] and typed[field] and not _same(field, typed, found)
    }
    untold = tuple(field for field in _ASKED if not told[field] and not typed[field])
    if "industry_code" in filled:
        filled["industry_scheme"] = found.industry_scheme
    return Filling(filled, otherwise, untold)


def _same(field: str, typed: Mapping[str, str], found: Found) -> bool:
    if field == "industry_code":
        written = re.sub(r"[\s.]", "", typed[field]).upper()
        wider = (
            found.industry_code.startswith(written) or section(found.industry_scheme, found.industry_code) == written
        )
        return typed["industry_scheme"] == found.industry_scheme and wider
    return typed[field].casefold() == (found.name if field == "name" else found.municipality).casefold()
