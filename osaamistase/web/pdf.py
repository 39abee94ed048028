"""Finished HTML to tagged PDF. Nothing is fetched but the project's own static files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Response, current_app
from flask_babel import force_locale

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.web.languages import current_language
from osaamistase.web.store import add_document, find_document

STATIC = "static:"


class _OwnFilesOnly:
    """Hands WeasyPrint our own static files and refuses every other address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def __call__(self, url: str, *_args: Any, **_options: Any) -> dict[str, Any]:
        path = (self.folder / unquote(urlsplit(url).path).lstrip("/")).resolve()
        if not url.startswith(STATIC) or not path.is_relative_to(self.folder):
            raise ValueError("a print fetches the project's own files only")
        kinds = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}
        return {"string": path.read_bytes(), "mime_type": kinds[path.suffix]}


def printed(html: str) -> bytes:
    """The PDF (pdf/ua-1, fonts embedded) of one of our own print templates."""
    # Importing WeasyPrint takes about a second, so only those who print pay for it.
    from weasyprint import HTML

    folder = Path(current_app.static_folder or "")
    document = HTML(string=html, base_url=STATIC + "/", url_fetcher=_OwnFilesOnly(folder))
    content = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    assert content is not None
    return bytes(content)


def stored_print(subject: str, html: Callable[[], str], language: str | None = None) -> bytes:
    """The print of `subject`, in `language` or the page's own: made once and kept, the same bytes ever after."""
    language = language or current_language()
    kept = find_document(subject, language)
    if kept is None:
        with force_locale(language):
            content = printed(html())
        with transaction():
            kept = add_document(subject, language, content, now())
    return kept


def pdf_answer(content: bytes, name: str) -> Response:
    """The bytes as a file that opens in the browser and is saved under `name`."""
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
