"""From a place in a questionnaire file, such as `REK-01.name.sv`, to the sheet and cell where an author wrote it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.sheets import AREAS, COMPETENCES, OPENINGS, RATINGS, SCALES, SETTINGS

# The sheet of a place that stands in no cell, by the first word of the place.
_SHEETS = {"scales": SCALES, "ratings": RATINGS, "areas": AREAS, "opening": OPENINGS}
_OF_THE_SECOND = ("duplicate-id", "two-levels")  # of two with one id the second is the one too many


class Places:
    """Which cells each place of the file came from. A place that was written twice has several."""

    def __init__(self) -> None:
        self._cells: dict[str, list[str]] = {}

    def mark(self, place: str, where: str) -> None:
        cells = self._cells.setdefault(place, [])
        if where not in cells:
            cells.append(where)

    def translated(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings by cell; by the nearest cell or the sheet alone, with the place told, where none fits."""
        said: Counter[tuple[str, str]] = Counter()
        translated = []
        for finding in findings:
            # Alike findings of one place go to its cells in turn.
            turn = said[finding.where, finding.rule] + (finding.rule in _OF_THE_SECOND)
            said[finding.where, finding.rule] += 1
            cells, exact = self._find(finding.where)
            what = finding.what if exact else f"{finding.where} {finding.what}"
            translated.append(replace(finding, where=cells[min(turn, len(cells) - 1)], what=what))
        return translated

    def _find(self, place: str) -> tuple[list[str], bool]:
        words = place.split(".")
        for length in range(len(words), 0, -1):
            if cells := self._cells.get(".".join(words[:length])):
                return cells, length == len(words)
        return [_sheet(words)], False


def _sheet(words: list[str]) -> str:
    if "opening" in words:
        return OPENINGS
    if re.fullmatch(r"[A-Z]{3}-\w+", words[0]) or "competences" in words:
        return COMPETENCES
    return AREAS if re.fullmatch(r"[A-Z]{3}", words[0]) else _SHEETS.get(words[0], SETTINGS)
