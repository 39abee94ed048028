"""Load what waits at many firms: so many queries, however many firms there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, and_, cast, exists, func, literal, or_, select, true
from sqlalchemy.orm import aliased

from osaamistase.accounts.models import User
from osaamistase.clock import HELSINKI
from osaamistase.companies.models import Company
from osaamistase.database import db
from osaamistase.desk.due import CLOSED, YEAR, ActionFacts, FirmFacts, RoundFacts
from osaamistase.followup.models import FollowUp, NextRound, Note
from osaamistase.mail.models import WITHDRAWN, Message
from osaamistase.plans.models import Action, ActionEvent, ActionService, Plan, Revision
from osaamistase.results.models import StoredSheet, Talk
from osaamistase.services.models import Service
from osaamistase.survey.models import Respondent, Round

_ABOUT = literal("round-") + cast(Round.id, String)  # what letters about a round are marked with


def list_firms_to_follow(
    *, adviser_ids: Collection[int] | None = None, company_ids: Collection[int] | None = None
) -> list[FirmFacts]:
    """Firms that have a round, each with its rounds and open actions: some advisers', those named, or all."""
    mine = _mine(adviser_ids, company_ids)
    actions = _actions(mine)
    firms: dict[int, tuple[Row[Any], list[RoundFacts]]] = {}
    for row, facts in _rounds(mine):
        firms.setdefault(row.company_id, (row, []))[1].append(facts)
    return [
        FirmFacts(id_, row.name, row.adviser, row.made_up, tuple(rounds), tuple(actions.get(id_, ())))
        for id_, (row, rounds) in firms.items()
    ]


def list_without_round(adviser_ids: Collection[int], limit: int) -> Sequence[Row[int, str]]:
    """Firms of some advisers for which no round was ever opened, the newest first: number and name."""
    begun = exists().where(Round.company_id == Company.id)
    query = select(Company.id, Company.name).where(Company.adviser_id.in_(adviser_ids), ~begun)
    return db.session.execute(query.order_by(Company.created_at.desc(), Company.id.desc()).limit(limit)).all()


def _mine(adviser_ids: Collection[int] | None, company_ids: Collection[int] | None) -> ColumnElement[bool]:
    if company_ids is not None:
        return Company.id.in_(company_ids)
    return Company.adviser_id.in_(adviser_ids) if adviser_ids is not None else true()


def _rounds(mine: ColumnElement[bool]) -> list[tuple[Row[Any], RoundFacts]]:
    sheets = select(StoredSheet.to_talk).where(StoredSheet.round_id == Round.id)
    reminded = select(func.max(Message.created_at)).where(Message.about == _ABOUT, Message.kind == "reminder")
    query = (
        select(
            Company.id.label("company_id"), Company.name, Company.made_up, User.name.label("adviser"),
            Round.id, Round.opened_at, Round.submitted_at,
            Plan.id.label("plan_id"), Plan.created_at.label("drafted_at"),
            sheets.order_by(StoredSheet.number.desc()).limit(1).scalar_subquery().label("to_talk"),
            reminded.scalar_subquery().label("reminded_at"),
            exists().where(Talk.round_id == Round.id).label("talked"),
            exists().where(Revision.plan_id == Plan.id).label("confirmed"), NextRound.months.label("again_after"),
        )
        .join(Company, Company.id == Round.company_id)
        .join(User, User.id == Company.adviser_id)
        .outerjoin(Plan, Plan.round_id == Round.id)
        .outerjoin(NextRound, NextRound.plan_id == Plan.id)
        .where(mine, Round.carried_to_id.is_(None))
        .order_by(Round.id)
    )  # fmt: skip
    people, failed, follow_ups = _people(mine), _failed(mine), _follow_ups(mine)
    return [
        (row, _facts(row, people.get(row.id, []), tuple(failed.get(row.id, ())), follow_ups.get(row.plan_id, ())))
        for row in db.session.execute(query)
    ]


def _facts(
    row: Row[Any],
    people: Sequence[Row[Any]],
    failed: tuple[tuple[int, date], ...],
    follow_ups: Iterable[tuple[int, date]],
) -> RoundFacts:
    ready = [one.ready_at for one in people if one.ready_at is not None]
    return RoundFacts(
        id=row.id,
        opened=_day(row.opened_at),
        submitted=_day(row.submitted_at) if row.submitted_at else None,
        people=len(people),
        ready=len(ready),
        last_ready=_day(max(ready)) if ready else None,
        reachable=sum(one.ready_at is None and one.reachable for one in people),
        reminded=_day(row.reminded_at) if row.reminded_at else None,
        failed=failed,
        to_talk=row.to_talk or 0,
        talked=row.talked,
        plan_id=row.plan_id,
        drafted=_day(row.drafted_at) if row.drafted_at else None,
        confirmed=row.confirmed,
        again_after=row.again_after or YEAR,
        follow_ups=tuple(follow_ups),
    )


