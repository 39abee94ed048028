"""The zip of a backup: written as it comes, read within bounds. Nothing of it is ever held whole."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from osaamistase.backups.manifest import NAME, Tally, read_manifest
from osaamistase.errors import BadFile

LONGEST = 512 * 1024**2  # bytes of one line, which must lie in memory
_MOST_MANIFEST = 1024**2
_TIMES, _FREE = 200, 1024**3  # more than so many times its own size, and more than so many bytes: a bomb
_AGAIN = "take another copy of the backup"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class _Outlet:
    """Takes what the zip writes and gives it on. It cannot be wound back, and the zip gets along with that."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Nor is there anything to close."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


class Packing:
    """A zip that comes in pieces. The same lines make the same bytes, whenever they are packed."""

    def __init__(self) -> None:
        self._outlet = _Outlet()
        self._zip = zipfile.ZipFile(self._outlet, "w", zipfile.ZIP_DEFLATED)

    def add(self, name: str, lines: Iterable[bytes]) -> Iterator[bytes]:
        with self._zip.open(_member(name), "w", force_zip64=True) as member:
            for line in lines:
                member.write(line)
                if piece := self._outlet.taken():
                    yield piece
        yield self._outlet.taken()

    def end(self) -> bytes:
        self._zip.close()
        return self._outlet.taken()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member


def file_of(table: str) -> str:
    return f"{table}.jsonl"


class Opened:
    """A backup's zip, open for reading. BadFile: it is none, or holds what no backup holds."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN:
            raise BadFile("file", f"is no backup, or only part of one; {_AGAIN}") from None
        members = self._zip.infolist()
        names = [one.filename for one in members]
        if NAME not in names:
            raise BadFile(NAME, "is missing, so that this is no backup; give the file that `backup` wrote")
        for member in members:
            if member.flag_bits & 0x1 or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise BadFile(member.filename, f"is packed as no backup is; {_AGAIN}")
        self.manifest = read_manifest(self._manifest())
        wanted = [*map(file_of, self.manifest.tables), NAME]
        for name in names:
            if name not in wanted or names.count(name) > 1:
                raise BadFile(name, "does not belong into the backup; someone changed it, so take another copy")
        for name in wanted:
            if name not in names:
                raise BadFile(name, f"is missing from the backup; {_AGAIN}")
        self._refuse_bombs(members)

    def _manifest(self) -> bytes:
        if self._zip.getinfo(NAME).file_size > _MOST_MANIFEST:
            raise BadFile(NAME, f"is larger than any backup's; {_AGAIN}")
        try:
            return self._zip.read(NAME)
        except _BROKEN:
            raise BadFile(NAME, f"cannot be unpacked; {_AGAIN}") from None

    def _refuse_bombs(self, members: list[zipfile.ZipInfo]) -> None:
        """What the members say they unpack to is what they are held to later: reading ends there."""
        size = sum(one.file_size for one in members)
        if size > max(_FREE, _TIMES * sum(one.compress_size for one in members)):
            raise BadFile("file", f"would unpack to {size} bytes, which no backup of its size does; {_AGAIN}")
        for name, table in self.manifest.tables.items():
            if self._zip.getinfo(file_of(name)).file_size != table.bytes:
                raise BadFile(file_of(name), f"is not as long as the manifest says; {_AGAIN}")

    def lines(self, table: str) -> Iterator[bytes]:
        """The table's lines; at their end it is certain that they are all there and unchanged, else BadFile."""
        said, tally, name = self.manifest.tables[table], Tally(), file_of(table)
        try:
            with self._zip.open(name) as member, io.BufferedReader(member, 256 * 1024) as reader:  # type: ignore[type-var]
                while line := reader.readline(LONGEST + 1):
                    if len(line) > LONGEST:
                        raise BadFile(f"{name}: line {tally.rows + 1}", f"is longer than any row may be; {_AGAIN}")
                    tally.add(line)
                    yield line
        except _BROKEN:
            raise BadFile(f"{name}: after line {tally.rows}", f"cannot be unpacked; {_AGAIN}") from None
        if tally.rows != said.rows:
            raise BadFile(name, f"holds {tally.rows} rows where {said.rows} were written; {_AGAIN}")
        if tally.sha256 != said.sha256:
            raise BadFile(name, f"is not what was written, by its sha256; {_AGAIN}")

    def close(self) -> None:
        self._zip.close()
