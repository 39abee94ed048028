"""What an adviser types into a plan."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from osaamistase.plans.models import STATUSES
from osaamistase.web.forms import Form

STATUS_WORDS = {"ehdotettu": _("ehdotettu"), "sovittu": _("sovittu"), "kaynnissa": _("käynnissä"), "tehty": _("tehty")}
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
    status = SelectField(
        _("Tila"), choices=[SelectChoice(value=one, label=STATUS_WORDS[one]) for one in STATUSES], default="ehdotettu"
    )
    service_1 = SelectField(_("Palvelu, josta aloitetaan"), validate_choice=False)
    service_2 = SelectField(_("Seuraava palvelu"), validate_choice=False)
    service_3 = SelectField(_("Kolmas palvelu"), validate_choice=False)

    def chosen_services(self) -> list[str]:
        """The chosen service ids in order, each once, without the empty choices."""
        chosen = [self[name].data for name in SERVICE_FIELDS if self[name].data]
        return list(dict.fromkeys(chosen))


class DropForm(Form):
    """Why an action is left out."""

    because = TextAreaField(
        _("Miksi toimenpide jätetään pois?"),
        [DataRequired(_("Kirjoita syy yhdellä lauseella.")), Length(max=1000)],
        [_trimmed],
    )


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
