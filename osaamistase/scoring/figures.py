"""Exact numbers as people and programs read them: rounded once, half up, at the very end."""

from decimal import Decimal
from fractions import Fraction


def rounded(number: Fraction, decimals: int) -> Decimal:
    """`number` to that many decimals, halves away from zero, by exact arithmetic."""
    return Decimal(_steps(number, 10**decimals)).scaleb(-decimals)


def json_number(number: Fraction | None) -> float | None:
    """Four decimals for a program to read (contract.md); None stays None."""
    return None if number is None else _steps(number, 10_000) / 10_000


def _steps(number: Fraction, to_one: int) -> int:
    """How many steps, of which so many make one, lie nearest. In whole numbers: thousands of these make a sheet."""
    above, below = number.numerator, number.denominator
    nearest = (2 * abs(above) * to_one + below) // (2 * below)
    return nearest if above >= 0 else -nearest


def decimal_text(number: Fraction, language: str) -> str:
    """One decimal for a person to read: 3,5 in Finnish and Swedish, 3.5 in English."""
    text = str(rounded(number, 1))
    return text if language == "en" else text.replace(".", ",")
