"""What was done for firms in a period: one row for each thing done, and the firms' entries in the register."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from osaamistase.clock import HELSINKI
from osaamistase.companies.models import Company
from osaamistase.database import db
from osaamistase.esr.report import Done
from osaamistase.followup.models import Note
from osaamistase.plans.models import Plan, Revision
from osaamistase.survey.models import Round
from osaamistase.trainings.store import list_came


def list_done(first: date, last: date) -> list[Done]:
    """Visits and other work written down, answers that became a sheet, confirmed plans and trainings attended."""
    return [*_notes(first, last), *_sheets(first, last), *_plans(first, last), *_trainings(first, last)]


def list_register() -> Sequence[Company]:
    """Every firm, in the order of business ids."""
    return db.session.scalars(select(Company).order_by(Company.business_id)).all()


def _notes(first: date, last: date) -> Iterator[Done]:
    query = select(Note.company_id, Note.day, Note.minutes).where(Note.day.between(first, last))
    for company_id, day, minutes in db.session.execute(query):
        yield Done(company_id, day, "work", minutes)


def _sheets(first: date, last: date) -> Iterator[Done]:
    query = select(Round.company_id, Round.submitted_at).where(Round.submitted_at.between(*_moments(first, last)))
    for company_id, at in db.session.execute(query):
        if at is not None:
            yield Done(company_id, at.astimezone(HELSINKI).date(), "sheet")


def _plans(first: date, last: date) -> Iterator[Done]:
    query = select(Plan.company_id, Revision.confirmed_at).join(Revision, Revision.plan_id == Plan.id)
    for company_id, at in db.session.execute(query.where(Revision.confirmed_at.between(*_moments(first, last)))):
        yield Done(company_id, at.astimezone(HELSINKI).date(), "plan")


def _trainings(first: date, last: date) -> Iterator[Done]:
    for company_id, day in list_came(first, last):
        yield Done(company_id, day, "training")


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of the first day to the last of the last one, on the wall."""
    end = datetime.combine(last + timedelta(days=1), time(), HELSINKI)
    return datetime.combine(first, time(), HELSINKI), end - timedelta(microseconds=1)
