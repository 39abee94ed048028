"""What `doctor` tells of settings that the start takes."""

import re
from pathlib import Path

import pytest

from osaamistase.cli.check_settings import check_names, check_numbers, known_names
from osaamistase.settings import ROOT, gathered
from tests.cli.installation import SOUND


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


def test_where_no_embedded_database_can_be_made_a_sentence_says_what_to_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("osaamistase.settings.ROOT", tmp_path / "file")
    _settings, refused = gathered({**SOUND, "DATABASE_URL": ""})
    assert ["DATABASE_URL=sqlite:////" in one for one in refused] == [True]
