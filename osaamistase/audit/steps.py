"""Events are sealed into the chain by the worker, and let go of when they are over, inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from osaamistase.audit.chain import BEGIN, Link, sealed
from osaamistase.audit.models import AuditCut, AuditEvent, AuditSeal
from osaamistase.audit.store import (
    add_seals,
    find_companies,
    find_count_until,
    find_head,
    find_last_before,
    list_unsealed,
    remove_until,
)

BATCH = 2000
# Numbers of an address that lead to a firm, the nearest first.
LEADING = ("company_id", "round_id", "plan_id", "action_id", "follow_up_id", "note_id", "link_id", "respondent_id")


def seal() -> int:
    """Give the oldest events without a place theirs; how many got one."""
    position, before = find_head() or (0, BEGIN)
    events = list_unsealed(position, BATCH)
    firms = _firms(events)
    seals = []
    for event in events:
        position += 1
        link = Link(
            position, event.id, event.at, event.actor, event.actor_id, event.what, event.endpoint, event.about,
            event.request, firms.get(event.id),
        )  # fmt: skip
        before = sealed(before, link)
        seals.append(AuditSeal(position=position, event_id=event.id, company_id=link.company_id, sha256=before))
    add_seals(seals)
    return len(seals)


def let_go_of_trace(before: datetime, *, really: bool) -> int:
    """How many events are older than that and sealed; with `really` they go, and the chain begins after them.

    It can still be verified: the seal that the next one rests on is kept.
    """
    if really:
        find_head()  # nobody seals meanwhile
    last = find_last_before(before)
    if last is None:
        return 0
    count = find_count_until(last[0])
    if really:
        remove_until(AuditCut(position=last[0], sha256=last[1], kept_since=before))
    return count


def _firms(events: Sequence[AuditEvent]) -> dict[int, int]:
    """By event, whose firm it was about."""
    asked: dict[str, dict[int, list[int]]] = {}
    for event in events:
        named = next((one for one in LEADING if one in event.about), None)
        if named is not None:
            asked.setdefault(named, {}).setdefault(int(event.about[named]), []).append(event.id)
    found: dict[int, int] = {}
    for named, ids in asked.items():
        for one, company_id in find_companies(named, list(ids)).items():
            found.update(dict.fromkeys(ids[one], company_id))
    return found
