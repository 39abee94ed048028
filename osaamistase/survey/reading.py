"""The sheets of a workbook read as a questionnaire, with the checks a file is held to, told by cell."""

from collections.abc import Mapping

from osaamistase.survey.checks import check
from osaamistase.survey.findings import Finding
from osaamistase.survey.gathering import Gathering
from osaamistase.survey.questionnaire import Questionnaire, parse
from osaamistase.survey.sheets import COLUMNS
from osaamistase.survey.tables import Grid, tables
from osaamistase.survey.writing import toml


def read_grids(grids: Mapping[str, Grid]) -> tuple[Questionnaire | None, list[Finding]]:
    """The questionnaire, or None where a finding stands that is no warning. A cell with a fault is told of once."""
    rows, findings = tables(grids)
    if rows.keys() != COLUMNS.keys():
        return None, findings
    gathering = Gathering(rows)
    findings += gathering.findings
    source = toml(gathering.document).encode()
    told = {finding.where for finding in findings if not finding.warning}
    findings += [one for one in gathering.places.translated(check(source)) if one.where not in told]
    if any(not finding.warning for finding in findings):
        return None, findings
    return parse(source)[0], findings
