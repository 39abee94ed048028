"""A password is kept at the full cost of argon2id, and compared at that cost whoever asks."""

import re

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
    assert not matches(None, "nobody has this password")
    assert not matches("no hash", "pitka-sana-testiin")
