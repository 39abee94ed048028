"""The first revision that says what code it works with, and the last that says nothing."""

from osaamistase.releases.schema import known, oldest_fit

FIRST = next(one for one in known() if oldest_fit(one) is not None)
BEFORE = known()[known().index(FIRST) - 1]
