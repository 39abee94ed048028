"""The one place where an exact figure turns into one that a person reads."""

from fractions import Fraction


def four(value: Fraction | None) -> float | None:
    """Four decimals, half up away from zero; no figure stays no figure."""
    if value is None:
        return None
    whole, rest = divmod(abs(value) * 10_000, 1)
    steps = whole + 1 if rest >= Fraction(1, 2) else whole
    return float(Fraction(steps if value >= 0 else -steps, 10_000))
