"""A questionnaire as the TOML text of its file. What is written reads back as the very same questionnaire."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from osaamistase.questionnaires.questionnaire import Questionnaire

# What stands as [[tables]] below the rest; everything else is written inline after its name.
_SECTIONS = ("scales", "options", "ratings", "areas", "competences")
_HEAD = """\
# {name}.toml
#
# A published version is never edited, not even for a typing error: answers and results point at these very words.
# A change is a new file with the next version number.
#
# Every text stands in Finnish (fi), Swedish (sv) and English (en), on one line.
# An id is for ever. Better words keep the id; a new meaning gets a new id and says which one it replaces:
#   replaces = "ABC-01"
# Very different words that still mean the same keep the id and say so: reworded = true
"""
_NOTES = {
    "opening": "# When the rest of an area opens after its core. An area may say otherwise with an opening of its own.",
    "own": "# Competences that a firm may name itself: in which area, and at most how many.",
    "joins": "# A sector pack: these areas are joined to those questionnaires for firms of this industry.",
    "scales": """\
# Scales: what a rating may be answered with. Do not change the values; scoring counts on them.
# Words stand on buttons on a phone: about 28 characters at most.""",
    "ratings": '# Ratings: the questions. asked = "area" is asked once per area and holds for every competence in it.',
    "areas": """\
# Areas and their competences. core = true is asked of everyone; the rest of an area opens where it matters.""",
}
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def written(questionnaire: Questionnaire) -> str:
    """The questionnaire as TOML: `parse` of it gives an equal one, and equal ones give the same text."""
    name = f"{questionnaire.id}-{questionnaire.version}"
    document = questionnaire.model_dump(by_alias=True, exclude_defaults=True)
    return f"{_HEAD.format(name=name)}\n{toml(document)}"


def toml(document: Mapping[str, Any]) -> str:
    """Any document of the questionnaire format, sound or not, as TOML. Names are the format's; None is left out."""
    return "\n".join(_table(document, "")) + "\n"


def _table(document: Mapping[str, Any], path: str) -> Iterator[str]:
    given = {name: value for name, value in document.items() if value is not None}
    sections = [name for name in given if name in _SECTIONS and given[name]]
    for name in (one for one in given if one not in sections):
        if not path and name in _NOTES and given[name]:
            yield from ("", _NOTES[name])
        yield f"{name} = {_value(given[name])}"
    for name in sections:
        if not path:
            yield from ("", _NOTES[name])
        for one in given[name]:
            yield from ("", "") if name == "areas" else ("",)
            yield f"[[{path}{name}]]"
            yield from _table(one, f"{path}{name}.")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{name} = {_value(one)}" for name, one in value.items() if one is not None)
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    return str(value) if isinstance(value, int) else _quoted(str(value))


def _quoted(text: str) -> str:
    """A basic string on one line. TOML forbids control characters but the tab, and reads a bare CR LF as LF."""
    return '"' + re.sub(r'["\\\x00-\x1f\x7f]', _escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"
