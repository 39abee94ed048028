"""`flask --app wsgi questionnaire …`: check, publish and retire questionnaire files."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from osaamistase.cli.telling import refuse
from osaamistase.clock import today
from osaamistase.errors import BadFile
from osaamistase.questionnaires.checks import RULES, check
from osaamistase.questionnaires.files import BadQuestionnaires, known_beside, neighbours, publish, retire
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.listed import check_frozen, published_checksums
from osaamistase.questionnaires.questionnaire import parse
from osaamistase.questionnaires.rules import rules_page
from osaamistase.scoring.reach import REACH, unreachable
from osaamistase.services.catalogue import read_catalogue

questionnaire = AppGroup("questionnaire", help="Check, publish and retire questionnaire files.")


@questionnaire.command("check")
@click.option("--warnings", is_flag=True, help="Print what is worth reading and stops nothing, too.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check_files(files: tuple[Path, ...], warnings: bool) -> None:
    """Silent and 0 where every FILE is sound; else a line a finding and 1."""
    services = answered() if warnings else None
    sound = True
    for path in files:
        for finding in _findings(path, services):
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


def _findings(path: Path, services: frozenset[str] | None) -> list[Finding]:
    try:
        source = path.read_bytes()
    except OSError as error:
        return [Finding("file", "unreadable", f"{error.strerror}; give the path of a questionnaire file")]
    found, findings = parse(source)
    if found is not None:
        findings = check(source, known_beside(found, neighbours(path.parent), services))
        if all(one.warning for one in findings):
            findings += unreachable(found)
    # A file in the project's own folder is held to what was published; a loose file is only read.
    own = current_app.config["OSAAMISTASE"].questionnaires.resolve()
    frozen = check_frozen(path, source, published_checksums(own)) if path.resolve().parent == own else []
    return findings + frozen


def answered() -> frozenset[str] | None:
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
