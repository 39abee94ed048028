"""What the people of one round said of each competence: method.md sections 1 and 2, plainly and slowly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Heard:
    """One competence after everybody was heard; nothing is weighed here."""

    id: str
    area: str
    applicable: bool
    current: Fraction | None
    target: Fraction | None
    importance: Fraction | None
    numbers: tuple[Fraction, ...]
    agreement: Fraction | None
    label: str | None
    holders: int | None
    leaving: str | None
    deputy: bool | None


def said(person: Mapping[str, Any], area: str, competence: str, rating: str, asked: Mapping[str, str]) -> Any:
    """This person's answer, from the level at which the rating is asked; None is unanswered (section 1)."""
    ratings = person.get("ratings", {})
    # One choice marks the whole area, whatever else the person said of the current level in it.
    if rating == "current" and ratings.get(area, {}).get("current") == "not_applicable":
        return "not_applicable"
    place = area if asked[rating] == "area" else competence
    return ratings.get(place, {}).get(rating)


def number(value: Any) -> Fraction | None:
    """A number as an exact fraction; a state never turns into one (section 1)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Fraction(str(value))


def mean(numbers: Sequence[Fraction]) -> Fraction | None:
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None


def agreement(numbers: Sequence[Fraction]) -> Fraction | None:
    """r_wg of the current level, for three or more numbers (section 2)."""
    middle = mean(numbers)
    if middle is None or len(numbers) < 3:
        return None
    sample_variance = sum(((one - middle) ** 2 for one in numbers), Fraction(0)) / (len(numbers) - 1)
    options = 6
    by_chance = Fraction(options**2 - 1, 12)
    return max(Fraction(0), 1 - sample_variance / by_chance)


def agreement_label(numbers: Sequence[Fraction]) -> str | None:
    if len(numbers) < 2:
        return None
    spread = max(numbers) - min(numbers)
    r_wg = agreement(numbers)
    if r_wg is None:
        return "samansuuntainen" if spread <= 1 else "erimielinen"
    if spread >= 3 or r_wg < Fraction(1, 2):
        return "erimielinen"
    return "yksimielinen" if r_wg >= Fraction(7, 10) else "melko"


def hear(area: str, competence: str, asked: Mapping[str, str], document: Mapping[str, Any]) -> Heard:
    people = document["respondents"]
    consensus = document.get("consensus", {})

    def everybody(rating: str) -> list[Any]:
        return [said(person, area, competence, rating, asked) for person in people]

    def numbers(rating: str) -> tuple[Fraction, ...]:
        return tuple(one for one in map(number, everybody(rating)) if one is not None)

    def agreed(rating: str) -> Fraction | None:
        return number(consensus.get(area if asked[rating] == "area" else competence, {}).get(rating))

    def value(rating: str) -> Fraction | None:
        talked = agreed(rating)
        return mean(numbers(rating)) if talked is None else talked

    # Section 2: a tie counts as applicable, and so does a consensus value of n.
    elsewhere = everybody("current").count("not_applicable")
    applicable = agreed("current") is not None or elsewhere <= len(numbers("current"))

    # Section 5: the key-person questions are the main respondent's alone.
    main: Mapping[str, Any] = next((person for person in people if person.get("main")), {})
    holders = said(main, area, competence, "holders", asked)
    leaving = said(main, area, competence, "leaving", asked)
    deputy = said(main, area, competence, "deputy", asked)
    return Heard(
        id=competence,
        area=area,
        applicable=applicable,
        current=value("current") if applicable else None,
        target=value("target") if applicable else None,
        importance=value("importance") if applicable else None,
        # The raw numbers, also where a consensus stands: they and their agreement stay (section 2).
        numbers=numbers("current"),
        agreement=agreement(numbers("current")) if applicable else None,
        label=agreement_label(numbers("current")) if applicable else None,
        holders=holders if isinstance(holders, int) else None,
        leaving=leaving if leaving in ("no", "unknown", "likely") else None,
        deputy=deputy if isinstance(deputy, bool) else None,
    )


def hear_all(
    areas: Mapping[str, Sequence[str]], asked: Mapping[str, str], own: Sequence[str], document: Mapping[str, Any]
) -> list[Heard]:
    """Every competence in the questionnaire's order; a slot of the firm's own only where it has been named."""
    named = document.get("own", {})
    return [
        hear(area, competence, asked, document)
        for area, competences in areas.items()
        for competence in competences
        if competence not in own or competence in named
    ]


def respondents(document: Mapping[str, Any]) -> int:
    """People with at least one rating given, be it a number or a state."""
    return sum(1 for person in document["respondents"] if any(person.get("ratings", {}).values()))
