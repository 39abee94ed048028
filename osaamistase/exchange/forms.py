"""A catalogue brought in as a file."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField

from osaamistase.web.forms import Form


class BringForm(Form):
    """A whole catalogue as a file, or one that was looked at and is put into force."""

    file = FileField(_("Tiedosto"), [FileRequired(_("Valitse ensin tiedosto."))])


class ForceForm(Form):
    rows = HiddenField()
    base = HiddenField()
