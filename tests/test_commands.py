"""The commands others rely on, run as they run them: in a process of their own."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from osaamistase.settings import ROOT
from scripts import prepared

QUICK = "questionnaires/pikakartoitus-1.toml"


def flask(*words: str) -> subprocess.CompletedProcess[str]:
    return prepared.flask({"DATABASE_URL": "sqlite://"}, *words)  # no secret: a command that serves nobody needs none


def test_sound_questionnaires_are_silent() -> None:
    done = flask("questionnaire", "check", QUICK, "questionnaires/osaamistase-1.toml")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_finding_names_file_place_rule_and_mend(tmp_path: Path) -> None:
    text = (ROOT / QUICK).read_text(encoding="utf-8").replace('id = "REK-00"', 'id = "TYO-00"')
    (tmp_path / "pikakartoitus-1.toml").write_text(text, encoding="utf-8")
    done = flask("questionnaire", "check", str(tmp_path / "pikakartoitus-1.toml"))
    assert done.returncode == 1
    assert f"{tmp_path}/pikakartoitus-1.toml: TYO-00: duplicate-id: " in done.stdout


def test_warnings_are_printed_only_when_asked_for_and_stop_nothing() -> None:
    done = flask("questionnaire", "check", "--warnings", QUICK, "questionnaires/osaamistase-1.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "osaamistase-1.toml: VIH-03.name.fi: hard-to-read: " in done.stdout
    assert "osaamistase-1.toml: JOE-01: no-service: " in done.stdout
    assert "REK-01: no-service" not in done.stdout


def test_an_opening_that_never_holds_is_found_and_never_published(tmp_path: Path) -> None:
    text = (ROOT / "tests/questionnaires/files/invalid/never-opens.toml").read_text(encoding="utf-8")
    path = tmp_path / "tiny-1.toml"
    path.write_text(text, encoding="utf-8")
    done = flask("questionnaire", "check", str(path))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{path}: REK.opening: never-opens: ")
    done = flask("questionnaire", "publish", str(path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "never-opens" in done.stderr
    assert not (tmp_path / "published.txt").exists()


def test_earlier_versions_are_read_from_the_folder_of_the_file(tmp_path: Path) -> None:
    text = (ROOT / QUICK).read_text(encoding="utf-8").replace("version = 1", "version = 2", 1)
    second = tmp_path / "pikakartoitus-2.toml"
    second.write_text(text.replace('id = "REK-00"', 'id = "REK-01"\nreplaces = "REK-00"'), encoding="utf-8")
    alone = flask("questionnaire", "check", str(second))
    assert (alone.returncode, "REK-01.replaces: replaces-nowhere: " in alone.stdout) == (1, True)
    (tmp_path / "pikakartoitus-1.toml").write_bytes((ROOT / QUICK).read_bytes())
    beside = flask("questionnaire", "check", str(second))
    assert (beside.returncode, beside.stdout) == (0, "")


def test_only_what_is_published_is_retired(tmp_path: Path) -> None:
    path = tmp_path / "tiny-1.toml"
    path.write_bytes((ROOT / "tests/questionnaires/files/tiny.toml").read_bytes())
    refused = flask("questionnaire", "retire", str(path))
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
    assert flask("questionnaire", "publish", str(path)).returncode == 0
    assert flask("questionnaire", "retire", str(path)).returncode == 0
    assert (tmp_path / "retired.txt").read_text(encoding="utf-8").endswith("  tiny-1.toml\n")


def test_diff_tells_what_changed_id_first_and_in_json_too(tmp_path: Path) -> None:
    second = tmp_path / "pikakartoitus-2.toml"
    text = (ROOT / QUICK).read_text(encoding="utf-8").replace("version = 1", "version = 2", 1)
    text = text.replace('id = "REK-00"', 'id = "REK-01"\nreplaces = "REK-00"').replace("ei osaamista", "ei mitään")
    second.write_text(text, encoding="utf-8")
    done = flask("questionnaire", "diff", QUICK, str(second))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:-1] == [
        "REK-01: meaning: replaces REK-00, a break",
        'level: scale: word 0.fi: "ei osaamista" → "ei mitään"',
        "REK-01: added",
        "REK-00: removed",
    ]
    told = json.loads(flask("questionnaire", "diff", "--json", QUICK, str(second)).stdout)
    assert told["meaning"] == [{"id": "REK-01", "replaces": "REK-00"}]
    assert told["comparability"] == {"shared": 11, "old": 12, "q": 0.9167, "totals_comparable": True}


@pytest.mark.parametrize(
    "files", [(QUICK, "questionnaires/osaamistase-1.toml"), (QUICK, "eiole.toml"), (QUICK, "Makefile")]
)
def test_what_cannot_be_compared_is_refused_in_one_line(files: tuple[str, str]) -> None:
    done = flask("questionnaire", "diff", *files)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_questionnaire_is_scored_without_its_earlier_versions_and_a_pack_is_not(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"company": {"headcount": 4}, "respondents": []}', encoding="utf-8")
    text = (ROOT / QUICK).read_text(encoding="utf-8").replace('id = "REK-00"', 'id = "REK-01"\nreplaces = "REK-00"')
    (tmp_path / "q.toml").write_text(text, encoding="utf-8")
    assert flask("score", "--questionnaire", str(tmp_path / "q.toml"), "--answers", str(answers)).returncode == 0
    done = flask("score", "--questionnaire", "tests/questionnaires/files/pack.toml", "--answers", str(answers))
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_score_prints_the_sheet_and_stores_nothing(tmp_path: Path) -> None:
    answers = {
        "company": {"headcount": 4},
        "respondents": [{"id": "r1", "main": True, "ratings": {"TYO": {"current": 1, "target": 4, "importance": 5}}}],
    }
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    done = flask("score", "--questionnaire", QUICK, "--answers", str(tmp_path / "answers.json"))
    assert done.returncode == 0, done.stderr
    sheet = json.loads(done.stdout)
    first = sheet["competences"][0]
    assert (first["id"], first["state"], first["gap"], first["priority"], first["class"]) == (
        "TYO-00",
        "scored",
        3.0,
        15.0,
        "kiireellinen",
    )
    assert sheet["gaps"] == ["TYO-00"]
    assert sheet["totals"]["coverage_rate"] is None


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"{", "file"),
        (b"\xff", "file"),
        (b'{"company": {"headcount": 0}, "respondents": []}', "company.headcount"),
        (b'{"company": {"headcount": NaN}, "respondents": []}', "file"),
        (b'{"company": {"headcount": 4}, "respondents": [{"ratings": {"TYO-00": {"current": 1}}}]}', "respondents[0].ratings.TYO-00.current"),
    ],
)  # fmt: skip
def test_a_bad_answers_file_gives_one_line_and_exit_2(tmp_path: Path, content: bytes, place: str) -> None:
    (tmp_path / "answers.json").write_bytes(content)
    done = flask("score", "--questionnaire", QUICK, "--answers", str(tmp_path / "answers.json"))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert f"answers.json: {place}: " in done.stderr


def test_files_that_are_not_there_are_said_so(tmp_path: Path) -> None:
    done = flask("score", "--questionnaire", "eiole.toml", "--answers", "eiole.json")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert flask("questionnaire", "check", "eiole.toml").returncode == 1


def test_serving_without_a_secret_is_refused_in_one_line() -> None:
    done = flask("run", "--port", "1")
    assert done.returncode != 0
    assert "SECRET_KEY is missing" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_person_is_added_once_and_with_a_long_enough_password(tmp_path: Path) -> None:
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path / 'people.db'}"}

    def run(*words: str, password: str = "") -> subprocess.CompletedProcess[str]:
        return prepared.flask(environment, *words, said=f"{password}\n{password}\n")

    person = ("user", "add", "--email", "Uusi@testi.example", "--name", "Uusi Testi", "--role", "adviser")
    assert run("prepare").returncode == 0
    assert run(*person, password="lyhyt").returncode == 2
    assert run(*person, password="tarpeeksi pitkä sana").returncode == 0
    again = run(*person, password="tarpeeksi pitkä sana")
    assert (again.returncode, "can sign in already" in again.stderr) == (2, True)


def test_the_sheet_is_written_in_utf_8_whatever_the_terminal_is_set_to(tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text('{"company": {"headcount": 4}, "respondents": []}', encoding="utf-8")
    command = [str(ROOT / ".venv/bin/flask"), "--app", "wsgi", "score", "--questionnaire", QUICK, "--answers"]
    environment = {**os.environ, "DATABASE_URL": "sqlite://", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*command, str(tmp_path / "answers.json")], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "ei laskettu: vastaus puuttuu tai on ”en osaa sanoa”" in done.stdout.decode("utf-8")
