"""What keeps management's figures up to date: sheets are taken as they are made, editions given as quarters end."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from osaamistase.clock import HELSINKI
from osaamistase.companies.size import CLASSES
from osaamistase.disclosure.over_time import Stay
from osaamistase.editions.cells import Figure, Given, Group, Names
from osaamistase.editions.contributing import class_of, items_of
from osaamistase.editions.models import Contribution, Edition, EditionFigure
from osaamistase.editions.quarters import ends_between
from osaamistase.editions.store import (
    add_contribution,
    add_departed,
    add_edition,
    find_behind,
    find_first_day,
    find_last_quarter,
    find_newest_number,
    list_given,
    list_sheets_to_take,
    list_sums,
    save_contributions_held,
    save_entered,
)
from osaamistase.editions.telling import Sums, ToldFigures
from osaamistase.results.models import StoredSheet
from osaamistase.results.store import content_of

AT_ONCE = 200  # sheets taken in one transaction
TABLES = ("section", "municipality")
TOLD = tuple(ToldFigures.__dataclass_fields__)
Place = tuple[str, str, str, str]  # item, table, row, column


def take_sheets() -> bool:
    """Take sheets that wait into the figures; whether there may be more of them."""
    waiting = list_sheets_to_take(AT_ONCE)
    for sheet in waiting:
        _take(sheet)
    return len(waiting) == AT_ONCE


def let_depart(company_id: int) -> None:
    """Before a firm is erased: what editions told of it stays in the sums, so that the next ones give nobody away.

    From the next edition on it is in none.
    """
    save_contributions_held(company_id)
    add_departed(company_id, find_newest_number() + 1)


def next_quarter(today: date) -> date | None:
    """The end of the next quarter that is over and has no edition yet."""
    first, last = find_first_day(), find_last_quarter()
    if first is None:
        return None
    return next(ends_between(first.astimezone(HELSINKI).date(), last[1] if last else None, today), None)


def let_in(quarter_end: date) -> int:
    """Let in what was made until the end of the quarter; the number of the edition it is for. Harmless twice."""
    last = find_last_quarter()
    number = last[0] + 1 if last else 1
    save_entered(number, datetime.combine(quarter_end + timedelta(days=1), time(), HELSINKI))
    return number


def compute_edition(number: int, quarter_end: date, k: int, at: datetime) -> tuple[Edition, list[dict[str, Any]]]:
    """The region's figures as of the end of a quarter, to be kept with `keep_edition`.

    Reads only, and takes its time: nobody who writes waits for it.
    """
    groups = _groups()
    everyone = [one for of_item in groups.values() for one in of_item]
    names = {table: (sorted({one.row(table) for one in everyone}), list(CLASSES)) for table in TABLES}
    questionnaires, made_up = find_behind(number)
    rows = list(_rows(groups, names, number, k))
    edition = Edition(
        number=number,
        quarter_end=quarter_end,
        given_at=at,
        k=k,
        firms=max((row["firms"] for row in rows if row["firms"] is not None), default=None),
        questionnaires=questionnaires,
        names=names,
        made_up=made_up,
    )
    return edition, rows


def keep_edition(edition: Edition, figures_: list[dict[str, Any]]) -> bool:
    """Keep it, once and for ever; False where another worker was quicker."""
    last = find_last_quarter()
    if last is not None and last[0] >= edition.number:
        return False
    add_edition(edition, figures_)
    return True


def _take(sheet: StoredSheet) -> None:
    content = content_of(sheet)
    of, asked = class_of(content["company"]), content["sheet"]["questionnaire"]
    add_contribution(
        Contribution(
            sheet_id=sheet.id,
            round_id=sheet.round_id,
            company_id=sheet.company_id,
            section=of.section,
            size_class=of.size_class,
            municipality=of.municipality,
            questionnaire=f"{asked['id']}-{asked['version']}",
            made_at=sheet.made_at,
            made_up=bool(content["company"].get("made_up")),
        ),
        [{"sheet_id": sheet.id, **vars(one)} for one in items_of(content["sheet"])],
    )


def _groups() -> dict[str, list[Group]]:
    """By item."""
    found: dict[str, dict[tuple[str, str, str, Stay], Sums]] = {}
    for item, section, size, municipality, entered, left, firms, *sums, lacks, under in list_sums():
        level, target, gap, priority, need = map(int, sums)
        # `lacks` adds up 1 where the target is higher and −1 where it is lower.
        mine = Sums(firms, level, target, gap, priority, need, int(under - lacks), int(under))
        # A firm that was erased is one with those of its class and stay that are still there: nothing tells them apart.
        of_item, key = found.setdefault(item, {}), (section, size, municipality, (entered, left))
        of_item[key] = of_item.get(key, Sums()) + mine
    return {item: [Group(*key, sums) for key, sums in of_item.items()] for item, of_item in found.items()}


def _rows(groups: dict[str, list[Group]], names: Names, number: int, k: int) -> Iterator[dict[str, Any]]:
    from osaamistase.editions.figures import figures  # loads HiGHS, which only those who compute pay for

    given: dict[str, list[Given]] = {}
    last: dict[Place, EditionFigure] = {}
    for one in list_given():
        told = ToldFigures(**{name: getattr(one, name) for name in TOLD})
        place = (one.table_name, one.row_name, one.column_name)
        given.setdefault(one.item, []).append(Given(*place, one.edition, told))
        last[one.item, *place] = one
    for item, of_item in sorted(groups.items()):
        for figure in figures(of_item, names, given.get(item, []), number, k):
            yield _row(number, item, figure, last)


def _row(number: int, item: str, figure: Figure, last: Mapping[Place, EditionFigure]) -> dict[str, Any]:
    place = (figure.table, figure.row, figure.column)
    told: dict[str, Any] = dict.fromkeys(("of", *TOLD))
    if figure.told is not None:
        told = {"of": number, **vars(figure.told)}
    elif figure.state == "kept":
        earlier = last[item, *place]
        told = {"of": earlier.edition, **{name: getattr(earlier, name) for name in TOLD}}
    where = {"item": item, "table_name": figure.table, "row_name": figure.row, "column_name": figure.column}
    return {"edition": number, **where, "state": figure.state, **told}
