"""The sheets of a workbook read as a questionnaire, with the checks a file is held to, told by cell."""

from collections.abc import Callable, Mapping

from osaamistase.questionnaires.checks import findings_alone
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.gathering import Gathering
from osaamistase.questionnaires.questionnaire import Questionnaire, parse
from osaamistase.questionnaires.sheets import COLUMNS
from osaamistase.questionnaires.tables import Grid, tables
from osaamistase.questionnaires.writing import toml

Check = Callable[[bytes], list[Finding]]  # of a questionnaire file's bytes


def read_grids(
    grids: Mapping[str, Grid], held_to: Check = findings_alone
) -> tuple[Questionnaire | None, list[Finding]]:
    """The questionnaire, or None where a finding stands that is no warning. A cell with a fault is told of once."""
    rows, findings = tables(grids)
    if rows.keys() != COLUMNS.keys():
        return None, findings
    gathering = Gathering(rows)
    source = toml(gathering.document).encode()
    findings = _joined(findings, gathering.findings)
    findings = _joined(findings, gathering.places.translated(held_to(source)))
    sound = all(finding.warning for finding in findings)
    return (parse(source)[0] if sound else None), findings


def _joined(findings: list[Finding], more: list[Finding]) -> list[Finding]:
    """All of them, once each. Of a cell that is at fault already nothing more is said: it would be said of a gap."""
    at_fault = {finding.where for finding in findings if not finding.warning}
    return list(dict.fromkeys([*findings, *(one for one in more if one.where not in at_fault)]))
