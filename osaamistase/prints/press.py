"""The printing press: WeasyPrint with our own files only. Its import takes a second, so only those who print pay."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pyphen
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

HOST = "static.invalid"  # stands for the static folder; no name server will ever know it
_KINDS = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}
# Pyphen ships no Finnish. Ours says the school rule: a syllable begins at a consonant that a vowel follows.
pyphen.LANGUAGES.setdefault("fi", Path(__file__).parent / "hyphenation" / "hyph_fi.dic")


class ForeignAddress(ValueError):
    """A print asked for something that is not one of the project's own static files."""


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Hands WeasyPrint files of one folder and refuses every other address: nothing else is ever fetched."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("http",), allow_redirects=False, fail_on_errors=True)
        self.folder = folder.resolve()

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002  WeasyPrint calls it so
        """The file at `url`. Raises ForeignAddress, or OSError where there is no such file."""
        parts = urlsplit(url)
        path = (self.folder / unquote(parts.path).lstrip("/")).resolve()
        if parts.netloc != HOST or not path.is_relative_to(self.folder) or path.suffix not in _KINDS:
            raise ForeignAddress(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _KINDS[path.suffix]})


def printed(html: str, folder: Path) -> bytes:
    """The PDF (pdf/ua-1, tagged, fonts embedded) of one of our own print templates; `folder` holds its static files."""
    document = HTML(string=html, base_url=f"http://{HOST}/", url_fetcher=OwnFilesOnly(folder))
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True))
