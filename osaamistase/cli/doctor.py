"""`flask --app wsgi doctor`: what is wrong with an installation, and how to mend it."""

import os
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise

import click
from flask import current_app

from osaamistase.cli.check_database import check_database
from osaamistase.cli.check_machine import (
    check_collector,
    check_files,
    check_guides,
    check_mail,
    check_press,
    check_provider,
    check_python,
    check_questionnaires,
    check_room,
)
from osaamistase.cli.check_settings import check_address, check_cookies, check_names, check_numbers, check_refused
from osaamistase.cli.findings import found, on
from osaamistase.settings import gathered

_TAKE_A_WORD = ("--app", "-A", "--env-file", "-e")  # options of `flask` itself


def examining(environment: Mapping[str, str] = os.environ, words: Sequence[str] | None = None) -> bool:
    """Whether this process is `flask … doctor`, which must start whatever is wrong with the settings."""
    said = [
        word
        for before, word in pairwise(sys.argv if words is None else words)
        if not word.startswith("-") and before not in _TAKE_A_WORD
    ]
    return "FLASK_RUN_FROM_CLI" in environment and said[:1] == ["doctor"]


@click.command("doctor")
def doctor() -> None:
    """Look at the whole installation and tell what to mend, a line a finding. Exit 1 where something must be mended.

    Nothing is changed, and no mail is sent. It starts whatever is wrong with the settings.
    """
    try:
        settings, refused = gathered(os.environ)
    except OSError as error:
        click.echo(f"wrong: settings: {error.filename} cannot be made ({error.strerror}): set DATABASE_URL")
        sys.exit(1)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    checks = [
        on(check_refused, refused),
        on(check_names, os.environ),
        on(check_address, settings),
        on(check_cookies, settings),
        on(check_numbers, os.environ, settings),
        check_python,
        check_files,
        check_room,
        on(check_questionnaires, settings),
        on(check_guides, settings),
        on(check_database, app, settings),
        check_press,
        on(check_provider, settings),
        on(check_collector, settings),
    ]
    if not any("SMTP_" in sentence or "MAIL_FROM" in sentence for sentence in refused) and not settings.demo:
        checks.append(on(check_mail, settings))
    bad = worth_a_thought = 0
    for finding in found(checks):
        click.echo(finding.line)
        bad += finding.level == "wrong"
        worth_a_thought += finding.level == "warning"
    click.echo(f"{bad} to mend, {worth_a_thought} to think about.")
    sys.exit(1 if bad else 0)
