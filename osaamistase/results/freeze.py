"""A finished round as one document: answers, versions, method and sheet together, in canonical JSON."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from osaamistase.companies.industry import section_2025
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.scoring.answers import Area, Frame
from osaamistase.scoring.figures import rounded
from osaamistase.scoring.methods import NEWEST, method_of
from osaamistase.scoring.parameters import Parameters
from osaamistase.scoring.report import report
from osaamistase.scoring.rounds import read_round
from osaamistase.scoring.sheet import Sheet, draw_up
from osaamistase.survey.document import Answerer, answers_document, notes_of

Document = dict[str, Any]


class NothingScored(ValueError):
    """Not one competence has all it takes, so there is no sheet to give."""


@dataclass(frozen=True)
class Frozen:
    """The document's text and its SHA-256, and what figures over many firms need of it.

    `areas`: mean gap and mean current level (0–5) of each area that may be shown; `level_index` 0–100 or None. Both are
    over the competences that firms share. `to_talk`: how many competences call for a talk.
    """

    content: str
    sha256: str
    method: str
    section: str
    size_class: str
    level_index: Decimal | None
    areas: dict[str, tuple[Decimal, Decimal]]
    to_talk: int


def freeze(
    questionnaire: Questionnaire, identity: Document, company: Document, people: Sequence[Answerer], at: datetime
) -> Frozen:
    """Score a round and put everything that made the figures beside them. Raises NothingScored.

    `identity`: the questionnaire's id, version and sha256, and those of the sector pack that was joined to it.
    """
    document = {
        "company": company,
        "submitted_at": at.isoformat(),
        "answers": answers_document(questionnaire, company["headcount"], people),
        "notes": notes_of(questionnaire, people),
    }
    return _sealed(questionnaire, identity, document, NEWEST)


def freeze_again(questionnaire: Questionnaire, stored: Document, consensus: Document, at: datetime) -> Frozen:
    """A stored round with what was agreed on since, by the method it was first scored with."""
    document = {name: stored[name] for name in ("company", "submitted_at", "answers", "notes")}
    answers = {name: value for name, value in document["answers"].items() if name != "consensus"}
    document["answers"] = {**answers, "consensus": consensus} if consensus else answers
    document["talked_at"] = at.isoformat()
    sheet = stored["sheet"]
    return _sealed(questionnaire, sheet["questionnaire"], document, method_of(sheet["method"]))


def _sealed(questionnaire: Questionnaire, identity: Document, document: Document, method: Parameters) -> Frozen:
    frame, round_ = read_round(questionnaire, document["answers"])
    sheet = draw_up(frame, round_, method)
    if not any(line.entry for line in sheet.competences):
        raise NothingScored
    reported = report(sheet, identity)
    content = canonical({**document, "sheet": reported})
    shared = draw_up(_without(frame, document["answers"].get("own", {})), round_, method)
    index = shared.totals.level_index if shared.totals_shown else None
    industry = document["company"]["industry"]
    return Frozen(
        content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        method=method.version,
        section=section_2025(industry["scheme"], industry["section"], industry["code"]),
        size_class=document["company"]["size_class"],
        level_index=None if index is None else rounded(index, 4),
        areas=_area_means(shared),
        to_talk=to_talk(reported),
    )


def to_talk(sheet: Document) -> int:
    """How many competences of a stored sheet are seen differently, or are gaps to check before anything is done."""
    gaps = set(sheet["gaps"])
    return sum(
        one["agreement_label"] == "erimielinen" or (one["check_first"] and one["id"] in gaps)
        for one in sheet["competences"]
    )


def _without(frame: Frame, own: dict[str, str]) -> Frame:
    """What firms share: a firm's own competences count in its own sheet and nowhere else (method.md, competences)."""
    areas = tuple(Area(area.id, tuple(one for one in area.competences if one not in own)) for area in frame.areas)
    return replace(frame, areas=areas)


def canonical(document: Document) -> str:
    """The one way a document is written, so that equal documents have equal checksums."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _area_means(sheet: Sheet) -> dict[str, tuple[Decimal, Decimal]]:
    return {
        area.id: (
            rounded(area.balance.gap / area.balance.importance, 4),
            rounded(area.balance.held / area.balance.importance, 4),
        )
        for area in sheet.areas
        if area.shown != "no" and area.balance.importance
    }
