"""The printing press: WeasyPrint with our own files only. Its import takes a second, so only those who print pay."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pyphen
from fontTools.ttLib import woff2
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

_ACCESSIBLE: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
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
        content = path.read_bytes()
        if path.suffix == ".woff2":
            content = _unpacked(content)
        return URLFetcherResponse(url, content, {"Content-Type": _KINDS[path.suffix]})


@lru_cache(maxsize=8)
def _unpacked(font: bytes) -> bytes:
    """The font as WeasyPrint would unpack it anew for every print: a fifth of a second for our two."""
    plain = BytesIO()
    woff2.decompress(BytesIO(font), plain)
    return plain.getvalue()


class Stopped(Exception):
    """Whoever asked for the print called it off."""


def printed_together(
    parts: Sequence[Callable[[], str]],
    front: Callable[[Sequence[int]], str],
    folder: Path,
    going_on: Callable[[int], bool],
) -> bytes:
    """One PDF of several pages' HTML behind a front page that names the page each begins on; page numbers run through.

    `parts` are drawn one by one, and after each `going_on` is asked with how many are ready. Raises Stopped where it
    says no. Bookmarks are those of the parts; the tags of pdf/ua-1 are made of the whole.
    """
    first = _laid_out(front([1] * len(parts)), folder, 1)
    begins: list[int] = []
    pages: list[Any] = []
    for number, part in enumerate(parts, start=1):
        begins.append(len(first.pages) + len(pages) + 1)
        pages += _laid_out(part(), folder, begins[-1]).pages
        if not going_on(number):
            raise Stopped
    told = _laid_out(front(begins), folder, 1)
    return bytes(told.copy([*told.pages, *pages]).write_pdf(**_ACCESSIBLE))


def _laid_out(html: str, folder: Path, first_page: int) -> Any:
    """The pages of one part, numbered from `first_page` on."""
    begin = f"@page :first {{ counter-reset: page {first_page}; }}"
    style = f"<style>@page {{ @bottom-right {{ content: counter(page); }} }} {begin}</style>"
    whole = html.replace("</head>", f"{style}</head>", 1)
    return HTML(string=whole, base_url=f"http://{HOST}/", url_fetcher=OwnFilesOnly(folder)).render(**_ACCESSIBLE)


def printed(html: str, folder: Path) -> bytes:
    """The PDF (pdf/ua-1, tagged, fonts embedded) of one of our own print templates; `folder` holds its static files."""
    document = HTML(string=html, base_url=f"http://{HOST}/", url_fetcher=OwnFilesOnly(folder))
    return bytes(document.write_pdf(**_ACCESSIBLE))
