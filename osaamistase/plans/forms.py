"""Who of a firm agreed to be written to before a deadline."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from osaamistase.mail.letters import BadLetter, checked_address
from osaamistase.web.forms import Form


class ReminderForm(Form):
    email = StringField(
        _("Sähköposti"),
        [DataRequired(_("Kirjoita sähköpostiosoite.")), Length(max=254)],
        [lambda text: (text or "").strip()],
    )
    agreed = BooleanField("", [DataRequired(_("Muistutuksia lähetetään vain sille, joka on suostunut niihin."))])

    def validate_email(self, field: Any) -> None:
        try:
            checked_address(field.data)
        except BadLetter as error:
            raise ValidationError(_("Tarkista sähköpostiosoite, esimerkiksi nimi@yritys.fi.")) from error
