"""Load all that happened at a firm, room by room: so many queries, however many events there are."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, exists, literal, or_, select
from sqlalchemy.orm import aliased

from osaamistase.accounts.models import User
from osaamistase.clock import HELSINKI
from osaamistase.companies.models import CompanyChange
from osaamistase.database import db
from osaamistase.followup.models import Note
from osaamistase.handover.store import list_handovers
from osaamistase.history.story import FIRM, Event, excerpt
from osaamistase.mail.models import WITHDRAWN, Message
from osaamistase.plans.models import Action, ActionEvent, Plan, Revision
from osaamistase.results.models import StoredSheet, Talk
from osaamistase.survey.models import Link, Respondent, Round
from osaamistase.trainings.store import list_of_company

_ABOUT = literal("round-") + cast(Round.id, String)  # what letters about a round are marked with


def list_events(company_id: int) -> list[Event]:
    """All that is kept of what happened at a firm, room by room."""
    ours = select(Round.id).where(Round.company_id == company_id)
    return [
        *_round_events(company_id),
        *_link_events(company_id),
        *_letter_events(company_id),
        *_sheet_events(company_id),
        *_by_a_person("talk", Talk.said_at, Talk.written_by_id, Talk.round_id, Talk.round_id.in_(ours)),
        *_by_a_person("plan", Plan.created_at, Plan.created_by_id, Plan.id, Plan.company_id == company_id),
        *_revision_events(company_id),
        *_action_events(company_id),
        *_note_events(company_id),
        *_training_events(company_id),
        *_handover_events(company_id),
        *_by_a_person(
            "entry",
            CompanyChange.at,
            CompanyChange.by_user_id,
            CompanyChange.company_id,
            CompanyChange.company_id == company_id,
        ),
    ]


def _round_events(company_id: int) -> list[Event]:
    """Opened and submitted; a round that took another's answers over was not opened but carried over."""
    opener, sender, before = aliased(User), aliased(User), aliased(Round)
    carried = exists().where(before.carried_to_id == Round.id)
    found = []
    for one, opened_by, sent_by, carries in db.session.execute(
        select(Round, opener.name, sender.name, carried)
        .join(opener, opener.id == Round.opened_by_id)
        .outerjoin(sender, sender.id == Round.submitted_by_id)
        .where(Round.company_id == company_id)
        .order_by(Round.id)
    ):
        about = (one.questionnaire_id, one.questionnaire_version)
        found.append(_event("carried" if carries else "opened", one.opened_at, opened_by, one.id, about=about))
        if one.submitted_at is not None:
            found.append(_event("submitted", one.submitted_at, sent_by or FIRM, one.id, about=about))
    return found


def _link_events(company_id: int) -> list[Event]:
    query = (
        select(Link.created_at, User.name, Respondent.round_id)
        .join(Respondent, Respondent.id == Link.respondent_id)
        .join(Round, Round.id == Respondent.round_id)
        .join(User, User.id == Link.created_by_id)
        .where(Round.company_id == company_id)
        .order_by(Link.id)
    )
    return [_event("link", at, who, id_) for at, who, id_ in db.session.execute(query)]


def _letter_events(company_id: int) -> list[Event]:
    """Each letter as it stands: sent, given up, or waiting. Those called off before they went are no event."""
    found = []
    for id_, who, made, sent, failed in db.session.execute(
        select(Round.id, User.name, Message.created_at, Message.sent_at, Message.failed_at)
        .join(Round, Message.about == _ABOUT)
        .outerjoin(User, User.id == Message.created_by_id)
        .where(Round.company_id == company_id, Message.last_error != WITHDRAWN)
        .order_by(Message.id)
    ):
        kind = "letter_sent" if sent else "letter_failed" if failed else "letter_waiting"
        found.append(_event(kind, sent or failed or made, who or "", id_))
    return found


def _sheet_events(company_id: int) -> list[Event]:
    query = (
        select(StoredSheet.made_at, StoredSheet.round_id, StoredSheet.number)
        .where(StoredSheet.company_id == company_id, StoredSheet.number > 1)
        .order_by(StoredSheet.id)
    )
    return [_event("sheet", at, "", id_, number=number) for at, id_, number in db.session.execute(query)]


def _revision_events(company_id: int) -> list[Event]:
    query = (
        select(Revision.confirmed_at, User.name, Revision.plan_id, Revision.number)
        .join(Plan, Plan.id == Revision.plan_id)
        .join(User, User.id == Revision.confirmed_by_id)
        .where(Plan.company_id == company_id)
        .order_by(Revision.id)
    )
    return [_event("revision", at, who, id_, number=number) for at, who, id_, number in db.session.execute(query)]


def _action_events(company_id: int) -> list[Event]:
    """Steps of actions, and what the firm said of them; that somebody read it is no event."""
    query = (
        select(ActionEvent, User.name, Action.title, Action.plan_id)
        .join(Action, Action.id == ActionEvent.action_id)
        .join(Plan, Plan.id == Action.plan_id)
        .outerjoin(User, User.id == ActionEvent.by_user_id)
        .where(or_(ActionEvent.status.is_not(None), ActionEvent.wish.is_not(None), ActionEvent.text != ""))
        .where(Plan.company_id == company_id)
        .order_by(ActionEvent.id)
    )
    return [
        _event(
            "said" if one.status is None else "step", one.at, who or FIRM, plan_id, number=one.action_id, title=title,
            state=one.status or one.wish or "", words=excerpt(one.text),
        )
        for one, who, title, plan_id in db.session.execute(query)
    ]  # fmt: skip


def _note_events(company_id: int) -> list[Event]:
    """Each note when it was first written, and when its visit was held."""
    query = select(Note, User.name).join(User, User.id == Note.saved_by_id).where(Note.company_id == company_id)
    found = []
    for one, who in db.session.execute(query.order_by(Note.id)):
        # Told once: with the visit where it was held, else with the writing.
        words = excerpt(one.text)
        found.append(_event("note", one.created_at, who, one.id, state=one.how, words="" if one.held_at else words))
        if one.held_at is not None:
            found.append(_event("held", one.held_at, who, one.id, state=one.how, words=words))
    return found


def _training_events(company_id: int) -> list[Event]:
    """How the firm stood at trainings, as it was written down."""
    return [
        _event("training", one.at, who, training.id, number=one.persons, title=training.title, state=one.standing)
        for one, training, who in list_of_company(company_id)
    ]


def _handover_events(company_id: int) -> list[Event]:
    """Each hand-over when it was made; the note stands with it."""
    return [
        _event("handover", one.made_at, maker, company_id, title=taker, state=one.note)
        for one, _giver, taker, maker in list_handovers(company_id)
    ]


def _by_a_person(kind: str, at: Any, by_id: Any, id_: Any, ours: ColumnElement[bool]) -> list[Event]:
    query = select(at, User.name, id_).join(User, User.id == by_id).where(ours).order_by(at)
    return [_event(kind, *row) for row in db.session.execute(query)]


def _event(kind: str, at: datetime, who: str, id_: int, **more: Any) -> Event:
    return Event(at=at, day=_day(at), kind=kind, who=who, id=id_, **more)


def _day(moment: datetime | None) -> date:
    """The day it was on the wall."""
    assert moment is not None
    return moment.astimezone(HELSINKI).date()
