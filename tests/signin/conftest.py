"""Passwords at the least cost: what a real one costs is the business of tests/accounts, and here dozens are guessed."""

import pytest
from argon2 import PasswordHasher

from osaamistase.accounts import passwords


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobody.cache_clear()
