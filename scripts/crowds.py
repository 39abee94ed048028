"""Many visitors at the same time, and what they were answered."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from scripts.figures import Taken, merged
from scripts.staff import Adviser, Manager
from scripts.stage import Stage
from scripts.visitors import Activity, Respondent, Visitor
from tests.faults.clients import Client


def at_once(
    visitors: list[Visitor], side: str, seconds: float, activity: Callable[[Visitor], Activity] | None = None
) -> None:
    """All of them at work at the same time, for so long."""
    with ThreadPoolExecutor(len(visitors)) as pool:
        tasks = [
            pool.submit(one.visit, side, seconds, activity(one) if activity else (lambda: 1.0)) for one in visitors
        ]
        for task in tasks:
            task.result()


def crowd(
    stage: Stage,
    firms: int,
    advisers: int,
    managers: int,
    bare_port: int | None = None,
    *,
    submits_every: int = 10,
    print_every: int = 24,
) -> list[Visitor]:
    """So many of each. Every `submits_every`-th firm submits, and waits for a print; of 0 none."""
    waiting = iter(stage.firms)
    found: list[Visitor] = [
        Respondent(stage, n, waiting, bool(submits_every) and n % submits_every == 0, bare_port) for n in range(firms)
    ]
    found += [Adviser(stage, n, bare_port, print_every) for n in range(advisers)]
    return found + [Manager(stage, n, bare_port) for n in range(managers)]


def taken_by(visitors: list[Visitor], side: str = "service") -> Taken:
    return merged(one.taken[side] for one in visitors)


def clients_of(visitors: list[Visitor]) -> list[Client]:
    """Every firm's page that was opened: what it was told is kept has to be there."""
    return [client for one in visitors if isinstance(one, Respondent) for client in one.clients]
