"""The change from an earlier round, and the firm beside its peers, in the reader's language: values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from osaamistase.disclosure.peers import Group, median
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.scoring.methods import method_of
from osaamistase.scoring.parameters import Parameters


@dataclass(frozen=True)
class PeerLine:
    """The firm's own figure beside the others' median; None where the firm has none, or the rules show none."""

    name: str
    own: Decimal | None
    others: Decimal | None


@dataclass(frozen=True)
class PeerView:
    """The tasoindeksi (0–100) and the areas' mean levels (0–5). `count` is how many others there are."""

    step: str
    section: str
    size_class: str
    as_of: date
    count: int
    level_index: PeerLine
    areas: tuple[PeerLine, ...]


@dataclass(frozen=True)
class Moved:
    """One competence scored in both rounds, by name, with its figures as change_report() gives them."""

    id: str
    name: str
    area: str
    figures: Mapping[str, Any]


@dataclass(frozen=True)
class ChangeView:
    """`risen` and `fallen` changed clearly, the largest first; `steady` did not."""

    method: Parameters
    document: Mapping[str, Any]
    area_names: Mapping[str, str]
    risen: tuple[Moved, ...]
    fallen: tuple[Moved, ...]
    steady: tuple[Moved, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    breaks: tuple[tuple[str, str], ...]


def change_view(document: dict[str, Any], first: Questionnaire, second: Questionnaire, language: str) -> ChangeView:
    """`document` by change_report(); each round's questionnaire with the firm's own names in it."""
    moved = [_moved(one, second, language) for one in document["competences"]]
    clear = [one for one in moved if one.figures["clear"]]
    renewed = {new for pair in document["breaks"] for new in pair.values()}

    def names(ids: Sequence[str], questionnaire: Questionnaire) -> tuple[str, ...]:
        return tuple(_name(questionnaire, one, language) for one in ids if one not in renewed)

    return ChangeView(
        method=method_of(document["method"]),
        document=document,
        area_names={area.id: area.name.in_(language) for area in second.areas},
        risen=tuple(sorted((one for one in clear if one.figures["current_change"] > 0), key=_by_size)),
        fallen=tuple(sorted((one for one in clear if one.figures["current_change"] < 0), key=_by_size)),
        steady=tuple(one for one in moved if not one.figures["clear"]),
        added=names(document["added"], second),
        removed=names(document["removed"], first),
        breaks=tuple(
            (_name(first, one["replaces"], language), _name(second, one["id"], language)) for one in document["breaks"]
        ),
    )


def peer_view(
    group: Group,
    own_index: Decimal | None,
    own_areas: Mapping[str, Decimal],
    levels: Mapping[int, Mapping[str, Decimal]],
    names: Mapping[str, str],
    k: int,
) -> PeerView:
    """`levels`: by sheet, each area's mean current level. An area counts those firms that it may be shown of."""
    sheets = [levels.get(one.sheet_id, {}) for one in group.others]
    return PeerView(
        step=group.step,
        section=group.section,
        size_class=group.size_class,
        as_of=group.as_of,
        count=len(group.others),
        level_index=PeerLine("", own_index, median((one.level_index for one in group.others), k)),
        areas=tuple(
            PeerLine(name, own_areas.get(area), median((one[area] for one in sheets if area in one), k))
            for area, name in names.items()
        ),
    )


def _moved(one: dict[str, Any], questionnaire: Questionnaire, language: str) -> Moved:
    return Moved(
        one["id"],
        _name(questionnaire, one["id"], language),
        questionnaire.area_of[one["id"]].name.in_(language),
        one,
    )


def _name(questionnaire: Questionnaire, id_: str, language: str) -> str:
    found = questionnaire.competence.get(id_)
    return found.name.in_(language) if found else id_


def _by_size(one: Moved) -> tuple[float, str]:
    return (-abs(one.figures["current_change"]) * one.figures["importance"], one.id)
