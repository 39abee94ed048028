"""`suppress`: a table of counts with what must not be shown taken out. Others rely on it."""

import json
from pathlib import Path
from typing import Any

import click

from osaamistase.cli.json_files import read_json
from osaamistase.cli.telling import refuse
from osaamistase.disclosure.suppression import hidden_cells, safe_k, with_totals
from osaamistase.errors import BadFile
from osaamistase.scoring.shapes import short

MOST = 1000  # rows or columns


@click.command("suppress")
@click.option("--table", "table_file", required=True, type=click.Path(path_type=Path))
def suppress(table_file: Path) -> None:
    """Print a table of counts as JSON, what must stay hidden as null. A bad file: one line and exit 2."""
    try:
        document = read_json(table_file)
        counts, k = _counts(document), safe_k(document.get("k"))
    except BadFile as error:
        refuse(f"{table_file}: {error}")
    click.echo(json.dumps(_shown(counts, k), indent=1).encode())


def _shown(counts: list[list[int]], k: int) -> dict[str, Any]:
    hidden, table = hidden_cells(counts, k), with_totals(counts)
    shown = [
        [None if (row, column) in hidden else count for column, count in enumerate(line)]
        for row, line in enumerate(table)
    ]
    return {
        "k": k,
        "cells": [line[:-1] for line in shown[:-1]],
        "row_totals": [line[-1] for line in shown[:-1]],
        "column_totals": shown[-1][:-1],
        "total": shown[-1][-1],
        "reasons": {
            f"{'total' if row == len(counts) else row},{'total' if column == len(counts[0]) else column}": reason
            for (row, column), reason in sorted(hidden.items())
        },
    }


def _counts(document: Any) -> list[list[int]]:
    """Raises BadFile naming the first place that is no table of counts."""
    if not isinstance(document, dict):
        raise BadFile("the file", "must be an object with rows, columns and counts")
    rows, columns = (_names(document, name) for name in ("rows", "columns"))
    counts = document.get("counts")
    if not isinstance(counts, list) or len(counts) != rows:
        raise BadFile("counts", f"must be a list of {rows} rows, one for each name in rows")
    for at, row in enumerate(counts):
        if not isinstance(row, list) or len(row) != columns:
            raise BadFile(f"counts[{at}]", f"must be a list of {columns} numbers, one for each name in columns")
        for place, count in enumerate(row):
            if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count < 10**9:
                raise BadFile(f"counts[{at}][{place}]", f"{short(count)} is no whole number of firms, 0 or more")
    return counts


def _names(document: dict[str, Any], name: str) -> int:
    found = document.get(name)
    if not isinstance(found, list) or not 0 < len(found) <= MOST or not all(isinstance(one, str) for one in found):
        raise BadFile(name, f"must be a list of 1 to {MOST} names")
    return len(found)
