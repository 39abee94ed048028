"""Firms with something due, made quickly, and what an adviser's page says of them."""

import re
from datetime import timedelta

from flask import Flask
from sqlalchemy import select, update

from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.mail.models import Message
from osaamistase.plans.models import Action
from osaamistase.survey.models import Round
from osaamistase.survey.store import save_answers
from tests.page import PageClient
from tests.people import Firm, make_firm, quick_answers


def opened_days_ago(app: Flask, round_id: int, days: int) -> None:
    with app.app_context(), transaction():
        db.session.execute(update(Round).where(Round.id == round_id).values(opened_at=now() - timedelta(days=days)))


def answered(app: Flask, client: PageClient, firm: Firm) -> None:
    """The firm answers everything and sends it."""
    with app.app_context(), transaction():
        save_answers(firm.respondent_id, quick_answers(), None, now())
    client.post_form(firm.at("laheta"))


def waiting_firms(app: Flask, adviser_id: int, count: int, days: int = 9) -> None:
    """So many firms whose answers are waited for."""
    with app.app_context(), transaction():
        for number in range(count):
            firm = make_firm(adviser_id, f"81{number:05}-0", f"Odottava {number:03} Oy", "pikakartoitus")
            db.session.get_one(Round, firm.round_id).opened_at = now() - timedelta(days=days)


def failed_letter(app: Flask, round_id: int, number: int = 1, to: str = "y@testi.example", **values: object) -> int:
    with app.app_context(), transaction():
        letter = Message(
            kind="invitation", about=f"round-{round_id}", to=to, language="fi", subject="Kutsu", text="", html="",
            message_id=f"<{number}-{round_id}@testi.example>", created_at=now(), created_by_id=None, next_try_at=now(), failed_at=now(),
        )  # fmt: skip
        for name, value in values.items():
            setattr(letter, name, value)
        db.session.add(letter)
        db.session.flush()
        return letter.id


def change_actions(app: Flask, plan_id: int, **values: object) -> list[Action]:
    with app.app_context(), transaction():
        db.session.execute(update(Action).where(Action.plan_id == plan_id).values(**values))
    with app.app_context():
        return list(db.session.scalars(select(Action).where(Action.plan_id == plan_id).order_by(Action.id)))


def firms_on(client: PageClient, address: str = "/tanaan") -> list[str]:
    return re.findall(r"<h2><a [^>]*>([^<]*)</a></h2>", client.get(address).get_data(as_text=True))


def sentences(client: PageClient, address: str = "/tanaan") -> list[str]:
    """What is due, word for word, without the tag before it."""
    page = client.get(address).get_data(as_text=True)
    return [" ".join(one.split()) for one in re.findall(r"<p><span class=\"tag[^>]*>[^<]*</span>([^<]*)</p>", page)]
