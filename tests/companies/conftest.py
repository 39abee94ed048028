"""A YTJ interface to ask."""

from collections.abc import Iterator

import pytest

from tests.companies.standin import StandIn, standing_in
from tests.mail.conftest import certificate

__all__ = ["certificate"]


@pytest.fixture
def ytj() -> Iterator[StandIn]:
    with standing_in() as stand_in:
        yield stand_in
