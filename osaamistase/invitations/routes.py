"""Who answers in a round, their links and letters, and the outbox of what waits to be sent."""

from typing import Literal

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.clock import now
from osaamistase.companies.store import get_company
from osaamistase.database import transaction
from osaamistase.errors import NotFound, Refused
from osaamistase.invitations.forms import RespondentForm
from osaamistase.invitations.steps import AlreadyAnswering, take_out
from osaamistase.invitations.store import add_respondent, find_answered_alone, get_link, list_links
from osaamistase.mail.letters import BadLetter
from osaamistase.mail.steps import queue_letter
from osaamistase.mail.store import get_message, list_messages, save_retry_now
from osaamistase.mail.writing import Facts
from osaamistase.survey.guard import asked_by
from osaamistase.survey.links import token_hash
from osaamistase.survey.models import Respondent, Round
from osaamistase.survey.steps import new_link
from osaamistase.survey.store import get_respondent, get_round, list_respondents
from osaamistase.web.languages import day
from osaamistase.web.limits import LETTER, limited

invitations = Blueprint("invitations", __name__)
_SHOWN = 100  # letters on the outbox page


@invitations.route("/kierrokset/<int:round_id>/vastaajat", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
@limited(LETTER)
def add_person(round_id: int) -> ResponseReturnValue:
    """One more who answers, with a link of their own, sent at once where that is wished."""
    shown = _open_round(round_id)
    company, form = get_company(shown.company_id), RespondentForm()
    state = current_app.config["OSAAMISTASE"].mail_state
    if request.method == "GET":
        form.language.data, form.send.data = company.language, state != "off"
    elif form.validate_on_submit() and not (form.send.data and not form.email.data):
        with transaction():
            _open_round(round_id, for_update=True)  # it may have been closed while the form was filled in
            person = add_respondent(
                Respondent(
                    round_id=round_id,
                    main=False,
                    group=form.group.data,
                    email=form.email.data,
                    language=form.language.data,
                )
            )
            _hand_over(shown, person, "invitation" if form.send.data and state != "off" else None)
        return redirect(url_for("rounds.show", round_id=round_id, _anchor="linkki"))
    elif not form.errors:
        form.refuse("email", _("Kirjoita osoite, johon kutsu lähetetään."))
    page = render_template("invitations/add_person.html", round=shown, company=company, form=form, mail_state=state)
    return page, 400 if form.errors else 200


@invitations.post("/vastaajat/<int:respondent_id>/linkki")
@open_to(ADVISER, ADMINISTRATOR)
@limited(LETTER)
def create_link(respondent_id: int) -> ResponseReturnValue:
    person = get_respondent(respondent_id)
    shown = get_round(person.round_id)
    if shown.carried_to_id is not None:
        _open_round(shown.id)  # a link to what was carried over would lead nowhere
    with transaction():
        _hand_over(shown, person, "reminder" if _goes_by_letter(shown, person) else None)
    return redirect(url_for("rounds.show", round_id=person.round_id, _anchor="linkki"))


@invitations.post("/vastaajat/<int:respondent_id>/kirje")
@open_to(ADVISER, ADMINISTRATOR)
@limited(LETTER)
def send_letter(respondent_id: int) -> ResponseReturnValue:
    """An invitation or a reminder. Each carries a link of its own; older links stay good."""
    person = get_respondent(respondent_id)
    shown = _open_round(person.round_id)
    _refuse_without_mail()
    if not person.mail_address(get_company(shown.company_id).contact_email):
        raise Refused(_("Vastaajalla ei ole sähköpostiosoitetta. Tee linkki ja anna se muulla tavalla."))
    with transaction():
        _hand_over(shown, person, "reminder" if request.form.get("kind") == "reminder" else "invitation")
    return redirect(url_for("rounds.show", round_id=person.round_id, _anchor="linkki"))


@invitations.post("/kierrokset/<int:round_id>/muistuta")
@open_to(ADVISER, ADMINISTRATOR)
@limited(LETTER)
def remind(round_id: int) -> ResponseReturnValue:
    """A reminder to everyone who is not ready and has an address; to whoever has no link yet, an invitation."""
    _refuse_without_mail()
    with transaction():
        shown = _open_round(round_id, for_update=True)
        contact = get_company(shown.company_id).contact_email
        invited = {link.respondent_id for link, _maker in list_links(round_id)}
        waiting = [one for one in list_respondents(round_id) if one.ready_at is None and one.mail_address(contact)]
        if not waiting:
            raise Refused(_("Vastaajilla, joita odotetaan, ei ole sähköpostiosoitetta. Anna linkki muulla tavalla."))
        for person in waiting:
            _hand_over(shown, person, "reminder" if person.id in invited else "invitation")
    session.pop("fresh_link", None)  # several links were made: each goes in its own letter alone
    return redirect(url_for("rounds.show", round_id=round_id, _anchor="kirjeet"))


@invitations.post("/vastaajat/<int:respondent_id>/poista")
@open_to(ADVISER, ADMINISTRATOR)
def remove_person(respondent_id: int) -> ResponseReturnValue:
    try:
        with transaction():
            round_id = take_out(respondent_id, now())
    except AlreadyAnswering as error:
        raise Refused(_("Vastaaja on jo vastannut, eikä vastauksia poisteta. Voit perua hänen linkkinsä.")) from error
    if session.get("fresh_link", {}).get("respondent_id") == respondent_id:
        session.pop("fresh_link")
    return redirect(url_for("rounds.show", round_id=round_id, _anchor="vastaajat"))


@invitations.post("/linkit/<int:link_id>/peru")
@open_to(ADVISER, ADMINISTRATOR)
def withdraw_link(link_id: int) -> ResponseReturnValue:
    with transaction():
        link, round_id = get_link(link_id)
        link.withdrawn_at = link.withdrawn_at or now()
    if token_hash(session.get("fresh_link", {}).get("token", "")) == link.token_sha256:
        session.pop("fresh_link")
    return redirect(url_for("rounds.show", round_id=round_id, _anchor="linkit"))


@invitations.get("/lahtevat")
@open_to(ADVISER, ADMINISTRATOR)
def outbox() -> ResponseReturnValue:
    """Letters that wait, were sent, or could not be sent."""
    state = current_app.config["OSAAMISTASE"].mail_state
    return render_template("invitations/outbox.html", messages=list_messages(_SHOWN), mail_state=state)


@invitations.get("/lahtevat/<int:message_id>")
@open_to(ADVISER, ADMINISTRATOR)
def show_letter(message_id: int) -> ResponseReturnValue:
    """A letter of the demo, in plain text. A real one is its recipient's alone: the link in it is a key."""
    if current_app.config["OSAAMISTASE"].mail_state != "demo":
        raise NotFound("message")
    return render_template("invitations/show_letter.html", message=get_message(message_id))


@invitations.post("/lahtevat/<int:message_id>/uudelleen")
@open_to(ADVISER, ADMINISTRATOR)
@limited(LETTER)
def send_again(message_id: int) -> ResponseReturnValue:
    with transaction():
        if not save_retry_now(message_id, now()):
            raise NotFound("message")
    return redirect(url_for("invitations.outbox"))


def _refuse_without_mail() -> None:
    if current_app.config["OSAAMISTASE"].mail_state == "off":
        raise Refused(_("Tämä palvelu ei lähetä sähköpostia. Tee linkki ja lähetä se omasta sähköpostistasi."))


def _open_round(round_id: int, *, for_update: bool = False) -> Round:
    """The round, where it still takes answers. Raises Refused where it does not."""
    found = get_round(round_id, for_update=for_update)
    if found.submitted_at is not None or found.carried_to_id is not None:
        raise Refused(_("Kierros on jo suljettu. Avaa yrityksen sivu ja sieltä uusin kierros."))
    return found


def _goes_by_letter(round_: Round, person: Respondent) -> bool:
    """Whether a new link is its respondent's alone: whoever opens it reads what they have answered by themselves."""
    mails = current_app.config["OSAAMISTASE"].mail_state != "off"
    open_, to = round_.submitted_at is None, person.mail_address(get_company(round_.company_id).contact_email)
    return mails and open_ and bool(to) and person.together_at is None and find_answered_alone(person.id)


def _hand_over(round_: Round, person: Respondent, kind: Literal["invitation", "reminder"] | None) -> None:
    """A new link for a respondent, shown once to whoever made it, and a letter with it where `kind` says so."""
    settings, company, me, moment = (
        current_app.config["OSAAMISTASE"],
        get_company(round_.company_id),
        signed_in(),
        now(),
    )
    days = settings.link_days if round_.submitted_at is None else settings.result_days
    token, link = new_link(person.id, me.id, moment, days)
    address = url_for("survey.welcome", door=token, _external=True)
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
        to, language = person.mail_address(company.contact_email), person.language or company.language
        try:
            queue_letter(kind, to, language, f"round-{round_.id}", me.id, moment, **facts)
        except BadLetter as error:
            raise Refused(
                _("Osoitteeseen ei voi lähettää sähköpostia. Tarkista osoite tai tee linkki ja anna se muulla tavalla.")
            ) from error
    if kind is not None and _goes_by_letter(round_, person):
        address = token = ""
    session["fresh_link"] = {
        "round_id": round_.id,
        "respondent_id": person.id,
        "token": token,
        "address": address,
        "to": person.mail_address(company.contact_email),
        "sent": kind is not None,
    }
