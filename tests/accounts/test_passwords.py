"""A password is kept at the full cost of argon2id, and compared at that cost whoever asks."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher

from osaamistase.accounts import passwords
from osaamistase.accounts.passwords import hashed, matches


def test_a_password_is_kept_as_argon2id_at_a_cost_no_guesser_likes() -> None:
    found = re.match(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$", hashed("pitka-sana-testiin"))
    assert found is not None
    memory, times, _lanes = map(int, found.groups())
    assert memory >= 19_456  # KiB, OWASP's least
    assert times >= 2


def test_only_the_very_password_matches_and_nobody_never_does() -> None:
    kept = hashed("pitka-sana-testiin")
    assert matches(kept, "pitka-sana-testiin")
    assert not matches(kept, "pitka-sana-testiin ")
    for none in (None, ""):
        for guess in ("nobody has this password", "", "pitka-sana-testiin"):
            assert not matches(none, guess)
    assert not matches("no hash", "pitka-sana-testiin")


class _Watched(PasswordHasher):
    """Counts how many are at work in the same moment."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.now = self.most = 0
        self._count = threading.Lock()

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        with self._count:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.02)
        try:
            return super().verify(hash, password)
        finally:
            with self._count:
                self.now -= 1


def test_a_morning_of_sign_ins_takes_the_memory_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = _Watched()
    monkeypatch.setattr(passwords, "_hasher", watched)
    kept = hashed("pitka-sana-testiin")
    with ThreadPoolExecutor(4) as pool:
        right = list(pool.map(lambda word: matches(kept, word), ["pitka-sana-testiin", "vaara-sana"] * 4))
    assert right == [True, False] * 4
    assert (watched.most, watched.now) == (1, 0)  # one that was refused lets the next one in
