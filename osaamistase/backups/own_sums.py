"""Rows that carry a checksum of their own: stored sheets, printed documents, confirmed plans, questionnaires."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# table → the column its checksum is over, and what a row is called
SUMMED = {
    "sheets": ("content", "sheet"),
    "documents": ("content", "print"),
    "revisions": ("content", "confirmed plan"),
    "questionnaire_sources": ("source", "questionnaire"),
}


@dataclass
class Sums:
    """Rows as they go by: how many of each were whole, and where one was not."""

    whole: Counter[str] = field(default_factory=Counter)
    spoilt: list[str] = field(default_factory=list)

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        if table not in SUMMED:
            return
        column, called = SUMMED[table]
        content = row[column]
        found = hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
        if found == row["sha256"]:
            self.whole[called] += 1
        else:
            self.spoilt.append(f"{called} {row.get('id', '')}".strip())

    def __str__(self) -> str:
        return ", ".join(f"{self.whole[called]} {called}s" for _column, called in SUMMED.values())
