"""Load and save what carrying a round over needs."""

from collections.abc import Collection

from sqlalchemy import select, update

from osaamistase.database import db
from osaamistase.survey.answering import Place
from osaamistase.survey.models import Answer, Link


def add_copied_answers(from_respondent_id: int, to_respondent_id: int, places: Collection[Place]) -> None:
    """The answers at `places` for another respondent, with who typed them and their versions: pages that were open stay
    as good as they were."""
    for row in db.session.scalars(select(Answer).where(Answer.respondent_id == from_respondent_id)).all():
        if Place(row.subject, row.rating) in places:
            db.session.add(
                Answer(
                    respondent_id=to_respondent_id,
                    subject=row.subject,
                    rating=row.rating,
                    value=row.value,
                    entered_by_id=row.entered_by_id,
                    saved_at=row.saved_at,
                    version=row.version,
                    page=row.page,
                    turn=row.turn,
                )
            )
    db.session.flush()


def save_links_moved(from_respondent_id: int, to_respondent_id: int) -> None:
    """The links of one respondent open the other's answers from now on."""
    links = update(Link).where(Link.respondent_id == from_respondent_id)
    db.session.execute(links.values(respondent_id=to_respondent_id))
