"""The answers file (contract.md): a sound one is read in full, a faulty one is refused with the place named."""

from typing import Any

import pytest

from osaamistase.errors import BadFile
from osaamistase.scoring.answers import State
from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.sheet import draw_up
from tests.scoring.build import printed
from tests.scoring.faults import FAULTS, name_of
from tests.scoring.files import ASKED, DROP, QUICK, SOUND, Path, R, with_


def test_the_contracts_example_is_read_in_full() -> None:
    found = read_answers(SOUND, ASKED)
    assert found.headcount == 12
    assert found.consensus == {("DIG-04", "current"): 2}
    (one,) = found.respondents
    assert one.main
    assert one.ratings == {
        ("REK", "importance"): 5, ("REK", "holders"): 1, ("REK", "leaving"): 1, ("REK", "deputy"): 0,
        ("REK-01", "current"): 3, ("REK-01", "target"): 4, ("REK-02", "current"): State.NOT_APPLICABLE,
        ("REK-03", "current"): State.DONT_KNOW, ("REK-03", "target"): 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((*R, "REK", "current"), "not_applicable"),  # a whole area, with one choice
        ((*R, "REK", "deputy"), True),
        ((*R, "REK", "holders"), 0),
        ((*R, "REK-01", "current"), 0),
        ((*R, "REK-01", "current"), 5),
        ((*R, "REK-01"), DROP),  # a rating left out is unanswered
        (("consensus",), DROP),
        (("respondents", 0, "group"), "staff"),
        (("respondents",), []),
        (("company", "headcount"), 1),
    ],
)  # fmt: skip
def test_what_the_contract_allows_is_read(path: Path, value: Any) -> None:
    assert printed(draw_up(ASKED, read_answers(with_(path, value), ASKED)))["method"] == "1"


@pytest.mark.parametrize(("path", "place", "value"), FAULTS, ids=name_of)
def test_a_fault_is_refused_and_its_place_named(path: Path, place: str, value: Any) -> None:
    with pytest.raises(BadFile) as refusal:
        read_answers(with_(path, value), ASKED)
    assert place in refusal.value.where
    assert refusal.value.what
    assert "\n" not in str(refusal.value)  # the command prints it as one line


def test_the_quick_questionnaire_takes_no_answer_per_competence() -> None:
    ratings = {"REK-01": {"current": 3}}
    with pytest.raises(BadFile, match=r"REK-01\.current"):
        read_answers({"company": {"headcount": 2}, "respondents": [{"ratings": ratings}]}, QUICK)


def test_a_long_name_or_value_is_cut_short_in_the_refusal() -> None:
    for path, value in (
        ((*R, "X" * 5000), {"current": 3}),
        ((*R, "REK-01", "current"), "y\n" * 5000),
        (("z" * 5000,), 1),
    ):
        with pytest.raises(BadFile) as refusal:
            read_answers(with_(path, value), ASKED)
        assert len(str(refusal.value)) < 300
