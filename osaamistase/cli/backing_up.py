"""`backup`, `backup-check` and `restore`: everything the database holds in one file, and back from it."""

import logging
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError, OperationalError

from osaamistase.backups import sealing
from osaamistase.backups.archive import Opened
from osaamistase.backups.envelope import Opener, opened, put
from osaamistase.backups.own_sums import Sums
from osaamistase.backups.parts import keep, new_file
from osaamistase.backups.steps import Refused, check, load, pieces_of, refuse_spoilt, refuse_unknown
from osaamistase.cli.telling import read, refuse
from osaamistase.clock import now
from osaamistase.database import Base, db, one_look, transaction
from osaamistase.errors import BadFile

_key = click.option("--key", type=click.Path(path_type=Path), help="Identity file of age that opens an encrypted FILE.")
_file = click.argument("file", type=click.Path(path_type=Path))


@click.command("backup")
@click.option("--to", required=True, type=click.Path(path_type=Path), help="The new file; nothing is overwritten.")
@click.option("--for", "keys", multiple=True, help="Encrypt for this public key of age (age1…); may be repeated.")
@with_appcontext
def backup(to: Path, keys: Sequence[str]) -> None:
    """Copy the whole database, as it stands at one moment, into one file; then read the file again.

    With BACKUP_PASSPHRASE in the environment it is encrypted by that. Exit 1: it is written, but what it was copied
    from is spoilt.
    """
    begun = time.monotonic()
    with _saying_no(str(to)):
        recipients, passphrase = _for_whom(keys)
        with new_file(to) as file:
            with one_look() as look:
                columns = {name: list(table.columns.keys()) for name, table in Base.metadata.tables.items()}
                opener = put(pieces_of(look, now(), columns), file, recipients, passphrase)
            keep(file)
            size = file.tell()
            with opened(file, opener) as written:
                sums = check(written)
        click.echo(f"{to}: {_told(written, sums)}; {_megabytes(size)}, {time.monotonic() - begun:.1f} s")
    if not recipients and not passphrase:
        click.echo("It is not encrypted: keep it where only you can read it.")
    _tell_spoilt(to, sums, "the database itself holds it so; find it with: flask --app wsgi rescore --check")


@click.command("backup-check")
@_file
@_key
@with_appcontext
def backup_check(file: Path, key: Path | None) -> None:
    """Read a backup whole: its tables, its sheets, its prints. Exit 1 where anything is spoilt."""
    begun = time.monotonic()
    try:
        with file.open("rb") as source, opened(source, _opener(key)) as found:
            sums = check(found)
    except BadFile as error:
        _say_and_exit(f"{file}: {error}")
    except OSError as error:
        refuse(f"{file}: file: cannot be read: {error.strerror or error}")
    _tell_spoilt(file, sums, "it was so when it was copied; look for an earlier backup")
    click.echo(f"{file}: {_told(found, sums)}; all whole, {time.monotonic() - begun:.1f} s")


@click.command("restore")
@_file
@_key
@click.option("--with-spoilt", is_flag=True, help="Also where a sheet or print was spoilt before it was copied.")
@with_appcontext
def restore(file: Path, key: Path | None, with_spoilt: bool) -> None:
    """Fill an empty database from a backup, of whichever kind either is. On any failure it stays empty."""
    begun = time.monotonic()
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with _saying_no(str(file)), file.open("rb") as source, opened(source, _opener(key)) as found:
        refuse_unknown(found.manifest.revision)
        sums = check(found)  # all of it, before anything is touched
        if not with_spoilt:
            refuse_spoilt(sums)
        with transaction() as session:
            sums = load(session.connection(execution_options={"whole_tables": True}), found, spoilt_too=with_spoilt)
        click.echo(
            f"{file}: {_told(found, sums)}; restored into {db.engine.dialect.name}, {time.monotonic() - begun:.1f} s"
        )


def _for_whom(keys: Sequence[str]) -> tuple[list[Any], str]:
    passphrase = current_app.config["OSAAMISTASE"].backup_passphrase
    if keys and passphrase:
        raise Refused("a file is encrypted either --for keys or by BACKUP_PASSPHRASE; take one of them away")
    return [sealing.recipient_of(one) for one in keys], passphrase and sealing.passphrase_fit_for_sealing(passphrase)


def _opener(key: Path | None) -> Opener:
    identities = sealing.identities_in(read(key)) if key else []
    return Opener(identities, current_app.config["OSAAMISTASE"].backup_passphrase)


def _told(found: Opened, sums: Sums) -> str:
    said = found.manifest
    made = said.made_at.isoformat(" ", "seconds")
    return f"{len(said.tables)} tables, {said.rows} rows ({sums}); revision {said.revision} of {said.database}, {made}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _tell_spoilt(file: Path, sums: Sums, mend: str) -> None:
    if sums.spoilt:
        more = f" and {len(sums.spoilt) - 1} more" if len(sums.spoilt) > 1 else ""
        _say_and_exit(f"{file}: {sums.spoilt[0]}{more}: not what its own checksum says; {mend}")


def _say_and_exit(line: str) -> NoReturn:
    click.echo(_plain(line), err=True)
    sys.exit(1)


def _plain(line: object) -> str:
    """A file from elsewhere may name its members so that a terminal obeys them."""
    return "".join(sign if sign.isprintable() else "?" for sign in str(line))


@contextmanager
def _saying_no(file: str) -> Iterator[None]:
    """Whatever goes wrong is one line and exit 2; what was begun has been taken back by then."""
    try:
        yield
    except (BadFile, Refused) as error:
        refuse(_plain(f"{file}: {error}"))
    except OperationalError as error:
        refuse(f"{file}: the database is locked or does not answer: {_first_line(error)}; try again")
    except DBAPIError as error:
        refuse(f"{file}: the database says no: {_first_line(error)}")
    except OSError as error:
        refuse(f"{file}: file: {error.strerror or error}")


def _first_line(error: DBAPIError) -> str:
    return (str(error.orig).splitlines() or [type(error.orig).__name__])[0]
