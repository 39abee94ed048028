"""What no answers can reach: an opening that never holds, a class, a level or an importance nobody can come to."""

import time
from pathlib import Path

import pytest

from osaamistase.questionnaires.checks import check
from osaamistase.questionnaires.questionnaire import Area, Questionnaire
from osaamistase.scoring.reach import REACH, unreachable
from osaamistase.settings import ROOT
from tests.questionnaires.tiny import FOLDER, INVALID, TEXT, TINY, read, remade

REK = 'name = { fi = "Rekrytointi", sv = "Rekrytering", en = "Recruitment" }\n'
BROKEN = [
    ("never-opens", "REK.opening", "REK-02 would never be asked"),
    ("unreachable-class", "REK-02", "can never be kiireellinen;"),
    ("unreachable-score", "REK-02", "can never be scored with importance 1;"),
]


@pytest.mark.parametrize(("rule", "where", "what"), BROKEN)
def test_a_file_that_breaks_one_rule_gives_that_one_finding(rule: str, where: str, what: str) -> None:
    source = (INVALID / f"{rule}.toml").read_bytes()
    assert check(source) == []
    (found,) = unreachable(read(source))
    assert (found.rule, found.where, found.warning) == (rule, where, False)
    assert what in found.what


def test_every_rule_of_reach_has_its_file() -> None:
    assert [rule.name for rule in REACH] == [rule for rule, _, _ in BROKEN]


@pytest.mark.parametrize(
    "path", [FOLDER / "tiny.toml", FOLDER / "pack.toml", *sorted((ROOT / "questionnaires").glob("*.toml"))], ids=str
)
def test_everything_is_in_reach_of_a_sound_questionnaire(path: Path) -> None:
    assert unreachable(read(path.read_bytes())) == []


def opened_by(condition: str, asked: str = "competence") -> list[tuple[str, str]]:
    text = TEXT.replace(REK, f"{REK}opening = {condition}\n").replace('asked = "competence"', f'asked = "{asked}"')
    return [(one.where, one.rule) for one in unreachable(read(text.encode()))]


HEAVY = '{ rating = "importance", in = ["4", "5"] }'
LIGHT = '{ rating = "importance", in = ["1", "2", "3"] }'


@pytest.mark.parametrize(
    "condition",
    [
        f"{{ or = [{HEAVY}, {LIGHT}] }}",
        '{ rating = "current", in = ["0", "1"] }',  # the core's level: nothing is said of the rest's
        '{ or = [{ rating = "importance", equals = "5" }, { rating = "target", in = ["4", "5"] }] }',
        '{ and = [{ rating = "leaving", equals = "likely" }, { rating = "holders", equals = "2" }] }',
        '{ and = [{ rating = "deputy", equals = "no" }, { rating = "holders", equals = "1" }] }',
        '{ not = { rating = "importance", equals = "dont_know" } }',
        f'{{ not = {{ and = [{HEAVY}, {{ rating = "current", equals = "5" }}] }} }}',
    ],
)
def test_an_opening_that_leaves_every_score_open_is_sound(condition: str) -> None:
    assert opened_by(condition) == []


@pytest.mark.parametrize(
    "condition",
    [
        f"{{ and = [{HEAVY}, {LIGHT}] }}",
        f"{{ and = [{HEAVY}, {{ not = {HEAVY} }}] }}",
        f"{{ not = {{ or = [{HEAVY}, {{ not = {HEAVY} }}] }} }}",
        '{ and = [{ of = "REK-01", rating = "current", equals = "0" }, { rating = "current", equals = "1" }] }',
        '{ and = [{ rating = "leaving", equals = "no" }, { rating = "holders", equals = "3" }] }',  # is not asked then
        '{ and = [{ rating = "deputy", equals = "no" }, { rating = "holders", equals = "0" }] }',
        '{ and = [{ rating = "target", equals = "1" }, { rating = "current", equals = "not_applicable" }] }',
    ],
)
def test_an_opening_that_contradicts_itself_never_opens(condition: str) -> None:
    assert opened_by(condition) == [("REK.opening", "never-opens")]


def test_a_questionnaires_own_opening_is_named_as_such() -> None:
    text = TEXT.replace("minutes = 2\n", f"minutes = 2\nopening = {{ and = [{HEAVY}, {LIGHT}] }}\n")
    (found,) = unreachable(read(text.encode()))  # DIG has no rest to open
    assert (found.where, found.rule) == ("opening", "never-opens")


def test_an_opening_may_wait_for_a_rest_that_never_opens() -> None:
    rest = TEXT.replace(REK, f"{REK}opening = {{ and = [{HEAVY}, {LIGHT}] }}\n").replace(
        'competences = [\n  { id = "DIG-01"',
        'opening = { of = "REK-02", rating = "current", equals = "0" }\ncompetences = [\n'
        '  { id = "DIG-02", name = { fi = "L", sv = "L", en = "L" }, means = { fi = "a", sv = "a", en = "a" } },\n'
        '  { id = "DIG-01"',
    )
    assert [(one.where, one.rule) for one in unreachable(read(rest.encode()))] == [
        ("REK.opening", "never-opens"),
        ("DIG.opening", "never-opens"),
    ]


def test_what_opens_where_the_whole_area_does_not_apply_is_never_scored() -> None:
    condition = '{ of = "REK", rating = "current", equals = "not_applicable" }'
    assert opened_by(condition) == [("REK-02", "unreachable-class"), ("REK-02", "unreachable-score")]


def test_a_level_that_the_areas_own_answer_shuts_out_is_missed_with_its_classes() -> None:
    found = opened_by('{ rating = "current", in = ["5"] }', asked="area")
    assert found == [("REK-02", "unreachable-class"), ("REK-02", "unreachable-score")]


def test_a_scale_cut_short_is_missed_for_core_and_rest_alike() -> None:
    lines = [line for line in TEXT.splitlines(keepends=True) if '{ value = "5"' not in line]
    found = unreachable(read("".join(lines).encode()))
    assert {(one.where, one.rule) for one in found} == {
        (competence, "unreachable-score") for competence in ("REK-01", "REK-02", "DIG-01")
    }
    assert all("current 5, importance 5, target 5" in one.what for one in found)


def two_hundred() -> Questionnaire:
    """Forty areas of five, each opened in a way of many parts that reaches back to the areas before it."""
    areas: list[Area] = []
    for number in range(40):
        code = f"{chr(65 + number // 26)}{chr(65 + number % 26)}A"
        before = f'{{ of = "{areas[-1].id}-05", rating = "current", in = ["0", "1", "2"] }}, ' if areas else ""
        text = TEXT.replace(REK, f'{REK}opening = {{ or = [{before}{HEAVY}, {{ rating = "target", in = ["5"] }}] }}\n')
        area = read(text.replace("REK", "XXX").replace("XXX", code).replace("DIG", "ZZZ").encode()).areas[0]
        core, rest = area.competences
        ids = [f"{code}-{at:02}" for at in range(1, 6)]
        kinds = [core, core, rest, rest, rest]
        listed = tuple(kind.model_copy(update={"id": one}) for one, kind in zip(ids, kinds, strict=True))
        areas.append(area.model_copy(update={"competences": listed}))
    return remade(TINY, areas=tuple(areas))


def test_two_hundred_competences_take_less_than_half_a_second() -> None:
    big = two_hundred()
    assert len(big.competence) == 200
    began = time.process_time()  # what it costs, whoever else is at work on this machine
    assert unreachable(big) == []
    assert time.process_time() - began < 0.5
