"""`flask --app wsgi questionnaire …`: check and publish questionnaire files, take them out to a workbook and back."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from osaamistase.cli.telling import read, refuse, write_whole
from osaamistase.errors import BadFile
from osaamistase.survey.checks import check
from osaamistase.survey.files import BadQuestionnaires, check_frozen, publish, published_checksums
from osaamistase.survey.findings import Finding
from osaamistase.survey.questionnaire import parse
from osaamistase.survey.writing import written

questionnaire = AppGroup("questionnaire", help="Check, publish, export and import questionnaire files.")


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


def _frozen_findings(path: Path, source: bytes) -> list[Finding]:
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


@questionnaire.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "book", required=True, type=click.Path(path_type=Path), help="The workbook to write, .xlsx.")
def export_file(file: Path, book: Path) -> None:
    """Write FILE as a workbook for an author. A draft with faults goes out too; what cannot be read: findings and 1."""
    from osaamistase.survey.workbook import to_workbook  # with its library, which no other command needs

    found, findings = parse(read(file))
    if found is None:
        _tell(file, findings)
        sys.exit(1)
    try:
        content = to_workbook(found)
    except BadFile as error:
        refuse(f"{file}: {error}")
    write_whole(book, content)


@questionnaire.command("import")
@click.argument("book", type=click.Path(path_type=Path))
@click.option("--to", "file", required=True, type=click.Path(path_type=Path), help="The questionnaire file, .toml.")
def import_file(book: Path, file: Path) -> None:
    """Write the questionnaire in BOOK to a file. Where there are findings: a line each, 1, and nothing is written."""
    from osaamistase.survey.workbook import from_workbook

    found, findings = from_workbook(read(book))
    _tell(book, findings)
    if found is None:
        sys.exit(1)
    source = written(found).encode()
    refusals = _place_findings(file, source)
    _tell(file, refusals)
    if refusals:
        sys.exit(1)
    write_whole(file, source)


def _place_findings(file: Path, source: bytes) -> list[Finding]:
    """Why a questionnaire may not be written there: over a published one, or under a name that is not its own."""
    place = file.resolve()
    if place.name in published_checksums(place.parent):
        return [Finding("file", "published", "is published and never changes; make a new version and give its name")]
    return _frozen_findings(place, source)


def _tell(path: Path, findings: list[Finding]) -> None:
    for finding in findings:
        click.echo(finding.line(str(path)))
