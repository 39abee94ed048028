"""What a reader who knows the rules of telling knows of a sum, from the figure as it stands on the page."""

from collections.abc import Iterator

from osaamistase.disclosure.audit import Shown, least_free
from osaamistase.disclosure.coding import MANY, ends
from osaamistase.editions.cells import ALL, Figure
from tests.disclosure.regions import Region, Stayed, editions


def mean_range(told: str, most: float, k: int) -> tuple[float, float]:
    """In points of a hundred."""
    if told[0] == "<":
        return 0.0, float(ends(k))
    if told[0] == ">":
        return 100.0 - ends(k), 100.0
    points = float(told) * 100 / most
    return max(0.0, points - 1), min(100.0, points + 1)


def share_range(told: str, firms: int) -> tuple[float, float]:
    """How many of the firms."""
    step = 10 if firms < MANY else 5
    low, high = {
        "few": (0.0, 2.0),
        "most": (firms - 2.0, float(firms)),
        "below": (0.0, firms * (10 - step / 2) / 100),
        "above": (firms * (90 + step / 2) / 100, firms),
    }.get(told) or (firms * (int(told) - step / 2) / 100, firms * (int(told) + step / 2) / 100)
    return max(0.0, low), min(float(firms), high)


def balance_range(told: str, firms: int) -> tuple[float, float]:
    """In halves of a firm: 0 for each under its target, 1 on it, 2 over it."""
    end = min(80, 10 * (10 * (firms - 1) // firms))
    if told[0] in "<>":
        low, high = (-100, -end) if told[0] == "<" else (end, 100)
    else:
        low, high = float(told) - 5, float(told) + 5
        low, high = (-end if float(told) == 10 - end else low), (end if float(told) == end - 10 else high)
    return firms * (max(low, -100) + 100) / 100, firms * (min(high, 100) + 100) / 100


def seen(region: Region, k: int = 5) -> Iterator[tuple[int, Figure]]:
    """Everything a manager was shown of one item over the quarters."""
    for edition, found in editions(region, k):
        for one in found:
            if one.told is not None:
                yield edition, one


def attack(region: Region, what: str, shown: list[tuple[int, Figure]], k: int = 5) -> float:
    """The narrowest range in points in which some firm's level (or need: 0 or 100) is known to lie."""
    unknowns: dict[tuple[object, ...], list[Stayed]] = {}
    for one in region.answers:
        unknowns.setdefault((one.base, one.entered, one.left), []).append(one)
    keys, held = list(unknowns), list(unknowns.values())

    def value(one: Stayed) -> float:
        return one.level / 50 if what == "level" else 100.0 * one.needs

    told: dict[tuple[int, ...], Shown] = {}
    for edition, figure in shown:
        assert figure.told is not None
        of = tuple(place for place, key in enumerate(keys) if counts(key, figure, edition))
        firms = figure.told.firms
        if what == "level":
            low, high = (firms * end for end in mean_range(figure.told.level, 5, k))
        else:
            low, high = (100 * end for end in share_range(figure.told.need, firms))
        told[of] = Shown(of, low, high)
    known = least_free(
        tuple(len(one) for one in held), tuple(sum(map(value, one)) for one in held), tuple(told.values())
    )
    return known.width if known else 20.0


def counts(key: tuple[object, ...], figure: Figure, edition: int) -> bool:
    base, entered, left = key
    assert isinstance(base, tuple)
    assert isinstance(entered, int)
    assert left is None or isinstance(left, int)
    row = base[0] if figure.table == "section" else base[2]
    return (
        entered <= edition and (left is None or edition < left)
        and figure.row in (row, ALL) and figure.column in (base[1], ALL)
    )  # fmt: skip
