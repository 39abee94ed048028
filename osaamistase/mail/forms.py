"""An address in a form: whatever is taken here, a letter can go to."""

from flask_babel import gettext as _
from wtforms import Field, Form
from wtforms.validators import ValidationError

from osaamistase.mail.letters import BadLetter, checked_address


def reachable(_form: Form, field: Field) -> None:
    """A validator: the field holds an address that the mail's head can carry. Raises ValidationError."""
    try:
        whole = "." in checked_address(field.data or "").rpartition("@")[2]
    except BadLetter:
        whole = False
    if not whole:
        raise ValidationError(_("Tarkista sähköpostiosoite, esimerkiksi nimi@yritys.fi."))
