"""`flask --app wsgi score`: the balance sheet of an answers file. Others rely on it."""

import json
from pathlib import Path
from typing import Any

import click

from osaamistase.cli.telling import read, refuse
from osaamistase.errors import BadFile
from osaamistase.questionnaires.checks import errors_alone
from osaamistase.questionnaires.questionnaire import checksum, parse
from osaamistase.scoring.report import report
from osaamistase.scoring.rounds import read_round
from osaamistase.scoring.sheet import draw_up


@click.command("score")
@click.option("--questionnaire", "questionnaire_file", required=True, type=click.Path(path_type=Path))
@click.option("--answers", "answers_file", required=True, type=click.Path(path_type=Path))
def score(questionnaire_file: Path, answers_file: Path) -> None:
    """Print the balance sheet of an answers file as JSON. Nothing is stored; a bad file: one line and exit 2."""
    source = read(questionnaire_file)
    asked, findings = parse(source)
    findings = findings or errors_alone(source)
    if asked is None or findings:
        refuse(findings[0].line(str(questionnaire_file)))
    if asked.joins is not None:
        refuse(f"{questionnaire_file}: joins: is a sector pack; give the questionnaire that it joins")
    try:
        document = json.loads(read(answers_file), parse_constant=_no_constant)
        sheet = draw_up(*read_round(asked, document))
    except BadFile as error:
        refuse(f"{answers_file}: {error}")
    except (ValueError, RecursionError) as error:
        refuse(f"{answers_file}: file: not readable as JSON in UTF-8: {str(error).splitlines()[0]}")
    identity = {"id": asked.id, "version": asked.version, "sha256": checksum(source)}
    click.echo(json.dumps(report(sheet, identity), ensure_ascii=False, indent=1))


def _no_constant(word: str) -> Any:
    raise BadFile("file", f"{word} is no number of JSON")
