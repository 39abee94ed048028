"""What `doctor` tells of what lies and answers around it: files, the sign-in service, the mail server."""

import shutil
import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from osaamistase.cli.check_machine import check_guides, check_mail, check_provider, check_questionnaires
from osaamistase.neighbours import MailSettings, Provider
from osaamistase.settings import ROOT, Settings
from tests.conftest import settings_for
from tests.mail.conftest import certificate, office, tls
from tests.mail.post import PostOffice, opened
from tests.signin.service import running_provider

__all__ = ["certificate", "office", "tls"]


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


def test_a_guide_that_stops_the_start_is_told_with_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "guides"
    shutil.copytree(ROOT / "guides", folder)
    settings = replace(settings_for("sqlite://"), guides=folder)
    assert list(check_guides(settings)) == []
    (folder / "sv" / "firm.md").unlink()
    ((level, told),) = [(one.level, one.what) for one in check_guides(settings)]
    assert (level, str(Path("sv") / "firm.md") in told) == ("wrong", True)


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
