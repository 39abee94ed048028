"""What is kept of people, as kept.toml says it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Kept:
    """One kind of data: in which tables it lies, and what it is, why and how long, by language.

    `sweep`: what lets go of it `days` after it was last of use; "": it stays.
    """

    id: str
    tables: tuple[str, ...]
    what: dict[str, str]
    why: dict[str, str]
    for_: dict[str, str]
    sweep: str = ""
    days: int = 0


@cache
def all_kept() -> tuple[Kept, ...]:
    with (Path(__file__).parent / "kept.toml").open("rb") as file:
        told = tomllib.load(file)["kept"]
    return tuple(
        Kept(
            one["id"], tuple(one["tables"]), one["what"], one["why"], one["for"], one.get("sweep", ""),
            one.get("days", 0),
        )
        for one in told
    )  # fmt: skip
