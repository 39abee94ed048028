"""Load and save rounds, links and answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, case, select, update

from osaamistase.accounts.models import User
from osaamistase.companies.models import Company
from osaamistase.database import db, upsert
from osaamistase.errors import NotFound
from osaamistase.survey.answering import Place
from osaamistase.survey.entry import Entry
from osaamistase.survey.models import Answer, Link, Respondent, Round

_ENTRY = (
    Respondent.id.label("respondent_id"), Round.id.label("round_id"), Company.id.label("company_id"),
    Company.name.label("company"), Company.headcount, Company.language, User.name.label("adviser"),
    User.email.label("adviser_email"), User.phone.label("adviser_phone"), Round.questionnaire_id,
    Round.questionnaire_version, Round.questionnaire_sha256, Round.submitted_at, Company.made_up,
)  # fmt: skip
_LINK = (Link.id.label("link_id"), Link.expires_at, Link.withdrawn_at)


def find_entry_by_token(token_sha256: str, *, for_writing: bool = False) -> Entry | None:
    """The way in that a link opens, in one query. Writing holds the round against a submit in the same moment."""
    query = (
        _joined(select(*_ENTRY, *_LINK).select_from(Link).join(Respondent, Respondent.id == Link.respondent_id))
        .where(Link.token_sha256 == token_sha256)
    )  # fmt: skip
    return _entry(query, for_writing)


def find_entry_by_round(round_id: int, *, for_writing: bool = False) -> Entry | None:
    """The main respondent's way in, for an adviser filling in at the table."""
    query = _joined(select(*_ENTRY).select_from(Respondent)).where(Round.id == round_id, Respondent.main)
    return _entry(query, for_writing)


def _joined(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        query.join(Round, Round.id == Respondent.round_id)
        .join(Company, Company.id == Round.company_id)
        .join(User, User.id == Company.adviser_id)
    )


def _entry(query: Select[*tuple[Any, ...]], for_writing: bool) -> Entry | None:
    # FOR SHARE on PostgreSQL; SQLite's writers queue from BEGIN, and its dialect leaves the words out.
    if for_writing:
        query = query.with_for_update(read=True, of=Round)
    row = db.session.execute(query).first()
    return Entry(**row._mapping) if row else None


def get_round(round_id: int, *, for_update: bool = False) -> Round:
    """Raises NotFound. `for_update` makes others that want to change the round wait."""
    query = select(Round).where(Round.id == round_id)
    found = db.session.scalar(query.with_for_update() if for_update else query)
    if found is None:
        raise NotFound("round")
    return found


def list_rounds(company_id: int) -> Sequence[Round]:
    """A firm's rounds, the newest first."""
    return db.session.scalars(select(Round).where(Round.company_id == company_id).order_by(Round.id.desc())).all()


def add_round(new: Round) -> Round:
    """A round with its main respondent."""
    db.session.add(new)
    db.session.flush()
    db.session.add(Respondent(round_id=new.id, main=True))
    db.session.flush()
    return new


def list_respondents(round_id: int) -> Sequence[Respondent]:
    return db.session.scalars(select(Respondent).where(Respondent.round_id == round_id).order_by(Respondent.id)).all()


def add_link(link: Link) -> Link:
    db.session.add(link)
    db.session.flush()
    return link


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


def save_links_open_until(round_id: int, moment: datetime, now: datetime) -> None:
    """Let a round's links that still open at `now` open until `moment`; what has ended stays ended."""
    people = select(Respondent.id).where(Respondent.round_id == round_id)
    still_open = update(Link).where(Link.respondent_id.in_(people), Link.withdrawn_at.is_(None), Link.expires_at > now)
    db.session.execute(still_open.values(expires_at=moment))


def list_answers(respondent_id: int) -> dict[Place, str]:
    """What one respondent has answered; a taken-back answer is left out."""
    query = select(Answer.subject, Answer.rating, Answer.value).where(Answer.respondent_id == respondent_id)
    return {Place(subject, rating): value for subject, rating, value in db.session.execute(query) if value}


def list_answers_since(respondent_id: int, moment: datetime) -> dict[Place, str]:
    """What has been answered, or taken back (""), after `moment`."""
    query = select(Answer.subject, Answer.rating, Answer.value).where(
        Answer.respondent_id == respondent_id, Answer.saved_at > moment
    )
    return {Place(subject, rating): value for subject, rating, value in db.session.execute(query)}


def list_answers_of_round(round_id: int) -> dict[int, dict[Place, str]]:
    """Everyone's answers by respondent id, in one query."""
    found: dict[int, dict[Place, str]] = {}
    query = (
        select(Answer.respondent_id, Answer.subject, Answer.rating, Answer.value)
        .join(Respondent, Respondent.id == Answer.respondent_id)
        .where(Respondent.round_id == round_id, Answer.value != "")
    )
    for respondent_id, subject, rating, value in db.session.execute(query):
        found.setdefault(respondent_id, {})[Place(subject, rating)] = value
    return found


def find_last_saved(respondent_id: int) -> tuple[datetime, str] | None:
    """When and about what the respondent last answered."""
    row = db.session.execute(
        select(Answer.saved_at, Answer.subject)
        .where(Answer.respondent_id == respondent_id)
        .order_by(Answer.saved_at.desc())
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else None


def save_answers(respondent_id: int, values: Mapping[Place, str], by_user_id: int | None, at: datetime) -> None:
    """One row an answer, changed only where the value differs, so that who entered what stays true."""
    if not values:
        return
    insert = upsert(Answer, db.engine.dialect.name).values(
        [
            {
                "respondent_id": respondent_id, "subject": place.subject, "rating": place.rating, "value": value,
                "entered_by_id": by_user_id, "saved_at": at, "version": 1,
            }
            for place, value in values.items()
        ]
    )  # fmt: skip
    new, differs = insert.excluded, Answer.value != insert.excluded.value
    db.session.execute(
        insert.on_conflict_do_update(
            index_elements=["respondent_id", "subject", "rating"],
            set_={
                "value": new.value,
                "entered_by_id": case((differs, new.entered_by_id), else_=Answer.entered_by_id),
                "saved_at": case((differs, new.saved_at), else_=Answer.saved_at),
                "version": case((differs, Answer.version + 1), else_=Answer.version),
            },
        )
    )
