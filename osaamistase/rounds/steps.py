"""Steps of a round's adviser, each inside the caller's transaction."""

from datetime import datetime

from osaamistase.errors import NotFound
from osaamistase.invitations.store import add_respondent
from osaamistase.rounds.carrying import carried_answers
from osaamistase.rounds.store import add_copied_answers, save_links_moved
from osaamistase.survey.asked import Asked
from osaamistase.survey.models import Respondent, Round
from osaamistase.survey.steps import start_round
from osaamistase.survey.store import get_round, list_answers_of_round, list_respondents


def carry_over(round_id: int, asked: Asked, by_user_id: int, at: datetime) -> Round:
    """A new round on a newer version with everyone's answers that have a place there, and their links.

    The old round keeps its answers and takes no more. Done once: asked again it gives the same new round.
    """
    old = get_round(round_id, for_update=True)
    if old.carried_to_id is not None:
        return get_round(old.carried_to_id)
    if old.submitted_at is not None:
        raise NotFound("round")
    new = start_round(old.company_id, asked, by_user_id, at)
    answers = list_answers_of_round(round_id)
    main = list_respondents(new.id)[0]
    for person in list_respondents(round_id):
        there = main if person.main else add_respondent(Respondent(round_id=new.id, main=False))
        there.group, there.email, there.language = person.group, person.email, person.language
        there.together_at = person.together_at
        mine = carried_answers(asked.questionnaire, answers.get(person.id, {}), person.main)
        add_copied_answers(person.id, there.id, mine)
        save_links_moved(person.id, there.id)
    old.carried_to_id = new.id
    return new
