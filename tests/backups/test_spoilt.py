"""Every kind of spoilt or foreign file is told by place and mend, and nothing of it gets into a database."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from osaamistase.backups import archive
from tests.backups.conftest import Place

Members = dict[str, bytes]


def members_of(path: Path) -> Members:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def pack(path: Path, members: Members, method: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", method) as packed:
        for name, content in members.items():
            packed.writestr(name, content)


def change_manifest(members: Members, **changes: Any) -> None:
    members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), **changes}).encode()


def put_lines(members: Members, table: str, lines: list[bytes]) -> None:
    """Other lines, with a manifest that agrees to them: as somebody would who wants to be believed."""
    content = b"".join(line + b"\n" for line in lines)
    members[f"{table}.jsonl"] = content
    tables = json.loads(members["manifest.json"])["tables"]
    sums = {"rows": len(lines), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    tables[table] |= sums
    change_manifest(members, tables=tables)


def put_row(members: Members, table: str, **changes: Any) -> None:
    first, *rest = members[f"{table}.jsonl"].splitlines()
    changed = json.dumps({**json.loads(first), **changes}, ensure_ascii=False, separators=(",", ":"))
    put_lines(members, table, [changed.encode(), *rest])


def _another_word(members: Members) -> None:
    members["companies.jsonl"] = members["companies.jsonl"].replace(b"Esimerkkileipomo", b"Esimerkkileipoma")


def _a_row_less(members: Members) -> None:
    lines = members["companies.jsonl"].splitlines(keepends=True)
    members["companies.jsonl"] = b"".join(lines[1:])


def _a_row_less_and_as_long(members: Members) -> None:
    first, second, *rest = members["companies.jsonl"].splitlines()
    members["companies.jsonl"] = b"\n".join([first + b" " + second, *rest, b""])


def _count(members: Members, rows: int) -> None:
    tables = json.loads(members["manifest.json"])["tables"]
    tables["users"]["rows"] = rows
    change_manifest(members, tables=tables)


SPOILERS: tuple[tuple[str, Callable[[Members], object], str], ...] = (
    ("a word changed", _another_word, "companies.jsonl: is not what was written, by its sha256; take another copy"),
    ("a row less", _a_row_less, "companies.jsonl: is not as long as the manifest says; take another copy"),
    ("two rows in a line", _a_row_less_and_as_long, "companies.jsonl: line 1: is no line of JSON"),
    ("a count off", lambda all_: _count(all_, 5), "users.jsonl: holds 4 rows where 5 were written; take another copy"),
    ("a table less", lambda all_: all_.pop("companies.jsonl"), "companies.jsonl: is missing from the backup"),
    ("a member more", lambda all_: all_.update({"../extra.txt": b"x"}), "../extra.txt: does not belong into the backup"),
    ("a name that a terminal obeys", lambda all_: all_.update({"\x1b[2J\n": b"x"}), ": ?[2J?: does not belong into"),
    ("no manifest", lambda all_: all_.pop("manifest.json"), "manifest.json: is missing, so that this is no backup"),
    ("no JSON", lambda all_: all_.update({"manifest.json": b"{"}), "manifest.json: is no JSON"),
    ("a deep manifest", lambda all_: all_.update({"manifest.json": b"[" * 500_000}), "manifest.json: is no JSON"),
    ("no object", lambda all_: all_.update({"manifest.json": b"[]"}), "manifest.json: "),
    ("a huge manifest", lambda all_: all_.update({"manifest.json": b" " * 2_000_000}), "is larger than any backup's"),
    ("a newer format", lambda all_: change_manifest(all_, format=2), "format 2 is newer than this version"),
    ("a strange field", lambda all_: change_manifest(all_, extra=1), "manifest.json: extra: "),
    ("a strange name", lambda all_: change_manifest(all_, tables={"../x": {}}), "manifest.json: tables."),
    ("rows below none", lambda all_: _count(all_, -1), "manifest.json: tables.users.rows: "),
    ("a number as text", lambda all_: put_row(all_, "companies", headcount="4"), "companies.jsonl: line 1: headcount is no number"),
    ("a flag as number", lambda all_: put_row(all_, "companies", made_up=1), "line 1: made_up is no flag"),
    ("no moment", lambda all_: put_row(all_, "companies", created_at="today"), "line 1: created_at is no moment"),
    ("a moment without its zone", lambda all_: put_row(all_, "companies", created_at="2026-11-01T12:00:00"), "created_at is no moment"),
    ("no day", lambda all_: put_row(all_, "services", checked_on="32.1."), "line 1: checked_on is no day"),
    ("no decimal", lambda all_: put_row(all_, "area_results", mean_gap="x"), "line 1: mean_gap is no decimal"),
    ("no base64", lambda all_: put_row(all_, "documents", content="ä"), "line 1: content is no bytes"),
    ("a column more", lambda all_: put_row(all_, "companies", extra=1), "line 1: must hold these columns and no other: id, "),
    ("a line of no JSON", lambda all_: put_lines(all_, "companies", [b"{"]), "companies.jsonl: line 1: is no line of JSON"),
    ("a deep line", lambda all_: put_lines(all_, "companies", [b"[" * 100_000]), "line 1: is no line of JSON"),
    ("a sheet's word", lambda all_: put_row(all_, "sheets", content="{}"), "sheet 1: not what its own checksum says; it was so"),
    ("a print's byte", lambda all_: put_row(all_, "documents", content="AAAA"), "print 1: not what its own checksum says"),
)  # fmt: skip


@pytest.fixture(scope="module")
def empty(new_url: Callable[[str], str]) -> Iterator[Place]:
    from tests.backups.conftest import close_base, open_base

    place = open_base(new_url("sqlite"))
    yield place
    close_base(place)


def _told(place: Place, path: Path, why: str) -> None:
    """Checked: exit 1, one line with the file. Restored: exit 2, one line, and nothing is there."""
    said = place.run("backup-check", path)
    assert (said.exit_code, said.stdout, len(said.stderr.splitlines())) == (1, "", 1), (said.output, said.exception)
    assert said.stderr.startswith(f"{path}: ")
    assert why in said.stderr
    refused = place.run("restore", path)
    assert (refused.exit_code, refused.stdout, len(refused.stderr.splitlines())) == (2, "", 1), refused.output
    assert not place.rows()


@pytest.mark.parametrize(("spoiler", "why"), [pytest.param(one, why, id=name) for name, one, why in SPOILERS])
def test_a_spoilt_backup_is_told_by_its_place_and_not_restored(
    spoiler: Callable[[Members], object], why: str, good: Path, empty: Place, tmp_path: Path
) -> None:
    members = members_of(good)
    spoiler(members)
    pack(tmp_path / "spoilt.zip", members)
    _told(empty, tmp_path / "spoilt.zip", why)


def test_a_file_cut_short_or_of_another_kind_is_no_backup(good: Path, empty: Place, tmp_path: Path) -> None:
    content, path = good.read_bytes(), tmp_path / "cut.zip"
    for cut in (b"", b"hello", content[:-1000], content[: len(content) // 2]):
        path.write_bytes(cut)
        _told(empty, path, "file: is no backup, or only part of one; take another copy")
    assert empty.run("backup-check", tmp_path / "nowhere.zip").exit_code == 2
    assert empty.run("restore", tmp_path / "nowhere.zip").exit_code == 2


def test_a_changed_byte_is_found_wherever_it_lies(good: Path, empty: Place, tmp_path: Path) -> None:
    content, path = good.read_bytes(), tmp_path / "byte.zip"
    with zipfile.ZipFile(good) as packed:
        starts = {one.filename: one.header_offset + 30 + len(one.filename) + 40 for one in packed.infolist()}
    for name in ("sheets.jsonl", "answers.jsonl", "manifest.json"):
        at = starts[name]
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        _told(empty, path, name)


def test_a_member_that_stands_there_twice_is_refused(good: Path, empty: Place, tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    path.write_bytes(good.read_bytes())
    with zipfile.ZipFile(path, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr("users.jsonl", b"")
    _told(empty, path, "users.jsonl: does not belong into the backup")


def test_a_member_packed_otherwise_is_refused(good: Path, empty: Place, tmp_path: Path) -> None:
    pack(tmp_path / "bzip2.zip", members_of(good), zipfile.ZIP_BZIP2)
    _told(empty, tmp_path / "bzip2.zip", "is packed as no backup is")


def test_a_bomb_is_refused_before_it_is_unpacked(
    good: Path, empty: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_FREE", 8 * 1024**2)  # the rule in small: a real one takes a minute to make
    members = members_of(good)
    put_lines(members, "companies", [b" " * 40_000_000])
    pack(tmp_path / "bomb.zip", members)
    _told(empty, tmp_path / "bomb.zip", "would unpack to ")


def test_a_line_longer_than_memory_may_hold_is_refused(
    good: Path, empty: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LONGEST", 10_000)
    members = members_of(good)
    put_lines(members, "companies", [b" " * 10_001])
    pack(tmp_path / "line.zip", members)
    _told(empty, tmp_path / "line.zip", "companies.jsonl: line 1: is longer than any row may be")


def test_what_was_spoilt_before_it_was_copied_is_told_and_still_copied_and_restored_on_wish(
    good: Path, empty: Place, new_base: Callable[[str], Place], tmp_path: Path, kind: str
) -> None:
    members = members_of(good)
    put_row(members, "sheets", content="{}")
    pack(tmp_path / "spoilt.zip", members)
    place = new_base(kind)
    assert "sheet 1: is not what its own checksum says" in place.run("restore", tmp_path / "spoilt.zip").stderr
    place.done("restore", tmp_path / "spoilt.zip", "--with-spoilt")
    said = place.run("backup", "--to", tmp_path / "again.zip")
    assert said.exit_code == 1
    assert "sheet 1: not what its own checksum says; the database itself holds it so" in said.stderr
    assert members_of(tmp_path / "again.zip")["sheets.jsonl"].count(b"\n") == members["sheets.jsonl"].count(b"\n")
