"""What a backup lies in on the disk: a bare zip, or one encrypted for keys or by a passphrase."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

from osaamistase.backups import sealing
from osaamistase.backups.archive import Opened
from osaamistase.errors import BadFile


@dataclass(frozen=True)
class Opener:
    """What opens an encrypted backup: the secret keys of an identity file, or a passphrase."""

    identities: Sequence[Any] = ()
    passphrase: str = field(default="", repr=False)


def put(pieces: Iterable[bytes], file: IO[bytes], recipients: Sequence[Any], passphrase: str) -> Opener:
    """Writes the pieces, encrypted where there is anyone to encrypt for; what opens the file again.

    For public keys that is a key of this run's own: it goes with the process, and until then what was written can be
    read again, which the recipients' secret keys are not here for.
    """
    if recipients:
        identity = sealing.new_identity()
        sealing.seal(pieces, file, [*recipients, sealing.public_of(identity)])
        return Opener(identities=[identity])
    if passphrase:
        sealing.seal_by_passphrase(pieces, file, passphrase)
        return Opener(passphrase=passphrase)
    for piece in pieces:
        file.write(piece)
    return Opener()


@contextmanager
def opened(file: IO[bytes], opener: Opener) -> Iterator[Opened]:
    """The backup in the file. What was encrypted lies meanwhile in a file without a name, which ends with the block.

    Raises BadFile where it cannot be opened, and OSError.
    """
    file.seek(0)
    if not sealing.is_sealed(file):
        with closing(Opened(file)) as backup:
            yield backup
        return
    with tempfile.TemporaryFile() as bare:
        _unseal(file, bare, opener)
        bare.seek(0)
        with closing(Opened(bare)) as backup:
            yield backup


def _unseal(file: IO[bytes], bare: IO[bytes], opener: Opener) -> None:
    if sealing.sealed_by_passphrase(file):
        if not opener.passphrase:
            raise BadFile("file", "is encrypted by a passphrase; set it as BACKUP_PASSPHRASE in the environment")
        sealing.unseal_by_passphrase(file, bare, opener.passphrase)
    else:
        if not opener.identities:
            raise BadFile("file", "is encrypted for a key; give the file of its secret key with --key")
        sealing.unseal(file, bare, opener.identities)
