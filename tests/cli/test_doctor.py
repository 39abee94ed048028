"""`flask --app wsgi doctor`: every fault at once, each with its mend; exit 1 where something must be mended."""

import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from osaamistase.accounts.models import User
from osaamistase.accounts.store import add_user
from osaamistase.app import create_app
from osaamistase.cli import check_database
from osaamistase.cli.check_database import _clock, _file_system, _worker
from osaamistase.cli.check_machine import check_mail, check_provider, check_questionnaires
from osaamistase.cli.check_settings import check_names, check_numbers, known_names
from osaamistase.cli.doctor import examining
from osaamistase.cli.findings import Finding, found, ok
from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.heartbeats.pulse import ALIVE
from osaamistase.heartbeats.store import save_beat
from osaamistase.neighbours import MailSettings, Provider
from osaamistase.releases.schema import newest
from osaamistase.settings import ROOT, Settings, gathered
from osaamistase.signin.steps import begin_second_factor
from tests.conftest import settings_for
from tests.mail.conftest import certificate, office, tls
from tests.mail.post import PostOffice, opened
from tests.postgres import own_database
from tests.signin.service import running_provider

__all__ = ["certificate", "office", "tls"]

SOUND = {
    "SECRET_KEY": "d" * 40, "PUBLIC_ADDRESS": "https://osaamistase.testi.example", "PROXIES": "1", "DEMO": "",
    "MAIL_FROM": "posti@testi.example", "SMTP_HOST": "127.0.0.1", "SMTP_SECURITY": "none",
}  # fmt: skip


