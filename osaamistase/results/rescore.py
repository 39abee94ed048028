"""Whether a stored round comes out the same today, scored by the method version it was made with."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from osaamistase.errors import BadFile
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.scoring.methods import UnknownMethod, scored

# Sentences are made from the figures; mending a word in one changes no result.
_WORDS = ("explanation", "explanations")


def first_difference(content: str, sha256: str, questionnaire: Questionnaire) -> str | None:
    """Where a stored document differs from what its answers give now, and how; None where it does not.

    Every figure that was stored must come out again. What a later report says besides is no difference.
    """
    if hashlib.sha256(content.encode()).hexdigest() != sha256:
        return "checksum: the document is not the one that was stored"
    document = json.loads(content)
    sheet = document["sheet"]
    try:
        again = scored(questionnaire, document["answers"], sheet["questionnaire"], sheet["method"])
    except UnknownMethod:
        return f"method: version {sheet['method']} is not known here"
    except BadFile as error:
        return f"answers: {error}"
    return next(_differences(sheet, json.loads(json.dumps(again)), "sheet"), None)


def _differences(stored: Any, now: Any, where: str) -> Iterator[str]:
    if isinstance(stored, dict) and isinstance(now, dict):
        for name in stored:
            if name in _WORDS:
                continue
            if name not in now:
                yield f"{where}.{name}: was stored, is no more computed"
            else:
                yield from _differences(stored[name], now[name], f"{where}.{name}")
    elif isinstance(stored, list) and isinstance(now, list) and len(stored) == len(now):
        for at, (one, other) in enumerate(zip(stored, now, strict=True)):
            yield from _differences(one, other, f"{where}[{_id(one, at)}]")
    elif stored != now or type(stored) is not type(now):
        yield f"{where}: stored {_short(stored)}, now {_short(now)}"


def _id(one: Any, at: int) -> object:
    return one["id"] if isinstance(one, dict) and "id" in one else at


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 60 else text[:57] + "..."
