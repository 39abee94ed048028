"""Prints as files: made once, kept, and given again byte for byte."""

from collections.abc import Callable
from pathlib import Path

from flask import Response, current_app
from flask_babel import force_locale

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.web.languages import current_language
from osaamistase.web.recent import Recent
from osaamistase.web.store import add_document, find_document


def stored_print(subject: str, html: Callable[[], str], language: str | None = None) -> bytes:
    """The print of `subject`, in `language` or the page's own: made once and kept, the same bytes ever after."""
    language = language or current_language()
    kept = find_document(subject, language)
    if kept is None:
        content = _made(html, language)
        with transaction():
            kept = add_document(subject, language, content, now())
    return kept


def passing_print(subject: str, html: Callable[[], str]) -> bytes:
    """The print of `subject` in the page's language, where nothing may be stored: the last few stay in memory."""
    language = current_language()
    kept: Recent[tuple[str, str], bytes] = current_app.extensions.setdefault("passing_prints", Recent(12))
    return kept.get((subject, language), lambda: _made(html, language))


def _made(html: Callable[[], str], language: str) -> bytes:
    from osaamistase.web.press import printed

    with force_locale(language):
        finished = html()
    return printed(finished, Path(current_app.static_folder or ""))


def pdf_answer(content: bytes, name: str) -> Response:
    """The bytes as a file that opens in the browser and is saved under `name`."""
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
