"""What an adviser types about who answers."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from osaamistase.mail.forms import reachable
from osaamistase.web.forms import Form
from osaamistase.web.languages import LANGUAGES


class RespondentForm(Form):
    """One more who answers. No name is asked: the address is needed only for the letters."""

    email = StringField(
        _("Sähköposti"),
        validators=[
            Optional(),
            Length(max=254),
            reachable,
        ],
        filters=[lambda text: (text or "").strip()],
    )
    group = RadioField(
        _("Vastaa"),
        choices=[
            SelectChoice(value="management", label=_("johdon jäsenenä")),
            SelectChoice(value="staff", label=_("työntekijänä")),
        ],
        default="staff",
    )
    language = SelectField(
        _("Kieli"), choices=[SelectChoice(value=code, label=name) for code, name in LANGUAGES.items()]
    )
    send = BooleanField(_("Lähetä kutsu heti sähköpostilla"))
