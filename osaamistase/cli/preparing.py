"""`flask --app wsgi prepare` and `catalogue load`: the database made ready and kept up to date."""

import logging
import os
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from osaamistase.cli.telling import read, refuse
from osaamistase.cli.upgrading import bring_tables_up, others_may_fail
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.demo import fill as demo
from osaamistase.errors import BadFile
from osaamistase.services.catalogue import read_catalogue
from osaamistase.services.store import save_catalogue
from osaamistase.survey.guard import shelf
from osaamistase.survey.store import save_source

catalogue = AppGroup("catalogue", help="Check and load the service catalogue.")


@catalogue.command("load")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def load_catalogue(file: Path | None) -> None:
    """Add the services of the catalogue FILE (default: the project's own) that are not known yet."""
    count = _load(file or current_app.config["OSAAMISTASE"].catalogue)
    click.echo(f"{count} services in the file; those not known before are added.")


def _region_firms() -> int:
    """How many firms of a made-up region the demonstration gets: DEMO_FIRMS, 60 where it says nothing sensible."""
    given = os.environ.get("DEMO_FIRMS", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 60


def _load(path: Path) -> int:
    try:
        entries = read_catalogue(read(path))
    except BadFile as error:
        refuse(f"{path}: {error}")
    with transaction():
        return save_catalogue(entries, now())


@click.command("prepare")
@others_may_fail
@with_appcontext
def prepare(others_may_fail: bool) -> None:
    """Make the database ready: tables, service catalogue and, in demo mode, made-up firms and their sign-ins.

    Others may go on serving meanwhile. Where a release that is at work could not go on, nothing is changed: exit 2.
    """
    shelf()
    logging.getLogger("alembic").setLevel(logging.WARNING)
    fits = bring_tables_up(others_may_fail)
    if fits.newer:
        click.echo(f"The tables {fits.what}. Nothing was changed.")
        return
    _load(current_app.config["OSAAMISTASE"].catalogue)
    with transaction():  # rounds opened before their words were kept beside them get them here
        for version in shelf().versions().values():
            if version.published:
                save_source(version.sha256, version.source.decode(), now())
    if current_app.config["OSAAMISTASE"].demo:
        for line in demo.fill(_region_firms()):
            click.echo(line)
