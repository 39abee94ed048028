"""Who of a firm agreed to be written to before a deadline."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from osaamistase.mail.forms import reachable
from osaamistase.web.forms import Form


class ReminderForm(Form):
    email = StringField(
        _("Sähköposti"),
        [DataRequired(_("Kirjoita sähköpostiosoite.")), Length(max=254), reachable],
        [lambda text: (text or "").strip()],
    )
    agreed = BooleanField("", [DataRequired(_("Muistutuksia lähetetään vain sille, joka on suostunut niihin."))])
