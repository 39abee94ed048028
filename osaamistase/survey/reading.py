"""The sheets of a workbook read as a questionnaire, with the checks a file is held to, told by cell."""

from collections.abc import Mapping

from osaamistase.survey.checks import check, findings_alone
from osaamistase.survey.findings import Finding
from osaamistase.survey.gathering import Gathering
from osaamistase.survey.questionnaire import Questionnaire, parse
from osaamistase.survey.rules import Known
from osaamistase.survey.sheets import COLUMNS
from osaamistase.survey.tables import Grid, tables
from osaamistase.survey.writing import toml


def read_grids(grids: Mapping[str, Grid], known: Known | None = None) -> tuple[Questionnaire | None, list[Finding]]:
    """The questionnaire, or None where a finding stands that is no warning. A cell with a fault is told of once.

    `known`: what stands around it; without it the rules that need other files are left out.
    """
    rows, findings = tables(grids)
    if rows.keys() != COLUMNS.keys():
        return None, findings
    gathering = Gathering(rows)
    source = toml(gathering.document).encode()
    findings = _joined(findings, gathering.findings)
    checked = findings_alone(source) if known is None else check(source, known)
    findings = _joined(findings, gathering.places.translated(checked))
    sound = all(finding.warning for finding in findings)
    return (parse(source)[0] if sound else None), findings


def _joined(findings: list[Finding], more: list[Finding]) -> list[Finding]:
    """All of them, once each. Of a cell that is at fault already nothing more is said: it would be said of a gap."""
    at_fault = {finding.where for finding in findings if not finding.warning}
    return list(dict.fromkeys([*findings, *(one for one in more if one.where not in at_fault)]))
