"""What an adviser wants to be told of."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice

from osaamistase.web.forms import Form


class WishForm(Form):
    digest = BooleanField(_("Lähetä minulle kooste työpäivinä"))
    language = SelectField(
        _("Kirjeiden kieli"),
        choices=[
            SelectChoice(value=value, label=label)
            for value, label in (("fi", "Suomi"), ("sv", "Svenska"), ("en", "English"))
        ],
    )
