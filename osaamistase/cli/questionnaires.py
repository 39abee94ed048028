"""`flask --app wsgi questionnaire …`: check and publish questionnaire files."""

import sys
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from osaamistase.survey.checks import check
from osaamistase.survey.files import BadQuestionnaires, check_frozen, publish, published_checksums

questionnaire = AppGroup("questionnaire", help="Check and publish questionnaire files.")


@questionnaire.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check_files(files: tuple[Path, ...]) -> None:
    """Silent and 0 where every FILE is sound; else a line a finding and 1."""
    sound = True
    for path in files:
        try:
            source = path.read_bytes()
        except OSError as error:
            click.echo(f"{path}: file: unreadable: {error.strerror}; give the path of a questionnaire file")
            sound = False
            continue
        for finding in check(source) + _frozen_findings(path, source):
            click.echo(finding.line(str(path)))
            sound = sound and finding.warning
    sys.exit(0 if sound else 1)


def _frozen_findings(path: Path, source: bytes) -> list[Any]:
    """A file in the project's own folder is held to what was published; a loose file is only read."""
    own = current_app.config["OSAAMISTASE"].questionnaires.resolve()
    return check_frozen(path, source, published_checksums(own)) if path.resolve().parent == own else []


@questionnaire.command("publish")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def publish_file(file: Path) -> None:
    """Freeze FILE: its checksum goes to the list, and new rounds may use it after the next start."""
    try:
        publish(file)
    except BadQuestionnaires as findings:
        click.echo(str(findings), err=True)
        sys.exit(1)
    click.echo(f"{file.name} is published. It will not change any more; restart the service to offer it.")
