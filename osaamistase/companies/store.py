"""Load and save firms."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from osaamistase.companies.models import Company, CompanyChange
from osaamistase.companies.searching import Wanted, pattern, wanted
from osaamistase.database import db
from osaamistase.errors import NotFound, Taken

PAGE = 100  # an adviser's own firms on one page


def get_company(company_id: int) -> Company:
    """The firm with its adviser. Raises NotFound."""
    found = db.session.scalar(select(Company).where(Company.id == company_id).options(joinedload(Company.adviser)))
    if found is None:
        raise NotFound("company")
    return found


def find_company_by_business_id(business_id: str) -> Company | None:
    return db.session.scalar(select(Company).where(Company.business_id == business_id))


def list_companies(search: str = "", adviser_id: int | None = None, page: int = 1) -> Sequence[Company]:
    """A page of firms by name, one more than PAGE where there is another page.

    Searched for, the closest come first: the name begins so, then a word of it does, then it stands anywhere.
    """
    order: list[Any] = [Company.folded_name, Company.id]
    page_of = select(Company.id)
    if search:
        asked = wanted(search)
        page_of = page_of.where(_found(asked))
        order.insert(0, _distance(asked.name))
    if adviser_id is not None:
        page_of = page_of.where(Company.adviser_id == adviser_id)
    # The page is found by what the index holds; whole rows are read for it alone.
    ids = page_of.order_by(*order).offset((page - 1) * PAGE).limit(PAGE + 1).subquery()
    query = select(Company).join(ids, ids.c.id == Company.id).options(joinedload(Company.adviser))
    return db.session.scalars(query.order_by(*order)).all()


def _found(asked: Wanted) -> ColumnElement[bool]:
    if asked.one_firm:
        return Company.business_id == asked.business_id
    by_name = Company.folded_name.like(f"%{pattern(asked.name)}%", escape="\\")
    return or_(by_name, Company.business_id.like(f"{asked.business_id}%")) if asked.business_id else by_name


def _distance(name: str) -> ColumnElement[int]:
    text, kept = pattern(name), Company.folded_name
    begins = kept.like(f"{text}%", escape="\\")
    word = or_(kept.like(f"% {text}%", escape="\\"), kept.like(f"%-{text}%", escape="\\"))
    return case((begins, 0), (word, 1), else_=2)


def add_company(company: Company) -> Company:
    """Raises Taken where the business id is in the register already."""
    db.session.add(company)
    save_company()
    return company


def add_change(change: CompanyChange) -> None:
    db.session.add(change)


def save_company() -> None:
    """Send the changes made to a firm. Raises Taken where the business id belongs to another."""
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Taken("business_id") from error
