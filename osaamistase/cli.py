"""Commands: `flask --app wsgi …`. Others rely on some; the rest serves whoever runs the service."""

import json
import logging
import sys
from pathlib import Path
from typing import Any, NoReturn

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

from osaamistase import demo
from osaamistase.accounts.models import ROLES, User
from osaamistase.accounts.passwords import hashed
from osaamistase.accounts.store import add_user, find_user_by_email
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.errors import BadFile
from osaamistase.scoring.frames import frame_of
from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.report import report
from osaamistase.scoring.sheet import draw_up
from osaamistase.services.catalogue import read_catalogue
from osaamistase.services.store import save_catalogue
from osaamistase.survey.checks import check
from osaamistase.survey.files import BadQuestionnaires, check_frozen, publish, published_checksums
from osaamistase.survey.guard import shelf
from osaamistase.survey.questionnaire import checksum, parse

questionnaire = AppGroup("questionnaire", help="Check and publish questionnaire files.")
user = AppGroup("user", help="People who sign in.")
catalogue = AppGroup("catalogue", help="Check and load the service catalogue.")


def add_commands(app: Flask) -> None:
    for group in (questionnaire, catalogue, user):
        app.cli.add_command(group)
    app.cli.add_command(score)
    app.cli.add_command(prepare)


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


@click.command("score")
@click.option("--questionnaire", "questionnaire_file", required=True, type=click.Path(path_type=Path))
@click.option("--answers", "answers_file", required=True, type=click.Path(path_type=Path))
def score(questionnaire_file: Path, answers_file: Path) -> None:
    """Print the balance sheet of an answers file as JSON. Nothing is stored; a bad file: one line and exit 2."""
    source = _read(questionnaire_file)
    asked, findings = parse(source)
    findings = findings or check(source)
    if asked is None or findings:
        _refuse(findings[0].line(str(questionnaire_file)))
    try:
        document = json.loads(_read(answers_file), parse_constant=_no_constant)
        frame = frame_of(asked)
        sheet = draw_up(frame, read_answers(document, frame))
    except BadFile as error:
        _refuse(f"{answers_file}: {error}")
    except (ValueError, RecursionError) as error:
        _refuse(f"{answers_file}: file: not readable as JSON in UTF-8: {str(error).splitlines()[0]}")
    identity = {"id": asked.id, "version": asked.version, "sha256": checksum(source)}
    click.echo(json.dumps(report(sheet, identity), ensure_ascii=False, indent=1))


def _no_constant(word: str) -> Any:
    raise BadFile("file", f"{word} is no number of JSON")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        _refuse(f"{path}: file: cannot be read: {error.strerror}")


def _refuse(line: str) -> NoReturn:
    click.echo(line.replace("\n", " "), err=True)
    sys.exit(2)


@catalogue.command("load")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def load_catalogue(file: Path | None) -> None:
    """Bring the services in the database up to date with the catalogue FILE (default: the project's own)."""
    count = _load(file or current_app.config["OSAAMISTASE"].catalogue)
    click.echo(f"{count} services loaded.")


def _load(path: Path) -> int:
    try:
        entries = read_catalogue(_read(path))
    except BadFile as error:
        _refuse(f"{path}: {error}")
    with transaction():
        return save_catalogue(entries, now())


@user.command("add")
@click.option("--email", required=True, prompt=True)
@click.option("--name", required=True, prompt=True)
@click.option("--role", required=True, type=click.Choice(ROLES), prompt=True)
@click.password_option(help="At least 12 characters; length matters more than odd signs.")
def add_person(email: str, name: str, role: str, password: str) -> None:
    """Make a person who can sign in. The password is asked for, so that it stays out of the shell's history."""
    email = email.strip().lower()
    if len(password) < 12:
        _refuse("the password is shorter than 12 characters; choose a longer one")
    if find_user_by_email(email) is not None:
        _refuse(f"{email} can sign in already")
    with transaction():
        add_user(User(email=email, name=name.strip(), role=role, password_hash=hashed(password), created_at=now()))
    click.echo(f"{email} can sign in as {role}.")


@click.command("prepare")
def prepare() -> None:
    """Make the database ready: tables, service catalogue and, in demo mode, made-up firms and their sign-ins."""
    shelf()
    logging.getLogger("alembic").setLevel(logging.WARNING)
    upgrade()
    _load(current_app.config["OSAAMISTASE"].catalogue)
    if current_app.config["OSAAMISTASE"].demo:
        for line in demo.fill():
            click.echo(line)
