"""Passwords at the least cost: what a real one costs is the business of tests/accounts, and here dozens are guessed."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from osaamistase.accounts import passwords


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobody.cache_clear()
    yield
    passwords._nobody.cache_clear()  # other rooms compare at the full cost