def _follow_ups(mine: ColumnElement[bool]) -> dict[int, list[tuple[int, date]]]:
    """By plan, the follow-ups that are neither held nor left out, the next one first."""
    found: dict[int, list[tuple[int, date]]] = defaultdict(list)
    held = exists().where(Note.follow_up_id == FollowUp.id, Note.held_at.is_not(None))
    for plan_id, id_, due in db.session.execute(
        select(FollowUp.plan_id, FollowUp.id, FollowUp.due)
        .join(Plan, Plan.id == FollowUp.plan_id)
        .join(Company, Company.id == Plan.company_id)
        .where(mine, FollowUp.skipped_because.is_(None), ~held)
        .order_by(FollowUp.due, FollowUp.id)
    ):
        found[plan_id].append((id_, due))
    return found


def _people(mine: ColumnElement[bool]) -> dict[int, list[Row[Any]]]:
    """Who answers in each open round; whether they are ready, and whether a letter can go to them."""
    reachable = or_(Respondent.email != "", and_(Respondent.main, Company.contact_email != ""))
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in _loaded(
        select(Respondent.round_id, Respondent.ready_at, reachable.label("reachable"))
        .join(Round, Round.id == Respondent.round_id)
        .join(Company, Company.id == Round.company_id)
        .where(mine, Round.submitted_at.is_(None), Round.carried_to_id.is_(None))
    ):
        found[row.round_id].append(row)
    return found


def _failed(mine: ColumnElement[bool]) -> dict[int, list[tuple[int, date]]]:
    """Letters given up, by round: not those that were called off, made good by a later one, or asked for answers that
    have come since."""
    later = aliased(Message)
    made_good = exists().where(later.about == Message.about, later.to == Message.to, later.sent_at > Message.created_at)
    found = defaultdict(list)
    for round_id, id_, failed_at in db.session.execute(
        select(Round.id, Message.id, Message.failed_at)
        .join(Round, Message.about == _ABOUT)
        .join(Company, Company.id == Round.company_id)
        .where(mine, Message.failed_at.is_not(None), Message.sent_at.is_(None), Message.last_error != WITHDRAWN)
        .where(or_(Round.submitted_at.is_(None), Message.kind == "receipt"), ~made_good)
        .order_by(Message.id)
    ):
        found[round_id].append((id_, _day(failed_at)))
    return found


def _actions(mine: ColumnElement[bool]) -> dict[int, list[ActionFacts]]:
    """Open actions by firm, with those of their services that end, and what the firm said of them unanswered."""
    step = aliased(ActionEvent)
    answered = exists().where(
        step.action_id == ActionEvent.action_id, step.status.is_not(None), step.id > ActionEvent.id
    )
    said = select(func.max(ActionEvent.at)).where(
        ActionEvent.action_id == Action.id, ActionEvent.wish.is_not(None), ActionEvent.wish != Action.status, ~answered
    )
    answer = exists().where(
        step.action_id == ActionEvent.action_id, step.by_user_id.is_not(None), step.id > ActionEvent.id
    )
    wrote = select(func.max(ActionEvent.at)).where(
        ActionEvent.action_id == Action.id, ActionEvent.by_user_id.is_(None), ActionEvent.wish.is_(None),
        ActionEvent.text != "", ~answer,
    )  # fmt: skip
    query = (
        select(
            Plan.company_id, Action.id, Action.plan_id, Action.title, Action.deadline, Action.status,
            Action.responsible, Service.id.label("service_id"), Service.name, Service.valid_until,
            said.scalar_subquery().label("said_at"), wrote.scalar_subquery().label("wrote_at"),
        )
        .join(Plan, Plan.id == Action.plan_id)
        .join(Company, Company.id == Plan.company_id)
        .outerjoin(ActionService, ActionService.action_id == Action.id)
        .outerjoin(Service, and_(Service.id == ActionService.service_id, Service.valid_until.is_not(None)))
        .where(mine, Action.status.not_in(CLOSED), Action.dropped_because.is_(None))
        .order_by(Action.id, ActionService.position)
    )  # fmt: skip
    rows: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in _loaded(query):
        rows[row.id].append(row)
    found = defaultdict(list)
    for same in rows.values():
        first = same[0]
        services = tuple((one.service_id, one.name, one.valid_until) for one in same if one.service_id)
        found[first.company_id].append(
            ActionFacts(
                first.id, first.plan_id, first.title, first.deadline, first.status,
                said=_day(first.said_at) if first.said_at else None,
                wrote=_day(first.wrote_at) if first.wrote_at else None, responsible=first.responsible,
                services=services,
            )
        )  # fmt: skip
    return found


def _loaded(query: Select[*tuple[Any, ...]]) -> Sequence[Row[Any]]:
    return db.session.execute(query).all()


def _day(moment: datetime | None) -> date:
    """The day it was on the wall."""
    assert moment is not None
    return moment.astimezone(HELSINKI).date()
