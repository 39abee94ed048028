"""Load and save who answers, and the links they were given."""

from collections.abc import Sequence

from sqlalchemy import Row, delete, select

from osaamistase.accounts.models import User
from osaamistase.database import db
from osaamistase.errors import NotFound
from osaamistase.survey.models import Answer, Link, Respondent


def list_links(round_id: int) -> Sequence[Row[Link, str]]:
    """A round's links with the name of who made each, the newest first."""
    return db.session.execute(
        select(Link, User.name)
        .join(Respondent, Respondent.id == Link.respondent_id)
        .join(User, User.id == Link.created_by_id)
        .where(Respondent.round_id == round_id)
        .order_by(Link.id.desc())
    ).all()


def get_link(link_id: int) -> tuple[Link, int]:
    """A link and its round's id. Raises NotFound."""
    row = db.session.execute(
        select(Link, Respondent.round_id)
        .join(Respondent, Respondent.id == Link.respondent_id)
        .where(Link.id == link_id)
    ).first()
    if row is None:
        raise NotFound("link")
    return row[0], row[1]


def add_respondent(new: Respondent) -> Respondent:
    db.session.add(new)
    db.session.flush()
    return new


def remove_respondent(respondent_id: int) -> None:
    """Someone who has not answered, with their links."""
    db.session.execute(delete(Link).where(Link.respondent_id == respondent_id))
    db.session.execute(delete(Answer).where(Answer.respondent_id == respondent_id))
    db.session.execute(delete(Respondent).where(Respondent.id == respondent_id))


def find_answered_alone(respondent_id: int) -> bool:
    """Whether the firm itself, and not an adviser at the table, has answered anything."""
    query = select(Answer.id).where(
        Answer.respondent_id == respondent_id, Answer.entered_by_id.is_(None), Answer.value != ""
    )
    return db.session.execute(query.limit(1)).first() is not None
