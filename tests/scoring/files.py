"""A sound answers file, the contract's own example, and the means to spoil it in one place."""

import copy
from typing import Any

from tests.scoring.build import frame

Path = tuple[str | int, ...]
ASKED = frame(
    {"REK": ["REK-01", "REK-02", "REK-03"], "DIG": ["DIG-04"]}, ("importance", "holders", "leaving", "deputy")
)
QUICK = frame({"REK": ["REK-01"]}, ("current", "target", "importance", "holders", "leaving", "deputy"))
# The contract's own example, word for word.
SOUND: dict[str, Any] = {
    "company": {"headcount": 12},
    "respondents": [
        {
            "id": "r1",
            "main": True,
            "group": "management",
            "ratings": {
                "REK": {"importance": 5, "holders": 1, "leaving": "unknown", "deputy": False},
                "REK-01": {"current": 3, "target": 4},
                "REK-02": {"current": "not_applicable"},
                "REK-03": {"current": "dont_know", "target": 3},
            },
        }
    ],
    "consensus": {"DIG-04": {"current": 2, "reason": "talked through on the visit"}},
}
R: Path = ("respondents", 0, "ratings")
DROP = "\x00take this place out"  # a value that repr writes alike in every process


def with_(path: Path, value: Any) -> Any:
    """The sound file with one place changed, added, or (DROP) taken out."""
    if not path:
        return value
    document = copy.deepcopy(SOUND)
    at: Any = document
    for step in path[:-1]:
        at = at.setdefault(step, {}) if isinstance(at, dict) else at[step]
    if value is DROP:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return document


def paths(node: Any, here: Path = ()) -> list[Path]:
    """Every place in a document, the whole of it first."""
    inner: Any = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [here, *(found for key, value in inner for found in paths(value, (*here, key)))]
