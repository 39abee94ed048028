"""What is to be said of a draft that stands beside the published versions. Values in, values out."""

from collections.abc import Iterable
from dataclasses import replace

from osaamistase.questionnaires.checks import check
from osaamistase.questionnaires.files import known_beside
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.questionnaire import Questionnaire, parse
from osaamistase.questionnaires.shelf import Version
from osaamistase.scoring.reach import unreachable


def draft_findings(source: bytes, versions: Iterable[Version], answered: frozenset[str]) -> list[Finding]:
    """Errors and warnings of a draft file: its number, the rules of a file, and what no answers can reach.

    `answered`: the competences that some service answers today.
    """
    draft, findings = parse(source)
    if draft is None:
        return findings
    published = [one.questionnaire for one in versions if one.published]
    findings = _number(draft, published) + check(source, known_beside(draft, published, answered))
    return findings if any(not one.warning for one in findings) else findings + unreachable(draft)


def _number(draft: Questionnaire, published: list[Questionnaire]) -> list[Finding]:
    newest = max((one.version for one in published if one.id == draft.id), default=0)
    if draft.version > newest:
        return []
    return [
        Finding("version", "version-order", f"version {newest} is published already; give this one the next number")
    ]


def together(findings: Iterable[Finding]) -> list[tuple[tuple[str, ...], Finding]]:
    """Findings that say the same as one, with all their places; errors before warnings."""
    places: dict[Finding, list[str]] = {}
    for one in findings:
        places.setdefault(replace(one, where=""), []).append(one.where)
    return sorted(((tuple(where), one) for one, where in places.items()), key=lambda pair: pair[1].warning)
