"""An installation that the doctor looks at: sound settings, and commands in a process of their own."""

import os
import subprocess

from osaamistase.settings import ROOT

SOUND = {
    "SECRET_KEY": "d" * 40, "PUBLIC_ADDRESS": "https://osaamistase.testi.example", "PROXIES": "1", "DEMO": "",
    "MAIL_FROM": "posti@testi.example", "SMTP_HOST": "127.0.0.1", "SMTP_SECURITY": "none",
}  # fmt: skip


def flask(given: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / ".venv/bin/flask"), "--app", "wsgi", *words]
    environment = {**os.environ, **given}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
