"""What an administrator types before a firm is erased."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, ValidationError

from osaamistase.web.forms import Form


class EraseForm(Form):
    """The firm's business id, typed by hand: nobody erases one by a slip of the finger."""

    business_id = StringField(
        _("Y-tunnus"), [DataRequired(_("Kirjoita Y-tunnus."))], filters=[lambda text: (text or "").strip()]
    )

    def __init__(self, wanted: str, **given: Any) -> None:
        super().__init__(**given)
        self._wanted = wanted

    def validate_business_id(self, field: StringField) -> None:
        if field.data != self._wanted:
            raise ValidationError(
                gettext("Tämä ei ole tämän yrityksen Y-tunnus. Tarkista, että olet oikean yrityksen sivulla.")
            )
