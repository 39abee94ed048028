"""One visual language: every colour comes from tokens.css, and whoever reads can tell things apart in each scheme."""

import re
from pathlib import Path

import pytest

from osaamistase.settings import ROOT
from osaamistase.web.tokens import tokens_by_query

STATIC = ROOT / "osaamistase" / "static"
CSS = (STATIC / "tokens.css").read_text(encoding="utf-8")
QUERIES = tokens_by_query(CSS)
DARK, MORE, FORCED = "(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"
# Which media queries hold on whose screen; a later one of the file wins.
SCHEMES: dict[str, tuple[str, ...]] = {"light": (), "dark": (DARK,), "more": (MORE,), "dark, more": (DARK, MORE)}
# What stands on what. Text needs 4.5:1; an edge, a mark or a filled shape 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).
TEXTS = [
    *[(text, ground) for text in ("ink", "quiet", "link", "error") for ground in ("paper", "ground")],
    *[("ink", one) for one in ("brand-soft", "chosen", "important-soft", "done-soft", "error-soft", "field")],
    *[("link", one) for one in ("brand-soft", "important-soft", "done-soft")],
    ("quiet", "brand-soft"), ("quiet", "important-soft"), ("quiet", "field"), ("brand-strong", "paper"),
    ("brand-strong", "ground"), ("on-brand", "brand"), ("on-brand", "brand-strong"), ("on-top", "top"), ("on-demo", "demo"),
    ("on-urgent", "urgent"), ("important", "important-soft"), ("done", "done-soft"), ("reserve", "reserve-soft"),
    ("error", "error-soft"), ("on-chart-risk", "chart-risk"), *[("ink", f"heat-{shade}") for shade in range(5)],
    ("on-heat-5", "heat-5"), ("ink", "chart-reserve"), ("on-cover", "cover"), ("cover-quiet", "cover"), ("cover-mark", "cover"), ("rule", "heat-0"),
]  # fmt: skip
MARKS = [
    *[(mark, ground) for mark in ("edge", "brand", "focus", "chosen-edge", "urgent", "hidden") for ground in ("paper", "ground")],
    ("edge", "field"), ("brand", "field"), ("brand", "brand-soft"), ("chosen-edge", "chosen"), ("error", "error-soft"),
    ("important", "paper"), ("done", "paper"), ("reserve", "paper"), ("top-mark", "top"), ("on-top", "top"), ("focus-ring", "focus"),
    *[(mark, "paper") for mark in ("chart-have", "chart-gap", "chart-risk")],
    *[(mark, "ground") for mark in ("chart-have", "chart-gap", "chart-risk")],
    ("heat-5", "heat-0"),
]  # fmt: skip
PAPER_ALONE = ("rule", "heat-0")
NAMED = "white|black|red|green|blue|yellow|orange|gray|grey|silver|purple|brown|pink|maroon|navy|teal|olive|gold"
LITERAL = re.compile(rf"#(?:[0-9a-f]{{3,4}}|[0-9a-f]{{6}}|[0-9a-f]{{8}})\b|\b(?:rgba?|hsla?|oklch|lab)\(|[:\s](?:{NAMED})\s*[;}}!]", re.I)  # fmt: skip
COLOURED = [STATIC / "site.css", STATIC / "print.css", *STATIC.glob("*.js"), *(ROOT / "templates").rglob("*.html")]


def scheme(name: str) -> dict[str, str]:
    """The tokens as someone with that scheme has them."""
    held = dict(QUERIES[""])
    for query, tokens in QUERIES.items():
        asked = [one for one in (DARK, MORE, FORCED) if one in query]
        if asked and all(one in SCHEMES[name] for one in asked):
            held |= tokens
    return {one.removeprefix("--"): value for one, value in held.items()}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", SCHEMES)
def test_text_and_marks_stand_out_from_what_they_stand_on(name: str) -> None:
    tokens = scheme(name)
    pairs = [(*pair, 4.5) for pair in TEXTS if pair != PAPER_ALONE or name == "light"]
    pairs += [(*pair, 3.0) for pair in MARKS]
    weak = {(one, other): round(found, 2) for one, other, least in pairs if (found := contrast(tokens[one], tokens[other])) < least}  # fmt: skip
    assert weak == {}


def test_contrast_is_computed_as_the_guideline_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("more", "plain"), [("more", "light"), ("dark, more", "dark")])
def test_more_contrast_is_more(more: str, plain: str) -> None:
    for one, other in [("ink", "paper"), ("quiet", "paper"), ("edge", "paper"), ("line", "ground"), ("link", "ground")]:
        stronger, usual = scheme(more), scheme(plain)
        assert contrast(stronger[one], stronger[other]) > contrast(usual[one], usual[other]), one


def test_every_colour_has_its_dark_twin_and_its_place_among_forced_ones() -> None:
    on_paper = ("cover", "on-cover", "cover-quiet", "cover-mark", "rule")
    colours = {name for name, value in QUERIES[""].items() if value.startswith("#")} - {f"--{one}" for one in on_paper}
    (dark,) = [tokens for query, tokens in QUERIES.items() if DARK in query and MORE not in query]
    assert colours - dark.keys() == set()
    assert colours - QUERIES[FORCED].keys() == set()
    assert not [value for value in QUERIES[FORCED].values() if value.startswith("#")]


def test_what_is_printed_is_light() -> None:
    """A scheme of the screen never reaches paper: each query that brings other colours asks for a screen, or is forced."""
    for query in QUERIES:
        assert query in ("", FORCED) or query.startswith("screen and "), query


@pytest.mark.parametrize("path", COLOURED, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_colour_stands_outside_the_tokens(path: Path) -> None:
    text = re.sub(r'\bhref="[^"]*"', "", path.read_text(encoding="utf-8"))
    assert LITERAL.findall(text) == []


@pytest.mark.parametrize("name", ["site.css", "print.css"])
def test_a_stylesheet_names_only_tokens_there_are(name: str) -> None:
    used = set(re.findall(r"var\((--[a-z0-9-]+)", (STATIC / name).read_text(encoding="utf-8")))
    assert used - QUERIES[""].keys() == set()


def test_every_token_is_of_use() -> None:
    places = [*COLOURED, STATIC / "tokens.css"]
    used = "\n".join(path.read_text(encoding="utf-8") for path in places)
    used = used.replace("'var(--heat-' ~ cell.shade ~ ')'", " ".join(f"var(--heat-{shade})" for shade in range(6)))
    assert [name for name in QUERIES[""] if f"var({name})" not in used] == []


@pytest.mark.parametrize("name", ["site.css", "print.css"])
def test_every_rule_is_of_use(name: str) -> None:
    """A class that no page, script or rule writes is a rule nobody uses."""
    css = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", (STATIC / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    classes = set(re.findall(r"\.([a-z][a-z0-9-]*)", css))
    writers = [*(ROOT / "templates").rglob("*.html"), *STATIC.glob("*.js")]
    written = set(re.findall(r"[a-z0-9-]+", "\n".join(path.read_text(encoding="utf-8") for path in writers)))
    assert classes - written == set()
