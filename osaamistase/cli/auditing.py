"""`flask --app wsgi audit …`: whether the trace of what was done is whole."""

import sys
from collections.abc import Iterator
from datetime import timedelta

import click
from flask.cli import AppGroup

from osaamistase.audit.chain import BEGIN, Link, broken
from osaamistase.audit.steps import BATCH, seal
from osaamistase.audit.store import find_cut, find_head, find_oldest_unsealed, list_links
from osaamistase.clock import now
from osaamistase.database import transaction

audit = AppGroup("audit", help="The trace of who did what.")
LATE = timedelta(minutes=10)


@audit.command("verify")
@click.option("--head", "known", default="", help="A seal written down earlier: it must stand in the chain.")
def verify(known: str) -> None:
    """Go through the whole chain; exit 1 with each place where it is broken. Prints the newest seal to write down."""
    cut, count = find_cut(), 0
    begin, first = (cut.sha256, cut.position + 1) if cut else (BEGIN, 1)
    seen = bool(cut) and known == begin

    def watched() -> Iterator[Link]:
        nonlocal seen, count
        for link in list_links():
            seen, count = seen or link.sha256 == known, count + 1
            yield link

    faults = list(broken(watched(), begin, first))
    oldest = find_oldest_unsealed()
    if oldest is not None and now() - oldest > LATE:
        faults.append(f"events since {oldest.isoformat()} have no seal: does a worker run?")
    if known and not seen:
        older = f", or it is older than what is kept since {cut.kept_since.date().isoformat()}" if cut else ""
        faults.append(f"{known}: no such seal in the chain; it was cut short or built anew{older}")
    for line in faults:
        click.echo(line, err=True)
    head = find_head()
    since = f" since {cut.kept_since.date().isoformat()}, what was older was let go of" if cut else ""
    click.echo(f"{count} events{since}; newest seal {head[1] if head else 'none'}")
    sys.exit(bool(faults))


def seal_events() -> bool:
    """The worker's: seal all that is there, a batch a transaction, so that nobody waits long for it."""
    while True:
        with transaction():
            sealed = seal()
        if sealed < BATCH:
            return False
