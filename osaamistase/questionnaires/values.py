"""How a cell of the workbook says yes, a number and several values."""

import re
from collections.abc import Iterable

YES = "kyllä"
YES_WORDS = (YES, "k", "x", "true", "1")
NO_WORDS = ("", "ei", "false", "0")
# What stands in a list as it is; anything else is put in quotation marks, and a mark inside is doubled.
_PLAIN = re.compile(r'[^\s;,"]+(?: [^\s;,"]+)*')
_PART = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*|([^;,]*))(?:[;,]|$)')


def listed(values: Iterable[str]) -> str:
    """Values in one cell: `0; 1`."""
    return "; ".join(one if _PLAIN.fullmatch(one) else '"' + one.replace('"', '""') + '"' for one in values)


def unlisted(text: str) -> list[str]:
    """The values in a cell, parted by semicolons or commas; what `listed` wrote comes back unchanged."""
    found = []
    for part in _PART.finditer(text):
        if part[1] is not None:
            found.append(part[1].replace('""', '"'))
        elif part[2].strip():
            found.append(part[2].strip())
    return found


def whole_number(text: str) -> int | str:
    """The number in a cell; other text stays as it is, for the check to name."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else text
