"""What a firm says of an action of its plan."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from osaamistase.web.forms import Form


class WordForm(Form):
    """How far it is, and words; one of the two at least."""

    wish = RadioField(
        _("Miten tämä etenee?"),
        choices=[
            SelectChoice(value="kaynnissa", label=_("Olemme aloittaneet")),
            SelectChoice(value="tehty", label=_("Tämä on tehty")),
        ],
        validators=[Optional()],
    )
    text = TextAreaField(
        _("Kommentti neuvojalle"),
        [Length(max=1000, message=_("Teksti on liian pitkä: enintään 1 000 merkkiä."))],
        [lambda text: (text or "").replace("\r\n", "\n").strip()],
    )
