"""A firm that six answered for, some of them far apart; finished through the service's own steps."""

from dataclasses import dataclass
from datetime import datetime

from flask import Flask

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.invitations.store import add_respondent
from osaamistase.results.steps import finish_round
from osaamistase.survey.answering import KEY_PERSON, Place
from osaamistase.survey.asked import asked
from osaamistase.survey.models import Respondent
from osaamistase.survey.store import save_answers
from tests.people import SHELF, Firm, quick_answers


@dataclass(frozen=True)
class Said:
    """What one more person answers: their group and current level everywhere, but for `apart` on area REK."""

    group: str
    current: int = 3
    apart: int | None = None


SIX = (
    Said("management", 3, 4), Said("management", 3, 5), Said("staff", 3, 0), Said("staff", 3, 1), Said("staff", 3, 0),
)  # fmt: skip


def finish(app: Flask, firm: Firm, people: tuple[Said, ...] = (), at: datetime | None = None, **main: int) -> None:
    """The main respondent and `people` answer the quick questionnaire, and the round is finished."""
    version = SHELF.find("pikakartoitus", 1)
    assert version is not None
    answers = {**quick_answers(), **{Place(area, "current"): str(level) for area, level in main.items()}}
    with app.app_context(), transaction():
        save_answers(firm.respondent_id, answers, None, at or now())
        for one in people:
            person = add_respondent(Respondent(round_id=firm.round_id, main=False, group=one.group))
            given = {
                place: str(one.current if place.subject != "REK" or one.apart is None else one.apart)
                if place.rating == "current"
                else value
                for place, value in quick_answers().items()
                if place.rating not in KEY_PERSON
            }
            save_answers(person.id, given, None, at or now())
        finish_round(firm.round_id, asked(version), 730, None, at or now())
