"""What a person types to sign in."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, Length

from osaamistase.web.forms import Form


class SignInForm(Form):
    email = StringField(_("Sähköposti"), [DataRequired(_("Kirjoita sähköpostiosoitteesi.")), Length(max=254)])
    password = PasswordField(_("Salasana"), [DataRequired(_("Kirjoita salasanasi.")), Length(max=1000)])
