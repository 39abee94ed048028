"""How a command reads and writes a file and says no."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click


def read(path: Path) -> bytes:
    """The file's bytes; a file that cannot be read ends the command with one line."""
    try:
        return path.read_bytes()
    except OSError as error:
        refuse(f"{path}: file: cannot be read: {error.strerror}")


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
