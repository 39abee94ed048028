"""What an adviser types to hand firms over or to be away."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from osaamistase.web.forms import Form

DATES = ["%Y-%m-%d", "%d.%m.%Y"]
_DAY = InputRequired(_("Anna päivä, esimerkiksi 28.2.2027."))


class HandoverForm(Form):
    """One firm, or (with `giver`) all of an adviser's."""

    giver = SelectField(_("Kenen yritykset"), validate_choice=False)
    to = SelectField(_("Uusi neuvoja"), validate_choice=False)
    day = DateField(_("Mistä päivästä alkaen"), [_DAY], DATES)
    note = TextAreaField(
        _("Viesti uudelle neuvojalle"),
        [Length(max=2000, message=_("Teksti on liian pitkä: enintään 2 000 merkkiä."))],
        [lambda text: (text or "").replace("\r\n", "\n").strip()],
    )


class AbsenceForm(Form):
    user = SelectField(_("Kuka on poissa"), validate_choice=False)
    cover = SelectField(_("Kuka sijaistaa"), validate_choice=False)
    first = DateField(_("Ensimmäinen päivä"), [_DAY], DATES)
    last = DateField(_("Viimeinen päivä"), [_DAY], DATES)
