"""Templates: each page's own file by its endpoint, autoescape on, macros imported and used, nothing unescaped."""

import re
from pathlib import Path

import pytest

from osaamistase.settings import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_uses_every_macro_it_imports(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for names in re.findall(r"{% from \"[^\"]+\" import ([^%]+?)(?: with context)? %}", text):
        for name in names.split(","):
            assert len(re.findall(rf"\b{name.strip()}\(", text)) >= 1, f"{name.strip()} is imported and not used"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_escapes_everything_and_styles_nothing_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for forbidden in ("|safe", "| safe", "autoescape false", " style=", "<script>", "onclick="):
        assert forbidden not in text


@pytest.mark.parametrize(
    "path", [one for one in TEMPLATES if "print" not in one.parts], ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_form_that_posts_carries_its_token(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, flags=re.DOTALL):
        assert "token()" in form or "csrf_token" in form


def test_every_template_that_is_rendered_is_there_and_none_lies_unused() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "osaamistase").rglob("*.py"))
    named = set(re.findall(r"\"([a-z_/]+\.html)\"", code))
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"{% (?:extends|from|import|include) \"([^\"]+)\"", text))
    there = {str(path.relative_to(ROOT / "templates")) for path in TEMPLATES}
    assert named == there
