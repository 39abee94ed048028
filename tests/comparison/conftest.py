"""What is kept at hand of other firms belongs to one test's database."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from osaamistase.clock import now
from osaamistase.survey.answering import Place
from tests.people import People, quick_answers
from tests.rounds.finished import finish, new_round


@pytest.fixture(autouse=True)
def nothing_kept_of_others(app: Flask) -> Iterator[None]:
    app.extensions.pop("peers", None)
    yield
    app.extensions.pop("peers", None)


@pytest.fixture
def two_rounds(app: Flask, people: People) -> int:
    """A round a year ago; since then DIG rose two levels and REK fell by one. The number of the second round."""
    finish(app, people.firm.round_id, quick_answers(current=2), at=now() - timedelta(days=400))
    second = new_round(app, people.firm.company_id, people.adviser_id)
    changed = {Place("DIG", "current"): "4", Place("REK", "current"): "1", Place("REK", "target"): "5"}
    finish(app, second, {**quick_answers(current=2), **changed}, at=now() - timedelta(days=100))
    return second
