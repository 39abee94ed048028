"""Prints as files: made once, kept, and given again byte for byte."""

from collections.abc import Callable
from pathlib import Path

from flask import Response, current_app
from flask_babel import force_locale

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.web.languages import current_language
from osaamistase.web.store import add_document, find_document


def stored_print(subject: str, html: Callable[[], str], language: str | None = None) -> bytes:
    """The print of `subject`, in `language` or the page's own: made once and kept, the same bytes ever after."""
    language = language or current_language()
    kept = find_document(subject, language)
    if kept is None:
        from osaamistase.web.press import printed

        with force_locale(language):
            finished = html()
        content = printed(finished, Path(current_app.static_folder or ""))
        with transaction():
            kept = add_document(subject, language, content, now())
    return kept


def pdf_answer(content: bytes, name: str) -> Response:
    """The bytes as a file that opens in the browser and is saved under `name`."""
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
