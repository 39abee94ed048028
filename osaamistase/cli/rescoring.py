"""`flask --app wsgi rescore --check`: whether every stored round comes out the same today."""

import sys
from contextlib import closing

import click
from flask.cli import with_appcontext

from osaamistase.errors import NotFound
from osaamistase.results.models import StoredSheet
from osaamistase.results.rescore import first_difference
from osaamistase.results.store import list_every_sheet
from osaamistase.survey.guard import asked_by
from osaamistase.survey.store import get_round


@click.command("rescore")
@click.option("--check", is_flag=True, required=True, help="Compare and tell; nothing stored is ever rewritten.")
@with_appcontext
def rescore(check: bool) -> None:  # noqa: ARG001  the one thing this command does, and it says so
    """Compute every stored round anew, by its own method version. The first that differs: one line, exit 1."""
    count = 0
    with closing(list_every_sheet()) as sheets:
        for sheet in sheets:
            difference = _difference(sheet)
            if difference is not None:
                click.echo(f"round {sheet.round_id}, sheet {sheet.number}: {difference}", err=True)
                sys.exit(1)
            count += 1
    click.echo(f"{count} stored sheets come out the same")


def _difference(sheet: StoredSheet) -> str | None:
    try:
        asked = asked_by(get_round(sheet.round_id))
    except NotFound:
        return "questionnaire: the words this round was asked in are nowhere here"
    return first_difference(sheet.content, sheet.sha256, asked.questionnaire)
