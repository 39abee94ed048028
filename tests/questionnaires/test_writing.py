"""A questionnaire written as TOML reads back as the very same, whatever stands in its texts."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings

from osaamistase.questionnaires.questionnaire import Questionnaire, parse
from osaamistase.questionnaires.writing import toml, written
from osaamistase.settings import ROOT
from tests.questionnaires.any_questionnaire import any_questionnaires
from tests.questionnaires.tiny import TEXT, TINY, read

PUBLISHED = sorted((ROOT / "questionnaires").glob("*-1.toml"))


@settings(deadline=None, max_examples=40)
@given(any_questionnaires)
def test_what_is_written_reads_back_as_the_same_questionnaire_and_the_same_bytes(questionnaire: Questionnaire) -> None:
    text = written(questionnaire)
    again, findings = parse(text.encode())
    assert (again, findings) == (questionnaire, [])
    assert written(again) == text


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_the_projects_files_are_written_in_their_own_style(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert without_comments(written(read(source.encode()))) == without_comments(source)


def without_comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_the_head_tells_an_author_the_rules_and_names_the_file() -> None:
    text = written(TINY)
    assert text.startswith("# tiny-1.toml\n#\n# A published version is never edited")
    assert "# Scales: " in text
    assert text.endswith('en = "a" }\n')


@pytest.mark.parametrize("name", ["opening", "own", "joins"])
def test_a_part_that_is_not_there_is_not_spoken_of(name: str) -> None:
    assert name not in {line.split(" = ")[0] for line in written(TINY).splitlines()}
    assert "# When the rest" not in written(TINY)


def test_an_opening_stands_before_the_areas_own_competences() -> None:
    opening = 'opening = { or = [{ rating = "current", in = ["0", "1"] }, { not = { of = "REK-01", rating = "deputy", equals = "yes" } }] }'
    questionnaire = read(TEXT.replace('id = "REK"', f'{opening}\nid = "REK"').encode())
    lines = written(questionnaire).splitlines()
    assert lines.index(opening) < lines.index("[[areas.competences]]")
    assert read("\n".join(lines).encode()) == questionnaire


@pytest.mark.parametrize(
    "text",
    ['"', "\\", '"""', "a\nb", "a\r\nb", "\r", "\t", "\0", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "𝄞", "\\u0041"],
)
def test_every_sign_comes_back_from_a_string(text: str) -> None:
    assert tomllib.loads(toml({"title": {"fi": text}})) == {"title": {"fi": text}}


def test_a_document_with_faults_is_written_too() -> None:
    document = {"minutes": "ten", "title": {}, "areas": [], "scales": [{"id": None, "options": [{}]}]}
    assert tomllib.loads(toml(document)) == {"minutes": "ten", "title": {}, "areas": [], "scales": [{"options": [{}]}]}
