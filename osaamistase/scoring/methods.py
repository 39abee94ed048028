"""Every released method version, each a module of its own. A round is scored again only by the one it was made with."""

from collections.abc import Mapping
from typing import Any

from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.scoring.method_1 import METHOD_1
from osaamistase.scoring.parameters import Parameters
from osaamistase.scoring.report import report
from osaamistase.scoring.rounds import read_round
from osaamistase.scoring.sheet import Sheet, draw_up

# A later method with the same rules is one more table. One with other rules brings its own function beside score().
METHODS: Mapping[str, Parameters] = {METHOD_1.version: METHOD_1}
NEWEST = METHOD_1


class UnknownMethod(LookupError):
    """No method of that version was ever released here."""


def method_of(version: object) -> Parameters:
    """The table of a released method. Raises UnknownMethod."""
    found = METHODS.get(version) if isinstance(version, str) else None
    if found is None:
        raise UnknownMethod(version)
    return found


def score(questionnaire: Questionnaire, document: Any, method: Parameters = NEWEST) -> Sheet:
    """The sheet of an answers document (contract.md) by one method. Raises BadFile naming the first faulty place."""
    return draw_up(*read_round(questionnaire, document), method)


def scored(
    questionnaire: Questionnaire, document: Any, identity: dict[str, Any], version: str = NEWEST.version
) -> dict[str, Any]:
    """The sheet as it is printed and stored, made with that method version. Raises BadFile, UnknownMethod."""
    return report(score(questionnaire, document, method_of(version)), identity)
