"""What a person types to come in, or to get a new password."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, Length

from osaamistase.web.forms import Form


class SignInForm(Form):
    email = StringField(_("Sähköposti"), [DataRequired(_("Kirjoita sähköpostiosoitteesi.")), Length(max=254)])
    password = PasswordField(_("Salasana"), [DataRequired(_("Kirjoita salasanasi.")), Length(max=1000)])


class CodeForm(Form):
    code = StringField(_("Koodi"), [DataRequired(_("Kirjoita koodi.")), Length(max=40)])


class ForgottenForm(Form):
    email = StringField(_("Sähköposti"), [DataRequired(_("Kirjoita sähköpostiosoitteesi.")), Length(max=254)])


class NewPasswordForm(Form):
    password = PasswordField(_("Uusi salasana"), [DataRequired(_("Kirjoita uusi salasana."))])
    again = PasswordField(
        _("Uusi salasana uudelleen"),
        [EqualTo("password", _("Salasanat eivät ole samat. Kirjoita sama salasana molempiin."))],
    )
