"""Guides as they stand: in three languages, true to the pages' words, with pictures that are there and small."""

import re
from pathlib import Path

import pytest
from PIL import Image

from osaamistase.guides.guide import LANGUAGES, NAMES
from osaamistase.guides.reading import find_picture, load_guides
from osaamistase.guides.writing import PICTURE
from osaamistase.settings import ROOT
from tests.texts import words_of_pages

STATIC = ROOT / "osaamistase" / "static"
FILES = [ROOT / "guides" / language / f"{name}.md" for language in LANGUAGES for name in NAMES]
MOST = 120_000  # bytes of a picture
each_guide = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")


def said(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@each_guide
def test_every_bold_word_of_a_guide_stands_on_a_page_in_its_language(path: Path) -> None:
    known = words_of_pages(path.parent.name)
    patterns = [
        re.compile(re.sub(r"%\\\(\w+\\\)[sd]|%\\\(\w+\\\)", ".+", re.escape(one))) for one in known if "%(" in one
    ]
    bold = re.findall(r"\*\*(.+?)\*\*", said(path))
    assert len(bold) > 5
    unknown = [one for one in bold if one not in known and not any(shape.fullmatch(one) for shape in patterns)]
    assert not unknown, "no page says so: word the guide as the page does"


@each_guide
def test_a_guide_has_few_pictures_and_each_is_taken_small_and_shown(path: Path) -> None:
    named = re.findall(r"!\[[^]]+\]\(([^)]+)\)", said(path))
    assert 1 <= len(named) <= 4
    for address in named:
        found = PICTURE.fullmatch(address)
        assert found, address
        file = STATIC / found[1]
        assert file.is_file(), "take it: python -m scripts.screenshots guides"
        assert file.stat().st_size < MOST, address
        picture = find_picture(STATIC, found[1])
        with Image.open(file) as image:
            times = 2 if file.stem.endswith("-x2") else 1
            assert picture
            assert (picture.width * times, picture.height * times) == image.size


def test_every_picture_is_shown_by_some_guide() -> None:
    shown = {found for path in FILES for found in PICTURE.findall(said(path))}
    assert {str(one.relative_to(STATIC)) for one in (STATIC / "guides").rglob("*.png")} == shown


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_tells_the_same_tasks_in_each_language(name: str) -> None:
    guides = load_guides(ROOT / "guides", STATIC)
    shapes = {
        (len(guide.tasks), [re.sub("/(fi|sv|en)/", "/", one.file) for one in guide.pictures.values()].__str__())
        for (_language, which), guide in guides.items()
        if which == name
    }
    assert len(shapes) == 1


def test_the_firms_guide_is_no_longer_than_a_page() -> None:
    assert all(len(said(ROOT / "guides" / language / "firm.md").split()) < 600 for language in LANGUAGES)
