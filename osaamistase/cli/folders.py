"""A folder of plans as a worker prints it: plan by plan, telling how far it is, until it is ready or called off."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import structlog
from flask import current_app, render_template
from flask_babel import force_locale

from osaamistase.batches.models import Folder
from osaamistase.batches.steps import CLAIM, KEPT, MOST_TRIES
from osaamistase.batches.store import (
    find_free_folder,
    list_claimed,
    remove_folders_before,
    save_finished,
    save_free,
    save_progress,
)
from osaamistase.clock import now
from osaamistase.companies.store import get_company
from osaamistase.database import db, transaction
from osaamistase.plans.store import get_plan, get_revision
from osaamistase.printouts.routes import of_revision, whole
from osaamistase.web.languages import day

log = structlog.get_logger()


def print_folder(beat: Callable[[], None]) -> bool:
    """Print the folder that waits longest; False where none does. `beat` is called on the way, plan by plan."""
    if find_free_folder(now()) is None:
        return False
    with transaction():
        claimed = list_claimed(now(), now() + CLAIM)
    for folder in claimed:
        if folder.tries > MOST_TRIES:
            with transaction():
                save_finished(folder.id, None, now())
            continue
        _print(folder, beat)
    return bool(claimed)


def clear_folders() -> bool:
    """Those a week old go."""
    with transaction():
        remove_folders_before(now() - KEPT)
    return False


def _print(folder: Folder, beat: Callable[[], None]) -> None:
    from osaamistase.prints.press import Stopped, printed_together  # takes a second, so only those who print pay

    def going_on(done: int) -> bool:
        beat()
        with transaction():
            return save_progress(folder.id, done, now() + CLAIM)

    parts = [partial(_part, folder.kind, folder.language, plan_id, number) for plan_id, number in folder.plans]
    try:
        content = printed_together(
            parts, partial(_front, folder), Path(current_app.static_folder or ""), going_on
        )  # fmt: skip
    except Stopped:
        log.info("folder_called_off", folder=folder.id)
        return
    except Exception as error:  # whatever one plan does to the press, the next folder is printed
        db.session.rollback()
        with transaction():
            save_free(folder.id)
        log.error("folder_failed", folder=folder.id, kind=type(error).__name__, tries=folder.tries)
        return
    with transaction():
        save_finished(folder.id, content, now())


def _part(kind: str, language: str, plan_id: int, number: int) -> str:
    with _page(language):
        plan, revision = get_plan(plan_id), get_revision(plan_id, number)
        return whole(plan, revision) if kind == "tase" else of_revision(kind, revision)


def _front(folder: Folder, begins: Sequence[int]) -> str:
    with _page(folder.language):
        lines = [
            (plan_id, get_company(get_plan(plan_id).company_id).name, number, at)
            for (plan_id, number), at in zip(folder.plans, begins, strict=True)
        ]
        return render_template("print/front.html", lines=lines, day=day(folder.asked_at))


@contextmanager
def _page(language: str) -> Iterator[None]:
    """A page is drawn in that language; what it read is let go of, so that nothing is held while it is laid out."""
    try:
        with current_app.test_request_context(), force_locale(language):
            yield
    finally:
        db.session.remove()
