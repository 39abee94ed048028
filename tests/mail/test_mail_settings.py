"""Mail settings: one line at start says what is wrong."""

import pytest

from osaamistase.neighbours import MailSettings
from osaamistase.settings import BadSetting, Settings, from_environment

SECRET = {"SECRET_KEY": "s" * 40}
MAIL = {**SECRET, "SMTP_HOST": "smtp.testi.example", "MAIL_FROM": "posti@testi.example"}


def test_mail_is_off_until_a_server_is_named() -> None:
    settings = from_environment(SECRET)
    assert (settings.mail, settings.mail_state) == (None, "off")


def test_a_server_and_an_address_are_enough_and_the_way_is_kept_safe() -> None:
    settings = from_environment(MAIL)
    assert settings.mail == MailSettings("smtp.testi.example", 587, "starttls", "posti@testi.example")
    assert settings.mail_state == "on"


@pytest.mark.parametrize(("security", "host", "port"), [("tls", "smtp.testi.example", 465), ("none", "127.0.0.1", 25), ("none", "::1", 25)])  # fmt: skip
def test_each_way_has_its_own_port(security: str, host: str, port: int) -> None:
    mail = from_environment({**MAIL, "SMTP_SECURITY": security, "SMTP_HOST": host}).mail
    assert mail is not None
    assert mail.port == port


def test_the_password_is_not_shown_with_the_settings() -> None:
    settings = from_environment({**MAIL, "SMTP_USER": "posti", "SMTP_PASSWORD": "salainen-sana", "SMTP_PORT": "2525"})
    assert settings.mail is not None
    assert (settings.mail.user, settings.mail.password, settings.mail.port) == ("posti", "salainen-sana", 2525)
    assert "salainen-sana" not in repr(settings)


def test_a_demonstration_sends_nothing() -> None:
    settings = from_environment({**MAIL, "DEMO": "1"})
    assert (settings.mail, settings.mail_state) == (None, "demo")
    sure = Settings("sqlite://", "s" * 40, demo=True, mail=MailSettings("127.0.0.1", 25, "none", "a@testi.example"))
    assert sure.mail_state == "demo"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"MAIL_FROM": ""}, "MAIL_FROM"),
        ({"MAIL_FROM": "Kinno <posti@testi.example>"}, "MAIL_FROM"),
        ({"MAIL_FROM": "a@b@testi.example"}, "MAIL_FROM"),
        ({"SMTP_SECURITY": "ssl"}, "SMTP_SECURITY=ssl"),
        ({"SMTP_SECURITY": "none"}, "SMTP_SECURITY=none"),
        ({"SMTP_PORT": "0"}, "SMTP_PORT=0"),
        ({"SMTP_PORT": "smtp"}, "SMTP_PORT=smtp"),
        ({"SMTP_PORT": "65536"}, "SMTP_PORT=65536"),
        ({"SMTP_USER": "posti"}, "SMTP_USER and SMTP_PASSWORD"),
        ({"SMTP_PASSWORD": "salainen-sana"}, "SMTP_USER and SMTP_PASSWORD"),
    ],
)
def test_what_is_wrong_stops_the_start_in_one_line(given: dict[str, str], said: str) -> None:
    with pytest.raises(BadSetting) as stopped:
        from_environment({**MAIL, **given})
    assert said in str(stopped.value)
    assert "\n" not in str(stopped.value)
    assert "salainen" not in str(stopped.value)
