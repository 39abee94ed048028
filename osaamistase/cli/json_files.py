"""How a command reads a JSON file: strictly, so that no two readers can understand one file differently."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from osaamistase.cli.telling import read
from osaamistase.errors import BadFile
from osaamistase.scoring.shapes import short, short_key

_HALF = re.compile("[\ud800-\udfff]")


def read_json(path: Path) -> Any:
    """The file's document: JSON in UTF-8, no name twice in one object, no half characters. Raises BadFile."""
    try:
        document = json.loads(read(path).decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_no_constant)
    except BadFile:
        raise
    except RecursionError:
        raise BadFile("file", "is nested too deep") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadFile("file", f"not readable as JSON in UTF-8: {error}") from None
    except ValueError:  # Python reads whole numbers of some thousand digits and no longer ones
        raise BadFile("file", "holds a number of too many digits") from None
    for where, value in _places(document):
        _refuse_unclear(where, value)
    return document


class _Doubled(dict[str, Any]):
    """An object of the file in which a name stands twice."""

    name = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    times = Counter(name for name, _ in pairs)
    doubled = _Doubled(found)
    doubled.name = next(name for name in times if times[name] > 1)
    return doubled


def _no_constant(word: str) -> Any:
    raise BadFile("file", f"{word} is no number of JSON")


def _places(document: Any) -> Iterator[tuple[str, Any]]:
    """Every value with its place, in the order of the file; by a list, as a file may be as deep as the stack."""
    waiting = [("the file", document)]
    while waiting:
        where, value = waiting.pop()
        yield where, value
        if isinstance(value, dict):
            at = "" if value is document else f"{where}."
            waiting += [(f"{at}{short_key(name)}", inner) for name, inner in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [(f"{where}[{at}]", inner) for at, inner in reversed(list(enumerate(value)))]


def _refuse_unclear(where: str, value: Any) -> None:
    if isinstance(value, _Doubled):
        raise BadFile(where, f"{short(value.name)} stands there twice")
    texts = value if isinstance(value, dict) else [value] if isinstance(value, str) else []
    for text in texts:
        if _HALF.search(text):
            raise BadFile(where, f"{short(text)} holds half a character, which no text can")
