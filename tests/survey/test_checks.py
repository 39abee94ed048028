"""One invalid file a rule: the finding names the rule and the place. Sound files are met with silence."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from osaamistase.settings import ROOT
from osaamistase.survey import checks, questionnaire
from osaamistase.survey.checks import LONGEST_LABEL, check
from osaamistase.survey.questionnaire import parse
from tests.survey.tiny import FOLDER, INVALID, TEXT, tiny_with

# File in invalid/, the rule it breaks, the place.
BROKEN = [
    ("encoding", "encoding", "byte 3"),
    ("syntax", "syntax", "file"),
    ("missing", "missing", "minutes"),
    ("missing-text", "missing-text", "title.sv"),
    ("missing-text-blank", "missing-text", "REK.name.en"),
    ("unknown-name", "unknown-name", "areas.REK.competences.REK-02.colour"),
    ("format", "format", "minutes"),
    ("format-id", "format", "areas.REK.competences.rek-02.id"),
    ("duplicate-id", "duplicate-id", "REK-01"),
    ("duplicate-id-area", "duplicate-id", "REK"),
    ("duplicate-id-scale", "duplicate-id", "scales.deputy"),
    ("duplicate-id-rating", "duplicate-id", "ratings.deputy"),
    ("foreign-id", "foreign-id", "REK-03"),
    ("no-core", "no-core", "DIG"),
    ("missing-rating", "missing-rating", "ratings.deputy"),
    ("unknown-scale", "unknown-scale", "ratings.deputy.scale"),
    ("scale-order", "scale-order", "scales.deputy"),
    ("missing-level-words", "missing-level-words", "scales.importance.3"),
    ("double-spaces", "double-spaces", "REK.name.fi"),
    ("double-spaces-at-the-end", "double-spaces", "REK.name.sv"),
    ("markup", "markup", "REK-01.name.fi"),
    ("too-long", "too-long", "REK-02.name.sv"),
    ("replaces-present", "replaces-present", "REK-02.replaces"),
]
SOUND = [FOLDER / "tiny.toml", *sorted((ROOT / "questionnaires").glob("*-1.toml"))]


@pytest.mark.parametrize(("name", "rule", "where"), BROKEN, ids=str)
def test_a_file_that_breaks_one_rule_gives_that_one_finding(name: str, rule: str, where: str) -> None:
    findings = check((INVALID / f"{name}.toml").read_bytes())
    assert [(one.rule, one.where) for one in findings] == [(rule, where)]
    line = findings[0].line("F.toml")
    assert line.startswith(f"F.toml: {where}: {rule}: ")
    assert len(line) > len(f"F.toml: {where}: {rule}: ") + 5  # and says how to mend it
    assert "\n" not in line
    assert not findings[0].warning


def test_every_rule_of_the_code_has_its_file_and_every_file_is_checked() -> None:
    rules = {rule for module in (checks, questionnaire) for rule in rules_named_in(Path(str(module.__file__)))}
    assert {rule for _, rule, _ in BROKEN} == rules
    assert {f"{name}.toml" for name, _, _ in BROKEN} == {path.name for path in INVALID.iterdir()}


def rules_named_in(path: Path) -> Iterator[str]:
    """The second argument of every Finding(…) in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
            rule = node.args[1]
            assert isinstance(rule, ast.Constant)
            yield str(rule.value)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_a_sound_questionnaire_gives_no_finding(path: Path) -> None:
    assert check(path.read_bytes()) == []


def test_the_projects_two_questionnaires_are_among_the_sound_ones() -> None:
    assert {path.name for path in SOUND} >= {"osaamistase-1.toml", "pikakartoitus-1.toml"}


@pytest.mark.parametrize("name", ["encoding", "syntax", "missing", "format"])
def test_a_file_that_cannot_be_read_gives_no_questionnaire(name: str) -> None:
    found, findings = parse((INVALID / f"{name}.toml").read_bytes())
    assert found is None
    assert findings


@pytest.mark.parametrize("words", ["a<br>b", "</p>", "<!-- a", "a &amp; b", "**a**", "[a](b)"])
def test_every_kind_of_markup_is_found_in_long_texts_too(words: str) -> None:
    source = tiny_with(('purpose = { fi = "Testi"', f'purpose = {{ fi = "{words}"'))
    assert [(one.where, one.rule) for one in check(source)] == [("purpose.fi", "markup")]


@pytest.mark.parametrize("words", ["a < b", "5 > 3", "R&D", "2 * 3", "a (b)", "<3"])
def test_ordinary_signs_are_no_markup(words: str) -> None:
    assert check(tiny_with(('purpose = { fi = "Testi"', f'purpose = {{ fi = "{words}"'))) == []


def test_a_label_may_be_just_so_long_and_a_sentence_longer() -> None:
    assert check(tiny_with(('sv = "Urval"', f'sv = "{"u" * LONGEST_LABEL}"'))) == []
    assert check(tiny_with(('purpose = { fi = "Testi"', f'purpose = {{ fi = "{"u" * 500}"'))) == []


def test_every_fault_is_told_at_once() -> None:
    source = tiny_with(('en = "Recruitment"', 'en = ""'), ('"DIG-01", core = true,', '"DIG-01",'))
    assert {(one.where, one.rule) for one in check(source)} == {("REK.name.en", "missing-text"), ("DIG", "no-core")}


def test_a_missing_thing_is_told_by_the_ids_around_it() -> None:
    source = TEXT.replace('fi = "Tieto", ', "").encode()
    assert [(one.where, one.rule) for one in check(source)] == [
        ("areas.DIG.competences.DIG-01.name.fi", "missing-text")
    ]
