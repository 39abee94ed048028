"""Load and save firms."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from osaamistase.companies.models import Company
from osaamistase.database import db
from osaamistase.errors import NotFound, Taken

PAGE = 50


def get_company(company_id: int) -> Company:
    """The firm with its adviser. Raises NotFound."""
    found = db.session.scalar(select(Company).where(Company.id == company_id).options(joinedload(Company.adviser)))
    if found is None:
        raise NotFound("company")
    return found


def list_companies(search: str = "", adviser_id: int | None = None, page: int = 1) -> Sequence[Company]:
    """A page of firms by name, one more than PAGE where there is another page."""
    query = select(Company).options(joinedload(Company.adviser)).order_by(Company.name, Company.id)
    if search:
        pattern = "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        query = query.where(
            or_(Company.name.ilike(pattern, escape="\\"), Company.business_id.like(pattern, escape="\\"))
        )
    if adviser_id is not None:
        query = query.where(Company.adviser_id == adviser_id)
    return db.session.scalars(query.offset((page - 1) * PAGE).limit(PAGE + 1)).all()


def add_company(company: Company) -> Company:
    """Raises Taken where the business id is in the register already."""
    db.session.add(company)
    save_company()
    return company


def save_company() -> None:
    """Send the changes made to a firm. Raises Taken where the business id belongs to another."""
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Taken("business_id") from error
