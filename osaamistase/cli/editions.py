"""The region's figures kept up to date: a duty of the worker, and a command for whoever wants them at once."""

import subprocess
import sys
from typing import Self

import structlog
from flask import current_app
from flask.cli import AppGroup

from osaamistase.clock import now, today
from osaamistase.database import db, transaction
from osaamistase.editions.steps import compute_edition, keep_edition, let_in, next_quarter, take_sheets
from osaamistase.effects.steps import compute_effects, let_in_uses
from osaamistase.effects.store import add_effects

log = structlog.get_logger()
editions = AppGroup("editions", help="Management's figures, quarter by quarter.")


@editions.command("give")
def give() -> None:
    """Take new rounds into the region's figures and give the editions of quarters that are over."""
    while take_rounds():
        pass
    while give_next():
        pass


def take_rounds() -> bool:
    """Take rounds that were finished into the figures; whether there may be more to take."""
    with transaction():
        return take_sheets()


def give_next() -> bool:
    """Give the edition of the next quarter that is over; False where none is. Minutes of work where firms are many."""
    quarter_end = next_quarter(today())
    if quarter_end is None:
        return False
    with transaction():
        number = let_in(quarter_end)
        let_in_uses(number)
    k = current_app.config["OSAAMISTASE"].disclosure_k
    edition, figures = compute_edition(number, quarter_end, k, now())
    effects = compute_effects(number, k)
    with transaction():
        kept = keep_edition(edition, figures)
        if kept:
            add_effects(effects)
    if kept:
        log.info("edition_given", number=number, quarter_end=quarter_end.isoformat(), figures=len(figures))
    return True


class Giving:
    """Editions are given by a process of their own, so that nobody's print waits for them."""

    def __init__(self, application: str) -> None:
        """`application`: as `flask --app` was told it."""
        self._application = application
        self._process: subprocess.Popen[bytes] | None = None

    def start_where_due(self) -> bool:
        """Start it where a quarter is over, a second one only once the first has ended. Always False: no more to do."""
        if self._process is not None and self._process.poll() is None:
            return False
        due = next_quarter(today()) is not None
        db.session.remove()
        if due:
            command = [sys.executable, "-m", "flask", "--app", self._application, "editions", "give"]
            # In a session of its own: Ctrl-C is for the worker, which then ends it.
            self._process = subprocess.Popen(command, start_new_session=True)  # noqa: S603  our own command
        return False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Ended with the worker; the next one begins the edition anew."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(10)
