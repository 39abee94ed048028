"""Steps of inviting people to a round, each inside the caller's transaction."""

from datetime import datetime

from osaamistase.errors import NotFound
from osaamistase.invitations.store import find_answered_alone, remove_respondent
from osaamistase.mail.store import save_dropped
from osaamistase.survey.store import get_respondent, get_round, list_respondents


class AlreadyAnswering(ValueError):
    """The firm has begun by itself; what it has answered is its own until it says otherwise."""


def begin_together(round_id: int, at: datetime) -> None:
    """Open the main respondent's answers to the adviser at the table. Raises AlreadyAnswering, NotFound once closed."""
    round_ = get_round(round_id, for_update=True)  # a first save under way is seen, not passed by
    if round_.submitted_at is not None or round_.carried_to_id is not None:
        raise NotFound("round")
    main = next((one for one in list_respondents(round_id) if one.main), None)
    if main is None:
        raise NotFound("respondent")
    if main.together_at is None:
        if find_answered_alone(main.id):
            raise AlreadyAnswering
        main.together_at = at


def take_out(respondent_id: int, at: datetime) -> int:
    """Take out someone who has not answered, with their links and waiting letters; the round's id.

    Raises AlreadyAnswering, NotFound for the main respondent.
    """
    person = get_respondent(respondent_id)
    round_ = get_round(person.round_id, for_update=True)
    if person.main or round_.submitted_at is not None or round_.carried_to_id is not None:
        raise NotFound("respondent")
    if find_answered_alone(respondent_id):
        raise AlreadyAnswering
    remove_respondent(respondent_id)
    if person.email:
        save_dropped(f"round-{person.round_id}", person.email, at)
    return person.round_id
