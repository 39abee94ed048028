"""One invalid file a rule: the finding names the rule and the place. Sound files are met with silence."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from osaamistase.cli import questionnaires
from osaamistase.questionnaires import files as folder
from osaamistase.questionnaires import listed, questionnaire
from osaamistase.questionnaires.check_texts import LONGEST_LABEL, LONGEST_MEAN, LONGEST_WORD, MOST_WORDS
from osaamistase.questionnaires.checks import RULES, check, errors_alone
from osaamistase.questionnaires.questionnaire import parse
from osaamistase.questionnaires.rules import NOTHING_KNOWN, Known, rules_page
from osaamistase.scoring.reach import REACH
from osaamistase.settings import ROOT
from tests.questionnaires.tiny import FOLDER, INVALID, TEXT, TINY, read, remade, tiny_with

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
    ("two-levels", "two-levels", "ratings.deputy"),
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
    ("hard-to-read", "hard-to-read", "REK-02.name.fi"),
    ("unknown-reference", "unknown-reference", "REK.opening.of"),
    ("unknown-reference-own", "unknown-reference", "own.area"),
    ("later-reference", "later-reference", "REK.opening.of"),
    ("later-reference-rest", "later-reference", "REK.opening.of"),
    ("wrong-level", "wrong-level", "REK.opening.current"),
    ("out-of-range", "out-of-range", "REK.opening.or.0.importance"),
    ("out-of-range-state", "out-of-range", "REK.opening.not.importance"),
    ("changed-meaning", "changed-meaning", "REK-02"),
    ("replaces-nowhere", "replaces-nowhere", "REK-03.replaces"),
    ("replaces-present", "replaces-present", "REK-02.replaces"),
    ("pack-holds", "pack-holds", "scales"),
    ("pack-refers", "pack-refers", "KEI.opening.of"),
    ("pack-collides", "pack-collides", "DIG"),
    ("no-service", "no-service", "REK-09"),
]
AROUND = {
    "changed-meaning": Known(earlier=(TINY,)),
    "replaces-present": Known(earlier=(TINY,)),
    "pack-collides": Known(joined=(TINY,)),
    "no-service": Known(answered=frozenset({"REK-01", "DIG-01"})),
}
WARNINGS = {"hard-to-read", "no-service"}
# Found in the folder, not in a file: tests/questionnaires/test_files.py and tests/test_commands.py break these.
OF_THE_FOLDER = {"file-name", "version-order", "published-changed", "missing-file", "unreadable"}
SOUND = [FOLDER / "tiny.toml", FOLDER / "pack.toml", *sorted((ROOT / "questionnaires").glob("*-1.toml"))]


@pytest.mark.parametrize(("name", "rule", "where"), BROKEN, ids=str)
def test_a_file_that_breaks_one_rule_gives_that_one_finding(name: str, rule: str, where: str) -> None:
    findings = check((INVALID / f"{name}.toml").read_bytes(), AROUND.get(name, NOTHING_KNOWN))
    assert [(one.rule, one.where) for one in findings] == [(rule, where)]
    line = findings[0].line("F.toml")
    assert line.startswith(f"F.toml: {where}: {rule}: ")
    assert len(line) > len(f"F.toml: {where}: {rule}: ") + 5  # and says how to mend it
    assert "\n" not in line
    assert findings[0].warning == (rule in WARNINGS)


def test_every_rule_of_the_table_has_its_file_and_every_file_is_checked() -> None:
    assert {rule for _, rule, _ in BROKEN} == {rule.name for rule in RULES} - OF_THE_FOLDER
    scored = {f"{rule.name}.toml" for rule in REACH}  # tests/scoring/test_reach.py checks these
    assert {f"{name}.toml" for name, _, _ in BROKEN} | scored == {path.name for path in INVALID.iterdir()}


def test_every_rule_named_on_the_way_stands_in_the_table_once() -> None:
    modules = (questionnaire, folder, listed, questionnaires)
    on_the_way = {rule for module in modules for rule in rules_named_in(Path(str(module.__file__)))}
    assert on_the_way - {"missing-text"} == {rule.name for rule in RULES if rule.find is None}
    assert len({rule.name for rule in (*RULES, *REACH)}) == len(RULES) + len(REACH)


def test_the_page_of_rules_is_the_table() -> None:
    page = (ROOT / "docs" / "questionnaire-rules.md").read_text(encoding="utf-8")
    assert page == rules_page((*RULES, *REACH))
    assert all(f"| `{rule.name}` | " in page for rule in (*RULES, *REACH))


def rules_named_in(path: Path) -> Iterator[str]:
    """The second argument of every Finding(…) in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
            rule = node.args[1]
            assert isinstance(rule, ast.Constant)
            yield str(rule.value)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_a_sound_questionnaire_gives_no_error_and_few_warnings(path: Path) -> None:
    findings = check(path.read_bytes())
    assert [one for one in findings if not one.warning] == []
    assert len(findings) <= 3


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


