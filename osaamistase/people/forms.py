"""What an administrator types of a person, and a person of their own sign-in."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, EqualTo, Length

from osaamistase.accounts.models import ROLES
from osaamistase.mail.forms import reachable
from osaamistase.web.forms import Form
from osaamistase.web.languages import LANGUAGES, current_language

ROLE_WORDS = {"adviser": _("neuvoja"), "manager": _("johto"), "administrator": _("ylläpito")}


class PersonForm(Form):
    name = StringField(
        _("Nimi"), [DataRequired(_("Kirjoita nimi.")), Length(max=120)], filters=[lambda text: (text or "").strip()]
    )
    email = StringField(
        _("Sähköposti"),
        [
            DataRequired(_("Kirjoita sähköpostiosoite.")),
            Length(max=254),
            reachable,
        ],
        filters=[lambda text: (text or "").strip().lower()],
    )
    role = SelectField(_("Tehtävä"), choices=[SelectChoice(value=one, label=ROLE_WORDS[one]) for one in ROLES])

    language = SelectField(
        _("Kirjeen kieli"),
        choices=[SelectChoice(value=one, label=name) for one, name in LANGUAGES.items()],
        default=current_language,
    )


class RoleForm(Form):
    role = SelectField(_("Tehtävä"), choices=[SelectChoice(value=one, label=ROLE_WORDS[one]) for one in ROLES])


class ChangePasswordForm(Form):
    old = PasswordField(_("Nykyinen salasana"), [DataRequired(_("Kirjoita nykyinen salasanasi."))])
    password = PasswordField(_("Uusi salasana"), [DataRequired(_("Kirjoita uusi salasana."))])
    again = PasswordField(
        _("Uusi salasana uudelleen"),
        [EqualTo("password", _("Salasanat eivät ole samat. Kirjoita sama salasana molempiin."))],
    )


class ConfirmForm(Form):
    code = StringField(
        _("Koodi sovelluksesta"), [DataRequired(_("Kirjoita sovelluksen näyttämä koodi.")), Length(max=20)]
    )
