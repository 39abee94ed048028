"""What brings the effects of services up to date as an edition is given."""

from typing import Any

from osaamistase.editions.store import find_newest_number
from osaamistase.effects.figures import GivenEffect, ToldEffect, Use, effects, rose
from osaamistase.effects.models import DepartedUse, ServiceUse
from osaamistase.effects.store import (
    add_departed_uses,
    add_uses,
    find_free_whose,
    list_departed_uses,
    list_given_effects,
    list_pairs,
    list_served,
    list_sheets,
    list_standing_uses,
    list_uses,
    list_uses_of,
    save_left,
)
from osaamistase.results.models import StoredSheet
from osaamistase.results.store import content_of
from osaamistase.scoring.change import Change, compare
from osaamistase.scoring.scored import read_scored


def let_in_uses(number: int) -> None:
    """After the edition's sheets are let in: new uses come in, those a later sheet overtook go out. Harmless twice."""
    wanted = list_pairs()
    standing = {
        (one.service_id, one.company_id, one.before_sheet_id, one.after_sheet_id): one for one in list_standing_uses()
    }
    asked = set(wanted)
    save_left([one.id for key, one in standing.items() if key not in asked], number)
    fresh = [key for key in wanted if key not in standing]
    sheets = list_sheets({sheet for key in fresh for sheet in key[2:]})
    served = list_served()
    found = []
    changes: dict[tuple[int, int], Change] = {}  # a firm with five services has one change between two sheets
    for service, company, before, after in fresh:
        serves = served.get(service, ())
        if (before, after) not in changes:
            changes[before, after] = _change(sheets[before], sheets[after])
        risen = rose(changes[before, after], serves)
        if risen is not None:
            found.append(
                ServiceUse(
                    service_id=service, company_id=company, before_sheet_id=before, after_sheet_id=after,
                    serves=list(serves), rose=risen, entered=number,
                )
            )  # fmt: skip
    add_uses(found)


def let_uses_depart(company_id: int) -> None:
    """Before a firm is erased: what editions told of it stays without its name; from the next edition on it is out."""
    now_left, free = find_newest_number() + 1, find_free_whose()
    numbers: dict[tuple[int, int], int] = {}
    gone = []
    for one in list_uses_of(company_id):
        whose = numbers.setdefault((one.before_sheet_id, one.after_sheet_id), free + len(numbers))
        gone.append(
            DepartedUse(
                service_id=one.service_id, whose=whose, serves=one.serves, rose=one.rose, entered=one.entered,
                left=one.left or now_left,
            )
        )  # fmt: skip
    add_departed_uses(gone)


def compute_effects(number: int, k: int) -> list[dict[str, Any]]:
    """The edition's rows, to be kept with it. Reads only."""
    stored = list_given_effects()
    given = [GivenEffect(one.service_id, one.edition, ToldEffect(one.firms, one.rose)) for one in stored]
    last = {one.service_id: one for one in stored}
    rows = []
    for one in effects(_all_uses(), given, number, k):
        told, of = (one.told, number) if one.told is not None else _last(last[one.service])
        rows.append(
            {
                "edition": number, "service_id": one.service, "state": one.state, "of": of, "firms": told.firms,
                "rose": told.rose,
            }
        )  # fmt: skip
    return rows


def _all_uses() -> list[Use]:
    """What editions told of, by firms that are there and, under zero, by those that were erased."""
    there = [
        Use(
            one.service_id, tuple(one.serves), one.company_id, one.before_sheet_id, one.after_sheet_id, one.rose,
            (one.entered, one.left),
        )
        for one in list_uses()
    ]  # fmt: skip
    gone = [
        Use(one.service_id, tuple(one.serves), -one.whose, -one.whose, -one.whose, one.rose, (one.entered, one.left))
        for one in list_departed_uses()
    ]  # fmt: skip
    return there + gone


def _last(stored: Any) -> tuple[ToldEffect, int]:
    return ToldEffect(stored.firms, stored.rose), stored.edition


def _change(before: StoredSheet, after: StoredSheet) -> Change:
    then, now = (read_scored(content_of(one)["sheet"]) for one in (before, after))
    return compare(then, now)
