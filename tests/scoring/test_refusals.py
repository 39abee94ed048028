"""The words of every refusal, for they are all that whoever made the file has to mend it by."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from osaamistase.errors import BadFile
from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.rounds import read_round
from osaamistase.scoring.scored import read_scored
from tests.people import SHELF
from tests.scoring import faults, files, test_scored

TOLD = Path(__file__).parent / "refusals.txt"
TWO = SHELF.find("osaamistase", 2)
assert TWO is not None
FILE = TWO.questionnaire
OWN = ([], {"AMM-X5": "x"}, {"ä" * 30: "x"}, {"AMM-X1": ""}, {"AMM-X1": 7})


def lines() -> Iterable[str]:
    """Every refusal, fault by fault."""

    def told(read: Callable[[Any], Any], document: Any) -> str:
        try:
            read(document)
        except BadFile as refusal:
            return str(refusal)
        return f"read: {document}"

    for path, _, value in faults.FAULTS:
        yield told(lambda one: read_answers(one, files.ASKED), files.with_(path, value))
    for own in OWN:
        yield told(lambda one: read_round(FILE, one), {**files.SOUND, "own": own})
    for path, _, value in test_scored.FAULTS:
        yield told(read_scored, test_scored.with_(path, value))


def test_every_refusal_says_what_to_mend_in_the_words_agreed_on() -> None:
    once = {
        re.sub(", not .*", "", line): line for line in reversed([*lines()])
    }  # the first thing that may not stand there
    assert [*reversed(once.values())] == TOLD.read_text(encoding="utf-8").splitlines()
