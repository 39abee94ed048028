"""Every picture of a balance sheet, ready to be drawn; None where there is nothing to draw."""

from dataclasses import dataclass

from osaamistase.results.chart_areas import AreaPicture, area_picture
from osaamistase.results.chart_balance import Segment, balance_columns
from osaamistase.results.chart_quadrants import QuadrantPicture, quadrant_picture
from osaamistase.results.chart_risk import RiskPicture, risk_picture
from osaamistase.results.view import SheetView
from osaamistase.scoring.parameters import Parameters


@dataclass(frozen=True)
class Pictures:
    balance: tuple[tuple[Segment, ...], tuple[Segment, ...]] | None
    areas: AreaPicture | None
    quadrants: QuadrantPicture | None
    risks: RiskPicture | None


def pictures_of(view: SheetView, method: Parameters) -> Pictures:
    """The pictures of `view`, with the limits of the method it was made with."""
    gap = method.urgent_priority / method.urgent_importance
    return Pictures(
        balance=balance_columns(view.totals),
        areas=area_picture(view.areas),
        quadrants=quadrant_picture(view.scored, method.urgent_importance, gap),
        risks=None
        if view.owner_only
        else risk_picture(view.key_persons, method.significant_risk, method.critical_risk),
    )
