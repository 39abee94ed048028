"""How a command reads a file and says no."""

import sys
from pathlib import Path
from typing import NoReturn

import click


def read(path: Path) -> bytes:
    """The file's bytes; a file that cannot be read ends the command with one line."""
    try:
        return path.read_bytes()
    except OSError as error:
        refuse(f"{path}: file: cannot be read: {error.strerror}")


def refuse(line: str) -> NoReturn:
    """One line on standard error, exit 2."""
    click.echo(line.replace("\n", " "), err=True)
    sys.exit(2)
