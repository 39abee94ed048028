"""How each figure came about: the parts it was computed from, down to how many gave which answer, never who.

A figure is explained by computing it from its parts: `Why.value` is made here by the very formula that is shown, and a
test holds it against the sheet. So an explanation cannot say anything but what was computed.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from osaamistase.scoring.agreement import variance
from osaamistase.scoring.balance import Balance, band, summed
from osaamistase.scoring.levels import Rated
from osaamistase.scoring.sheet import AreaLine, CompetenceLine, Sheet

# What a way of computing makes of the numbers in its parts, in the order they are shown.
FORMULAS: Mapping[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "sum": summed,
    "percent": lambda parts: 100 * parts[0] / parts[1],
    "index": lambda parts: 100 * parts[0] / (parts[1] * parts[2]),
    "share": lambda parts: parts[0] / parts[1],
    "lower": min,
    "difference": lambda parts: max(Fraction(0), parts[0] - parts[1]),
    "product": lambda parts: parts[0] * parts[1],
    "unlike": lambda parts: max(Fraction(0), 1 - parts[0] / parts[1]),
    "exposed": lambda parts: max(Fraction(0), parts[0] + parts[1] - parts[2]),
}


@dataclass(frozen=True)
class Part:
    """One number that a figure is made of. `name` is what it is; `subject` the area or competence it is of, or ""."""

    name: str
    value: Fraction
    subject: str = ""


@dataclass(frozen=True)
class Why:
    """One figure, how it is computed (a name in FORMULAS), and of what."""

    figure: str
    formula: str
    parts: tuple[Part, ...]

    @property
    def value(self) -> Fraction:
        return FORMULAS[self.formula]([part.value for part in self.parts])


@dataclass(frozen=True)
class Answers:
    """What the mean of one rating was made of.

    `spread`: how many gave which number, lowest first; None where so few answered that it would show who.
    `not_applicable` and `dont_know` likewise. `agreed` is the number agreed on in a talk, which stands for the mean.
    """

    value: Fraction | None
    mean: Fraction | None
    count: int
    spread: tuple[tuple[int, int], ...] | None
    not_applicable: int | None
    dont_know: int | None
    agreed: int | None


def firm(sheet: Sheet) -> dict[str, Why]:
    """The firm's figures by name: sums out of the areas', and what is computed of the sums."""
    return _sums(sheet.totals, sheet, [(area.id, area.balance) for area in sheet.areas if area.scored])


def area(sheet: Sheet, line: AreaLine) -> dict[str, Why]:
    """An area's figures by name, out of its competences'."""
    entries = [(one.id, one.entry) for one in sheet.competences if one.area == line.id and one.entry]
    parts = [
        (
            one,
            Balance(
                entry.covered_points,
                entry.priority,
                entry.surplus_points,
                entry.covered_points if entry.single_holder else Fraction(0),
                entry.importance,
                sheet.method.level_max,
            ),
        )
        for one, entry in entries
    ]
    found = _sums(line.balance, sheet, parts)
    if line.balance.importance:
        weight = Part("importance", line.balance.importance)
        found["current"] = Why("current", "share", (Part("held", line.balance.held), weight))
        found["target"] = Why("target", "share", (Part("required", line.balance.required), weight))
    return found


def share(scored: int, applicable: int) -> Why:
    """How much of what applies is scored; only where something applies."""
    return Why("answered", "share", (Part("scored", Fraction(scored)), Part("applicable", Fraction(applicable))))


def competence(line: CompetenceLine, sheet: Sheet) -> dict[str, Why]:
    """A competence's figures by name; nothing of those it does not have."""
    found: dict[str, Why] = {}
    entry, index, v = line.entry, line.levels.agreement.index, line.holders.vulnerability
    if index is not None:
        parts = (
            Part("variance", variance(line.levels.current.numbers)),
            Part("even_variance", sheet.method.current_variance),
        )
        found["agreement"] = Why("agreement", "unlike", parts)
    if entry is None:
        return found
    n, t, w = Part("current", entry.current), Part("target", entry.target), Part("importance", entry.importance)
    found["covered"] = Why("covered", "lower", (n, t))
    found["gap"] = Why("gap", "difference", (t, n))
    found["surplus"] = Why("surplus", "difference", (n, t))
    found["priority"] = Why("priority", "product", (w, Part("gap", entry.gap)))
    if v is not None:
        held = line.holders
        made = {"base": held.base, "leaving": held.leaving, "deputy": held.deputy}
        found["vulnerability"] = Why(
            "vulnerability", "exposed", tuple(Part(name, Fraction(value)) for name, value in made.items())
        )
        found["key_person_risk"] = Why("key_person_risk", "product", (w, Part("vulnerability", Fraction(v))))
    return found


def answers(rated: Rated, sheet: Sheet) -> Answers:
    """What may be told of the answers to one rating: below the method's number of answers, only how many they are."""
    enough = sheet.method.group_shown_from
    count = len(rated.numbers)
    spoke = count + rated.not_applicable + rated.dont_know >= enough or sheet.respondents == 1
    return Answers(
        value=rated.value,
        mean=Fraction(sum(rated.numbers), count) if count else None,
        count=count,
        spread=tuple(sorted(Counter(rated.numbers).items())) if count >= enough else None,
        not_applicable=rated.not_applicable if spoke else None,
        dont_know=rated.dont_know if spoke else None,
        agreed=rated.agreed,
    )


def _sums(whole: Balance, sheet: Sheet, parts: Sequence[tuple[str, Balance]]) -> dict[str, Why]:
    def added(figure: str) -> Why:
        return Why(figure, "sum", tuple(Part(figure, getattr(one, figure), id_) for id_, one in parts))

    found = {one: added(one) for one in ("covered", "gap", "surplus", "held_by_one", "importance")}
    k, g, y = Part("covered", whole.covered), Part("gap", whole.gap), Part("surplus", whole.surplus)
    r, h = Part("required", whole.required), Part("held", whole.held)
    found["required"] = Why("required", "sum", (k, g))
    found["held"] = Why("held", "sum", (k, y))
    found["balance"] = Why("balance", "sum", (h, g))
    if whole.required:
        found["coverage_rate"] = Why("coverage_rate", "percent", (k, r))
    if whole.importance:
        highest = Part("level_max", Fraction(sheet.method.level_max))
        found["level_index"] = Why("level_index", "index", (h, highest, Part("importance", whole.importance)))
    return found


def band_limits(sheet: Sheet, rate: Fraction | None) -> tuple[str, Fraction, Fraction | None] | None:
    """The band's word with its lower bound and the next band's; None where there is no rate."""
    word = band(rate, sheet.method)
    if word is None:
        return None
    above: Fraction | None = None
    for lowest, name in sheet.method.bands:
        if name == word:
            return word, lowest, above
        above = lowest
    return None
