"""The start: what is missing or wrong is said in a line that can be acted on, and /healthz tells the truth."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from osaamistase.app import create_app
from osaamistase.database import db
from osaamistase.questionnaires.files import BadQuestionnaires
from osaamistase.questionnaires.questionnaire import checksum
from osaamistase.settings import ROOT, BadSetting, Settings, from_environment
from tests.page import PageClient
from tests.people import PASSWORD, People


def test_no_secret_in_production_stops_the_start() -> None:
    with pytest.raises(BadSetting, match="SECRET_KEY is missing"):
        from_environment({})


def test_secure_cookies_are_the_default() -> None:
    assert from_environment({"SECRET_KEY": "s" * 40}).secure_cookies


@pytest.mark.parametrize(("given", "k"), [({}, 5), ({"DISCLOSURE_K": "0"}, 5), ({"DISCLOSURE_K": "rikki"}, 5), ({"DISCLOSURE_K": "1"}, 3), ({"DISCLOSURE_K": "8"}, 8)])  # fmt: skip
def test_the_disclosure_threshold_fails_closed(given: dict[str, str], k: int) -> None:
    assert from_environment({"SECRET_KEY": "s" * 40, **given}).disclosure_k == k


@pytest.mark.parametrize("name", ["PASSWORDS", "RATE_LIMITS", "LOG_REQUESTS", "YTJ"])
def test_a_switch_that_is_neither_on_nor_off_stops_the_start(name: str) -> None:
    service = {"OIDC_ISSUER": "https://tunnus.example", "OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "x"}
    for word in ("on", "off", ""):
        from_environment({"SECRET_KEY": "s" * 40, **service, name: word})
    for word in ("Off", "no", "0"):
        with pytest.raises(BadSetting, match=f"{name}={word} is not known"):
            from_environment({"SECRET_KEY": "s" * 40, **service, name: word})


def test_without_passwords_and_without_a_sign_in_service_nothing_starts() -> None:
    with pytest.raises(BadSetting, match="OIDC_ISSUER"):
        from_environment({"SECRET_KEY": "s" * 40, "PASSWORDS": "off"})


def with_a_mistake(folder: Path) -> Settings:
    """A service whose questionnaires folder holds one file, with an id twice."""
    sound = (ROOT / "questionnaires" / "pikakartoitus-1.toml").read_text(encoding="utf-8")
    (folder / "pikakartoitus-1.toml").write_text(sound.replace('id = "REK-00"', 'id = "TYO-00"'), encoding="utf-8")
    return Settings(database_url="sqlite://", secret_key="s" * 40, questionnaires=folder)


def test_a_published_questionnaire_with_a_mistake_stops_the_start_with_file_place_and_mend(tmp_path: Path) -> None:
    settings = with_a_mistake(tmp_path)
    sha256 = checksum((tmp_path / "pikakartoitus-1.toml").read_bytes())
    (tmp_path / "published.txt").write_text(f"{sha256}  pikakartoitus-1.toml\n", encoding="utf-8")
    with pytest.raises(BadQuestionnaires, match=r"pikakartoitus-1\.toml: TYO-00: duplicate-id: "):
        create_app(settings)


def test_a_draft_with_a_mistake_stops_no_start_and_is_not_offered(tmp_path: Path) -> None:
    shelf = create_app(with_a_mistake(tmp_path)).extensions["questionnaires"]()
    assert list(shelf.unsound) == ["pikakartoitus-1.toml"]
    assert (shelf.newest(), shelf.drafts()) == ([], [])


def test_healthz_is_200_while_the_database_answers(app: Flask, stranger: PageClient) -> None:
    response = stranger.client.get("/healthz")
    assert response.status_code == 200
    assert response.json is not None
    assert response.json["status"] == "ok"


def test_healthz_is_503_when_it_does_not(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    app = create_app(Settings(database_url=f"sqlite:///{gone / 'x.db'}", secret_key="s" * 40))
    shutil.rmtree(gone)
    response = app.test_client().get("/healthz")
    assert response.status_code == 503


def test_behind_a_proxy_forms_work_and_links_are_https(people: People, app: Flask) -> None:
    settings = replace(app.config["OSAAMISTASE"], proxies=1, secure_cookies=True)
    behind = create_app(settings)
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "osaamistase.esimerkki.example"}
    client, secure = behind.test_client(), {"headers": headers, "base_url": "https://osaamistase.esimerkki.example"}
    page = client.get("/kirjaudu", **secure)
    assert "Secure" in page.headers["Set-Cookie"]
    assert "max-age" in page.headers["Strict-Transport-Security"]
    form = {"csrf_token": _token(page), "email": people.adviser_email, "password": PASSWORD}
    assert client.post("/kirjaudu", data=form, **secure).status_code == 302
    client.post(
        f"/vastaajat/{people.firm.respondent_id}/linkki",
        data={"csrf_token": _token(client.get("/yritykset", **secure))},
        **secure,
    )
    shown = client.get(f"/kierrokset/{people.firm.round_id}", **secure).get_data(as_text=True)
    assert "https://osaamistase.esimerkki.example/kysely/" in shown
    with behind.app_context():
        db.session.remove()
        db.engine.dispose()


def _token(response: TestResponse) -> str:
    return response.get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]


def test_without_secure_cookies_only_this_machine_is_answered(stranger: PageClient) -> None:
    for host, status in (("127.0.0.1:8000", 200), ("localhost", 200), ("[::1]:8000", 200), ("192.0.2.7:8000", 400)):
        assert stranger.client.get("/kirjaudu", headers={"Host": host}).status_code == status
