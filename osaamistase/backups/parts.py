"""A new file that is there whole or not at all, that nobody else may read, and that takes no other's place."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from osaamistase.errors import BadFile

_BUSY = "is just being written by another backup; wait for it or give another name"


def refuse_taken(path: Path) -> None:
    """Raises BadFile where something of that name is there already, or where there is no folder for it."""
    if os.path.lexists(path):
        raise BadFile(str(path), "is there already, and no backup is ever overwritten; give another name")
    if not path.parent.is_dir():
        raise BadFile(str(path), f"there is no folder {path.parent}; make it as the user that writes, or name another")


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """What the block writes, under `path` once the block is done and the disk holds it. Until then it is `path`.part.

    Raises BadFile where the name is taken, also by another that writes it just now, and OSError.
    """
    refuse_taken(path)
    part = path.with_name(path.name + ".part")
    # What a killed run left behind is written over; what a living one writes is locked.
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w+b") as file:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BadFile(str(part), _BUSY) from None
        if not _is_still(part, handle):  # it was finished between the two steps above, and bears its own name by now
            raise BadFile(str(part), _BUSY)
        try:
            os.ftruncate(handle, 0)
            os.fchmod(handle, 0o600)
            yield file
            _put(part, path)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise


def keep(file: IO[bytes]) -> None:
    """The disk holds it; what is read from now on comes from there."""
    file.flush()
    os.fsync(file.fileno())
    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.lstat(path), os.fstat(handle))
    except FileNotFoundError:
        return False


def _put(part: Path, path: Path) -> None:
    try:
        os.link(part, path)  # unlike a rename, never over another file
    except FileExistsError:
        refuse_taken(path)
        raise
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        refuse_taken(path)  # a file system without links
        part.rename(path)
    else:
        part.unlink()
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
