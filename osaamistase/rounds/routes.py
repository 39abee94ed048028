"""The adviser's side of a round: open it, say who answers, hand over links, remind, close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

import segno
from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.clock import now
from osaamistase.companies.models import Company
from osaamistase.companies.store import get_company
from osaamistase.database import transaction
from osaamistase.errors import NotFound, Refused
from osaamistase.mail.store import list_messages_about
from osaamistase.results.freeze import NothingScored
from osaamistase.results.steps import finish_round
from osaamistase.rounds.carrying import carried
from osaamistase.rounds.forms import RespondentForm
from osaamistase.rounds.steps import AlreadyAnswering, begin_together, carry_over, take_out
from osaamistase.rounds.store import add_respondent, get_link, list_links
from osaamistase.survey.answering import Place, Progress, progress
from osaamistase.survey.asked import Asked, asked
from osaamistase.survey.guard import asked_by, shelf
from osaamistase.survey.links import token_hash
from osaamistase.survey.models import Respondent, Round
from osaamistase.survey.steps import new_link, start_round, write_letter
from osaamistase.survey.store import get_respondent, get_round, list_answers_of_round, list_respondents
from osaamistase.web.languages import day

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
    wanted = request.form.get("questionnaire", "")
    base = next((one for one in shelf().newest() if one.questionnaire.id == wanted), None)
    if base is None:
        raise Refused(_("Tällaista kyselyä ei ole. Palaa yrityksen sivulle ja valitse kysely listasta."))
    pack = shelf().pack_for(base.questionnaire.id, company.industry_section, company.industry_code)
    with transaction():
        new = start_round(
            company.id, asked(base, pack if "pack" in request.form else None), signed_in().id, now()
        )
    return redirect(url_for("rounds.show", round_id=new.id))


@rounds.get("/kierrokset/<int:round_id>")
@open_to(ADVISER, ADMINISTRATOR)
def show(round_id: int) -> ResponseReturnValue:
    return _page(round_id, RespondentForm())


@rounds.post("/kierrokset/<int:round_id>/vastaajat")
@open_to(ADVISER, ADMINISTRATOR)
def add_person(round_id: int) -> ResponseReturnValue:
    """One more who answers, with a link of their own, sent at once where that is wished."""
    shown, form = _open_round(round_id), RespondentForm()
    sends = current_app.config["OSAAMISTASE"].mail_state != "off"
    if form.validate_on_submit() and form.send.data and not form.email.data:
        form.refuse("email", _("Kirjoita osoite, johon kutsu lähetetään."))
    if form.errors:
        return _page(round_id, form), 400
    with transaction():
        person = add_respondent(
            Respondent(
                round_id=round_id,
                main=False,
                group=form.group.data,
                email=form.email.data,
                language=form.language.data,
            )
        )
        _hand_over(shown, person, "invitation" if sends and form.send.data else None)
    return redirect(url_for("rounds.show", round_id=round_id, _anchor="linkki"))


@rounds.post("/vastaajat/<int:respondent_id>/linkki")
@open_to(ADVISER, ADMINISTRATOR)
def create_link(respondent_id: int) -> ResponseReturnValue:
    person = get_respondent(respondent_id)
    with transaction():
        _hand_over(get_round(person.round_id), person, None)
    return redirect(url_for("rounds.show", round_id=person.round_id, _anchor="linkki"))


@rounds.post("/vastaajat/<int:respondent_id>/kirje")
@open_to(ADVISER, ADMINISTRATOR)
def send_letter(respondent_id: int) -> ResponseReturnValue:
    """An invitation, or a reminder to someone who was invited. Each carries a link of its own; older links stay good."""
    person = get_respondent(respondent_id)
    shown = _open_round(person.round_id)
    if current_app.config["OSAAMISTASE"].mail_state == "off":
        raise Refused(_("Sähköpostin lähetystä ei ole otettu käyttöön. Tee linkki ja lähetä se omasta sähköpostistasi."))
    if not _address_of(person, get_company(shown.company_id)):
        raise Refused(_("Vastaajalla ei ole sähköpostiosoitetta. Tee linkki ja anna se muulla tavalla."))
    with transaction():
        _hand_over(shown, person, "reminder" if request.form.get("kind") == "reminder" else "invitation")
    return redirect(url_for("rounds.show", round_id=person.round_id, _anchor="linkki"))


@rounds.post("/vastaajat/<int:respondent_id>/poista")
@open_to(ADVISER, ADMINISTRATOR)
def remove_person(respondent_id: int) -> ResponseReturnValue:
    try:
        with transaction():
            round_id = take_out(respondent_id)
    except AlreadyAnswering as error:
        raise Refused(_("Vastaaja on jo vastannut, eikä vastauksia poisteta. Voit perua hänen linkkinsä.")) from error
    return redirect(url_for("rounds.show", round_id=round_id, _anchor="vastaajat"))


@rounds.post("/linkit/<int:link_id>/peru")
@open_to(ADVISER, ADMINISTRATOR)
def withdraw_link(link_id: int) -> ResponseReturnValue:
    with transaction():
        link, round_id = get_link(link_id)
        link.withdrawn_at = link.withdrawn_at or now()
    if token_hash(session.get("fresh_link", {}).get("token", "")) == link.token_sha256:
        session.pop("fresh_link")
    return redirect(url_for("rounds.show", round_id=round_id, _anchor="linkit"))


@rounds.post("/kierrokset/<int:round_id>/yhdessa")
@open_to(ADVISER, ADMINISTRATOR)
def answer_together(round_id: int) -> ResponseReturnValue:
    _open_round(round_id)
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
    if request.method == "GET" or shown.submitted_at is not None:
        return _page(round_id, RespondentForm(), "rounds/close.html") if shown.submitted_at is None else _to(round_id)
    _open_round(round_id)
    try:
        with transaction():
            finish_round(
                round_id, asked_by(shown), current_app.config["OSAAMISTASE"].result_days, signed_in().id, now()
            )
    except NothingScored as error:
        raise Refused(
            _("Kierrosta ei voi vielä sulkea: kukaan ei ole vastannut yhteenkään osa-alueeseen kokonaan.")
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


def _open_round(round_id: int) -> Round:
    """The round, where it still takes answers. Raises Refused where it does not."""
    found = get_round(round_id)
    if found.submitted_at is not None or found.carried_to_id is not None:
        raise Refused(_("Kierros on jo suljettu. Avaa yrityksen sivu ja sieltä uusin kierros."))
    return found


def _newer(round_: Round) -> Asked | None:
    """The newest published version where the round stands on an older one; the sector pack in its newest version."""
    base = next((one for one in shelf().newest() if one.questionnaire.id == round_.questionnaire_id), None)
    if base is None or base.questionnaire.version <= round_.questionnaire_version:
        return None
    company = get_company(round_.company_id)
    pack = shelf().pack_for(base.questionnaire.id, company.industry_section, company.industry_code)
    return asked(base, pack)


def _address_of(person: Respondent, company: Company) -> str:
    return person.email or (company.contact_email if person.main else "")


def _hand_over(round_: Round, person: Respondent, kind: Literal["invitation", "reminder"] | None) -> None:
    """A new link for a respondent, shown once to whoever made it, and a letter with it where `kind` says so."""
    settings, company, me, moment = current_app.config["OSAAMISTASE"], get_company(round_.company_id), signed_in(), now()
    days = settings.link_days if round_.submitted_at is None else settings.result_days
    token, link = new_link(person.id, me.id, moment, days)
    address = url_for("survey.welcome", door=token, _external=True)
    session["fresh_link"] = {"round_id": round_.id, "respondent_id": person.id, "token": token}
    if kind is not None:
        facts = Facts(
            company=company.name,
            organisation=settings.organisation,
            adviser=me.name,
            adviser_email=me.email,
            adviser_phone=me.phone,
            address=address,
            minutes=asked_by(round_).questionnaire.minutes,
            until=day(link.expires_at),
            main=person.main,
            made_up=company.made_up,
        )
        to, language = _address_of(person, company), person.language or company.language
        write_letter(kind, round_.id, to, language, facts, request.host.rsplit(":", 1)[0], me.id, moment)


def _page(round_id: int, form: RespondentForm, template: str = "rounds/show.html") -> str:
    shown = get_round(round_id)
    company, asks = get_company(shown.company_id), asked_by(shown)
    answers = list_answers_of_round(round_id)
    everyone = list_respondents(round_id)
    names = {
        at: value for one in everyone if one.main for at, value in answers.get(one.id, {}).items() if at.rating == NAME
    }
    people = [
        Person(
            one,
            [
                progress(asks.questionnaire, area, {**answers.get(one.id, {}), **names}, one.main)
                for area in asks.questionnaire.areas
            ],
        )
        for one in everyone
    ]
    return render_template(
        template,
        round=shown,
        company=company,
        questionnaire=asks.questionnaire,
        pack=asks.pack.questionnaire if asks.pack else None,
        newer=_newer(shown) if shown.submitted_at is None and shown.carried_to_id is None else None,
        people=people,
        answered=[one for one in people if answers.get(one.respondent.id)],
        links=list_links(round_id),
        messages=list_messages_about(f"round-{round_id}"),
        mail_state=current_app.config["OSAAMISTASE"].mail_state,
        fresh=_fresh_link(shown, company, people),
        form=form,
        now=now(),
    )


def _fresh_link(round_: Round, company: Company, people: Sequence[Person]) -> dict[str, str] | None:
    """The link just made, to hand over: the address is known only in the session of whoever made it."""
    made = session.get("fresh_link", {})
    person = next((one.respondent for one in people if one.respondent.id == made.get("respondent_id")), None)
    if made.get("round_id") != round_.id or person is None:
        return None
    address = url_for("survey.welcome", door=made["token"], _external=True)
    subject = quote(_("Yrityksesi osaamiskartoitus"))
    minutes = asked_by(round_).questionnaire.minutes
    words = _("Hei! Tästä linkistä pääset vastaamaan kyselyyn (noin %(minutes)s min):", minutes=minutes)
    body = quote(words + chr(10) + chr(10) + address)
    return {
        "respondent_id": made["respondent_id"],
        "address": address,
        "mailto": f"mailto:{quote(_address_of(person, company))}?subject={subject}&body={body}",
        "qr": segno.make(address, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff"),
    }