def test_a_comparison_inside_others_is_told_by_its_own_place() -> None:
    asked = '{ rating = "importance", equals = "5" }'
    opening = f'{{ or = [{asked}, {{ and = [{asked}, {{ not = {{ rating = "deputy", in = ["no", "ei"] }} }}] }}] }}'
    found = check(tiny_with(('id = "REK"', f'id = "REK"\nopening = {opening}')))
    assert [(one.where, one.rule) for one in found] == [("REK.opening.or.1.and.1.not.deputy", "out-of-range")]


HARD = [
    ("k" * LONGEST_WORD, False),
    ("k" * (LONGEST_WORD + 1), True),
    ("on " * MOST_WORDS, False),
    ("on " * (MOST_WORDS + 1), True),
    (f"{'k' * LONGEST_MEAN} {'k' * LONGEST_MEAN}", False),
    (f"{'k' * LONGEST_MEAN} {'k' * (LONGEST_MEAN + 1)}", True),
    ("k" * (LONGEST_MEAN + 1), False),  # one word is read at a glance
    ("1 2 3", False),
]


@pytest.mark.parametrize(("label", "hard"), HARD)
def test_a_finnish_label_is_hard_by_its_longest_word_its_words_and_their_mean(label: str, hard: bool) -> None:
    found = check(tiny_with(('fi = "Valinta"', f'fi = "{label.strip()}"')))
    assert [one.rule for one in found] == (["hard-to-read"] if hard else [])


def test_hard_swedish_labels_and_sentences_are_let_be() -> None:
    word = "k" * 30
    swaps = (('sv = "Urval"', f'sv = "{word}"'), ('purpose = { fi = "Testi"', f'purpose = {{ fi = "{word}"'))
    assert check(tiny_with(*swaps)) == []


def test_only_an_area_kept_for_the_firms_own_may_be_empty() -> None:
    text = TEXT + '\n[[areas]]\nid = "OMA"\nname = { fi = "O", sv = "O", en = "O" }\n'
    text += 'means = { fi = "a", sv = "a", en = "a" }\ncompetences = []\n'
    assert [(one.where, one.rule) for one in check(text.encode())] == [("OMA", "no-core")]
    own = text.replace("minutes = 2", 'minutes = 2\nown = { area = "OMA", most = 2 }')
    assert check(own.encode()) == []


def test_a_file_is_fit_in_itself_whatever_its_earlier_versions() -> None:
    source = tiny_with(('"REK-02",', '"REK-02", replaces = "REK-09",'), ('fi = "Valinta"', f'fi = "{"k" * 30}"'))
    assert {one.rule for one in check(source)} == {"replaces-nowhere", "hard-to-read"}
    assert errors_alone(source) == []
    assert [one.rule for one in errors_alone((INVALID / "no-core.toml").read_bytes())] == ["no-core"]


def test_a_pack_collides_once_an_id_and_the_questionnaire_it_joins_hears_of_it_too() -> None:
    pack = read((INVALID / "pack-collides.toml").read_bytes())
    again = remade(TINY, version=2)
    both = check((INVALID / "pack-collides.toml").read_bytes(), Known(joined=(TINY, again)))
    assert [(one.where, one.rule) for one in both] == [("DIG", "pack-collides")]
    assert [(one.where, one.rule) for one in check(TEXT.encode(), Known(joined=(pack,)))] == [("DIG", "pack-collides")]
