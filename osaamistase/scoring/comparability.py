"""Whether totals will be comparable across two questionnaire versions: q of method.md section 7, told beforehand."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from osaamistase.scoring.method_1 import METHOD_1

TOTALS_COMPARABLE = METHOD_1.comparable


@dataclass(frozen=True)
class Comparability:
    """The prediction: `shared` of the `old` competences are asked in both versions; `q` is None where old has none."""

    shared: int
    old: int
    q: Fraction | None

    @property
    def totals_comparable(self) -> bool:
        return self.q is not None and self.q >= TOTALS_COMPARABLE


def predicted(old: Collection[str], new: Collection[str]) -> Comparability:
    """q of two versions' competence ids for a firm whose weights and targets are all alike and all answered."""
    shared = len(set(old) & set(new))
    return Comparability(shared, len(set(old)), Fraction(shared, len(set(old))) if old else None)
