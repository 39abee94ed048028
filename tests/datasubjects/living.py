"""Firms with all that a firm can have: answers, sheet, plan, notes, talk, prints, letters, a training and who came."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from osaamistase.batches.models import Folder
from osaamistase.clock import now, today
from osaamistase.database import db, transaction
from osaamistase.followup.models import NextRound, Note, NoteVersion, Outcome
from osaamistase.handover.models import Handover
from osaamistase.mail.models import Message
from osaamistase.plans.models import Action, ActionEvent, ActionReminder, Plan, UnmetNeed
from osaamistase.prints.models import Document, PrintJob
from osaamistase.results.models import Talk
from osaamistase.survey.models import Respondent
from osaamistase.trainings.models import Attendance, Training
from tests.page import PageClient
from tests.people import Firm, People, quick_answers
from tests.rounds.finished import finish

MARK = "Mansikkaviiri"  # stands in everything of theirs


def live(app: Flask, people: People, firm: Firm, adviser: PageClient, mark: str = MARK) -> int:
    """The firm has all of it, each with the mark in; the number of its plan."""
    finish(app, firm.round_id, quick_answers())
    adviser.post_form(f"/kierrokset/{firm.round_id}/suunnitelma", page="/yritykset")
    with app.app_context():
        plan_id = db.session.scalars(select(Plan.id).where(Plan.company_id == firm.company_id)).one()
    adviser.post_form(f"/suunnitelmat/{plan_id}/vahvista", page="/yritykset")
    adviser.post_form(
        f"/yritykset/{firm.company_id}/muokkaa",
        {
            "business_id": "9000001-1" if mark == MARK else "9000018-5", "name": f"{mark} Oy", "industry_code": "10.71",
            "industry_scheme": "TOL 2025", "headcount": "4", "municipality": "Kouvola", "contact_name": f"Testi {mark}",
            "contact_email": f"{mark.lower()}@testi.example", "contact_phone": "", "language": "fi",
        },
    )  # fmt: skip
    with app.app_context(), transaction():
        at, me = now(), people.adviser_id
        action = db.session.scalars(select(Action).where(Action.plan_id == plan_id)).first()
        assert action is not None
        action.responsible = f"Testi {mark}"
        db.session.add(ActionReminder(action_id=action.id, email=f"{mark.lower()}@testi.example", agreed_at=at))
        db.session.add(ActionEvent(action_id=action.id, at=at, text=mark))
        db.session.add(UnmetNeed(round_id=firm.round_id, competence_id="TYO-01", noted_at=at))
        db.session.add(NextRound(plan_id=plan_id, months=12))
        note = Note(
            company_id=firm.company_id, day=today(), how="kaynti", people=mark, text=mark, created_at=at, saved_at=at,
            saved_by_id=me,
        )  # fmt: skip
        db.session.add(note)
        db.session.flush()
        db.session.add(NoteVersion(note_id=note.id, version=1, content=mark, saved_at=at, saved_by_id=me))
        db.session.add(Outcome(note_id=note.id, action_id=action.id, text=mark, adoption=2))
        db.session.add(Talk(round_id=firm.round_id, subject="TYO", reason=mark, said_at=at, written_by_id=me))
        db.session.add(Respondent(round_id=firm.round_id, main=False, email=f"kollega.{mark.lower()}@testi.example"))
        day = today() + timedelta(days=9)
        db.session.add(
            Handover(company_id=firm.company_id, from_id=me, to_id=me, day=day, note=mark, made_at=at, made_by_id=me)
        )
        training = Training(
            title="Testivalmennus", item="TYO", day=today(), place="Testisali", seats=9, created_at=at, created_by_id=me
        )
        db.session.add(training)
        db.session.flush()
        for standing, persons in (("coming", 2), ("came", 3)):
            db.session.add(
                Attendance(
                    training_id=training.id, company_id=firm.company_id, standing=standing, persons=persons, at=at,
                    by_user_id=me, action_id=action.id,
                )
            )  # fmt: skip
            db.session.flush()
        for kind, id_ in (
            ("sheet", firm.round_id),
            ("change", firm.round_id),
            ("plan", plan_id),
            ("seinalista", plan_id),
        ):
            db.session.add(
                Document(subject=f"{kind}-{id_}-1", language="fi", content=mark.encode(), sha256="x", made_at=at)
            )
        db.session.add(PrintJob(subject=f"liite-{plan_id}-1", language="fi", html=mark, asked_at=at))
        db.session.add(Folder(user_id=me, asked_at=at, kind="plan", language="fi", plans=[[plan_id, 1]]))
        for about, to in ((f"round-{firm.round_id}", "a@testi.example"), (None, f"{mark.lower()}@testi.example")):
            db.session.add(
                Message(
                    kind="receipt", about=about, to=to, language="fi", subject=mark, text=mark, html="",
                    message_id=f"{mark}{about}", created_at=at, created_by_id=None, next_try_at=at,
                )
            )  # fmt: skip
    return plan_id
