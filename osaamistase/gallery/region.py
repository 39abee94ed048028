"""Made-up figures of a region, every state a cell can have among them. Values only."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from osaamistase.companies.size import CLASSES as SIZES
from osaamistase.editions.cells import ALL
from osaamistase.editions.models import Edition, EditionFigure
from osaamistase.effects.models import EditionEffect
from osaamistase.insight.chart_dumbbells import DumbbellPicture, dumbbell_picture
from osaamistase.insight.chart_heat import HeatPicture, heat_picture
from osaamistase.insight.chart_trend import TrendPicture, trend_picture
from osaamistase.insight.tables import DARKEST, rows_told

_AREAS = 6  # enough to see every shade
_SECTIONS = ("C", "F", "G", "H", "I", "N")
_GAPS = ("<0.2", "0.4", "0.9", "1.3", "1.8", ">2.5")
_ENDS = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30))
_GIVEN = datetime(2026, 10, 2, 6, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Region:
    """Editions the newest first, pictures, one item's table by section and size, and two services' effects."""

    editions: tuple[Edition, ...]
    dumbbells: DumbbellPicture | None
    heat: HeatPicture
    trend: TrendPicture | None
    cells: dict[tuple[str, str, str], EditionFigure]
    rows: tuple[list[str], list[str]]
    effects: tuple[EditionEffect, ...]
    service_names: dict[str, str]


def region(areas: dict[str, str]) -> Region:
    """`areas`: their names by id."""
    shown = dict(list(areas.items())[:_AREAS])
    totals = {item: _figure(3, item, ALL, ALL, at) for at, item in enumerate(shown)}
    heat = {
        (item, section): _figure(3, item, section, ALL, row + column)
        for row, item in enumerate(shown)
        for column, section in enumerate(_SECTIONS)
    }
    item = next(iter(shown))
    rows, columns = (*_SECTIONS, ALL), (*SIZES, ALL)
    cells = {
        ("section", row, column): _figure(3, item, row, column, at + n)
        for at, row in enumerate(rows)
        for n, column in enumerate(columns)
    }
    editions = tuple(_edition(number, end) for number, end in enumerate(_ENDS, start=1))
    return Region(
        editions=editions[::-1],
        dumbbells=dumbbell_picture(shown, totals),
        heat=heat_picture(shown, _SECTIONS, heat, DARKEST),
        trend=trend_picture(editions, [_figure(one.number, item, ALL, ALL, one.number) for one in editions]),
        cells=cells,
        rows=rows_told(editions[-1], "section", cells),
        effects=(
            EditionEffect(edition=3, service_id="a", state="shown", of=3, firms=24, rose="60"),
            EditionEffect(edition=3, service_id="b", state="kept", of=2, firms=9, rose="above"),
        ),
        service_names={"a": "Valmennus A", "b": "Neuvonta B"},
    )


def _edition(number: int, end: date) -> Edition:
    """The last of them has answers to a newer questionnaire, too."""
    asked = ["osaamistase-1", "osaamistase-2"] if number == len(_ENDS) else ["osaamistase-1"]
    names = {"section": [list(_SECTIONS), list(SIZES)]}
    return Edition(
        number=number, quarter_end=end, given_at=_GIVEN, k=5, firms=64, questionnaires=asked, names=names, made_up=True
    )


def _figure(edition: int, item: str, row: str, column: str, turn: int) -> EditionFigure:
    """Hidden, empty and kept come up among the rest."""
    state = {4: "hidden", 8: "empty", 6: "kept"}.get(turn, "shown")
    figure = EditionFigure(
        edition=edition, item=item, table_name="section", row_name=row, column_name=column, state=state
    )
    if state not in ("hidden", "empty"):
        figure.of, figure.firms, figure.gap = 2 if state == "kept" else edition, 12 + turn, _GAPS[turn % 6]
        figure.level, figure.target, figure.priority = f"{1.6 + turn * 0.2:.1f}", "3.6", "4.5"
        figure.need, figure.rds = "80", "-60"
    return figure
