"""What is said of a draft: one row for what is said of many places, and no draft takes a number that is taken."""

from osaamistase.library.drafts import draft_findings, together
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.writing import written
from tests.library.drafts import ninth, questionnaire
from tests.people import SHELF


def test_what_is_said_of_many_places_is_one_row_and_errors_come_first() -> None:
    warned = [Finding(where, "no-service", "nobody answers it", warning=True) for where in ("A", "B")]
    fault = Finding("C", "missing-text", "no text in sv; write it")
    assert [(places, one.rule) for places, one in together([*warned, fault])] == [
        (("C",), "missing-text"),
        (("A", "B"), "no-service"),
    ]


def test_a_number_that_is_published_is_taken_and_the_next_is_not() -> None:
    versions = SHELF.versions().values()
    taken = written(questionnaire("pikakartoitus", 1)).encode()
    assert [one.rule for one in draft_findings(taken, versions, frozenset()) if not one.warning] == ["version-order"]
    assert [one for one in draft_findings(written(ninth()).encode(), versions, frozenset()) if not one.warning] == []
    assert [one.rule for one in draft_findings(b"= broken", versions, frozenset())] == ["syntax"]
