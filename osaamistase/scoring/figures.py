"""Exact numbers as people and programs read them: rounded once, half up, at the very end."""

from decimal import Decimal
from fractions import Fraction


def rounded(number: Fraction, decimals: int) -> Decimal:
    """`number` to that many decimals, halves away from zero, by exact arithmetic."""
    scale = 10**decimals
    doubled = abs(number) * scale * 2
    whole = (doubled.numerator // doubled.denominator + 1) // 2
    return Decimal(whole if number >= 0 else -whole).scaleb(-decimals)


def json_number(number: Fraction | None) -> float | None:
    """Four decimals for a program to read (contract.md); None stays None."""
    return None if number is None else float(rounded(number, 4))


def decimal_text(number: Fraction, language: str) -> str:
    """One decimal for a person to read: 3,5 in Finnish and Swedish, 3.5 in English."""
    text = str(rounded(number, 1))
    return text if language == "en" else text.replace(".", ",")
