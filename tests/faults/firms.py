"""Firms in a database of their own, each with a link to the whole questionnaire."""

from osaamistase.accounts.models import User
from osaamistase.accounts.store import add_user
from osaamistase.app import create_app
from osaamistase.clock import now
from osaamistase.database import Base, db, transaction
from osaamistase.survey.answering import Place
from tests.conftest import settings_for
from tests.people import SHELF, Firm, make_firm


def whole_questionnaire() -> list[Place]:
    """Where a firm answers how good it is and wants to be: twice 56 places."""
    version = SHELF.find("osaamistase", 1)
    assert version is not None
    return [Place(one, rating) for one in version.questionnaire.competence for rating in ("current", "target")]


def make_firms(url: str, count: int, questionnaire: str = "osaamistase") -> list[Firm]:
    """The tables and `count` firms."""
    app = create_app(settings_for(url))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with transaction():
            adviser = add_user(
                User(email="n@testi.example", name="Testi Neuvoja", role="adviser", password_hash="", created_at=now())
            )
            firms = [make_firm(adviser.id, f"firm-{n}", f"Testi {n} Oy", questionnaire) for n in range(count)]
        db.session.remove()
        db.engine.dispose()
    return firms


def forget(url: str) -> None:
    app = create_app(settings_for(url))
    with app.app_context():
        Base.metadata.drop_all(db.engine)
        db.engine.dispose()
