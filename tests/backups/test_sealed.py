"""Encrypted backups: who holds the key or the passphrase opens them, with this service or any age tool; nobody else."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from tests.backups.conftest import Place

PASSPHRASE = "neljä harjoituksen sanaa"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    """Identity files as age-keygen writes them, with the public key each belongs to."""
    made = {}
    for name in ("ours", "theirs", "strange"):
        identity = pyrage.x25519.Identity.generate()
        path = tmp_path_factory.mktemp("keys") / f"{name}.txt"
        path.write_text(f"# created: today\n# public key: {identity.to_public()}\n{identity}\n", encoding="utf-8")
        made[name] = (path, str(identity.to_public()))
    return made


@pytest.fixture(scope="module")
def for_keys(
    demos: Callable[[str], Place], keys: dict[str, tuple[Path, str]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("sealed") / "keys.age"
    told = demos("sqlite").done("backup", "--to", path, "--for", keys["ours"][1], "--for", keys["theirs"][1])
    assert "not encrypted" not in told
    return path


@pytest.fixture(scope="module")
def by_passphrase(demos: Callable[[str], Place], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sealed") / "passphrase.age"
    demos("sqlite").done("backup", "--to", path, passphrase=PASSPHRASE)
    return path


@pytest.mark.parametrize("whose", ["ours", "theirs"])
def test_each_key_alone_opens_what_was_written_for_both(
    whose: str, for_keys: Path, keys: dict[str, tuple[Path, str]], new_base: Callable[[str], Place]
) -> None:
    place = new_base("sqlite")
    assert "all whole" in place.done("backup-check", for_keys, "--key", keys[whose][0])
    assert "restored into sqlite" in place.done("restore", for_keys, "--key", keys[whose][0])
    assert place.rows()["companies"] > 0


def test_a_passphrase_opens_what_was_written_by_it(by_passphrase: Path, new_base: Callable[[str], Place]) -> None:
    place = new_base("sqlite")
    assert "restored into sqlite" in place.done("restore", by_passphrase, passphrase=PASSPHRASE)
    assert place.rows()["companies"] > 0


@pytest.mark.slow
def test_it_is_the_plain_age_format_around_the_plain_file(
    for_keys: Path, by_passphrase: Path, keys: dict[str, tuple[Path, str]]
) -> None:
    identity = pyrage.x25519.Identity.from_str(keys["ours"][0].read_text(encoding="utf-8").splitlines()[-1])
    opened = pyrage.decrypt(for_keys.read_bytes(), [identity])
    again = pyrage.passphrase.decrypt(by_passphrase.read_bytes(), PASSPHRASE)
    with zipfile.ZipFile(io.BytesIO(opened)) as first, zipfile.ZipFile(io.BytesIO(again)) as second:
        assert first.read("companies.jsonl") == second.read("companies.jsonl")
    for sealed in (for_keys, by_passphrase):
        assert b"companies" not in sealed.read_bytes()


def test_without_the_right_key_nothing_opens_and_the_sentence_says_what_is_wanted(
    for_keys: Path, by_passphrase: Path, keys: dict[str, tuple[Path, str]], new_base: Callable[[str], Place]
) -> None:
    place = new_base("sqlite")
    strange, nothing = keys["strange"][0], Path(__file__)
    for words, passphrase, why in (
        ((for_keys,), "", "is encrypted for a key; give the file of its secret key with --key"),
        ((for_keys,), PASSPHRASE, "is encrypted for a key"),
        ((for_keys, "--key", strange), "", "is not encrypted for this key"),
        ((for_keys, "--key", nothing), "", "holds no secret key of age"),
        ((by_passphrase,), "", "set it as BACKUP_PASSPHRASE in the environment"),
        ((by_passphrase, "--key", strange), "", "set it as BACKUP_PASSPHRASE"),
        ((by_passphrase,), PASSPHRASE + "!", "is not the one that this file was written with"),
    ):
        for command, code in (("backup-check", 1), ("restore", 2)):
            said = place.run(command, *words, passphrase=passphrase)
            assert (said.exit_code, len(said.stderr.splitlines())) == (code, 1), said.output
            assert why in said.stderr
    assert not sum(place.rows().values())


def test_a_cut_or_changed_encrypted_file_is_told_from_a_wrong_key(
    for_keys: Path,
    by_passphrase: Path,
    keys: dict[str, tuple[Path, str]],
    new_base: Callable[[str], Place],
    tmp_path: Path,
) -> None:
    place, spoilt = new_base("sqlite"), tmp_path / "spoilt.age"
    for sealed, words, why in (
        (for_keys, ("--key", keys["ours"][0]), "it is cut short or changed; take another copy"),
        (by_passphrase, (), "is not the one that this file was written with, or the file is spoilt"),
    ):
        content = sealed.read_bytes()
        middle = len(content) // 2
        for spoiled in (content[:middle], content[:middle] + b"x" + content[middle + 1 :]):
            spoilt.write_bytes(spoiled)
            said = place.run("backup-check", spoilt, *words, passphrase="" if words else PASSPHRASE)
            assert said.exit_code == 1
            assert why in said.stderr


@pytest.mark.parametrize(
    ("words", "passphrase", "why"),
    [
        (("--for", "age1nobody"), "", "--for: is no public key of age"),
        (("--for", "ours"), PASSPHRASE, "take one of them away"),
        ((), "lyhyt", "is shorter than 12 characters"),
    ],
)
def test_a_backup_that_cannot_be_encrypted_as_wished_is_not_written(
    words: tuple[str, ...], passphrase: str, why: str, keys: dict[str, tuple[Path, str]],
    demos: Callable[[str], Place], tmp_path: Path,
) -> None:  # fmt: skip
    given = [keys["ours"][1] if one == "ours" else one for one in words]
    said = demos("sqlite").run("backup", "--to", tmp_path / "no.age", *given, passphrase=passphrase)
    assert (said.exit_code, len(said.stderr.splitlines())) == (2, 1)
    assert why in said.stderr
    assert not list(tmp_path.iterdir())
