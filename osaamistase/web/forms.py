"""The form every form is made from, and what is refused before any form looks at it."""

from urllib.parse import unquote_to_bytes

from flask import Flask, abort, request
from flask_wtf import FlaskForm
from werkzeug.routing import IntegerConverter, Map

from osaamistase.web.field_words import FIELD_WORDS, FieldWords


class Form(FlaskForm):  # type: ignore[misc]
    """WTForms validates and guards; the templates' macros draw, and the sentences beside a field are our own."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def get_translations(self, _form: FlaskForm) -> FieldWords:
            return FIELD_WORDS

    def refuse(self, field: str, sentence: str) -> None:
        """Put a sentence beside a field after its own validators were content."""
        self[field].errors = [*self[field].errors, sentence]


def refuse_broken_input(app: Flask) -> None:
    """No field twice, no broken UTF-8, no null bytes, no number that no row has: such comes from no page of ours."""
    app.url_map.converters["int"] = RowNumber

    @app.before_request
    def look_at_the_form() -> None:
        if request.method != "POST":
            return
        if request.mimetype == "application/x-www-form-urlencoded" and not _is_utf8(
            unquote_to_bytes(request.get_data())
        ):
            abort(400, "encoding")
        for name, values in request.form.lists():
            if len(values) > 1:
                abort(400, "doubled")
            if any("\ufffd" in text or "\x00" in text for text in (name, *values)):
                abort(400, "encoding")


def _is_utf8(sent: bytes) -> bool:
    # Read from the bytes sent: the form's own parsing keeps broken letters as harmless-looking percent signs.
    try:
        sent.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def row_number(given: str | None) -> int:
    """What was sent, as a number that a database row can have; 0, which none has, where it is no such number."""
    return int(given) if given and given.isascii() and given.isdecimal() and len(given) < 10 else 0


class RowNumber(IntegerConverter):
    """A number in an address that a database row can have; a larger one is no address of ours (404)."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**31 - 1)
