"""Steps inside the caller's transaction: who is asked, comes and came; who came has it in the plan."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from osaamistase.plans.models import Action, ActionEvent, ActionService
from osaamistase.plans.steps import take_step
from osaamistase.plans.store import add_action, add_event, get_action, get_plan, list_plans
from osaamistase.trainings.attending import Mark, Unfit, check_mark, taken
from osaamistase.trainings.models import Training
from osaamistase.trainings.store import add_attendance, get_training, list_standing


def write_down(
    training_id: int, marks: Sequence[Mark], why: Mapping[str, str], by_user_id: int, at: datetime, today: date
) -> None:
    """How firms stand from now on, all or none. `why`: by language, the words for why an action is no longer done.

    Raises Unfit: nothing may be written then. Who came gets a done action in the newest plan; taken back, it is left
    out with `why`. A firm without a plan has the training in its story alone.
    """
    training = get_training(training_id, for_update=True)
    standing = {row.company_id: row for row, _name, _adviser in list_standing(training_id)}
    if training.cancelled_because is not None:
        raise Unfit("cancelled", 0)
    # Seats are counted as all will stand: one firm may give up the seats that another takes. Where more are taken than
    # there are, because seats were taken away later, whoever takes no more than before may stay.
    most = max(training.seats, taken((row.standing, row.persons) for row in standing.values()))
    now = {id_: (row.standing, row.persons) for id_, row in standing.items()}
    now |= {one.company_id: (one.standing, one.persons) for one in marks}
    for one in marks:
        check_mark(one, training.day, today)
        known = standing.get(one.company_id)
        if (known.id if known else 0) != one.seen:
            raise Unfit("changed", one.company_id)
        if one.standing == "coming" and taken(now.values()) > most:
            raise Unfit("full", one.company_id)
        action_id = known.action_id if known else None
        if one.standing == "came" and action_id is None:
            action_id = _done(training, one.company_id, by_user_id, at)
        elif one.standing != "came" and action_id is not None:
            _taken_back(action_id, why, by_user_id, at, today)
            action_id = None
        add_attendance(training_id, one.company_id, one.standing, one.persons, at, by_user_id, action_id)


def _done(training: Training, company_id: int, by_user_id: int, at: datetime) -> int | None:
    """The action in the firm's newest plan that says so; None where it has no plan.

    It answers no gap of the sheet (no `competence_id`): a plan drafted again still proposes what the level asks for.
    """
    plans = list_plans(company_id)
    if not plans:
        return None
    plan = get_plan(plans[0][0].id, for_update=True)
    action = Action(
        plan_id=plan.id,
        position=max((one.position for one in plan.actions), default=-1) + 1,
        title=training.title,
        description="",
        responsible="",
        deadline=training.day,
        status="tehty",
        kind="valmennus",
    )
    if training.service_id is not None:
        action.services = [ActionService(position=0, service_id=training.service_id, why=training.title)]
    add_action(action)
    add_event(ActionEvent(action_id=action.id, at=at, by_user_id=by_user_id, status="tehty", text=training.title))
    return action.id


def _taken_back(action_id: int, why: Mapping[str, str], by_user_id: int, at: datetime, today: date) -> None:
    """Somebody was mistaken: the action stays in the plan, left out and with the reason."""
    action = get_action(action_id)
    words = why[get_plan(action.plan_id).language]
    if action.status == "tehty":
        take_step(action_id, "kaynnissa", words, None, by_user_id, at, today)
    if get_action(action_id).status != "hylatty":
        take_step(action_id, "hylatty", words, None, by_user_id, at, today)
