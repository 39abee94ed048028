"""While others write, a backup is of one moment. The writer keeps a sum that any torn reading breaks."""

import json
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import OperationalError

from tests.backups.conftest import Place

SUM = 900


class Writer:
    """Carries one after the other from a firm's headcount to a training's seats, and back: two tables, one sum."""

    def __init__(self, url: str) -> None:
        self._engine, self._end, self.moves, self.error = create_engine(url), threading.Event(), 0, ""
        if url.startswith("sqlite"):
            event.listen(self._engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
            event.listen(self._engine, "connect", lambda raw, _record: setattr(raw, "isolation_level", None))
        self._thread = threading.Thread(target=self._work)

    def _work(self) -> None:
        try:
            while not self._end.is_set():
                self.set(1 + self.moves % (SUM - 1))
                self.moves += 1
        except OperationalError as error:
            self.error = str(error)

    def set(self, seats: int) -> None:
        with self._engine.begin() as connection:
            for words in (
                "UPDATE companies SET headcount = :sum - :seats WHERE id = (SELECT min(id) FROM companies)",
                "UPDATE trainings SET seats = :seats WHERE id = (SELECT min(id) FROM trainings)",
            ):
                connection.execute(text(words), {"sum": SUM, "seats": seats})

    @contextmanager
    def at_work(self) -> Iterator["Writer"]:
        self._thread.start()
        try:
            while not self.moves and not self.error:
                time.sleep(0.01)
            yield self
        finally:
            self._end.set()
            self._thread.join(timeout=30)
            self._engine.dispose()


def number_in(path: Path, table: str, column: str) -> int:
    with zipfile.ZipFile(path) as packed:
        return int(json.loads(packed.read(f"{table}.jsonl").splitlines()[0])[column])


@pytest.fixture
def full(kind: str, good: Path, new_base: Callable[[str], Place]) -> Place:
    place = new_base(kind)
    place.done("restore", good)
    return place


@pytest.mark.slow
def test_a_backup_under_load_is_of_one_moment_and_holds_up_nobody(full: Place, tmp_path: Path) -> None:
    seen = set()
    with Writer(full.url).at_work() as writer:
        for turn in range(3):
            before, path = writer.moves, tmp_path / f"{turn}.zip"
            full.done("backup", "--to", path)
            assert writer.moves > before + 5  # it went on writing all the while
            headcount, seats = number_in(path, "companies", "headcount"), number_in(path, "trainings", "seats")
            assert headcount + seats == SUM
            seen.add(seats)
    assert not writer.error
    assert len(seen) == 3  # and each is of another moment


def test_two_backups_of_one_database_hold_the_same_bytes(full: Place, tmp_path: Path) -> None:
    for name in ("first", "second"):
        full.done("backup", "--to", tmp_path / name)
    with zipfile.ZipFile(tmp_path / "first") as first, zipfile.ZipFile(tmp_path / "second") as second:
        for name in first.namelist():
            assert name == "manifest.json" or first.read(name) == second.read(name)
        assert first.namelist() == second.namelist()
