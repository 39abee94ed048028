"""A round of six in which the digital area is seen apart and the rest alike."""

import pytest
from flask import Flask

from osaamistase.survey.answering import Place
from tests.people import People, quick_answers
from tests.rounds.finished import SIX, finish

LEVELS = (1, 1, 1, 4, 4, 5)


@pytest.fixture
def six(app: Flask, people: People) -> int:
    """The number of the finished round."""
    given = [{**quick_answers(), Place("DIG", "current"): str(one)} for one in LEVELS]
    finish(app, people.firm.round_id, *given, groups=SIX)
    return people.firm.round_id


@pytest.fixture
def one(app: Flask, people: People) -> int:
    """A finished round that one has answered."""
    finish(app, people.firm.round_id, quick_answers())
    return people.firm.round_id
