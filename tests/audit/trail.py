"""The trace as it stands, sealed and verified as the worker and the command do it."""

from flask import Flask
from sqlalchemy import select

from osaamistase.audit.models import AuditEvent
from osaamistase.audit.steps import seal
from osaamistase.database import db, transaction


def events(app: Flask) -> list[tuple[str, str, str, dict[str, int]]]:
    with app.app_context():
        found = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
        return [(one.actor, one.what, one.endpoint, one.about) for one in found]


def sealed(app: Flask) -> int:
    with app.app_context(), transaction():
        return seal()


def verified(app: Flask, *words: str) -> tuple[int, str, str]:
    done = app.test_cli_runner().invoke(args=["audit", "verify", *words])
    return done.exit_code, done.stdout.strip(), done.stderr.strip()
