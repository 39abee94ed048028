"""Encryption in the age format, which any age tool opens too: for keys piece by piece, by a passphrase as a whole."""

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

import pyrage

from osaamistase.errors import BadFile

MAGIC = b"age-encryption.org/v1\n"
SHORTEST = 12  # characters of a passphrase
# The library seals by a passphrase only what lies in memory, and needs it about three times.
MOST_BY_PASSPHRASE = 1024**3

_SPOILT = "cannot be decrypted: it is cut short or changed; take another copy of the backup"


def recipient_of(text: str) -> Any:
    """The public key that `age1…` says. Raises BadFile."""
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise BadFile("--for", "is no public key of age; it begins with age1, and age-keygen shows it") from None


def identities_in(content: bytes) -> list[Any]:
    """The secret keys of an identity file as age-keygen writes it. Raises BadFile."""
    try:
        lines = [line.strip() for line in content.decode().splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (UnicodeDecodeError, pyrage.IdentityError):
        found = []
    if not found:
        raise BadFile("--key", "holds no secret key of age; its line begins with AGE-SECRET-KEY-1")
    return found


def passphrase_fit_for_sealing(passphrase: str) -> str:
    """The passphrase. Raises BadFile where it is too short to keep anyone out."""
    if len(passphrase) < SHORTEST:
        raise BadFile("BACKUP_PASSPHRASE", f"is shorter than {SHORTEST} characters; take several words")
    return passphrase


def new_identity() -> Any:
    return pyrage.x25519.Identity.generate()


def public_of(identity: Any) -> Any:
    return identity.to_public()


def seal(pieces: Iterable[bytes], out: IO[bytes], recipients: Sequence[Any]) -> None:
    """Every recipient can open it, each alone. What the pieces or `out` raise is raised here."""
    source, sink = _Source(pieces), _Sink(out)
    try:
        pyrage.encrypt_io(source, sink, list(recipients))
    except (pyrage.EncryptError, OSError):
        raise source.error or sink.error or OSError("cannot be encrypted") from None


def seal_by_passphrase(pieces: Iterable[bytes], out: IO[bytes], passphrase: str) -> None:
    whole = bytearray()
    for piece in pieces:
        whole += piece
        if len(whole) > MOST_BY_PASSPHRASE:
            raise BadFile("BACKUP_PASSPHRASE", "seals up to 1 GiB; encrypt a larger backup --for a public key")
    out.write(pyrage.passphrase.encrypt(bytes(whole), passphrase))


def sealed_by_passphrase(file: IO[bytes]) -> bool:
    """Whether it takes a passphrase to open this encrypted file. The file is wound back."""
    head = file.read(len(MAGIC) + 10)
    file.seek(0)
    return head.removeprefix(MAGIC).startswith(b"-> scrypt ")


def is_sealed(file: IO[bytes]) -> bool:
    head = file.read(len(MAGIC))
    file.seek(0)
    return head == MAGIC


def unseal(file: IO[bytes], out: IO[bytes], identities: Sequence[Any]) -> None:
    """Raises BadFile where none of the keys opens it or it is spoilt."""
    sink = _Sink(out)
    try:
        pyrage.decrypt_io(file, sink, list(identities))
    except pyrage.DecryptError:
        raise sink.error or BadFile(
            "file", "is not encrypted for this key; give the --key it was written for"
        ) from None
    except OSError:
        raise sink.error or BadFile("file", _SPOILT) from None


def unseal_by_passphrase(file: IO[bytes], out: IO[bytes], passphrase: str) -> None:
    try:
        opened = pyrage.passphrase.decrypt(file.read(), passphrase)
    except (pyrage.DecryptError, OSError) as error:
        # One error for both; its own words tell a passphrase that this machine is too slow to try.
        what = f"is not the one that this file was written with, or the file is spoilt ({error})"
        raise BadFile("BACKUP_PASSPHRASE", what) from None
    out.write(opened)


class _Source:
    """Pieces of any length, read in lengths that the reader wants. It remembers what was raised, as pyrage does not."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)
        self._left = memoryview(b"")
        self.error: BaseException | None = None

    def read(self, length: int = -1) -> bytes:
        try:
            while not self._left:
                piece = next(self._pieces, None)
                if piece is None:
                    return b""
                self._left = memoryview(piece)
        except BaseException as error:
            self.error = error
            raise
        taken = self._left[:length] if length >= 0 else self._left
        self._left = self._left[len(taken) :]
        return bytes(taken)


class _Sink:
    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self.error: BaseException | None = None

    def write(self, part: bytes) -> int:
        try:
            return self._out.write(part)
        except BaseException as error:
            self.error = error
            raise

    def flush(self) -> None:
        """What is written is flushed by whoever opened it."""
