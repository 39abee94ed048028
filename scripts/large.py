"""Questionnaires of any size for measuring, made of the full questionnaire's own words in three languages."""

import json
import tomllib
from collections.abc import Iterator
from itertools import cycle, islice, product
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from osaamistase.settings import ROOT

_MODEL = ROOT / "questionnaires" / "osaamistase-1.toml"
_AREA = 5  # competences in an area


def write_questionnaire(folder: Path, name: str, competences: int) -> None:
    """`folder`/`name`-1.toml: areas of five competences each, the last with what is left over."""
    text = _MODEL.read_text(encoding="utf-8")
    head = text[: text.index("[[areas]]")].replace('id = "osaamistase"', f'id = "{name}"')
    lines = [head, *_areas(tomllib.loads(text)["areas"], competences)]
    (folder / f"{name}-1.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _areas(models: list[dict[str, Any]], competences: int) -> Iterator[str]:
    words = cycle(one for model in models for one in model["competences"])
    ids = ("Q" + a + b for a, b in product(ascii_uppercase, repeat=2))
    for start, model, area in zip(range(0, competences, _AREA), cycle(models), ids, strict=False):
        yield f'[[areas]]\nid = "{area}"\nname = {_texts(model["name"])}\nmeans = {_texts(model["means"])}'
        for number, one in enumerate(islice(words, min(_AREA, competences - start)), start=1):
            yield f'[[areas.competences]]\nid = "{area}-{number:02d}"\ncore = true'
            yield f"name = {_texts(one['name'])}\nmeans = {_texts(one['means'])}"


def _texts(texts: dict[str, str]) -> str:
    said = ", ".join(f"{language} = {json.dumps(text, ensure_ascii=False)}" for language, text in texts.items())
    return f"{{ {said} }}"
