"""`flask --app wsgi retention`: what is over goes, as osaamistase/privacy/kept.toml says."""

from datetime import date

import click
import structlog
from flask.cli import with_appcontext

from osaamistase.clock import HELSINKI, now
from osaamistase.database import transaction
from osaamistase.privacy.steps import let_go

FROM_HOUR = 2  # on the wall in Helsinki
_done: list[date] = []  # the night in which this worker did it
log = structlog.get_logger()


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Tell what would go; nothing does.")
@with_appcontext
def retention(dry_run: bool) -> None:
    """Let go of what is over. The worker does it by itself."""
    if dry_run:
        gone = let_go(now(), really=False)
    else:
        with transaction():
            gone = let_go(now(), really=True)
    for kind, rows in gone.items():
        click.echo(f"{kind}: {rows} {'would go' if dry_run else 'gone'}")


def let_go_of_what_is_over() -> bool:
    """The worker's, once a night."""
    night = now().astimezone(HELSINKI)
    if night.hour < FROM_HOUR or night.date() in _done:
        return False
    with transaction():
        gone = {kind: rows for kind, rows in let_go(now(), really=True).items() if rows}
    _done[:] = [night.date()]
    if gone:
        log.info("let_go", **gone)
    return False
