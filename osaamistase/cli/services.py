"""`flask --app wsgi services import` and `check-links`: the catalogue kept from the command line."""

from pathlib import Path

import click
from flask.cli import AppGroup

from osaamistase.catalogue.links import addresses, answers
from osaamistase.catalogue.routes import competence_ids
from osaamistase.catalogue.steps import known, standing
from osaamistase.catalogue.store import save_link_states
from osaamistase.cli.telling import read, refuse
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.errors import BadFile
from osaamistase.exchange.preview import checked, previewed
from osaamistase.exchange.steps import bring_rows
from osaamistase.exchange.workbook import from_workbook
from osaamistase.exchange.yaml_file import from_yaml

services = AppGroup("services", help="The service catalogue in the database.")


@services.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print what would change and change nothing.")
def import_file(file: Path, dry_run: bool) -> None:
    """Bring the services in FILE (xlsx or yaml) into force. A bad file: a line a fault, nothing changed, exit 1."""
    content = read(file)
    about = known(competence_ids())
    try:
        rows, found = checked(from_workbook(content) if content[:2] == b"PK" else from_yaml(content), about)
    except BadFile as error:
        refuse(f"{file}: {error}")
    for one in found:
        click.echo(f"{file}: {one.where}: {one.fault.what}", err=True)
    if found:
        raise SystemExit(1)
    preview = previewed(standing(), rows)
    for change in preview.changes:
        click.echo(f"{change.id}: {'new' if change.new else ', '.join(name for name, _then, _now in change.fields)}")
    if not dry_run:
        with transaction():
            bring_rows(preview.rows, preview.base, about, None, now())
    click.echo(f"{len(preview.changes)} {'would change' if dry_run else 'changed'}, {preview.unchanged} unchanged.")


@services.command("check-links")
@click.option("--allow-private", is_flag=True, hidden=True, help="Also ask servers of this network; for tests.")
def check_links(allow_private: bool) -> None:
    """Try each web address the services name once; print those that do not answer, and exit 1 where there are any."""
    named = addresses({id_: row["source"] for id_, row in standing().items()})
    bad = 0
    states: dict[str, str] = {}
    for address, answer in answers(named, allow_private):
        for id_ in named[address]:
            states[id_] = answer if states.get(id_, "ok") == "ok" else states[id_]
        if answer != "ok":
            bad += 1
            click.echo(f"{address}: {answer}: {', '.join(named[address])}")
    with transaction():
        save_link_states(states.items(), now())
    click.echo(f"{len(named)} addresses, {bad} without an answer.")
    raise SystemExit(1 if bad else 0)
