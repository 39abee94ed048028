"""`flask --app wsgi reminders send`: what is told by itself, when its time has come."""

import structlog
from flask import current_app, url_for
from flask.cli import AppGroup

from osaamistase.cli.telling import refuse
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.reminders.steps import is_time, write_deadlines, write_digests, write_handovers
from osaamistase.reminders.tokens import stop_token
from osaamistase.settings import Settings

log = structlog.get_logger()
reminders = AppGroup("reminders", help="Letters that no visitor asked for.")


@reminders.command("send")
def send() -> None:
    """Write the digests, reminders and hand-overs that are due now; `mail deliver` or `worker` takes them on."""
    settings: Settings = current_app.config["OSAAMISTASE"]
    if not settings.address:
        refuse("PUBLIC_ADDRESS is not set; letters need it for their links, for example https://osaamistase.example.fi")
    handovers, deadlines, digests = remind(settings)
    print(f"{handovers} hand-overs, {deadlines} reminders, {digests} digests.")


def remind(settings: Settings) -> tuple[int, int, int]:
    """How many letters of hand-over, of deadlines and of the day were written; none outside working hours."""
    if not settings.address or settings.mail_state == "off" or not is_time(now()):
        return 0, 0, 0
    secret, home, organisation = current_app.secret_key, settings.address, settings.organisation

    def stop(action_id: int) -> str:
        return url_for("reminders.stop", token=stop_token(secret, action_id), _external=True)

    with current_app.test_request_context(base_url=home):
        with transaction():
            handovers = write_handovers(now(), home, organisation)
        with transaction():
            deadlines = write_deadlines(now(), stop, home, organisation)
        with transaction():
            digests = write_digests(now(), home, organisation)
    if handovers or deadlines or digests:
        log.info("letters_written", handovers=handovers, deadlines=deadlines, digests=digests)
    return handovers, deadlines, digests
