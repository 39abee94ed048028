"""The example files: what they start is there, what they name is known, and they hold no secret."""

import os
import re
import subprocess
from typing import Any

from flask import Flask
from ruamel.yaml import YAML

from osaamistase.cli.check_settings import known_names
from osaamistase.settings import ROOT, gathered

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def example() -> dict[str, str]:
    lines = (DEPLOY / "env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def compose() -> dict[str, Any]:
    read: dict[str, Any] = YAML(typ="safe").load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return read


def test_the_example_of_settings_names_known_ones_lacks_its_secrets_and_is_taken_once_they_are_there() -> None:
    given = example()
    assert set(given) - {"POSTGRES_PASSWORD"} <= known_names()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "SMTP_PASSWORD", "BACKUP_PASSPHRASE", "DATABASE_URL"):
        assert given[name] == ""
    settings, refused = gathered({**given, "SECRET_KEY": "e" * 40, "DATABASE_URL": "sqlite://"})
    assert (refused, settings.proxies) == ([], 1)


def test_every_command_of_units_and_containers_is_one_of_ours(app: Flask) -> None:
    texts = [path.read_text(encoding="utf-8") for path in UNITS]
    started = [name for text in texts for name in re.findall(r"flask --app wsgi ([a-z-]+)", text)]
    started += [one["command"][3] for one in compose()["services"].values() if "flask" in one.get("command", ())]
    assert {"worker", "backup", "prepare"} == set(started)
    assert set(started) <= set(app.cli.commands)
    container = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert (ROOT / re.findall(r'"--config", "([^"]+)", "wsgi:app"', container)[0]).is_file()
    for folder in re.findall(r"^COPY (\S+)/ ", container, flags=re.MULTILINE):
        assert (ROOT / folder).is_dir()


def test_a_command_by_hand_has_the_user_the_settings_and_the_folders_of_the_units() -> None:
    command = (DEPLOY / "osaamistase").read_text(encoding="utf-8")
    assert os.access(DEPLOY / "osaamistase", os.X_OK)
    subprocess.run(["sh", "-n", str(DEPLOY / "osaamistase")], check=True)
    for path in UNITS:
        lines = path.read_text(encoding="utf-8").splitlines()
        for name in ("User", "DynamicUser", "StateDirectory", "StateDirectoryMode", "EnvironmentFile", "WorkingDirectory", "UMask"):  # fmt: skip
            (line,) = [one for one in lines if one.startswith(f"{name}=")]
            assert f"-p {line}" in command, (path.name, line)


def test_units_and_containers_may_touch_little() -> None:
    assert len(UNITS) == 3
    for path in UNITS:
        lines = path.read_text(encoding="utf-8").splitlines()
        for hard in ("DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet="):
            assert hard in lines, (path.name, hard)
        assert ("CPUWeight=10" in lines) is ("web" not in path.stem), path.name  # pages come before prints and copies
    services = compose()["services"]
    assert services["worker"]["cpu_shares"] == 102
    assert {name for name, one in services.items() if one.get("deploy") == {"replicas": 2}} == {"web", "worker"}
    for name in ("prepare", "web", "worker"):
        assert services[name]["read_only"]
        assert services[name]["cap_drop"] == ["ALL"]
    assert "USER 10001" in (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
