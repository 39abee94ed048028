"""What an adviser types into a plan."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from osaamistase.plans.status import KINDS
from osaamistase.web.forms import Form

KIND_WORDS = {
    "koulutus": _("koulutus"),
    "valmennus": _("valmennus"),
    "neuvonta": _("neuvonta"),
    "rekrytointi": _("rekrytointi"),
    "osto": _("osto"),
    "ohje": _("ohje"),
    "varahenkilo": _("varahenkilö"),
}
STATUS_WORDS = {
    "ehdotettu": _("ehdotettu"), "sovittu": _("sovittu"), "kaynnissa": _("käynnissä"), "tehty": _("tehty"),
    "siirretty": _("siirretty"), "hylatty": _("jätetty pois"),
}  # fmt: skip
SERVICE_FIELDS = ("service_1", "service_2", "service_3")


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())


def _trimmed(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


class ActionForm(Form):
    """One action. The three services stand in the order in which they are used."""

    title = StringField(
        _("Toimenpide"), [DataRequired(_("Kirjoita, mitä tehdään, muutamalla sanalla.")), Length(max=200)], [_tidy]
    )
    description = TextAreaField(
        _("Miten"), [Length(max=4000, message=_("Teksti on liian pitkä: enintään 4 000 merkkiä."))], [_trimmed]
    )
    responsible = StringField(
        _("Vastuuhenkilö yrityksessä"), [DataRequired(_("Kirjoita, kuka vastaa tästä.")), Length(max=120)], [_tidy]
    )
    deadline = DateField(
        _("Määräaika"),
        [InputRequired(_("Anna määräaika päivämääränä, esimerkiksi 28.2.2027."))],
        ["%Y-%m-%d", "%d.%m.%Y"],
    )
    kind = SelectField(
        _("Laji"),
        choices=[
            SelectChoice(value="", label=_("ei valittu")),
            *(SelectChoice(value=one, label=KIND_WORDS[one]) for one in KINDS),
        ],
        default="",
    )
    measure = StringField(_("Mistä huomaamme, että onnistui"), [Length(max=300)], [_tidy])
    cost = StringField(_("Kustannus"), [Length(max=120)], [_tidy])
    funding = StringField(_("Rahoitus"), [Length(max=300)], [_tidy])
    evidence = TextAreaField(
        _("Näyttö: mitä on saatu aikaan"),
        [Length(max=2000, message=_("Teksti on liian pitkä: enintään 2 000 merkkiä."))],
        [_trimmed],
    )
    seen = HiddenField(default="0")
    service_1 = SelectField(_("Palvelu, josta aloitetaan"), validate_choice=False)
    service_2 = SelectField(_("Seuraava palvelu"), validate_choice=False)
    service_3 = SelectField(_("Kolmas palvelu"), validate_choice=False)

    def chosen_services(self) -> list[str]:
        """The chosen service ids in order, each once, without the empty choices."""
        chosen = [self[name].data for name in SERVICE_FIELDS if self[name].data]
        return list(dict.fromkeys(chosen))


class StepForm(Form):
    """A step of an action: where to, and what it takes."""

    status = HiddenField()
    until = DateField(_("Uusi määräaika"), [Optional()], ["%Y-%m-%d", "%d.%m.%Y"])
    text = TextAreaField(_("Syy tai huomio"), [Length(max=1000)], [_trimmed])


def service_errors(form: ActionForm, ends: Mapping[str, date | None]) -> Sequence[str]:
    """Put a sentence beside each chosen service that is unknown or ends before the deadline."""
    for field in SERVICE_FIELDS:
        chosen = form[field].data
        if chosen and chosen not in ends:
            form.refuse(field, _("Tätä palvelua ei ole luettelossa. Valitse palvelu listasta."))
        elif chosen and form.deadline.data and (ends[chosen] or form.deadline.data) < form.deadline.data:
            form.refuse(
                field, _("Tämä palvelu päättyy ennen määräaikaa. Valitse toinen palvelu tai aikaisempi määräaika.")
            )
    return [error for field in SERVICE_FIELDS for error in form[field].errors]
