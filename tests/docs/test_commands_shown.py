"""Every command that a document shows exists, with the options and targets that it is shown with."""

import re
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from flask import Flask

from osaamistase.cli.check_settings import known_names
from osaamistase.settings import ROOT
from tests.docs.documents import DOCUMENTS, Shown, blocks, codes, commands, name_of, ours

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, flags=re.MULTILINE))
each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)


def shown(path: Path) -> list[Shown]:
    return [*commands(path, [*blocks(path), *codes(path)])]


def unknown(group: click.Group, words: Sequence[str]) -> str | None:
    """The first word that the command line would refuse, by name; what an option or argument holds is not looked at."""
    here: click.Command = group
    rest = [*words]
    while rest:
        word = rest.pop(0)
        if word in ("…", "\\"):
            return None
        if word.startswith("-"):
            named = [one for one in here.params if word in (*one.opts, *one.secondary_opts)]
            if not named:
                return word
            if not getattr(named[0], "is_flag", False) and rest:
                rest.pop(0)
        elif isinstance(here, click.Group):
            found = here.get_command(click.Context(here), word)
            if found is None:
                return word
            here = found
        elif not any(isinstance(one, click.Argument) for one in here.params) and not word.isupper():
            return word
    return None


@each_document
def test_every_command_of_the_service_exists_with_its_options(app: Flask, path: Path) -> None:
    wrong = []
    for one in shown(path):
        words = ours(one)
        if words is None and one.words[0] in app.cli.commands and len(one.words) > 1:
            words = one.words  # `backup --to FILE` in a sentence
        if words and (refused := unknown(app.cli, words)):
            wrong.append((" ".join(one.words), refused))
    assert not wrong


@each_document
def test_every_make_target_exists_and_every_setting_before_it_is_read(path: Path) -> None:
    wrong = []
    for line in [*blocks(path), *codes(path)]:
        for settings, words in re.findall(r"(?:^|[;&|] *)((?:[A-Z_]+=\S+ )*)make((?: [A-Za-z_-]+(?:=\S+)?)*)", line):
            given = dict(re.findall(r"([A-Z_]+)=(\S+)", settings + words))
            targets = [one for one in words.split() if "=" not in one and not one.startswith("-")]
            wrong += [one for one in targets if one not in TARGETS]
            wrong += [one for one in given if f"$({one})" not in MAKEFILE and one not in known_names()]
    assert not wrong


@each_document
def test_every_script_exists_with_its_options(path: Path) -> None:
    wrong = []
    for one in shown(path):
        found = re.search(r"(?:python3? )-m scripts\.(\w+)(.*)", " ".join(one.words))
        if found:
            file = ROOT / "scripts" / f"{found[1]}.py"
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
            wrong += [
                one.words for option in ["", *re.findall(r" (--[a-z-]+)", found[2])] if not text or option not in text
            ]
        if one.words[0] == "scripts/prepare":
            wrong += [one.words] if one.words[1:] not in ((), ("base",), ("dev",)) else []
    assert not wrong


def test_a_wrong_command_is_found(app: Flask) -> None:
    """The net itself: what it lets through and what not."""
    fine = ["score --questionnaire a.toml --answers b.json", "questionnaire diff OLD NEW", "worker --once", "backup …"]
    assert [unknown(app.cli, one.split()) for one in fine] == [None] * len(fine)
    bad = {"scores": "scores", "score --file x": "--file", "questionnaire look x": "look", "rescore --check now": "now"}
    assert {one: unknown(app.cli, one.split()) for one in bad} == bad
