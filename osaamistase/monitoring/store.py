"""What a measurement reads of the database: counts and times, nothing of anyone."""

from datetime import datetime

from sqlalchemy import func, select

from osaamistase.database import db
from osaamistase.editions.models import Edition
from osaamistase.mail.store import find_unsent
from osaamistase.prints.models import PrintJob


def find_waiting() -> dict[str, int]:
    """How many letters and prints wait or were given up."""
    letters = find_unsent()
    prints = db.session.execute(
        select(func.count(PrintJob.id) - func.count(PrintJob.failed_at), func.count(PrintJob.failed_at))
    ).one()
    return {
        "letters_waiting": letters[0], "letters_given_up": letters[1], "prints_waiting": prints[0],
        "prints_given_up": prints[1],
    }  # fmt: skip


def find_newest_edition() -> datetime | None:
    return db.session.scalar(select(func.max(Edition.given_at)))
