"""Load and save what carrying a round over needs."""

from sqlalchemy import select, update

from osaamistase.database import db
from osaamistase.survey.answering import Place
from osaamistase.survey.models import Answer, Link


def list_typists(respondent_id: int) -> dict[Place, int | None]:
    """Who typed each answer: an adviser's id, or None for the firm itself."""
    query = select(Answer.subject, Answer.rating, Answer.entered_by_id).where(Answer.respondent_id == respondent_id)
    return {Place(subject, rating): by for subject, rating, by in db.session.execute(query)}


def save_links_moved(from_respondent_id: int, to_respondent_id: int) -> None:
    """The links of one respondent open the other's answers from now on."""
    links = update(Link).where(Link.respondent_id == from_respondent_id)
    db.session.execute(links.values(respondent_id=to_respondent_id))
