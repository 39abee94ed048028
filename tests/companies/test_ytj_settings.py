"""Where firms are looked up: what the environment may say, and what stops the start."""

import pytest

from osaamistase.app import create_app
from osaamistase.neighbours import YTJ_ADDRESS
from osaamistase.settings import BadSetting, Settings, from_environment

SECRET = {"SECRET_KEY": "s" * 40}
OWN = "http://127.0.0.1:9000/companies"


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, YTJ_ADDRESS),
        ({"YTJ": "on"}, YTJ_ADDRESS),
        ({"YTJ": "off"}, ""),
        ({"YTJ": "off", "YTJ_ADDRESS": OWN}, ""),
        ({"YTJ_ADDRESS": OWN}, OWN),
        ({"YTJ_ADDRESS": "http://localhost/v3"}, "http://localhost/v3"),
        ({"YTJ_ADDRESS": "http://[::1]:9000/v3"}, "http://[::1]:9000/v3"),
        (
            {"YTJ_ADDRESS": " https://ytj.testi.example:8443/v3/companies "},
            "https://ytj.testi.example:8443/v3/companies",
        ),
        ({"DEMO": "1"}, ""),
        ({"DEMO": "1", "YTJ": "on"}, ""),
        ({"DEMO": "1", "YTJ_ADDRESS": OWN}, OWN),
        ({"DEMO": "1", "YTJ_ADDRESS": OWN, "YTJ": "off"}, ""),
    ],
)
def test_whom_a_look_up_asks(given: dict[str, str], asked: str) -> None:
    assert from_environment({**SECRET, **given}).ytj == asked


@pytest.mark.parametrize(
    "address",
    [
        "http://avoindata.prh.fi/opendata-ytj-api/v3/companies", "ftp://127.0.0.1/", "file:///etc/passwd", "127.0.0.1",
        "https://", "https://user:salaisuus@ytj.testi.example/", "https://ytj.testi.example/?businessId=1",
        "https://ytj.testi.example/#a", "https://ytj.testi.example:99999/", "https://[::1/", "https://ytj testi/",
        "http://127.0.0.1@muualla.example/", "http://127.0.0.1\\.muualla.example/", "http://127.0.0.1.muualla.example/",
        "https://äö.example/",
    ],
)  # fmt: skip
def test_an_address_that_may_not_be_asked_stops_the_start(address: str) -> None:
    with pytest.raises(BadSetting, match="YTJ_ADDRESS is no address that may be asked") as stopped:
        from_environment({**SECRET, "YTJ_ADDRESS": address})
    assert "salaisuus" not in str(stopped.value)


def test_an_unknown_switch_stops_the_start() -> None:
    with pytest.raises(BadSetting, match="YTJ=no is not known: give on or off"):
        from_environment({**SECRET, "YTJ": "no"})


def test_the_application_asks_where_its_settings_say() -> None:
    assert create_app(Settings("sqlite://", "s" * 40)).extensions["ytj"] is None
    assert create_app(Settings("sqlite://", "s" * 40, ytj=OWN)).extensions["ytj"] is not None
