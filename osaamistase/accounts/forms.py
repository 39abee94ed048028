"""What a person types to make a key."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from osaamistase.accounts.tokens import DAYS
from osaamistase.web.forms import Form


class TokenForm(Form):
    name = StringField(
        _("Avaimen nimi"),
        [
            DataRequired(_("Anna avaimelle nimi.")),
            Length(max=60, message=_("Nimi on liian pitkä: enintään 60 merkkiä.")),
        ],
        filters=[lambda text: (text or "").strip()],
    )
    days = SelectField(
        _("Avain on voimassa"),
        coerce=int,
        default=90,
        choices=[SelectChoice(value=days, label=_("%(days)s päivää", days=days)) for days in DAYS],
        validate_choice=True,
    )