def flask(given: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / ".venv/bin/flask"), "--app", "wsgi", *words]
    environment = {**os.environ, **given}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of its own, with the tables as migrations make them, and the catalogue."""
    if request.param == "sqlite":
        made = f"sqlite:///{tmp_path / 'own.db'}"
    else:
        made = own_database(str(request.getfixturevalue("postgres_url")), "doctor")
    assert flask({**SOUND, "DATABASE_URL": made}, "prepare").returncode == 0
    return made


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


def test_tables_of_another_release_are_told_with_the_way_on(url: str) -> None:
    engine = create_engine(url)
    for stands, told in (
        ("0017", "run flask --app wsgi prepare"),
        ("9999", "fit none before 9998: install that release"),
    ):
        with engine.begin() as connection:
            row = {"stands": stands, "floor": "9998"}
            connection.execute(text("UPDATE alembic_version SET version_num = :stands, works_with = :floor"), row)
        found_ = list(check_database.check_database(Flask(__name__), settings_for(url)))
        assert [one.about for one in found_ if one.about != "clock"] == ["database", "tables"]
        (tables,) = [one for one in found_ if one.level == "wrong"]
        assert f"are at {stands}" in tables.what
        assert told in tables.what
    with engine.begin() as connection:  # a newer one, that this one works with
        row = {"floor": newest()}
        connection.execute(text("UPDATE alembic_version SET version_num = '9999', works_with = :floor"), row)
    found_ = list(check_database.check_database(Flask(__name__), settings_for(url)))
    (tables,) = [one for one in found_ if one.about == "tables"]
    assert (tables.level, "bring that release here, too" in tables.what) == ("ok", True)
    engine.dispose()


def test_a_worker_silent_for_minutes_is_told_with_when_it_was_last_heard_of(app: Flask) -> None:
    with app.app_context():
        assert save_beat("silent", now() - ALIVE, now() - ALIVE)
        (one,) = _worker()
        db.session.remove()
        assert one.level == "wrong"
        assert "since " in one.what
        assert save_beat("alive", now(), now())
        assert [one.level for one in _worker()] == ["ok"]


def test_a_clock_apart_from_the_databases_is_told(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(settings_for(postgres_url))
    with app.app_context():
        assert [one.level for one in _clock()] == ["ok"]
        monkeypatch.setattr(check_database, "now", lambda: now() + timedelta(minutes=3))
        (one,) = _clock()
        assert (one.level, "-180 s" in one.what) == ("wrong", True)
        db.session.remove()
        db.engine.dispose()


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


def test_where_no_embedded_database_can_be_made_a_sentence_says_what_to_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("osaamistase.settings.ROOT", tmp_path / "file")
    _settings, refused = gathered({**SOUND, "DATABASE_URL": ""})
    assert ["DATABASE_URL=sqlite:////" in one for one in refused] == [True]


def of(issuer: str, **changes: object) -> Settings:
    provider = Provider(issuer, "osaamistase", "secret", roles={"Johto": "manager"})
    return replace(settings_for("sqlite://"), provider=replace(provider, **changes))  # type: ignore[arg-type]


def test_a_sign_in_service_that_nobody_could_sign_in_by_is_told_with_what_to_check(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(check_provider(settings_for("sqlite://"))) == []
    with running_provider([]) as issuer:
        assert [one.level for one in check_provider(of(issuer))] == ["ok"]
        (one,) = check_provider(of(f"{issuer}/muualla"))
        assert (one.level, "answer 404" in one.what) == ("wrong", True)
        (one,) = check_provider(of(issuer.replace("127.0.0.1", "localhost")))
        assert one.level == "ok"  # it names itself as it is asked for
        found = list(check_provider(of(issuer, roles={})))
        assert [(one.level, "OIDC_ROLES" in one.what) for one in found] == [("ok", False), ("wrong", True)]
    (one,) = check_provider(of(issuer))
    assert (one.level, "cannot be reached" in one.what) == ("wrong", True)
    with running_provider([], certificate) as issuer:
        (one,) = check_provider(of(issuer))
        assert (one.level, "update-ca-certificates" in one.what) == ("wrong", True)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert [one.level for one in check_provider(of(issuer))] == ["ok"]


def test_a_published_questionnaire_that_was_touched_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "questionnaires"
    shutil.copytree(ROOT / "questionnaires", folder)
    settings = replace(settings_for("sqlite://"), questionnaires=folder)
    assert [one.level for one in check_questionnaires(settings)] == ["ok"]
    with (folder / "osaamistase-1.toml").open("a", encoding="utf-8") as file:
        file.write("# vain huomautus\n")
    assert {(one.level, "osaamistase-1.toml" in one.what) for one in check_questionnaires(settings)} == {
        ("wrong", True)
    }


def mail(port: int, **changes: str) -> Settings:
    at = replace(MailSettings("127.0.0.1", port, "none", "posti@testi.example"), **changes)  # type: ignore[arg-type]
    return replace(settings_for("sqlite://"), mail=at)


def test_a_mail_server_that_would_not_take_our_mail_is_told_with_what_to_check(
    office: PostOffice, tls: ssl.SSLContext
) -> None:
    (one,) = check_mail(mail(office.port, user="posti", password="oikea"))
    assert one.level == "ok"
    (one,) = check_mail(mail(office.port, user="posti", password="väärä sana"))
    assert one.level == "wrong"
    (one,) = check_mail(mail(office.port, user="posti", password="vaara"))
    assert (one.level, "SMTP_USER and SMTP_PASSWORD" in one.what) == ("wrong", True)
    (one,) = check_mail(mail(office.port, security="starttls"))
    assert (one.level, "STARTTLS" in one.what) == ("wrong", True)
    with opened(PostOffice(), tls) as other:
        (one,) = check_mail(mail(other.port, security="starttls"))
        assert (one.level, "SSL_CERT_FILE" in one.what) == ("wrong", True)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        (one,) = check_mail(mail(nobody.getsockname()[1]))
        assert (one.level, "cannot be reached" in one.what) == ("wrong", True)
    assert (office.calls, office.letters) == (0, [])


def test_every_setting_is_known_and_what_is_near_to_one_is_asked_about() -> None:
    said = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "osaamistase/settings.py")]
    named = {
        name
        for text in said
        for pair in re.findall(r"`([A-Z_]{4,})`|(?:get|given)\(\"([A-Z_]{3,})\"", text)
        for name in pair
    }
    assert len(named) > 30
    assert named - {"", "TMPDIR"} <= known_names()
    environment = {"DATABSE_URL": "", "MAILFROM": "", "SMTP_SERVER": "", "MAIL": "", "HTTP_PROXY": "", "PATH": ""}
    told = {one.what.split()[0]: one.what for one in check_names(environment)}
    assert told.keys() == {"DATABSE_URL", "MAILFROM", "SMTP_SERVER"}
    assert "DATABASE_URL?" in told["DATABSE_URL"]


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ({"PROXIES": "1"}, "ok"),
        ({"PROXIES": "0"}, "warning"),
        ({"PROXIES": "7"}, "warning"),
        ({"PROXIES": "-1"}, "wrong"),
        ({"PROXIES": "1", "DISCLOSURE_K": "2"}, "warning"),
    ],
)
def test_numbers_that_do_not_fit_are_told_although_the_start_takes_them(given: dict[str, str], level: str) -> None:
    environment = {**SOUND, "PROXIES": "", **given}
    assert level in [one.level for one in check_numbers(environment, gathered(environment)[0])]


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


def test_the_kind_of_a_disk_is_that_of_the_nearest_mount() -> None:
    assert _file_system(Path("/proc/self/status")) == "proc"
    assert _file_system(Path("/proc")) == "proc"
    assert _file_system(ROOT) not in ("", "proc")
