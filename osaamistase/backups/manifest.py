"""What a backup says of itself: of when and of which revision it is, and what each table in it must come to."""

import hashlib
import json
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from osaamistase.backups.kinds import Kind
from osaamistase.errors import BadFile

FORMAT = 1
NAME = "manifest.json"

_Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
_Count = Annotated[int, Field(ge=0)]


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Table(_Said):
    """One table: its columns in the order of every line (those of its key first), and what all its lines come to."""

    columns: dict[_Name, Kind]
    key: list[_Name]
    rows: _Count
    bytes: _Count
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(_Said):
    format: Literal[1]
    revision: str = Field(pattern=r"^[0-9a-z_]{1,32}$")
    made_at: datetime
    database: Literal["sqlite", "postgresql"]
    tables: dict[_Name, Table]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


class Tally:
    """Lines as they go by: how many, how long, and their SHA-256."""

    def __init__(self) -> None:
        self.rows = self.bytes = 0
        self._sum = hashlib.sha256()

    def add(self, line: bytes) -> None:
        self.rows += 1
        self.bytes += len(line)
        self._sum.update(line)

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


def written(manifest: Manifest) -> bytes:
    return (json.dumps(manifest.model_dump(mode="json"), indent=1) + "\n").encode()


def read_manifest(content: bytes) -> Manifest:
    """Raises BadFile with the first place that is amiss."""
    try:
        said: Any = json.loads(content)
    except (ValueError, RecursionError):
        raise BadFile(NAME, "is no JSON; take another copy of the backup") from None
    number = said.get("format") if isinstance(said, dict) else None
    if isinstance(number, int) and number > FORMAT:
        raise BadFile(
            NAME, f"format {number} is newer than this version of the service reads; bring the code up to date"
        )
    try:
        return Manifest.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(one) for one in first["loc"])
        raise BadFile(f"{NAME}: {place}", f"{first['msg']}; take another copy of the backup") from None
