"""`flask --app wsgi worker`: the process beside the web that prints, delivers mail and does the day's duties."""

import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
import structlog
from flask import current_app
from flask.cli import ScriptInfo
from sqlalchemy.exc import SQLAlchemyError

from osaamistase.cli.auditing import seal_events
from osaamistase.cli.beating import Pulse, forget_silent
from osaamistase.cli.editions import Giving, give_next, take_rounds
from osaamistase.cli.folders import clear_folders, print_folder
from osaamistase.cli.forgotten import answer_forgotten
from osaamistase.cli.keeping import let_go_of_what_is_over
from osaamistase.cli.mail import Delivery, end_is_wanted, ended_within, signals_held
from osaamistase.cli.reminding import remind
from osaamistase.clock import now, today
from osaamistase.database import db, transaction
from osaamistase.handover.steps import apply_due
from osaamistase.prints.steps import claim_next, clear_passing, keep_printed, record_failure
from osaamistase.prints.store import find_free_job
from osaamistase.settings import Settings
from osaamistase.web.counting import clear_counts
from osaamistase.web.tracing import job_over

log = structlog.get_logger()
PAUSE = 1.0  # seconds between looks into the database
DUTIES_EVERY = 60.0  # seconds between looks whether a duty of the day is due


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what waits now and end.")
def worker(once: bool) -> None:
    """Print, deliver mail and do the day's duties until ended (SIGTERM or Ctrl-C, which wait for the work at hand)."""
    pulse = Pulse()
    tasks = _tasks(current_app.config["OSAAMISTASE"], once, pulse.beat)
    told = click.get_current_context().find_object(ScriptInfo)
    giving = Giving((told and told.app_import_path) or "wsgi")
    last = float("-inf")
    with signals_held(), giving:
        while True:
            pulse.beat()
            if time.monotonic() - last >= DUTIES_EVERY:  # first, so that what they write is delivered at once
                last = time.monotonic()
                for duty in DUTIES:
                    _unharmed(duty)
                if not once:
                    _unharmed(giving.start_where_due)
            found = [_unharmed(task) for task in tasks]  # each has its turn
            more = any(found)
            if ended_within(0 if more or once else PAUSE) or (once and not more):
                break


def print_next() -> bool:
    """Print the page that waits longest; False where none does. A page that cannot be printed is logged."""
    if find_free_job(now()) is None:
        return False
    with transaction():
        job = claim_next(now())
    if job is None:
        return False
    from osaamistase.prints.press import printed  # takes a second, so only those who print pay

    try:
        content = printed(job.html, Path(current_app.static_folder or ""))
    except Exception as error:  # whatever one page does to the press, the next one is printed
        with transaction():
            given_up = record_failure(job, now())
        # Its words may hold what a firm wrote, so only where it happened is told.
        kind, at = type(error).__name__, traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}:{at.lineno}"
        log.error("print_failed", job=job.id, subject=job.subject, kind=kind, at=where, given_up=given_up)
        return True
    with transaction():
        keep_printed(job, content, now())
    return True


def _clear_prints() -> bool:
    with transaction():
        clear_passing(now())
    return False


def _clear_counts() -> bool:
    with transaction():
        clear_counts(now())
    return False


def _tasks(settings: Settings, once: bool, beat: Callable[[], None]) -> list[Callable[[], bool]]:
    def ending() -> bool:
        beat()  # a letter may take its time; so between two
        return end_is_wanted()

    tasks: list[Callable[[], bool]] = [print_next, partial(print_folder, beat), answer_forgotten]
    if once:
        tasks.append(give_next)
    if settings.mail is not None and settings.mail_state == "on":
        delivery = Delivery(settings.mail, settings.organisation)

        def deliver() -> bool:
            return delivery.batch(ending)

        tasks.append(deliver)
    return tasks


def _hand_over() -> bool:
    with transaction():
        apply_due(now(), today())
    return False


def _remind() -> bool:
    remind(current_app.config["OSAAMISTASE"])
    return False


# What is done when its time comes, looked at once a minute.
DUTIES: list[Callable[[], bool]] = [
    _clear_prints,
    clear_folders,
    forget_silent,
    _hand_over,
    _remind,
    take_rounds,
    seal_events,
    _clear_counts,
    let_go_of_what_is_over,
]


def _unharmed(task: Callable[[], bool]) -> bool:
    """Whether there may be more to do. A database that is away, or a fault, ends one look and not the worker."""
    begun, failed, more = time.time_ns(), True, False
    try:
        more = task()
        failed = False
    except SQLAlchemyError as error:
        log.warning("worker_database_away", kind=type(error).__name__)
    except Exception:
        log.exception("worker_task_failed")
    finally:
        db.session.remove()
        if more or failed or task in DUTIES:  # a look that found nothing is no job
            name = getattr(task, "func", task).__name__
            job_over(name.strip("_"), begun, failed)
    return more
