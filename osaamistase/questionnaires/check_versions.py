"""Rules about a version beside its earlier ones and the services. An id is for ever. One function a rule."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from osaamistase.questionnaires.questionnaire import Competence, Questionnaire
from osaamistase.questionnaires.rules import Found, Known

LEAST_ALIKE = 0.4  # share of words: below it hardly a sentence is left of what people answered to


def changed_meaning(questionnaire: Questionnaire, known: Known) -> Iterator[Found]:
    last: dict[str, tuple[int, Competence]] = {}
    for earlier in known.earlier:
        last.update({one.id: (earlier.version, one) for one in earlier.competence.values()})
    for competence in questionnaire.competence.values():
        if competence.id in last and not competence.reworded:
            version, before = last[competence.id]
            if alike(before, competence) < LEAST_ALIKE:
                yield (
                    competence.id,
                    f"almost no word is left of version {version}; where the meaning changed give it a new id with "
                    f'replaces = "{competence.id}", else say reworded = true',
                )


def replaces_nowhere(questionnaire: Questionnaire, known: Known) -> Iterator[Found]:
    before = {one for earlier in known.earlier for one in earlier.competence}
    for competence in questionnaire.competence.values():
        if competence.replaces is not None and competence.replaces not in before:
            mend = f"{competence.replaces} is in no earlier version; correct or remove it"
            yield f"{competence.id}.replaces", mend


def replaces_present(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for competence in questionnaire.competence.values():
        if competence.replaces is not None and competence.replaces in questionnaire.competence:
            yield f"{competence.id}.replaces", f"{competence.replaces} is still asked; remove one of the two"


def no_service(questionnaire: Questionnaire, known: Known) -> Iterator[Found]:
    if known.answered is None:
        return
    for competence in questionnaire.competence:
        if competence not in known.answered:
            yield competence, "no service in the catalogue answers it; add one, or let it stand as a need nobody meets"


def alike(before: Competence, after: Competence) -> float:
    """How much of the Finnish words is the same, in the same order: 0 nothing, 1 all."""
    return SequenceMatcher(None, _words(before), _words(after), autojunk=False).ratio()


def _words(competence: Competence) -> list[str]:
    return re.findall(r"\w+", f"{competence.name.fi} {competence.means.fi}".lower())
