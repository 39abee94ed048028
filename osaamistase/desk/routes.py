"""What waits for an adviser today, their firms, and a firm's page: what is next, its rounds and plans, its story."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.catalogue.states import ENDING_DAYS, UNCHECKED_DAYS, states_of
from osaamistase.catalogue.store import list_to_check
from osaamistase.clock import now
from osaamistase.clock import today as wall_date
from osaamistase.companies.store import PAGE as FIRMS
from osaamistase.companies.store import get_company, list_companies
from osaamistase.desk.coming import coming_of
from osaamistase.desk.due import counts, due_list, due_of, only
from osaamistase.desk.listing import listed
from osaamistase.desk.store import list_firms_to_follow, list_without_round
from osaamistase.handover.steps import covered_by
from osaamistase.handover.store import list_handovers, list_received
from osaamistase.handover.together import together
from osaamistase.history.store import list_events
from osaamistase.history.story import SHOWN, story
from osaamistase.mail.store import find_unsent
from osaamistase.plans.store import list_plans
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.services.models import Service
from osaamistase.survey.guard import shelf
from osaamistase.survey.models import Round
from osaamistase.survey.store import list_rounds
from osaamistase.trainings.store import list_ahead

desk = Blueprint("desk", __name__)
PAGE = 50  # firms
RECEIVED = timedelta(days=30)  # how long a firm that came over is told of
UNMARKED = timedelta(days=60)  # how long a training that was is told of while somebody waits to be marked
WITHOUT = 5  # firms without a round shown here: the rest are in the list
SERVICES = 5  # shown of those to check: the rest are one click away
AHEAD = 4  # things to come shown at first sight on a firm's page
TOLD = timedelta(days=60)  # how long a firm's page says that it came over, and with which words


@desk.get("/tanaan")
@open_to(ADVISER, ADMINISTRATOR)
def today() -> ResponseReturnValue:
    """The adviser's first page: their own firms, or everyone's with `kaikki=1`; one kind of thing with `asia`."""
    everyone, kind = request.args.get("kaikki") == "1", request.args.get("asia", "")
    covered = [] if everyone else covered_by(signed_in().id, wall_date())
    whose = None if everyone else [signed_in().id, *covered]
    followed = list_firms_to_follow(adviser_ids=whose)
    waiting = due_list(followed, wall_date())
    firms, page = only(waiting, kind) if kind else waiting, _page()
    return render_template(
        "desk/today.html",
        firms=firms[(page - 1) * PAGE : page * PAGE],
        all=len(firms),
        things=sum(len(one.items) for one in firms),
        counts=counts(waiting),
        begun=bool(followed),
        kind=kind,
        first=(page - 1) * PAGE + 1,
        page=page,
        more=len(firms) > page * PAGE,
        everyone=everyone,
        today=wall_date(),
        mail_state=current_app.config["OSAAMISTASE"].mail_state,
        covering=bool(covered),
        me=signed_in().name,
        **(_beside(whose) if whose is not None and not kind else {}),
    )


def _beside(whose: list[int]) -> dict[str, Any]:
    """What stands beside the due: firms that came over, firms not begun, services to check, trainings ahead."""
    return {
        "received": together(list_received(signed_in().id, now() - RECEIVED)),
        "without": list_without_round(whose, WITHOUT + 1),
        "services": _services_to_check(),
        "trainings": list_ahead(whose, wall_date(), wall_date() - UNMARKED),
        "most": SERVICES,
        "most_without": WITHOUT,
    }


def _page() -> int:
    return min(max(1, request.args.get("sivu", 1, int)), 100_000)


@desk.get("/yritykset")
@open_to(ADVISER, ADMINISTRATOR)
def firms() -> ResponseReturnValue:
    """The register, or what a search finds in it, with where each firm stands; where that is one, its page opens."""
    search = request.args.get("haku", "").replace("\x00", "").strip()[:100]
    mine, page = request.args.get("omat") == "1", _page()
    found = list_companies(search, signed_in().id if mine else None, page)
    if search and len(found) == 1 and page == 1:
        return redirect(url_for("desk.company", company_id=found[0].id))
    shown = found[:FIRMS]
    facts = {one.id: one for one in list_firms_to_follow(company_ids=[one.id for one in shown])}
    return render_template(
        "desk/firms.html",
        lines=listed(shown, facts, wall_date()),
        first=(page - 1) * FIRMS + 1,
        more=len(found) > FIRMS,
        search=search,
        mine=mine,
        page=page,
        unsent=find_unsent().given_up,
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
    facts = list_firms_to_follow(company_ids=[company_id])
    events, rounds, moves = story(list_events(company_id)), list_rounds(company_id), list_handovers(company_id)
    return render_template(
        "desk/company.html",
        company=shown,
        due=due_of(facts[0], wall_date()) if facts else (),
        coming=coming_of(facts[0], wall_date()) if facts else (),
        ahead=AHEAD,
        rounds=rounds,
        as_before=_as_before(rounds),
        plans={plan.round_id: (plan, number) for plan, number in list_plans(company_id)},
        questionnaires=offered,
        packs=list({one.sha256: one.questionnaire for one in packs if one}.values()),
        title_of=_titles(),
        moving=[one for one in moves if one[0].done_at is None],
        arrived=next((one for one in reversed(moves) if one[0].done_at and one[0].done_at >= now() - TOLD), None),
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
