"""`flask --app wsgi doctor`: every fault at once, each with its mend; exit 1 where something must be mended."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from osaamistase.accounts.models import User
from osaamistase.accounts.store import add_user
from osaamistase.app import create_app
from osaamistase.cli import check_database
from osaamistase.cli.doctor import examining
from osaamistase.cli.findings import Finding, found, ok
from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.heartbeats.store import save_beat
from osaamistase.signin.steps import begin_second_factor
from tests.cli.installation import SOUND, flask
from tests.conftest import settings_for
from tests.mail.conftest import certificate, office, tls
from tests.mail.post import PostOffice

__all__ = ["certificate", "office", "tls"]


def test_a_sound_installation_is_told_line_by_line_and_exits_0_and_one_without_people_and_worker_does_not(
    url: str, office: PostOffice
) -> None:
    given = {**SOUND, "DATABASE_URL": url, "SMTP_PORT": str(office.port)}
    done = flask(given, "doctor")
    assert (done.returncode, done.stderr) == (1, "")
    bad = [line for line in done.stdout.splitlines() if line.startswith("wrong: ")]
    assert [line.split(": ")[1] for line in bad] == ["people", "worker"]
    assert "flask --app wsgi user add" in bad[0]
    assert "flask --app wsgi worker" in bad[1]

    app = create_app(settings_for(url))
    with app.app_context():
        with transaction():
            add_user(User(email="y@testi.example", name="T", role="administrator", password_hash="", created_at=now()))
        assert save_beat("a-worker", now(), now())
        db.session.remove()
        db.engine.dispose()
    done = flask(given, "doctor")
    assert (done.returncode, done.stderr) == (0, "")
    *lines, told = done.stdout.splitlines()
    assert told == "0 to mend, 0 to think about."
    assert all(line.startswith("ok: ") for line in lines), lines
    assert {"database", "tables", "services", "people", "worker", "press", "mail", "disk", "open files", "files", "questionnaires"} <= {line.split(": ")[1] for line in lines}  # fmt: skip
    assert (office.calls, office.letters) == (0, [])


def test_every_refused_setting_is_told_at_once_and_no_secret_with_it(tmp_path: Path) -> None:
    given = {
        **SOUND, "SECRET_KEY": "lyhyt-salaisuus", "DATABASE_URL": "postgresql://o:salasana@127.0.0.1:1/o", "DATABASE_WAIT": "0",
        "PUBLIC_ADDRESS": "osaamistase", "MAIL_FROM": "x", "SMTP_SECURITY": "ssl", "SMTP_PORT": "smtp",
        "SMTP_PASSWORD": "salasana", "PROXIES": "yksi", "SMPT_USER": "posti",
    }  # fmt: skip
    done = flask(given, "doctor")
    assert (done.returncode, done.stderr) == (1, "")
    refused = [line for line in done.stdout.splitlines() if line.startswith("wrong: settings: ")]
    names = ("SECRET_KEY", "DATABASE_WAIT", "SMTP_SECURITY", "MAIL_FROM", "SMTP_USER", "SMTP_PORT", "PUBLIC_ADDRESS")
    assert len(refused) == len(names)
    for name in names:
        assert any(f"settings: {name}" in line for line in refused), name
    assert "warning: settings: SMPT_USER is not read by anything: is it meant to be SMTP_USER?" in done.stdout
    assert "wrong: PROXIES: yksi is no number" in done.stdout
    assert re.search(r"^wrong: database: does not answer \(.*\): check DATABASE_URL", done.stdout, flags=re.MULTILINE)
    assert "salaisuus" not in done.stdout
    assert "salasana" not in done.stdout


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("ei osoite", "is no address"),
        ("mysql://a@b/c", "mysql is not known here"),
        ("sqlite://", "forgets everything"),
        ("sqlite:////tmp/eiole/osaamistase.db", "is not there yet: run flask --app wsgi prepare"),
    ],
)
def test_a_database_that_cannot_be_is_told_and_none_is_made(given: str, told: str) -> None:
    found_ = list(check_database.check_database(Flask(__name__), settings_for(given)))
    assert [one.level for one in found_] == ["wrong"]
    assert told in found_[0].what


def test_another_machines_secret_key_is_told_by_the_second_factors_that_do_not_open(url: str) -> None:
    app = create_app(settings_for(url))
    with app.app_context():
        with transaction():
            person = User(email="k@testi.example", name="K", role="manager", password_hash="", created_at=now())
            begin_second_factor(add_user(person).id, "A" * 32, 0, SOUND["SECRET_KEY"])
        db.session.remove()
        db.engine.dispose()
    given = {**SOUND, "DATABASE_URL": url, "SMTP_HOST": ""}
    assert "second factors" not in flask(given, "doctor").stdout
    told = flask({**given, "SECRET_KEY": "m" * 40}, "doctor").stdout
    assert "wrong: SECRET_KEY: 1 of 1 second factors do not open with it" in told


def test_a_check_that_falls_is_a_finding_and_the_next_is_made() -> None:
    def _breaks() -> Iterator[Finding]:
        yield ok("breaks", "so far")
        raise RuntimeError

    assert [one.level for one in found([_breaks, lambda: [ok("next", "")]])] == ["ok", "wrong", "ok"]


@pytest.mark.parametrize(
    ("words", "so"),
    [
        (["flask", "--app", "wsgi", "doctor"], True),
        (["flask", "--app=wsgi", "doctor", "--help"], True),
        (["flask", "-A", "doctor", "run"], False),
        (["flask", "--app", "wsgi", "user", "add", "--name", "doctor"], False),
        (["flask"], False),
    ],
)
def test_the_doctor_is_known_by_the_command_alone(words: list[str], so: bool) -> None:
    assert examining({"FLASK_RUN_FROM_CLI": "true"}, words) is so
    assert not examining({}, words)
