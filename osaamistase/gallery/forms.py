"""The form of the gallery: one field of each kind. It is never kept."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from osaamistase.web.forms import Form


class SampleForm(Form):
    title = StringField(_("Toimenpide"))
    description = TextAreaField(_("Miten"))
    how = SelectField(_("Laji"), choices=[SelectChoice(value="a", label="A"), SelectChoice(value="b", label="B")])
    day = DateField(_("Päivä"))
    email = StringField(_("Sähköposti"))
    to = SelectField(_("Uusi neuvoja"), validate_choice=False)
    agreed = BooleanField(_("Haluan muistutuksen tähän osoitteeseen"))
