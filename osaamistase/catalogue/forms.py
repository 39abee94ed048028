"""What an adviser types of a service."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired

from osaamistase.web.forms import Form

DATES = ["%Y-%m-%d", "%d.%m.%Y"]


class EndForm(Form):
    last_day = DateField(
        _("Viimeinen päivä"), [InputRequired(_("Anna viimeinen päivä, esimerkiksi 31.12.2026."))], DATES
    )


class ReplaceForm(EndForm):
    by = SelectField(
        _("Tilalle tulee"), [InputRequired(_("Valitse palvelu, joka tulee tilalle."))], validate_choice=False
    )
