"""Which gaps matter most, and in what order (method.md section 4)."""

from fractions import Fraction
from functools import lru_cache

from osaamistase.scoring.balance import Entry
from osaamistase.scoring.parameters import Parameters

CLASSES = ("kiireellinen", "tarkea", "seurattava", "reservi", "kunnossa")


@lru_cache(maxsize=16384)
def classify(entry: Entry, method: Parameters) -> str:
    """The class of one scored competence, one of CLASSES."""
    priority = entry.priority
    if priority >= method.urgent_priority and entry.importance >= method.urgent_importance:
        return "kiireellinen"
    if priority >= method.important_priority:
        return "tarkea"
    if priority > 0:
        return "seurattava"
    return "reservi" if entry.surplus >= method.reserve else "kunnossa"


@lru_cache(maxsize=16384)
def offered_to_plan(entry: Entry, method: Parameters) -> bool:
    """A gap below half a level is noise: it stays in the balance and out of the plan."""
    return entry.gap >= method.noise


def rank(competence: str, entry: Entry, risk: Fraction | None) -> tuple[Fraction, Fraction, Fraction, Fraction, str]:
    """Sort key of the gap list: largest priority first, ties by importance, risk, lowest level, id."""
    return (-entry.priority, -entry.importance, -(risk or Fraction(0)), entry.current, competence)
