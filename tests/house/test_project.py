"""The project's own files: pinned without addresses, no secrets, texts in three languages, frozen questionnaires."""

import re
import subprocess
import tomllib

import pytest

from osaamistase.questionnaires.files import load_shelf
from osaamistase.settings import ROOT
from tests.texts import extracted, translated

TRACKED = [
    ROOT / name
    for name in subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    if name
]
TEXTS = [
    path
    for path in TRACKED
    if path.suffix in (".py", ".html", ".md", ".toml", ".txt", ".in", ".css", ".js", ".cfg", ".ini", "")
    and path.is_file()
]


def test_every_requirement_is_pinned_with_hashes_and_no_file_names_a_registry() -> None:
    for name in ("base", "dev", "tracing"):
        listed = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][^\s=]*==[^\s]+", listed, flags=re.MULTILINE | re.IGNORECASE)
        assert len(pins) > (15 if name != "tracing" else 8)
        assert listed.count("--hash=sha256:") >= len(pins)
    registries = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com", "deb.debian" + ".org")
    for path in TEXTS:
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not [one for one in registries if one in text], path


def test_what_is_installed_beside_the_service_takes_none_of_its_versions_away() -> None:
    base, tracing = _pins("base"), _pins("tracing")
    assert "requests" in tracing
    assert {one: tracing[one] for one in base.keys() & tracing.keys() if not tracing[one] <= base[one]} == {}


def _pins(name: str) -> dict[str, set[str]]:
    """Of each library its versions; where Python's own version decides there are several."""
    found: dict[str, set[str]] = {}
    listed = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    for library, version in re.findall(r"^([a-z0-9][^\s=\[]*)[^=\s]*==([^\s;]+)", listed, flags=re.MULTILINE):
        found.setdefault(library, set()).add(version)
    return found


def test_no_secret_stands_in_the_repository() -> None:
    for path in TEXTS:
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not re.search(r"-----BEGIN [A-Z ]*PRIVATE KEY|SECRET_KEY\s*=\s*[\"'][^\"']{16,}", text), path


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_text_of_the_pages_is_there_in(language: str) -> None:
    wanted, known = extracted(), translated(language)
    missing, wrong = [], []
    assert len(wanted) > 300  # the extraction found the texts
    for message in wanted:
        if not message.id:
            continue
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        found = known.get(key)
        texts = () if found is None else (found.string,) if isinstance(found.string, str) else tuple(found.string)
        if found is None or found.fuzzy or not texts or not all(texts):
            missing.append(key)
        elif any(_placeholders(text) != _placeholders(of) for text, of in zip(texts, _forms(message.id), strict=True)):
            wrong.append(key)
    assert not missing
    assert not wrong


def _forms(key: str | tuple[str, ...]) -> tuple[str, ...]:
    """One thing and many may tell different things: each form is compared with its own."""
    return (key,) if isinstance(key, str) else key


def _placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)s|%%|{\w+}", text.replace("%(num)s", "")))


def test_the_questionnaires_are_sound_and_frozen() -> None:
    shelf = load_shelf(ROOT / "questionnaires")
    full, quick = shelf.find("osaamistase", 1), shelf.find("pikakartoitus", 1)
    assert full is not None
    assert quick is not None
    assert full.published
    assert quick.published
    assert (len(full.questionnaire.areas), len(full.questionnaire.competence)) == (12, 56)
    assert sum(one.core for one in full.questionnaire.competence.values()) == 36
    assert len(quick.questionnaire.competence) == 12


def test_python_and_line_length_are_said_once() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert config["tool"]["ruff"]["target-version"] == "py311"
    assert config["tool"]["mypy"]["strict"] is True
