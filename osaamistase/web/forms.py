"""The form every form is made from, and what is refused before any form looks at it."""

from flask import Flask, abort, request
from flask_wtf import FlaskForm


class Form(FlaskForm):  # type: ignore[misc]
    """WTForms validates and guards; the templates' macros draw."""

    def refuse(self, field: str, sentence: str) -> None:
        """Put a sentence beside a field after its own validators were content."""
        self[field].errors = [*self[field].errors, sentence]


def refuse_broken_input(app: Flask) -> None:
    """No field twice, no broken UTF-8, no null bytes: such a form comes from no page of ours."""

    @app.before_request
    def look_at_the_form() -> None:
        if request.method != "POST":
            return
        for name, values in request.form.lists():
            if len(values) > 1:
                abort(400, "doubled")
            if any("\ufffd" in text or "\x00" in text for text in (name, *values)):
                abort(400, "encoding")
