"""What is typed of a training, and of the firms at it."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from osaamistase.trainings.attending import MOST, WITH_PERSONS, Mark
from osaamistase.web.forms import Form, row_number

DATES = ["%Y-%m-%d", "%d.%m.%Y"]


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())


class TrainingForm(Form):
    title = StringField(
        _("Valmennuksen nimi"),
        [
            InputRequired(_("Anna valmennukselle nimi.")),
            Length(max=200, message=_("Teksti on liian pitkä: enintään 200 merkkiä.")),
        ],
        [_tidy],
    )
    item = SelectField(_("Mihin tarpeeseen"), validate_choice=False)
    service = SelectField(_("Mikä palvelu"), validate_choice=False)
    day = DateField(_("Päivä"), [InputRequired(_("Anna päivä, esimerkiksi 28.2.2027."))], DATES)
    place = StringField(
        _("Paikka"), [Length(max=160, message=_("Teksti on liian pitkä: enintään 160 merkkiä."))], [_tidy]
    )
    seats = IntegerField(
        _("Paikkoja"),
        [InputRequired(_("Anna paikkojen määrä numeroina.")), NumberRange(1, MOST, _("Paikkoja voi olla 1–1 000."))],
    )


class CancelForm(Form):
    reason = StringField(
        _("Miksi valmennus perutaan"),
        [
            InputRequired(_("Kirjoita syy yhdellä lauseella.")),
            Length(max=300, message=_("Teksti on liian pitkä: enintään 300 merkkiä.")),
        ],
        [_tidy],
    )


def choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=label) for value, label in pairs]


def marks_typed(form: Mapping[str, str], own: Iterable[int]) -> list[Mark]:
    """What was changed on a training's page of one's own firms: what differs from what the page was drawn with."""
    found = []
    for company_id in own:
        seen, shown, persons = _shown(form.get(f"nahty_{company_id}", ""))
        typed = form.get(f"tila_{company_id}", shown)
        if not shown and (f"kutsu_{company_id}" in form or form.get("muu") == str(company_id)):
            typed = "invited"
        many = row_number(form.get(f"henkiloita_{company_id}", "")) if typed in WITH_PERSONS else 0
        if (typed, many) != (shown, persons):
            found.append(Mark(company_id, typed, many, seen))
    return found


def _shown(drawn: str) -> tuple[int, str, int]:
    """Row, standing and persons that a firm's line was drawn with, as the page gives them back."""
    row, _space, rest = drawn.partition(" ")
    standing, _space, persons = rest.partition(" ")
    return row_number(row), standing, row_number(persons)
