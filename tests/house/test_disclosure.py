"""One door for figures over firms: who else reads the scores of many fails here (docs/decisions/0014)."""

import ast
from pathlib import Path

from tests.house.test_layers import CODE, FILES

# Tables with scores of firms, and the files that may name them: each reads one firm's own, or is the one door.
SCORES = {"Contribution", "Score", "AreaResult", "StoredSheet", "ServiceUse"}
MAY = {
    "editions/models", "editions/store", "editions/steps",  # the door: sums for an edition
    "effects/models", "effects/store", "effects/steps",  # the same door, for services
    "results/models", "results/store", "results/steps", "results/rescore",  # one round, or all of them without a reader
    "comparison/store",  # peers, through disclosure/peers
}  # fmt: skip
EDITIONS = {"Edition", "EditionFigure", "EditionEffect"}


def named(path: Path) -> set[str]:
    """Names a file imports from rooms of ours."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        one.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("osaamistase.")
        for one in node.names
    }


def test_only_the_door_and_readers_of_one_firm_query_scores() -> None:
    asking = {
        str(path.relative_to(CODE)).removesuffix(".py")
        for path in FILES
        if path.stem == "store" and named(path) & SCORES
    }
    single = {"desk/store", "history/store"}  # an adviser's day and a firm's story: which sheets there are
    assert asking <= MAY | single, f"{asking - MAY - single} read scores: figures over firms leave through editions"


def test_pages_files_and_the_interface_know_editions_alone() -> None:
    for path in FILES:
        if path.relative_to(CODE).parts[0] in ("insight", "downloads", "api"):
            assert not named(path) & SCORES, path
            text = path.read_text(encoding="utf-8")
            assert "list_sums" not in text, path


def test_no_statement_outside_the_door_sums_up_scores() -> None:
    for path in FILES:
        place = str(path.relative_to(CODE)).removesuffix(".py")
        if place not in MAY:
            text = path.read_text(encoding="utf-8")
            for table in ("area_results", "contributions", "scores"):
                assert f"FROM {table}" not in text, f"{place} asks {table} in SQL of its own"
