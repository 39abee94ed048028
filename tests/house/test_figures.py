"""Figures and days: no template writes one as Python does; each goes through a filter of osaamistase/web/languages.py."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from osaamistase.settings import ROOT

CODE = ROOT / "osaamistase"
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt"))
RAW = re.compile(r"\b(date|datetime|float|Fraction|Decimal)\b")
PLAIN = re.compile(r"\b(str|int|bool)\b")
MANY = re.compile(r"\b(dict|list|tuple|Mapping|Sequence|Callable|Iterator|frozenset|set)\b")
# What makes a text of a figure or a day, and what makes a whole number of it.
WRITERS = {"number", "trimmed", "day", "iso_day", "clock_time", "int", "round"}
WORDS = {"_", "ngettext", "gettext"}


def attributes() -> Iterator[tuple[str, str]]:
    """Every attribute and property of our classes, with its type as it is written."""
    for path in CODE.rglob("*.py"):
        for made in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for one in made.body if isinstance(made, ast.ClassDef) else ():
                if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
                    yield one.target.id, ast.unparse(one.annotation)
                elif (
                    isinstance(one, ast.FunctionDef)
                    and one.returns
                    and any("property" in ast.unparse(by) for by in one.decorator_list)
                ):
                    yield one.name, ast.unparse(one.returns)


@cache
def raw_names() -> frozenset[str]:
    """Names that mean a day or an exact figure wherever they stand; one that elsewhere is a text or a count is left out."""
    told = [(name, type_) for name, type_ in attributes() if not MANY.search(type_)]
    return frozenset(name for name, type_ in told if RAW.search(type_)) - {
        name for name, type_ in told if PLAIN.search(type_) and not RAW.search(type_)
    }


def raw_ones(source: str) -> list[str]:
    """Places of a template where a day or figure is written as it is."""
    tree = Environment(extensions=["jinja2.ext.do"]).parse(source)
    said = [part for output in tree.find_all(nodes.Output) for part in output.nodes]
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in WORDS:
            said += [*call.args, *(given.value for given in call.kwargs)]
    return [f"line {one.lineno}: {one.attr}" for part in said for one in _bare(part) if one.attr in raw_names()]


def _bare(part: nodes.Node) -> Iterator[nodes.Getattr]:
    """The attributes a piece of a template may come out as, unless a filter writes them first."""
    if isinstance(part, nodes.Getattr):
        if not (isinstance(part.node, nodes.Name) and part.node.name == "loop"):
            yield part
    elif isinstance(part, nodes.Filter) and part.name not in WRITERS and part.node is not None:
        yield from _bare(part.node)
    elif isinstance(part, nodes.CondExpr):
        for one in (part.expr1, part.expr2):
            if one is not None:
                yield from _bare(one)
    elif isinstance(part, nodes.Concat):
        for one in part.nodes:
            yield from _bare(one)
    elif isinstance(part, nodes.BinExpr):
        yield from _bare(part.left)
        yield from _bare(part.right)


# A picture's places are numbers of its own drawing; what a reader sees in it goes through the filters all the same.
PLACES = re.compile(r' (?:x|y|x1|x2|y1|y2|cx|cy|r|width|height|d|points|transform|viewBox)="[^"]*{{[^"]*"')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_writes_no_figure_and_no_day_as_it_is(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if "<svg" in source or path.name.startswith("chart_"):
        source = PLACES.sub("", source)
    assert not raw_ones(source)


def test_the_days_and_figures_of_our_classes_were_found() -> None:
    assert {"submitted_at", "deadline", "coverage_rate", "level_index", "opened_at"} <= raw_names()
    assert len(raw_names()) > 60


@pytest.mark.parametrize("source", ["{{ round.submitted_at }}", "{{ _('x', day=a.submitted_at) }}", "{{ a.submitted_at or '' }}", "{{ 'x' if y else a.submitted_at }}", "{{ 'x' ~ a.submitted_at }}", "{{ a.submitted_at | upper }}"])  # fmt: skip
def test_the_judge_sees_a_day_that_is_written_as_it_is(source: str) -> None:
    assert raw_ones(source) == ["line 1: submitted_at"]


@pytest.mark.parametrize("source", ["{{ a.submitted_at | day }}", "{% if a.submitted_at %}x{% endif %}", "{{ _('x', day=a.submitted_at | day) }}", "{{ a.name }}"])  # fmt: skip
def test_the_judge_lets_a_day_pass_that_a_filter_writes(source: str) -> None:
    assert raw_ones(source) == []
