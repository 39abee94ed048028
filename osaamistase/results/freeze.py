"""A finished round as one document: answers, versions, method and sheet together, in canonical JSON."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.scoring.answers import Area, Frame
from osaamistase.scoring.figures import rounded
from osaamistase.scoring.methods import NEWEST
from osaamistase.scoring.report import report
from osaamistase.scoring.rounds import read_round
from osaamistase.scoring.sheet import Sheet, draw_up
from osaamistase.survey.document import Answerer, answers_document, notes_of


class NothingScored(ValueError):
    """Not one competence has all it takes, so there is no sheet to give."""


@dataclass(frozen=True)
class Frozen:
    """The document's text, its SHA-256, and the mean gap in levels of each area that may be shown."""

    content: str
    sha256: str
    method: str
    area_gaps: dict[str, Decimal]


def freeze(
    questionnaire: Questionnaire,
    identity: dict[str, Any],
    company: dict[str, Any],
    people: Sequence[Answerer],
    at: datetime,
) -> Frozen:
    """Score a round and put everything that made the figures beside them. Raises NothingScored.

    `identity`: the questionnaire's id, version and sha256, and those of the sector pack that was joined to it.
    """
    answers = answers_document(questionnaire, company["headcount"], people)
    frame, round_ = read_round(questionnaire, answers)
    sheet = draw_up(frame, round_, NEWEST)
    if not any(line.entry for line in sheet.competences):
        raise NothingScored
    document = {
        "company": company,
        "submitted_at": at.isoformat(),
        "answers": answers,
        "notes": notes_of(questionnaire, people),
        "sheet": report(sheet, identity),
    }
    content = canonical(document)
    shared = draw_up(_without(frame, answers.get("own", {})), round_, NEWEST)
    return Frozen(content, hashlib.sha256(content.encode()).hexdigest(), sheet.method.version, _area_gaps(shared))


def _without(frame: Frame, own: dict[str, str]) -> Frame:
    """What firms share: a firm's own competences count in its own sheet and nowhere else (method.md, competences)."""
    areas = tuple(Area(area.id, tuple(one for one in area.competences if one not in own)) for area in frame.areas)
    return replace(frame, areas=areas)


def canonical(document: dict[str, Any]) -> str:
    """The one way a document is written, so that equal documents have equal checksums."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _area_gaps(sheet: Sheet) -> dict[str, Decimal]:
    return {
        area.id: rounded(area.balance.gap / area.balance.importance, 4)
        for area in sheet.areas
        if area.shown != "no" and area.balance.importance
    }
