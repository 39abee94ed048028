"""What waits for an adviser today, and a firm's page: what is next, its rounds and plans, and its whole story."""

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.catalogue.states import ENDING_DAYS, UNCHECKED_DAYS, states_of
from osaamistase.catalogue.store import list_to_check
from osaamistase.clock import now
from osaamistase.clock import today as wall_date
from osaamistase.companies.store import get_company
from osaamistase.desk.due import due_list
from osaamistase.desk.store import list_firms_to_follow
from osaamistase.handover.steps import covered_by
from osaamistase.handover.store import list_handovers, list_received
from osaamistase.history.store import list_events
from osaamistase.history.story import SHOWN, story
from osaamistase.plans.store import list_plans
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.services.models import Service
from osaamistase.survey.guard import shelf
from osaamistase.survey.models import Round
from osaamistase.survey.store import list_rounds
from osaamistase.trainings.store import list_ahead

desk = Blueprint("desk", __name__)
PAGE = 50  # firms
RECEIVED = timedelta(days=7)  # how long a firm that came over is told of
UNMARKED = timedelta(days=60)  # how long a training that was is told of while somebody waits to be marked
SERVICES = 5  # shown of those to check: the rest are one click away


@desk.get("/tanaan")
@open_to(ADVISER, ADMINISTRATOR)
def today() -> ResponseReturnValue:
    """The adviser's first page: their own firms, or everyone's with `kaikki=1`."""
    everyone = request.args.get("kaikki") == "1"
    page = min(max(1, request.args.get("sivu", 1, int)), 100_000)
    covered = [] if everyone else covered_by(signed_in().id, wall_date())
    whose = None if everyone else [signed_in().id, *covered]
    firms = due_list(list_firms_to_follow(adviser_ids=whose), wall_date())
    return render_template(
        "desk/today.html",
        firms=firms[(page - 1) * PAGE : page * PAGE],
        all=len(firms),
        things=sum(len(one.items) for one in firms),
        first=(page - 1) * PAGE + 1,
        page=page,
        more=len(firms) > page * PAGE,
        everyone=everyone,
        today=wall_date(),
        mail_state=current_app.config["OSAAMISTASE"].mail_state,
        covering=bool(covered),
        me=signed_in().name,
        received=[] if everyone else list_received(signed_in().id, now() - RECEIVED),
        services=[] if everyone else _services_to_check(),
        trainings=list_ahead(whose, wall_date(), wall_date() - UNMARKED) if whose is not None else [],
        most=SERVICES,
    )


def _services_to_check() -> list[tuple[Service, frozenset[str]]]:
    """Services of the signed-in person, or of nobody, that end soon or that nobody has looked at for half a year."""
    day = wall_date()
    before, until = day - timedelta(days=UNCHECKED_DAYS), day + timedelta(days=ENDING_DAYS)
    found = list_to_check(signed_in().id, before, until, day)
    return [(one, states_of(one.valid_until, one.checked_on, "", day)) for one in found]


@desk.get("/yritykset/<int:company_id>")
@open_to(ADVISER, ADMINISTRATOR)
def company(company_id: int) -> ResponseReturnValue:
    shown = get_company(company_id)
    offered = [one.questionnaire for one in shelf().newest()]
    packs = [shelf().pack_for(one.id, shown.industry_section, shown.industry_code) for one in offered]
    due = due_list(list_firms_to_follow(company_id=company_id), wall_date())
    events, rounds = story(list_events(company_id)), list_rounds(company_id)
    return render_template(
        "desk/company.html",
        company=shown,
        due=due[0].items if due else (),
        rounds=rounds,
        as_before=_as_before(rounds),
        plans={plan.round_id: (plan, number) for plan, number in list_plans(company_id)},
        questionnaires=offered,
        packs=list({one.sha256: one.questionnaire for one in packs if one}.values()),
        title_of=_titles(),
        moving=[one for one in list_handovers(company_id) if one[0].done_at is None],
        events=events[:SHOWN],
        earlier=events[SHOWN:],
        mail_state=current_app.config["OSAAMISTASE"].mail_state,
    )


def _as_before(rounds: Sequence[Round]) -> Questionnaire | None:
    """The version the firm answered last, while it may be opened and is not the newest: its levels compare best."""
    last = next((one for one in rounds if one.submitted_at is not None), None)
    if last is None:
        return None
    found = shelf().offered(last.questionnaire_id, last.questionnaire_version)
    return found.questionnaire if found is not None and found not in shelf().newest() else None


def _titles() -> dict[tuple[str, int], object]:
    return {key: version.questionnaire.title for key, version in shelf().versions().items()}
