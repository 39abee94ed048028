"""What a command changes leaves its trace, as a page does: by the machine, for no person has signed in.

A backup leaves none: it reads a database of any age as it is, and two of one database hold the same bytes.
"""

import click
from flask import has_request_context

from osaamistase.audit.models import AuditEvent
from osaamistase.audit.store import add_event
from osaamistase.clock import now
from osaamistase.database import before_commit

# What the service does by itself; and what makes, fills or takes back a database as a whole.
_SILENT = {
    "worker", "mail deliver", "reminders send", "editions give", "services check-links", "prepare", "demo-region",
    "restore",
}  # fmt: skip


def keep_command_traces() -> None:
    before_commit(_with_the_change)


def _with_the_change() -> None:
    name = _command()
    if name and name not in _SILENT and not has_request_context():
        event = AuditEvent(
            at=now(), actor="machine", actor_id=None, what="change", endpoint=f"flask {name}"[:80], about={}, request=""
        )
        add_event(event)


def _command() -> str:
    """The command's words without the program's, "user add"; "" where none runs."""
    context = click.get_current_context(silent=True)
    words: list[str] = []
    while context is not None and context.parent is not None:
        words.insert(0, context.info_name or "")
        context = context.parent
    return " ".join(words)
