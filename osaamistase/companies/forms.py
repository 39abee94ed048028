"""What an adviser types about a firm."""

from typing import Any

from flask_babel import lazy_gettext as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.fi import ytunnus
from wtforms import EmailField, IntegerField, SelectField, StringField, TelField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from osaamistase.companies.filling import Filling, fill
from osaamistase.companies.industry import SCHEMES, section
from osaamistase.companies.ytj import Found
from osaamistase.mail.forms import reachable
from osaamistase.web.forms import Form
from osaamistase.web.languages import LANGUAGES


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())


def _business_id(text: str | None) -> str:
    try:
        return str(ytunnus.format(ytunnus.validate(text or "")))
    except NumberError:
        return _tidy(text)


class CompanyForm(Form):
    """One firm of the register."""

    business_id = StringField(
        _("Y-tunnus"), [DataRequired(_("Kirjoita Y-tunnus, esimerkiksi 1234567-1."))], [_business_id]
    )
    name = StringField(_("Yrityksen nimi"), [DataRequired(_("Kirjoita yrityksen nimi.")), Length(max=160)], [_tidy])
    industry_scheme = SelectField(
        _("Toimialaluokitus"), choices=[SelectChoice(value=one, label=one) for one in SCHEMES]
    )
    industry_code = StringField(
        _("Toimialan koodi"),
        [DataRequired(_("Kirjoita toimialan koodi, esimerkiksi 10.71 tai C.")), Length(max=8)],
        [_tidy],
    )
    headcount = IntegerField(
        _("Henkilöstön määrä"),
        [
            InputRequired(_("Kirjoita henkilöstön määrä numeroina, yrittäjä mukaan lukien.")),
            NumberRange(1, 200_000, _("Henkilöstön määrä on 1–200 000: yrittäjä lasketaan mukaan.")),
        ],
    )
    municipality = StringField(
        _("Kunta"),
        [
            DataRequired(_("Kirjoita kunta, esimerkiksi Kouvola.")),
            Length(max=60),
            Regexp(r"^[A-Za-zÅÄÖåäöé \-]+$", message=_("Kunnan nimessä on vain kirjaimia.")),
        ],
        [_tidy],
    )
    contact_name = StringField(
        _("Yhteyshenkilö"), [DataRequired(_("Kirjoita yhteyshenkilön nimi.")), Length(max=120)], [_tidy]
    )
    contact_email = EmailField(
        _("Sähköposti"),
        [
            Optional(),
            Length(max=254),
            reachable,
        ],
        [_tidy],
    )
    contact_phone = TelField(
        _("Puhelin"),
        [
            Optional(),
            Length(max=40),
            Regexp(r"^[0-9+()\- ]+$", message=_("Puhelinnumerossa on numeroita, välejä ja +.")),
        ],
        [_tidy],
    )
    language = SelectField(
        _("Yrityksen kieli"),
        choices=[SelectChoice(value=code, label=name) for code, name in LANGUAGES.items()],
        default="fi",
    )

    def validate_business_id(self, field: Any) -> None:
        if not ytunnus.is_valid(field.data):
            raise ValidationError(_("Y-tunnus ei täsmää. Tarkista numerot: viimeinen numero on tarkistusmerkki."))

    def validate_industry_code(self, field: Any) -> None:
        if self.industry_scheme.data in SCHEMES and section(self.industry_scheme.data, field.data or "") is None:
            raise ValidationError(
                _("Luokituksessa ei ole tällaista koodia. Kirjoita esimerkiksi 10.71 tai pääluokan kirjain C.")
            )

    def names_a_firm(self) -> bool:
        """Whether the business id is one, the other fields not looked at; the sentence stands beside it if not."""
        return bool(self.business_id.validate(self, (CompanyForm.validate_business_id,)))

    def fill_from(self, found: Found) -> Filling:
        """Put in what YTJ tells, where nothing was typed."""
        asked = ("name", "industry_scheme", "industry_code", "municipality")
        filling = fill({field: self[field].data or "" for field in asked}, found)
        for field, value in filling.filled.items():
            self[field].data = value
        return filling

    def values(self) -> dict[str, Any]:
        """The validated fields as the register keeps them, the industry section included."""
        kept = {name: value for name, value in self.data.items() if name != "csrf_token"}
        found = section(kept["industry_scheme"], kept["industry_code"])
        return {**kept, "municipality": kept["municipality"].title(), "industry_section": found}
