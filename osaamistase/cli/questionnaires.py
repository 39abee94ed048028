"""`flask --app wsgi questionnaire …`: check, publish and retire questionnaire files, take them out to a workbook."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from osaamistase.cli.telling import read, refuse, write_whole
from osaamistase.clock import today
from osaamistase.errors import BadFile
from osaamistase.scoring.reach import REACH, unreachable
from osaamistase.services.catalogue import read_catalogue
from osaamistase.survey.checks import RULES, check
from osaamistase.survey.files import BadQuestionnaires, known_beside, neighbours, publish, retire
from osaamistase.survey.findings import Finding
from osaamistase.survey.listed import check_frozen, published_checksums
from osaamistase.survey.questionnaire import parse
from osaamistase.survey.rules import rules_page
from osaamistase.survey.writing import written

questionnaire = AppGroup("questionnaire", help="Check, publish, retire, export and import questionnaire files.")


@questionnaire.command("check")
@click.option("--warnings", is_flag=True, help="Print what is worth reading and stops nothing, too.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check_files(files: tuple[Path, ...], warnings: bool) -> None:
    """Silent and 0 where every FILE is sound; else a line a finding and 1."""
    answered = _answered() if warnings else None
    sound = True
    for path in files:
        for finding in _findings(path, answered):
            if warnings or not finding.warning:
                click.echo(finding.line(str(path)))
            sound = sound and finding.warning
    sys.exit(0 if sound else 1)


@questionnaire.command("publish")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def publish_file(file: Path) -> None:
    """Freeze FILE: its checksum goes to the list, and new rounds may use it after the next start."""
    try:
        publish(file, unreachable)
    except BadQuestionnaires as findings:
        click.echo(str(findings), err=True)
        sys.exit(1)
    click.echo(f"{file.name} is published. It will not change any more; restart the service to offer it.")


@questionnaire.command("retire")
@click.argument("file", type=click.Path(path_type=Path))
def retire_file(file: Path) -> None:
    """Offer the published FILE no more; rounds that were opened with it stay as they are."""
    try:
        retire(file, today())
    except BadQuestionnaires as findings:
        refuse(str(findings))
    click.echo(f"{file.name} is retired. Its rounds stay; restart the service to offer it no more.")


@questionnaire.command("rules")
def print_rules() -> None:
    """Print the page of rules, docs/questionnaire-rules.md."""
    click.echo(rules_page((*RULES, *REACH)), nl=False)


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


def _findings(path: Path, answered: frozenset[str] | None) -> list[Finding]:
    try:
        source = path.read_bytes()
    except OSError as error:
        return [Finding("file", "unreadable", f"{error.strerror}; give the path of a questionnaire file")]
    found, findings = parse(source)
    if found is not None:
        findings = check(source, known_beside(found, neighbours(path.parent), answered))
        if all(one.warning for one in findings):
            findings += unreachable(found)
    return findings + _frozen_findings(path, source)


def _frozen_findings(path: Path, source: bytes) -> list[Finding]:
    """A file in the project's own folder is held to what was published; a loose file is only read."""
    own = current_app.config["OSAAMISTASE"].questionnaires.resolve()
    return check_frozen(path, source, published_checksums(own)) if path.resolve().parent == own else []


def _answered() -> frozenset[str] | None:
    """The competences for which a plan has a service to offer today; None where the catalogue cannot be read."""
    try:
        catalogue = read_catalogue(current_app.config["OSAAMISTASE"].catalogue.read_bytes())
    except (OSError, BadFile):
        return None
    return frozenset(
        competence
        for service in catalogue.services
        if service.offered_to == "firms" and (service.valid_until is None or service.valid_until >= today())
        for competence in service.competences
    )
