"""`score` and `compare` given files that are no JSON, or JSON that two readers could read in two ways."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from osaamistase.cli.scoring import compare, score
from osaamistase.settings import ROOT

QUICK = ROOT / "questionnaires" / "pikakartoitus-1.toml"
ANSWERS = (
    '{"company": {"headcount": 4}, "respondents": [{"id": "r1", "main": true, '
    '"ratings": {"TYO": {"current": 1, "target": 4, "importance": 5}}}], '
    '"consensus": {"TYO": {"current": 2, "reason": "puhuttu käynnillä", "date": "2026-11-24"}}}'
)


def spoilt(text: str, old: str, new: str) -> bytes:
    assert old in text
    return text.replace(old, new).encode()


def scored(path: Path) -> Result:
    return CliRunner().invoke(score, ["--questionnaire", str(QUICK), "--answers", str(path)])


def compared(first: Path, second: Path) -> Result:
    return CliRunner().invoke(compare, ["--first", str(first), "--second", str(second)])


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    (tmp_path / "sound.json").write_text(ANSWERS, encoding="utf-8")
    done = scored(tmp_path / "sound.json")
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def assert_refused(done: Result, path: Path, place: str) -> None:
    assert (done.exit_code, done.stdout) == (2, "")
    assert isinstance(done.exception, SystemExit)  # and no other: nothing went wrong on the way
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(f"{path}: {place}: ")
    assert len(done.stderr) < 600


def assert_both_refuse(path: Path, content: bytes, place: str, sheet: str) -> None:
    path.write_bytes(content)
    sound = path.with_name("sheet.json")
    sound.write_text(sheet, encoding="utf-8")
    for done in (scored(path), compared(path, sound), compared(sound, path)):
        assert_refused(done, path, place)


NO_JSON = {
    "empty": b"",
    "cut short": ANSWERS[:-1].encode(),
    "two documents": b"{} {}",
    "not UTF-8": b'{"company": "\xff"}',
    "half a character in bytes": b'{"company": "\xed\xa0\x80"}',
    "UTF-16": ANSWERS.encode("utf-16"),
    "NUL": b"\x00",
    "a bare line break in a text": b'{"company": "a\nb"}',
    "NaN": b'{"company": NaN}',
    "Infinity": b'{"company": -Infinity}',
    "too many digits": b'{"company": ' + b"9" * 5000 + b"}",
    "too deep": b"[" * 100_000 + b"]" * 100_000,
    "too deep in objects": b'{"a":' * 100_000,
}


@pytest.mark.parametrize("content", NO_JSON.values(), ids=NO_JSON.keys())
def test_what_is_no_json_of_utf_8_is_refused_in_one_line(content: bytes, tmp_path: Path, sheet: str) -> None:
    assert_both_refuse(tmp_path / "bad.json", content, "file", sheet)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'{"company": 1, "company": 2}', "the file"),
        (b'{"areas": [1, {"id": "a", "shown": "no", "id": "a"}]}', "areas[1]"),
        (b'{"areas": {"b": {"a": 1, "a": 1}}}', "areas.b"),
        (rb'{"company": "\ud800"}', "company"),
        (rb'{"areas": [{"id": "a\udfffb"}]}', "areas[0].id"),
        (rb'{"areas": [{"\udbff": 1}]}', "areas[0]"),
        (rb'["\ud800"]', "the file[0]"),
    ],
)
def test_doubled_names_and_half_characters_are_refused_where_they_stand(
    content: bytes, place: str, tmp_path: Path, sheet: str
) -> None:
    assert_both_refuse(tmp_path / "bad.json", content, place, sheet)


def test_a_rating_given_twice_is_refused_and_not_the_last_one_taken(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(spoilt(ANSWERS, '"current": 1', '"current": 1, "current": 5'))
    done = scored(path)
    assert_refused(done, path, "respondents[0].ratings.TYO")
    assert "'current' stands there twice" in done.stderr


def test_half_a_character_in_a_reason_is_refused_before_anything_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(spoilt(ANSWERS, "puhuttu käynnillä", r"\udc00"))
    assert_refused(scored(path), path, "consensus.TYO.reason")


def test_an_infinite_number_is_refused_where_it_stands(tmp_path: Path, sheet: str) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(spoilt(ANSWERS, '"headcount": 4', '"headcount": 1e999'))
    assert_refused(scored(path), path, "company.headcount")
    document: dict[str, Any] = json.loads(sheet)
    document["answered"] = float("1e999")
    path.write_text(json.dumps(document).replace("Infinity", "1e999"), encoding="utf-8")
    assert_refused(compared(path, path), path, "answered")


def test_signs_that_would_play_with_a_terminal_are_written_out(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(spoilt(ANSWERS, '"company"', r'"\u001b[2J\r\n\u2028\u009b": 1, "company"'))
    done = scored(path)
    assert_refused(done, path, r"the file.\x1b[2J\r\n\u2028\x9b")


def test_a_whole_character_written_in_two_halves_is_one(tmp_path: Path) -> None:
    path = tmp_path / "good.json"
    path.write_bytes(b"\xef\xbb\xbf" + spoilt(ANSWERS, "puhuttu käynnillä", r"\ud83d\ude00"))
    done = scored(path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["areas"][0]["talk"] == {"reason": "\U0001f600", "date": "2026-11-24"}


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        assert_refused(scored(path), path, "file")
        assert_refused(compared(path, path), path, "file")


def test_a_sheet_compared_with_itself_through_the_files_has_not_changed(tmp_path: Path, sheet: str) -> None:
    (tmp_path / "sheet.json").write_text(sheet, encoding="utf-8")
    done = compared(tmp_path / "sheet.json", tmp_path / "sheet.json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["q"] == 1
