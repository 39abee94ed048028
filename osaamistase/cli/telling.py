"""How a command reads and writes a file and says no."""

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from osaamistase.errors import BadFile


def read(path: Path) -> bytes:
    """The file's bytes; a file that cannot be read ends the command with one line."""
    try:
        return path.read_bytes()
    except OSError as error:
        refuse(f"{path}: file: cannot be read: {error.strerror}")


def read_json(path: Path) -> Any:
    """The file's document. Raises BadFile where it is no JSON in UTF-8, or too deep to be one of ours."""
    try:
        return json.loads(read(path), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        if isinstance(error, BadFile):
            raise
        raise BadFile("file", f"not readable as JSON in UTF-8: {str(error).splitlines()[0]}") from None


def _no_constant(word: str) -> Any:
    raise BadFile("file", f"{word} is no number of JSON")


def write_whole(path: Path, content: bytes) -> None:
    """The file as a whole or, where it cannot be written, what was there before, and one line."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        refuse(f"{path}: file: cannot be written: {error.strerror}")


def refuse(line: str) -> NoReturn:
    """One line on standard error, exit 2."""
    click.echo(line.replace("\n", " "), err=True)
    sys.exit(2)
