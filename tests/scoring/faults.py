"""Every way an answers file can be wrong: where it is spoilt, what the refusal must name, what stands there instead."""

from typing import Any

from tests.scoring.files import DROP, Path, R

Fault = tuple[Path, str, Any]


def at(path: Path, place: str, *bad: Any) -> list[Fault]:
    return [(path, place, value) for value in bad]


def name_of(value: Any) -> str:
    """A test's name for a fault: Python writes no number of more than some thousand digits."""
    return "huge" if isinstance(value, int) and value.bit_length() > 200 else repr(value)


TALK = {"reason": "talked"}
FIRST: Path = ("respondents", 0)
AREA: Path = (*R, "REK")
ONE: Path = (*R, "REK-01")
AGREED: Path = ("consensus", "DIG-04")

FAULTS: list[Fault] = [
    *at((), "file", None, [], 3, "text", True),
    *at(("surprise",), "surprise", 1),
    *at(("company",), "company", DROP, [], None, 12),
    *at(
        ("company", "headcount"),
        "company.headcount",
        DROP,
        0,
        -3,
        1.5,
        "12",
        True,
        None,
        [],
        {},
        float("nan"),
        float("inf"),
        -(10**5000),
    ),
    *at(("respondents",), "respondents", DROP, {}, None, "r1"),
    *at(FIRST, "respondents[0]", None, [], "r1"),
    *at((*FIRST, "surprise"), "respondents[0].surprise", 1),
    *at((*FIRST, "id"), "respondents[0].id", 7, None, []),
    *at((*FIRST, "main"), "respondents[0].main", "yes", 1, None),
    *at((*FIRST, "group"), "respondents[0].group", "owner", None, [], {}, 1),
    *at(R, "respondents[0].ratings", [], None),
    *at(ONE, "respondents[0].ratings.REK-01", 3, "not_applicable", None),
    *at((*ONE, "mood"), "respondents[0].ratings.REK-01.mood", 3),
    # An unknown id is an error also where nothing is said of it: it is a typing error in someone's answers.
    *at((*R, "XXX-99"), "respondents[0].ratings.XXX-99", {"current": 3}, {}),
    *at((*R, "rek-01"), "respondents[0].ratings.rek-01", {"current": 3}),
    *at((*R, ""), "respondents[0].ratings.", {"current": 3}),
    *at(("consensus", "XXX-99"), "consensus.XXX-99", {"current": 2, **TALK}, TALK),
    # A rating standing at the other level; of those only a whole area's "not applicable" is allowed.
    *at((*ONE, "importance"), "respondents[0].ratings.REK-01.importance", 4, "dont_know", "not_applicable"),
    *at((*ONE, "holders"), "respondents[0].ratings.REK-01.holders", 1),
    *at((*ONE, "leaving"), "respondents[0].ratings.REK-01.leaving", "no"),
    *at((*ONE, "deputy"), "respondents[0].ratings.REK-01.deputy", True),
    *at((*AREA, "current"), "respondents[0].ratings.REK.current", 3, "dont_know"),
    *at((*AREA, "target"), "respondents[0].ratings.REK.target", 3, "not_applicable"),
    *at(("consensus", "REK"), "consensus.REK.current", {"current": 2, **TALK}, {"current": "not_applicable", **TALK}),
    *at(("consensus", "REK-01"), "consensus.REK-01.importance", {"importance": 2, **TALK}),
    # A number off the scale, a word that is no state, a thing that is neither.
    *at(
        (*ONE, "current"),
        "REK-01.current",
        -1,
        6,
        2.5,
        "3",
        "n/a",
        "",
        True,
        None,
        [],
        {},
        float("inf"),
        10**30,
        10**5000,
        -1e308,
    ),
    *at((*ONE, "target"), "REK-01.target", -1, 6, 2.5, "3", "unanswered", False, None, ["not_applicable"]),
    *at((*AREA, "importance"), "REK.importance", 0, 6, "5", True, None),
    *at((*AREA, "holders"), "REK.holders", -1, 4, "3+", True, None),
    *at((*AREA, "leaving"), "REK.leaving", "yes", 0, 1, True, None, ["no"], {}),
    *at((*AREA, "deputy"), "REK.deputy", "yes", 0, 1, None, []),
    # A consensus is a number on the scale, with a reason in words.
    *at(("consensus",), "consensus", [], None),
    *at(AGREED, "consensus.DIG-04", 2, None),
    *at((*AGREED, "reason"), "consensus.DIG-04.reason", DROP, "", "  ", None, 1, []),
    *at((*AGREED, "current"), "consensus.DIG-04.current", 6, -1, "dont_know", "not_applicable", None, True),
    *at((*AGREED, "target"), "consensus.DIG-04.target", 6, "3"),
    *at(
        (*AGREED, "date"),
        "consensus.DIG-04.date",
        None,
        20261124,
        1.5,
        True,
        [],
        {},
        " ",
        "eilen",
        "2026-13-01",
        "2026-02-29",
    ),
    # Other ways to write a day are refused as well: a page shows what stands there.
    *at(
        (*AGREED, "date"),
        "consensus.DIG-04.date",
        "20261124",
        "2026-W48-2",
        "24.11.2026",
        "2026-11-24T12:00",
        "２026-11-24",
    ),
    *at((*AGREED, "surprise"), "consensus.DIG-04.surprise", 1),
    *at(("consensus", "REK"), "consensus.REK.holders", {"holders": 1, **TALK}),
    # A main respondent and an id belong to one person each; the place is counted over all respondents.
    *at(("respondents",), "respondents", [{"id": "r1", "main": True}, {"id": "r2", "main": True}]),
    *at(("respondents",), "respondents[1].id", [{"id": "r1"}, {"id": "r1"}]),
    *at(("respondents",), "respondents[2].id", [{}, {"id": "r1"}, {"id": "r1"}]),
]
