"""Whatever stands in an answers file, it is read or refused: never any other exception (contract.md, exit 2)."""

import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osaamistase.errors import BadFile
from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.sheet import draw_up
from tests.scoring.build import RATINGS, printed
from tests.scoring.files import ASKED, SOUND, Path, paths, with_

NAMES = st.sampled_from(["company", "headcount", "respondents", "id", "main", "group", "ratings", "consensus"])
SUBJECTS = st.sampled_from(["REK", "REK-01", "DIG-04"]) | st.sampled_from(RATINGS)
KEYS = NAMES | SUBJECTS | st.text(max_size=5)
WORDS = st.sampled_from(["not_applicable", "dont_know", "no", "likely", "staff", "r1"]) | st.text(max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 6) | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def read_or_refused(document: Any) -> None:
    try:
        found = read_answers(document, ASKED)
    except BadFile:
        return
    # What is read can be scored and printed.
    json.dumps(printed(draw_up(ASKED, found)), allow_nan=False)


@given(JSON)
def test_any_json_is_read_or_refused_and_never_a_crash(document: Any) -> None:
    read_or_refused(document)


@given(st.sampled_from(paths(SOUND)), KEYS, JSON, st.booleans())
def test_a_sound_file_spoilt_in_one_place_is_read_or_refused(at: Path, name: str, value: Any, inside: bool) -> None:
    target: Any = SOUND
    for step in at:
        target = target[step]
    read_or_refused(with_((*at, name) if inside and isinstance(target, dict) else at, value))


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_a_value_nested_as_deep_as_a_file_can_be_is_refused_like_any_other(opening: str, closing: str) -> None:
    # Writing a refusal takes room on the stack as well: the deepest values that can be read are the dangerous ones.
    refused = 0
    for depth in range(sys.getrecursionlimit(), 0, -1):
        try:
            deep = json.loads(opening * depth + "1" + closing * depth)
        except RecursionError:  # deeper than Python reads: there is no document yet to refuse
            continue
        with pytest.raises(BadFile):
            read_answers(with_shallow(deep), ASKED)
        refused += 1
        if refused == 60:
            break
    assert refused == 60


def with_shallow(value: Any) -> Any:
    # Not through with_(): its deep copy would run out of stack before the code under test does.
    return {"company": {"headcount": 2}, "respondents": [{"ratings": {"REK-01": {"current": value}}}]}
