"""`flask --app wsgi questionnaire export` and `import`: a questionnaire out to a workbook and back, for its authors."""

import sys
from pathlib import Path

import click
from flask import current_app

from osaamistase.cli.questionnaires import answered
from osaamistase.cli.telling import read, refuse, write_whole
from osaamistase.errors import BadFile
from osaamistase.questionnaires.checks import check
from osaamistase.questionnaires.files import known_beside, neighbours
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.listed import check_frozen, published_checksums
from osaamistase.questionnaires.questionnaire import parse
from osaamistase.questionnaires.writing import written


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "book", required=True, type=click.Path(path_type=Path), help="The workbook to write, .xlsx.")
def export_file(file: Path, book: Path) -> None:
    """Write FILE as a workbook for an author. A draft with faults goes out too; what cannot be read: findings and 1."""
    from osaamistase.questionnaires.workbook import to_workbook  # with its library, which no other command needs

    found, findings = parse(read(file))
    if found is None:
        _tell(file, findings)
        sys.exit(1)
    try:
        content = to_workbook(found)
    except BadFile as error:
        refuse(f"{file}: {error}")
    write_whole(book, content)


@click.command("import")
@click.argument("book", type=click.Path(path_type=Path))
@click.option("--to", "file", required=True, type=click.Path(path_type=Path), help="The questionnaire file, .toml.")
@click.option("--warnings", is_flag=True, help="Print what is worth reading and stops nothing, too.")
def import_file(book: Path, file: Path, warnings: bool) -> None:
    """Write the questionnaire in BOOK to a file. Where there are errors: a line each, 1, and nothing is written."""
    from osaamistase.questionnaires.workbook import from_workbook

    services = answered() if warnings else None

    def beside(source: bytes) -> list[Finding]:
        asked, findings = parse(source)
        return findings if asked is None else check(source, known_beside(asked, neighbours(file.parent), services))

    found, findings = from_workbook(read(book), beside)
    _tell(book, [one for one in findings if warnings or not one.warning])
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
    # A file in the project's own folder is held to what was published there; a loose file is only written.
    own = current_app.config["OSAAMISTASE"].questionnaires.resolve()
    return check_frozen(place, source, published_checksums(own)) if place.parent == own else []


def _tell(path: Path, findings: list[Finding]) -> None:
    for finding in findings:
        click.echo(finding.line(str(path)))
