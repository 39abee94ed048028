"""`flask --app wsgi questionnaire diff`: what changed between two versions, and whether totals stay comparable."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from osaamistase.cli.telling import read, refuse
from osaamistase.questionnaires.differences import Differences, differences
from osaamistase.questionnaires.questionnaire import Questionnaire, parse
from osaamistase.scoring.comparability import TOTALS_COMPARABLE, Comparability, predicted
from osaamistase.scoring.figures import json_number


@click.command("diff")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of lines.")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def diff(old: Path, new: Path, as_json: bool) -> None:
    """Print what changed from the file OLD to the file NEW, two versions of one questionnaire."""
    before, after = _questionnaire(old), _questionnaire(new)
    if before.id != after.id:
        refuse(f"{new}: id: is {after.id}, and {old} is {before.id}; give two versions of one questionnaire")
    changed = differences(before, after)
    comparability = predicted(before.competence, after.competence)
    if as_json:
        click.echo(json.dumps(_document(before, after, changed, comparability), ensure_ascii=False, indent=1))
        return
    for line in (*_lines(changed), _summary(after.id, comparability)):
        click.echo(line)


def _questionnaire(path: Path) -> Questionnaire:
    found, findings = parse(read(path))
    if found is None:
        refuse(findings[0].line(str(path)))
    return found


def _document(old: Questionnaire, new: Questionnaire, changed: Differences, ahead: Comparability) -> dict[str, Any]:
    return {
        "questionnaire": new.id,
        "old": old.version,
        "new": new.version,
        **asdict(changed),
        "comparability": {
            "shared": ahead.shared,
            "old": ahead.old,
            "q": json_number(ahead.q),
            "totals_comparable": ahead.totals_comparable,
        },
    }


def _lines(changed: Differences) -> Iterator[str]:
    for word in changed.wording:
        yield f"{word.id}: wording: {word.text}.{word.language}: {_said(word.old)} → {_said(word.new)}"
    for found in changed.meaning:
        yield f"{found.id}: meaning: replaces {found.replaces}, a break"
    for scale in changed.scale:
        yield f"{scale.id}: scale: {scale.what} {scale.place}: {_said(scale.old)} → {_said(scale.new)}"
    for one in changed.added:
        yield f"{one}: added"
    for one in changed.removed:
        yield f"{one}: removed"
    for kind in ("core", "opening", "own", "joins"):
        for change in getattr(changed, kind):
            yield f"{change.id}: {kind}: {_said(change.old)} → {_said(change.new)}"


def _said(value: Any) -> str:
    return "–" if value is None else json.dumps(value, ensure_ascii=False)


def _summary(questionnaire_id: str, ahead: Comparability) -> str:
    if ahead.q is None:
        return f"{questionnaire_id}: comparability: the old version asks nothing, so totals are not comparable"
    word = "are" if ahead.totals_comparable else "are not"
    return (
        f"{questionnaire_id}: comparability: {ahead.shared} of {ahead.old} competences stay, q {json_number(ahead.q)} "
        f"with equal weights and targets; totals {word} comparable (from {json_number(TOTALS_COMPARABLE)})"
    )
