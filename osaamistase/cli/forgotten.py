"""The worker's look at who asked for a new password: a letter for those who are known, nothing for anybody else."""

from flask import current_app, url_for

from osaamistase.accounts.store import find_password_request
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.settings import Settings
from osaamistase.signin.steps import Way, answer_request


def answer_forgotten() -> bool:
    """Answer the request that waits longest; False where none does."""
    if find_password_request() is None:
        return False
    settings: Settings = current_app.config["OSAAMISTASE"]

    def way(home: str) -> Way:
        def address_of(token: str) -> str:
            return home.rstrip("/") + url_for("signin.new_password", token=token)

        return Way(address_of, home, settings.organisation, settings.mail_state != "off")

    with current_app.test_request_context(), transaction():
        answer_request(now(), way)
    return True
