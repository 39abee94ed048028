"""Every link, heading, path and page's name in the project's documents is there."""

import re
from pathlib import Path

import pytest

from osaamistase.settings import ROOT
from tests.docs.documents import DOCUMENTS, anchors, codes, links, name_of, tokens
from tests.texts import words_of_pages

MADE = {"docs/performance/": "make performance makes it", "deploy/.env": "made from env.example by whoever runs it"}
_TOP = {one.name for one in ROOT.iterdir() if not one.name.startswith(".")} - {"build", "instance"}
_ROOMS = {one.name for one in (ROOT / "osaamistase").iterdir() if one.is_dir()}
_PATH = re.compile(r"[\w*.-]+(/[\w*.-]*)+")
each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)


@each_document
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(path: Path) -> None:
    lost = []
    for link in links(path):
        if re.match(r"https?://|mailto:|/", link):  # pages of the service: tests/guides
            continue
        file, _hash, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        there = target.exists() or f"{target.relative_to(ROOT)}/" in MADE
        if not there or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert not lost


@each_document
def test_every_path_that_is_named_is_there(path: Path) -> None:
    lost = []
    for code in codes(path):
        if not _PATH.fullmatch(code) or code in MADE:
            continue
        places = [ROOT] if code.split("/")[0] in _TOP else []
        places += (
            [ROOT / name for name in ("osaamistase", "tests", "templates")] if code.split("/")[0] in _ROOMS else []
        )
        if places and not any([*place.glob(code.rstrip("/") + "*")] for place in places):
            lost.append(code)
    assert not lost


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "docs" / "operate.md"], ids=name_of)
def test_pages_and_buttons_are_named_as_they_are(path: Path) -> None:
    """In these two, slanted words that begin with a capital are a page's, a button's or a firm's of the demonstration."""
    text = " ".join(token.content for token in tokens(path) if token.type == "inline").replace("\n", " ")
    slanted = re.findall(r"(?<!\*)\*([A-ZÅÄÖ][^*]*)\*(?!\*)", re.sub("`[^`]*`", "", text))
    invented = (ROOT / "osaamistase" / "demo" / "fill.py").read_text(encoding="utf-8")
    known = words_of_pages("fi")
    assert len(slanted) > 3
    assert not [one for one in slanted if one not in known and one not in invented]
