"""How long each bar of key-person risk is. Numbers in, places out; the template draws them."""

from collections.abc import Sequence
from dataclasses import dataclass

from osaamistase.results.chart_text import LINE, wrapped
from osaamistase.results.view import RiskView

MOST = 12  # rows in the picture; the table has them all
_LEFT, _STEP = 38.0, 6.8  # risk 0, and a point of risk
_HEAD = 58.0  # legend and the words over the two limits
_BAR = 16.0


@dataclass(frozen=True)
class RiskRow:
    """One bar. `names` is one competence's name in lines, or nothing; `more` how many when there are several."""

    lines: tuple[str, ...]
    names: tuple[str, ...]
    more: int
    holders: int
    risk: float
    class_: str
    y: float
    bar_y: float
    bar_width: float


@dataclass(frozen=True)
class RiskPicture:
    """The largest risks; `limits` are (risk, x) for significant and critical, `left_out` rows are in the table only."""

    rows: tuple[RiskRow, ...]
    limits: tuple[tuple[int, float], tuple[int, float]]
    ends: tuple[float, float]
    left_out: int
    height: float


def risk_picture(risks: Sequence[RiskView], significant: int, critical: int) -> RiskPicture | None:
    """A bar for each, largest first as given; None where there is no risk to show."""
    rows: list[RiskRow] = []
    y = _HEAD
    for risk in risks[:MOST]:
        rows.append(_row(risk, y))
        y = rows[-1].bar_y + _BAR + 10
    if not rows:
        return None
    limits = ((significant, risk_x(significant)), (critical, risk_x(critical)))
    return RiskPicture(tuple(rows), limits, (risk_x(0), risk_x(25)), len(risks) - len(rows), y + LINE)


def risk_x(risk: float) -> float:
    return round(_LEFT + _STEP * risk, 2)


def _row(risk: RiskView, y: float) -> RiskRow:
    lines = wrapped(risk.area)
    several = not risk.whole_area and len(risk.names) > 1
    names = wrapped(risk.names[0]) if not risk.whole_area and not several else ()
    bar_y = y + LINE * (len(lines) + len(names) + several) + 2
    width = round(_STEP * risk.risk, 2)
    more = len(risk.names) if several else 0
    return RiskRow(lines, names, more, risk.holders, risk.risk, risk.class_, y + 13, bar_y, width)
