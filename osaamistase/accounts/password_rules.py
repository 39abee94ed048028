"""Which passwords are taken: long ones that nobody tries first. No odd signs are asked for, and none expires.

NIST SP 800-63B, 3.1.1: at least 12 characters here, checked against lists of leaked and common ones, words of the
service and the person's own among them.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from zxcvbn import zxcvbn

SHORTEST = 12
LONGEST = 1000
_GUESSABLE = 3  # of zxcvbn's 0-4: below it somebody who tries ten thousand a second is through within hours
_LOOKED_AT = 72  # characters; zxcvbn takes no more

Fault = Literal["short", "long", "common", "leaked"]


def fault(password: str, about: Sequence[str], leaked: Path | None = None) -> Fault | None:
    """Why a password is not taken; None: it is. `about`: names and addresses that are no secret.

    `leaked`: a sorted file of SHA-1 hashes of leaked passwords, as Have I Been Pwned gives them out.
    """
    if len(password) < SHORTEST:
        return "short"
    if len(password) > LONGEST:
        return "long"
    if zxcvbn(password[:_LOOKED_AT], user_inputs=[word.lower() for word in about if word])["score"] < _GUESSABLE:
        return "common"
    return "leaked" if leaked is not None and stands_in(leaked, password) else None


def stands_in(leaked: Path, password: str) -> bool:
    """Whether the sorted file has a line that begins with the password's SHA-1. Reads some forty lines of any size."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with leaked.open("rb") as lines:
        low, high = 0, leaked.stat().st_size
        while low < high:
            middle = (low + high) // 2
            lines.seek(max(0, middle - 1))
            if middle:
                lines.readline()  # the rest of a line, or its end alone
            line = lines.readline()[:40].upper()
            if not line or line > wanted or (line == wanted and middle == 0):
                if line == wanted:
                    return True
                high = middle
            elif line == wanted:
                return True
            else:
                low = lines.tell()
    return False
