"""`score` and `compare`: the balance sheet of an answers file, and two of them side by side. Others rely on both."""

import json
from pathlib import Path
from typing import Any

import click

from osaamistase.cli.json_files import read_json
from osaamistase.cli.telling import read, refuse
from osaamistase.errors import BadFile
from osaamistase.questionnaires.checks import errors_alone
from osaamistase.questionnaires.questionnaire import checksum, parse
from osaamistase.scoring.change import compare as compared
from osaamistase.scoring.change_report import change_report
from osaamistase.scoring.methods import scored
from osaamistase.scoring.scored import Scored, read_scored

_FILE = click.Path(path_type=Path)


@click.command("score")
@click.option("--questionnaire", "questionnaire_file", required=True, type=_FILE)
@click.option("--answers", "answers_file", required=True, type=_FILE)
def score(questionnaire_file: Path, answers_file: Path) -> None:
    """Print the balance sheet of an answers file as JSON. Nothing is stored; a bad file: one line and exit 2."""
    source = read(questionnaire_file)
    asked, findings = parse(source)
    findings = findings or errors_alone(source)
    if asked is None or findings:
        refuse(findings[0].line(str(questionnaire_file)))
    if asked.joins is not None:
        refuse(f"{questionnaire_file}: joins: is a sector pack; give the questionnaire that it joins")
    identity = {"id": asked.id, "version": asked.version, "sha256": checksum(source)}
    try:
        _print(scored(asked, read_json(answers_file), identity))
    except BadFile as error:
        refuse(f"{answers_file}: {error}")


@click.command("compare")
@click.option("--first", "first_file", required=True, type=_FILE)
@click.option("--second", "second_file", required=True, type=_FILE)
def compare(first_file: Path, second_file: Path) -> None:
    """Print what changed between two sheets that `score` printed, as JSON. A bad file: one line and exit 2."""
    _print(change_report(compared(_scored(first_file), _scored(second_file))))


def _scored(path: Path) -> Scored:
    try:
        return read_scored(read_json(path))
    except BadFile as error:
        refuse(f"{path}: {error}")


def _print(document: dict[str, Any]) -> None:
    # As bytes: the document is UTF-8 whatever the terminal is set to.
    click.echo(json.dumps(document, ensure_ascii=False, indent=1).encode())
