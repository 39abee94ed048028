"""Load and save printed documents and what waits to be printed."""

import hashlib
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from osaamistase.database import db, upsert
from osaamistase.prints.models import Document, PrintJob


def find_document(subject: str, language: str) -> bytes | None:
    """The stored bytes of a print, or None where it has not been printed yet."""
    return db.session.scalar(select(Document.content).where(Document.subject == subject, Document.language == language))


def add_document(subject: str, language: str, content: bytes, at: datetime, until: datetime | None = None) -> None:
    """Keep a print. Where another printed it first, the first one's bytes stay."""
    values = {
        "subject": subject, "language": language, "content": content,
        "sha256": hashlib.sha256(content).hexdigest(), "made_at": at, "until": until,
    }  # fmt: skip
    insert = upsert(Document, db.engine.dialect.name).values(values)
    db.session.execute(insert.on_conflict_do_nothing(index_elements=["subject", "language"]))


def remove_documents_until(at: datetime) -> None:
    """What was to be kept until then goes."""
    db.session.execute(delete(Document).where(Document.until <= at))


def remove_given_up(before: datetime) -> None:
    """Prints given up before then go; who asks for one begins anew."""
    db.session.execute(delete(PrintJob).where(PrintJob.failed_at <= before))


def find_job(subject: str, language: str) -> PrintJob | None:
    query = select(PrintJob).where(PrintJob.subject == subject, PrintJob.language == language)
    return db.session.scalar(query.execution_options(populate_existing=True))


def add_job(subject: str, language: str, html: str, at: datetime, until: datetime | None) -> None:
    """Let a page wait for the press; once, however many ask in the same moment. One given up begins anew."""
    values = {
        "subject": subject, "language": language, "html": html, "asked_at": at, "until": until, "tries": 0,
        "claimed_until": None, "failed_at": None,
    }  # fmt: skip
    insert = upsert(PrintJob, db.engine.dialect.name).values(values)
    again = insert.on_conflict_do_update(
        index_elements=["subject", "language"], set_=values, where=PrintJob.failed_at.is_not(None)
    )
    db.session.execute(again)


def find_ahead(job: PrintJob) -> int:
    """How many waiting pages were asked for before it."""
    return db.session.scalar(select(func.count()).where(_waiting(), PrintJob.id < job.id)) or 0


def find_free_job(at: datetime) -> int | None:
    """A page that no worker is at, the longest waiting first. Takes no lock."""
    return db.session.scalar(select(PrintJob.id).where(_waiting(), _free(at)).order_by(PrintJob.id).limit(1))


def list_claimed(at: datetime, until: datetime) -> list[PrintJob]:
    """The next page to print, for this worker alone until then; none where nothing waits."""
    query = select(PrintJob).where(_waiting(), _free(at)).order_by(PrintJob.id).limit(1)
    found = list(db.session.scalars(query.with_for_update(skip_locked=True).execution_options(populate_existing=True)))
    for job in found:
        job.claimed_until, job.tries = until, job.tries + 1
    db.session.flush()
    return found


def save_given_up(job_id: int, at: datetime) -> None:
    _change(update(PrintJob).where(PrintJob.id == job_id).values(failed_at=at, claimed_until=None))


def save_free(job_id: int) -> None:
    """Others may try at once."""
    _change(update(PrintJob).where(PrintJob.id == job_id).values(claimed_until=None))


def remove_job(job_id: int) -> bool:
    """Whether it was still there."""
    return bool(getattr(db.session.execute(delete(PrintJob).where(PrintJob.id == job_id)), "rowcount", 0))


def _waiting() -> ColumnElement[bool]:
    return PrintJob.failed_at.is_(None)


def _free(at: datetime) -> ColumnElement[bool]:
    return or_(PrintJob.claimed_until.is_(None), PrintJob.claimed_until <= at)


def _change(change: object) -> None:
    db.session.execute(change.execution_options(synchronize_session=False))  # type: ignore[attr-defined]
