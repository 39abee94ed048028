"""Statistics Finland's industry classes: a class code to its section, in both schemes that registers still hold.

Source: TOL 2008 (NACE Rev. 2) and TOL 2025 (NACE Rev. 2.1), divisions by section.
"""

import re

SCHEMES = ("TOL 2025", "TOL 2008")

# The last division of each section, in order.
_LAST_DIVISION = {
    "TOL 2008": "A3 B9 C33 D35 E39 F43 G47 H53 I56 J63 K66 L68 M75 N82 O84 P85 Q88 R93 S96 T98 U99",
    "TOL 2025": "A3 B9 C33 D35 E39 F43 G47 H53 I56 J60 K63 L66 M68 N75 O82 P84 Q85 R88 S93 T96 U98 V99",
}
_UNUSED = {
    "TOL 2008": {4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89},
    "TOL 2025": {4, 34, 40, 44, 45, 48, 54, 57, 67, 76, 83, 89},
}

# Sections of TOL 2008 by their divisions in those of TOL 2025 (NACE Rev. 2 to 2.1): J was split, the rest moved on.
_MOVED = dict(zip("KLMNOPQRSTU", "LMNOPQRSTUV", strict=True))


def section(scheme: str, code: str) -> str | None:
    """The section letter of a class code such as "10.71", "1071" or "C"; None where there is no such class."""
    written = re.sub(r"[\s.]", "", code).upper()
    letters = {entry[0]: int(entry[1:]) for entry in _LAST_DIVISION[scheme].split()}
    if written in letters:
        return written
    if not re.fullmatch(r"[0-9]{2,5}", written):
        return None
    division = int(written[:2])
    if division == 0 or division in _UNUSED[scheme]:
        return None
    return next((letter for letter, last in letters.items() if division <= last), None)


def section_2025(scheme: str, section: str, code: str) -> str:
    """The section by TOL 2025 of a class of either scheme: where firms are counted together, K is one thing."""
    if scheme != "TOL 2008":
        return section
    if section == "J":
        return "J" if code[:2] in ("58", "59", "60") else "K"
    return _MOVED.get(section, section)
