"""The adviser's side of a round: open it, see how far its people are, fill in together, close, carry over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.clock import now
from osaamistase.companies.store import get_company
from osaamistase.database import transaction
from osaamistase.errors import NotFound, Refused
from osaamistase.invitations.steps import AlreadyAnswering, begin_together
from osaamistase.invitations.store import list_links
from osaamistase.mail.store import list_messages_about
from osaamistase.results.freeze import NothingScored
from osaamistase.results.routes import send_receipts
from osaamistase.results.steps import OneColleague, finish_round
from osaamistase.rounds.carrying import carried
from osaamistase.rounds.steps import carry_over
from osaamistase.survey.answering import Place, Progress, answered_anything, progress, with_names
from osaamistase.survey.asked import Asked, asked
from osaamistase.survey.guard import asked_by, shelf
from osaamistase.survey.models import Respondent, Round
from osaamistase.survey.steps import start_round
from osaamistase.survey.store import get_round, list_answers_of_round, list_respondents

rounds = Blueprint("rounds", __name__)


@dataclass(frozen=True)
class Person:
    """A respondent as the adviser sees them: how far they are, never what they answered."""

    respondent: Respondent
    areas: Sequence[Progress]

    @property
    def state(self) -> str:
        if self.respondent.ready_at is not None:
            return "done"
        return "empty" if all(one.state == "empty" for one in self.areas) else "half"


@rounds.post("/yritykset/<int:company_id>/kierrokset")
@open_to(ADVISER, ADMINISTRATOR)
def open_round(company_id: int) -> ResponseReturnValue:
    company = get_company(company_id)
    wanted, _colon, version = request.form.get("questionnaire", "").partition(":")
    base = shelf().offered(wanted, int(version) if version.isdecimal() and len(version) < 6 else None)
    if base is None:
        raise Refused(_("Tällaista kyselyä ei ole. Palaa yrityksen sivulle ja valitse kysely listasta."))
    pack = shelf().pack_for(base.questionnaire.id, company.industry_section, company.industry_code)
    with transaction():
        new = start_round(company.id, asked(base, pack if "pack" in request.form else None), signed_in().id, now())
    return redirect(url_for("rounds.show", round_id=new.id))


@rounds.get("/kierrokset/<int:round_id>")
@open_to(ADVISER, ADMINISTRATOR)
def show(round_id: int) -> ResponseReturnValue:
    return _page(round_id)


@rounds.post("/kierrokset/<int:round_id>/yhdessa")
@open_to(ADVISER, ADMINISTRATOR)
def answer_together(round_id: int) -> ResponseReturnValue:
    try:
        with transaction():
            begin_together(round_id, now())
    except AlreadyAnswering as error:
        raise Refused(
            _(
                "Yritys on jo alkanut vastata itse. Pyydä sitä avaamaan oma linkkinsä ja antamaan sinulle lupa "
                "osa-alueiden sivulla kohdassa Täytättekö yhdessä neuvojan kanssa."
            )
        ) from error
    return redirect(url_for("survey.hub", door=round_id))


@rounds.route("/kierrokset/<int:round_id>/sulje", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def close(round_id: int) -> ResponseReturnValue:
    """Close a round with those who have answered."""
    shown = get_round(round_id)
    if shown.carried_to_id is not None:
        return _to(shown.carried_to_id)
    if request.method == "GET" or shown.submitted_at is not None:
        return _page(round_id, "rounds/close.html") if shown.submitted_at is None else _to(round_id)
    try:
        with transaction():
            asks, days = asked_by(shown), current_app.config["OSAAMISTASE"].result_days
            if finish_round(round_id, asks, days, signed_in().id, now()):
                send_receipts(round_id, asks.questionnaire.minutes)
    except NothingScored as error:
        raise Refused(
            _("Kierrosta ei voi vielä sulkea: kukaan ei ole vastannut yhteenkään osa-alueeseen kokonaan.")
        ) from error
    except OneColleague as error:
        raise Refused(
            _(
                "Kierrosta ei voi vielä sulkea: vain yksi työntekijä on arvioinut nykytasoja, "
                "ja tase näyttäisi hänen vastauksensa."
            )
        ) from error
    return redirect(url_for("results.sheet", door=round_id))


@rounds.route("/kierrokset/<int:round_id>/uudempi", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def move(round_id: int) -> ResponseReturnValue:
    """Carry the answers over to the newest version: first what comes along and what does not, then the step itself."""
    shown = get_round(round_id)
    newer = _newer(shown)
    if shown.carried_to_id is not None:
        return _to(shown.carried_to_id)
    if newer is None or shown.submitted_at is not None:
        raise NotFound("version")
    if request.method == "POST":
        with transaction():
            new = carry_over(round_id, newer, signed_in().id, now())
        return _to(new.id)
    old = asked_by(shown).questionnaire
    return render_template(
        "rounds/move.html",
        round=shown,
        company=get_company(shown.company_id),
        old=old,
        new=newer.questionnaire,
        carried=carried(old, newer.questionnaire),
    )


def _to(round_id: int) -> ResponseReturnValue:
    return redirect(url_for("rounds.show", round_id=round_id))


def _newer(round_: Round) -> Asked | None:
    """The newest published version where the round stands on an older one; a sector pack only if it had one before."""
    base = next((one for one in shelf().newest() if one.questionnaire.id == round_.questionnaire_id), None)
    if base is None or base.questionnaire.version <= round_.questionnaire_version:
        return None
    company = get_company(round_.company_id)
    pack = shelf().pack_for(base.questionnaire.id, company.industry_section, company.industry_code)
    return asked(base, pack if round_.pack_id else None)


def _page(round_id: int, template: str = "rounds/show.html") -> str:
    shown = get_round(round_id)
    company, asks = get_company(shown.company_id), asked_by(shown)
    answers = list_answers_of_round(round_id)
    everyone, links = list_respondents(round_id), list_links(round_id)
    messages = list_messages_about(f"round-{round_id}")
    main = next((answers.get(one.id, {}) for one in everyone if one.main), {})
    people = [Person(one, _progress(asks, with_names(answers.get(one.id, {}), main), one.main)) for one in everyone]
    return render_template(
        template,
        round=shown,
        company=company,
        questionnaire=asks.questionnaire,
        pack=asks.pack.questionnaire if asks.pack else None,
        newer=_newer(shown) if shown.submitted_at is None and shown.carried_to_id is None else None,
        people=people,
        answered=[one for one in people if answered_anything(answers.get(one.respondent.id, {}))],
        all_ready=all(one.ready_at is not None for one in everyone),
        links=links,
        messages=messages,
        invited_ids={link.respondent_id for link, _maker in links},
        number_of={one.id: number for number, one in enumerate(everyone, start=1)},
        mail_state=current_app.config["OSAAMISTASE"].mail_state,
        fresh=session.get("fresh_link") if session.get("fresh_link", {}).get("round_id") == round_id else None,
        now=now(),
    )


def _progress(asks: Asked, answers: Mapping[Place, str], main: bool) -> list[Progress]:
    return [progress(asks.questionnaire, area, answers, main) for area in asks.questionnaire.areas]
