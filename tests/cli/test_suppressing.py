"""`flask --app wsgi suppress`, as others run it."""

import json
from pathlib import Path

import pytest

from tests.test_commands import flask

EXAMPLE = {"k": 5, "rows": ["C", "G"], "columns": ["mikro", "pieni", "keski"], "counts": [[7, 6, 2], [9, 5, 6]]}


def test_the_worked_example_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    path.write_text(json.dumps(EXAMPLE))
    done = flask("suppress", "--table", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "k": 5,
        "cells": [[7, None, None], [9, None, None]],
        "row_totals": [15, 20],
        "column_totals": [16, 11, 8],
        "total": 35,
        "reasons": {"0,1": "protects", "0,2": "threshold", "1,1": "protects", "1,2": "protects"},
    }


def test_a_hidden_total_is_named_as_one(tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    path.write_text(json.dumps({"rows": ["C"], "columns": ["mikro", "pieni"], "counts": [[2, 0]]}))
    found = json.loads(flask("suppress", "--table", str(path)).stdout)
    assert found["k"] == 5
    assert (found["cells"], found["row_totals"], found["column_totals"], found["total"]) == (
        [[None, 0]], [None], [None, 0], None,
    )  # fmt: skip
    assert set(found["reasons"]) == {"0,0", "0,total", "total,0", "total,total"}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"counts": [[7, 6, 2]]}, "counts: must be a list of 2 rows"),
        ({"counts": [[7, 6], [9, 5, 6]]}, "counts[0]: must be a list of 3 numbers"),
        ({"counts": [[7, 6, -2], [9, 5, 6]]}, "counts[0][2]: -2 is no whole number"),
        ({"counts": [[7, 6, 2], [9, 5.5, 6]]}, "counts[1][1]: 5.5 is no whole number"),
        ({"counts": [[7, 6, 2], [9, True, 6]]}, "counts[1][1]: True is no whole number"),
        ({"counts": None}, "counts: must be a list"),
        ({"rows": []}, "rows: must be a list of 1 to 1000 names"),
        ({"columns": [1, 2, 3]}, "columns: must be a list of 1 to 1000 names"),
    ],
)
def test_a_bad_table_is_refused_in_one_line_that_names_the_place(
    tmp_path: Path, change: dict[str, object], place: str
) -> None:
    path = tmp_path / "table.json"
    path.write_text(json.dumps({**EXAMPLE, **change}))
    done = flask("suppress", "--table", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{path}: {place}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["", "[]", "7", "{", '{"rows": ["C"], "rows": ["D"]}'])
def test_what_is_no_table_is_refused_too(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.json"
    path.write_text(text)
    done = flask("suppress", "--table", str(path))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
