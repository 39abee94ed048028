"""The worked examples of method.md, sections 9 and 10, as documents."""

from collections.abc import Mapping
from typing import Any

RATINGS = ("current", "target", "importance", "holders", "leaving", "deputy")
BY_COMPETENCE = dict.fromkeys(RATINGS, "competence")

AREAS_A = {"REK": ["REK-01", "REK-02", "REK-04"], "DIG": ["DIG-01", "DIG-04", "DIG-03"], "KVR": ["KVR-01"]}

# Per competence: what each of the three said of n, t and w; None is unanswered.
SAID_A: dict[str, tuple[list[Any], list[Any], list[Any]]] = {
    "REK-01": ([3, 2, 4], [4, 4, 4], [5, 4, 3]),
    "REK-02": ([2, 1, 0], [4, 3, 5], [5, 5, 5]),
    "REK-04": ([4, 5, "dont_know"], [3, 3, None], [2, 2, None]),
    "DIG-01": ([3, 3, 3], [3, 3, 3], [3, 3, 3]),
    "DIG-04": ([5, 1, 0], [4, 4, 4], [5, 4, 3]),
    "DIG-03": ([None, "dont_know", None], [None] * 3, [None] * 3),
    "KVR-01": ([1, "not_applicable", "not_applicable"], [None] * 3, [None] * 3),
}
KEY_PERSONS_A: dict[str, dict[str, Any]] = {
    "REK-01": {"holders": 1, "leaving": "unknown", "deputy": False},
    "DIG-04": {"holders": 1, "leaving": "no", "deputy": True},
    "REK-04": {"holders": 2, "leaving": "no", "deputy": False},
    "REK-02": {"holders": 0},
    "DIG-01": {"holders": 3},
}


def example_a() -> dict[str, Any]:
    people: list[dict[str, Any]] = []
    for number in range(3):
        ratings: dict[str, dict[str, Any]] = {}
        for one, (currents, targets, weights) in SAID_A.items():
            said = {"current": currents[number], "target": targets[number], "importance": weights[number]}
            ratings[one] = {rating: value for rating, value in said.items() if value is not None}
            if number == 0:
                ratings[one] |= KEY_PERSONS_A.get(one, {})
        people.append({"id": f"r{number}", "main": number == 0, "group": "management", "ratings": ratings})
    return {"company": {"headcount": 12}, "respondents": people}


# Example B: (w, n, t) of each competence.
FIRST_B = {"C1": (4, 2, 4), "C2": (5, 1, 4), "C3": (3, 3, 3), "C4": (2, 4, 3), "C5": (4, 2, 3)}
SECOND_B = {
    "C1": (4, 3, 4),
    "C2": (5, 3, 5),
    "C3": (4, 3, 4),
    "C4": (2, 4, 3),
    "C5b": (3, 1, 3),
    "C6": (3, 0, 2),
}


def alone(lines: Mapping[str, tuple[int, int, int]], headcount: int = 3) -> dict[str, Any]:
    """One main respondent who said (w, n, t) of each competence."""
    ratings = {one: {"importance": w, "current": n, "target": t} for one, (w, n, t) in lines.items()}
    person = {"id": "r1", "main": True, "group": "management", "ratings": ratings}
    return {"company": {"headcount": headcount}, "respondents": [person]}
