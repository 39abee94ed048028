"""Load and save what was done and its seals."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, delete, func, insert, select, text

from osaamistase.accounts.models import User
from osaamistase.audit.chain import Link
from osaamistase.audit.models import AuditCut, AuditEvent, AuditSeal
from osaamistase.companies.models import Company
from osaamistase.database import Base, db, write_aside
from osaamistase.followup.models import FollowUp, Note
from osaamistase.plans.models import Action, Plan
from osaamistase.survey.models import Link as SurveyLink
from osaamistase.survey.models import Respondent, Round

PAGE = 100
LOOKED_BACK = 5000
_PATIENCE = 5000  # milliseconds
_NEVER = datetime.min.replace(tzinfo=UTC)  # of an event whose row is gone: nothing sealed has that time
_PEOPLE = ("user", "key", "nobody")  # whose number is a person's; "nobody" tried to be them


class Line(NamedTuple):
    """An event with the names that go with it now."""

    event: AuditEvent
    user: str | None
    company: str | None
    company_id: int | None


def add_event(event: AuditEvent) -> None:
    db.session.add(event)
    db.session.flush()


def save_event_aside(values: Mapping[str, Any]) -> bool:
    """Whether it was kept. A view waits a blink for it; what was taken out or printed is worth some seconds."""
    return write_aside(insert(AuditEvent).values(**values), *([] if values["what"] == "view" else [_PATIENCE]))


def find_head() -> tuple[int, str] | None:
    """Position and seal of the newest link, held against other sealers; None: the chain has not begun."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(77001)"))
    found = db.session.execute(
        select(AuditSeal.position, AuditSeal.sha256).order_by(AuditSeal.position.desc()).limit(1)
    ).one_or_none()
    if found:
        return found[0], found[1]
    cut = find_cut()
    return (cut.position, cut.sha256) if cut else None


def find_cut() -> AuditCut | None:
    """Where the chain begins; None: with its first event."""
    return db.session.scalar(select(AuditCut).order_by(AuditCut.position.desc()).limit(1))


def find_last_before(moment: datetime) -> tuple[int, str] | None:
    """Position and seal of the last link before the first event that is not older than `moment`."""
    young = select(func.min(AuditSeal.position)).join(AuditEvent, AuditEvent.id == AuditSeal.event_id)
    first = db.session.scalar(young.where(AuditEvent.at >= moment))
    older = select(AuditSeal.position, AuditSeal.sha256)
    if first is not None:
        older = older.where(AuditSeal.position < first)
    found = db.session.execute(older.order_by(AuditSeal.position.desc()).limit(1)).one_or_none()
    return (found[0], found[1]) if found else None


def find_count_until(position: int) -> int:
    """How many links of the chain stand up to there."""
    return db.session.scalar(select(func.count()).select_from(AuditSeal).where(AuditSeal.position <= position)) or 0


def remove_until(cut: AuditCut) -> None:
    """Let go of the chain up to a cut, and keep where it was made."""
    ids = list(db.session.scalars(select(AuditSeal.event_id).where(AuditSeal.position <= cut.position)))
    aside = {"synchronize_session": False}
    db.session.execute(delete(AuditSeal).where(AuditSeal.position <= cut.position).execution_options(**aside))
    for at in range(0, len(ids), PAGE * 5):  # no more variables than either database takes
        some = ids[at : at + PAGE * 5]
        db.session.execute(delete(AuditEvent).where(AuditEvent.id.in_(some)).execution_options(**aside))
    db.session.add(cut)
    db.session.flush()


def list_unsealed(head: int, limit: int) -> Sequence[AuditEvent]:
    """Events that have no place in the chain yet, the oldest first. `head`: the newest position, 0 before the first.

    Only what is younger than the event LOOKED_BACK places before the head is looked at, however long the chain:
    numbers are given out in order, and no transaction of ours overtakes so many. `audit verify` looks at all.
    """
    free = select(AuditEvent).outerjoin(AuditSeal, AuditSeal.event_id == AuditEvent.id)
    begin = db.session.scalar(select(AuditSeal.event_id).where(AuditSeal.position == head - LOOKED_BACK))
    if begin is not None:
        free = free.where(AuditEvent.id > begin)
    return db.session.scalars(free.where(AuditSeal.event_id.is_(None)).order_by(AuditEvent.id).limit(limit)).all()


