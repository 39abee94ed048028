"""Load and save rounds, links and answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, delete, func, or_, select, tuple_, update
from sqlalchemy.orm import aliased

from osaamistase.accounts.models import User
from osaamistase.companies.models import Company
from osaamistase.database import db, upsert
from osaamistase.errors import NotFound
from osaamistase.questionnaires.paths import NAME
from osaamistase.survey.answering import Place
from osaamistase.survey.clashes import Kept, Seen, Writer
from osaamistase.survey.entry import Entry
from osaamistase.survey.models import Answer, Link, QuestionnaireSource, Respondent, Round

_colleague = aliased(Respondent)
_ENTRY = (
    Respondent.id.label("respondent_id"), Respondent.main, Respondent.ready_at, Respondent.together_at,
    func.coalesce(func.nullif(Respondent.language, ""), Company.language).label("language"),
    select(func.count()).select_from(_colleague).where(_colleague.round_id == Round.id)
    .scalar_subquery().label("people"),
    select(func.count(_colleague.ready_at)).where(_colleague.round_id == Round.id).scalar_subquery().label("ready"),
    Round.id.label("round_id"), Round.pack_id, Round.pack_version, Round.pack_sha256, Round.carried_to_id,
    Company.id.label("company_id"), Company.name.label("company"), Company.headcount, User.name.label("adviser"),
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


def get_respondent(respondent_id: int) -> Respondent:
    """Raises NotFound."""
    found = db.session.get(Respondent, respondent_id)
    if found is None:
        raise NotFound("respondent")
    return found


def get_round(round_id: int, *, for_update: bool = False) -> Round:
    """Raises NotFound. `for_update` makes others that want to change the round wait, and reads what they left."""
    query = select(Round).where(Round.id == round_id)
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query)
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


def save_links_open_until(round_id: int, moment: datetime, now: datetime) -> None:
    """Let a round's links that still open at `now` open until `moment`; what has ended stays ended."""
    people = select(Respondent.id).where(Respondent.round_id == round_id)
    still_open = update(Link).where(Link.respondent_id.in_(people), Link.withdrawn_at.is_(None), Link.expires_at > now)
    db.session.execute(still_open.values(expires_at=moment))


def list_kept(respondent_id: int) -> dict[Place, Kept]:
    """Every answer of one respondent as it stands, with its version; a taken-back one has the value "".

    The names of the firm's own competences are the main respondent's, whoever asks.
    """
    main = select(Respondent.round_id).where(Respondent.id == respondent_id).scalar_subquery()
    names = select(Respondent.id).where(Respondent.round_id == main, Respondent.main)
    query = select(
        Answer.subject, Answer.rating, Answer.value, Answer.version, Answer.page, Answer.turn, Answer.saved_at
    ).where(or_(Answer.respondent_id == respondent_id, and_(Answer.rating == NAME, Answer.respondent_id.in_(names))))
    return {Place(row.subject, row.rating): Kept(*row[2:]) for row in db.session.execute(query)}


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


def save_answers(
    respondent_id: int, values: Mapping[Place, str], by_user_id: int | None, at: datetime, writer: Writer | None = None
) -> dict[Place, int]:
    """One row an answer, changed only where the value differs, so that who entered what stays true.

    With a `writer` a row changes only if it is still the version that writer saw, or was written last by the same page
    with no later save: nothing is overwritten unseen. Gives the version of each answer that now stands as asked for.
    """
    if not values:
        return {}
    page, turn = (writer.page, writer.turn) if writer else ("", 0)
    rows = [
        {
            "respondent_id": respondent_id, "subject": place.subject, "rating": place.rating, "value": value,
            "entered_by_id": by_user_id, "saved_at": at, "page": page, "turn": turn,
            "version": writer.seen.get(place, Seen()).version + 1 if writer else 1,
        }
        for place, value in values.items()
    ]  # fmt: skip
    insert = upsert(Answer, db.engine.dialect.name)  # the rows beside it: the statement is made once and not each time
    new, differs = insert.excluded, Answer.value != insert.excluded.value
    free = or_(
        ~differs,
        Answer.version + 1 == new.version,
        and_(Answer.page != "", Answer.page == new.page, Answer.turn <= new.turn),
    )
    changed = {
        "value": new.value,
        "entered_by_id": case((differs, new.entered_by_id), else_=Answer.entered_by_id),
        "saved_at": case((differs, new.saved_at), else_=Answer.saved_at),
        "page": case((differs, new.page), else_=Answer.page),
        "turn": case((differs, new.turn), else_=Answer.turn),
        "version": case((differs, Answer.version + 1), else_=Answer.version),
    }
    stands = insert.on_conflict_do_update(
        index_elements=["respondent_id", "subject", "rating"], set_=changed, where=free if writer else None
    ).returning(Answer.subject, Answer.rating, Answer.version)
    return {Place(subject, rating): version for subject, rating, version in db.session.execute(stands, rows)}


def remove_answers(respondent_id: int, gone: Sequence[Place]) -> None:
    """Take answers out of a round that is about to be submitted."""
    if gone:
        there = tuple_(Answer.subject, Answer.rating).in_([tuple(place) for place in gone])
        db.session.execute(delete(Answer).where(Answer.respondent_id == respondent_id, there))


def save_source(sha256: str, source: str, at: datetime, brought_by_id: int | None = None) -> None:
    """Keep a questionnaire's words once, by their checksum."""
    new = upsert(QuestionnaireSource, db.engine.dialect.name).values(
        sha256=sha256, source=source, kept_at=at, brought_by_id=brought_by_id
    )
    db.session.execute(new.on_conflict_do_nothing(index_elements=["sha256"]))


def find_source(sha256: str) -> str | None:
    return db.session.scalar(select(QuestionnaireSource.source).where(QuestionnaireSource.sha256 == sha256))
