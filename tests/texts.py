"""The texts of the pages as they stand now in code and templates, and what they are in another language."""

import subprocess
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po

from osaamistase.settings import ROOT

_EXTRACT = [
    ".venv/bin/pybabel",
    "-q",
    "extract",
    "-F",
    "babel.cfg",
    "-k",
    "lazy_gettext",
    "-k",
    "_",
    "-k",
    "ngettext:1,2",
]


@cache
def extracted() -> Catalog:
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        subprocess.run([*_EXTRACT, "-o", str(template), "."], cwd=ROOT, check=True, capture_output=True)
        return read_po(BytesIO(template.read_bytes()))


@cache
def translated(language: str) -> Catalog:
    kept = ROOT / "osaamistase" / "translations" / language / "LC_MESSAGES" / "messages.po"
    return read_po(BytesIO(kept.read_bytes()), locale=language)


@cache
def words_of_pages(language: str) -> frozenset[str]:
    """Every text that a page may show in `language`, one thing and many alike."""
    found: set[str] = set()
    for message in extracted():
        kept = (
            message
            if language == "fi"
            else translated(language).get(message.id if isinstance(message.id, str) else message.id[0])
        )
        if message.id and kept:
            said = kept.id if language == "fi" else kept.string
            found |= {said} if isinstance(said, str) else {*said}
    return frozenset(found - {""})