def add_seals(seals: Sequence[AuditSeal]) -> None:
    db.session.add_all(seals)
    db.session.flush()


def list_links() -> Iterator[Link]:
    """The whole chain in its order, a few at a time."""
    query = select(AuditSeal, AuditEvent).outerjoin(AuditEvent, AuditEvent.id == AuditSeal.event_id)
    rows = db.session.execute(query.order_by(AuditSeal.position).execution_options(yield_per=1000))
    for seal, event in rows:
        if event is None:
            yield Link(seal.position, seal.event_id, _NEVER, "", None, "", "", {}, "", None, seal.sha256)
        else:
            yield Link(
                seal.position, event.id, event.at, event.actor, event.actor_id, event.what, event.endpoint, event.about,
                event.request, seal.company_id, seal.sha256,
            )  # fmt: skip


def find_oldest_unsealed() -> datetime | None:
    free = select(func.min(AuditEvent.at)).outerjoin(AuditSeal, AuditSeal.event_id == AuditEvent.id)
    return db.session.scalar(free.where(AuditSeal.event_id.is_(None)))


def list_lines(
    *, user_id: int | None, what: str, company_id: int | None, since: datetime | None, until: datetime | None,
    before: int | None,
) -> Sequence[Line]:  # fmt: skip
    """The newest first, PAGE of them and one more where there are more. `before`: those older than that event."""
    query = (
        select(AuditEvent, User.name, Company.name, AuditSeal.company_id)
        .outerjoin(AuditSeal, AuditSeal.event_id == AuditEvent.id)
        .outerjoin(User, (User.id == AuditEvent.actor_id) & AuditEvent.actor.in_(_PEOPLE))
        .outerjoin(Company, Company.id == AuditSeal.company_id)
    )
    if user_id is not None:
        query = query.where(AuditEvent.actor_id == user_id, AuditEvent.actor.in_(_PEOPLE))
    if what:
        query = query.where(AuditEvent.what == what)
    if company_id is not None:
        query = query.where(AuditSeal.company_id == company_id)
    if since is not None:
        query = query.where(AuditEvent.at >= since)
    if until is not None:
        query = query.where(AuditEvent.at < until)
    if before is not None:
        query = query.where(AuditEvent.id < before)
    found = db.session.execute(query.order_by(AuditEvent.id.desc()).limit(PAGE + 1))
    return [Line(*row) for row in found]


def find_companies(named: str, ids: Sequence[int]) -> dict[int, int]:
    """Of which firm each of those rounds, plans, actions … is. `named`: as addresses call them ("round_id")."""
    if named == "company_id":
        return {one: one for one in ids}
    return dict(db.session.execute(_firms_of(named, ids)).all())


def _firms_of(named: str, ids: Sequence[int]) -> Select[Any, Any]:
    own: dict[str, type[Base]] = {"round_id": Round, "note_id": Note, "plan_id": Plan}
    by_plan: dict[str, type[Base]] = {"action_id": Action, "follow_up_id": FollowUp}
    if named in own:
        table: Any = own[named]
        return select(table.id, table.company_id).where(table.id.in_(ids))
    if named in by_plan:
        part: Any = by_plan[named]
        return select(part.id, Plan.company_id).join(Plan, Plan.id == part.plan_id).where(part.id.in_(ids))
    of_round = select(Respondent.id, Round.company_id).join(Round, Round.id == Respondent.round_id)
    if named == "link_id":
        of_link = select(SurveyLink.id, Round.company_id).join(Respondent, Respondent.id == SurveyLink.respondent_id)
        return of_link.join(Round, Round.id == Respondent.round_id).where(SurveyLink.id.in_(ids))
    return of_round.where(Respondent.id.in_(ids))
