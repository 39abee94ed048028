"""The reference against the worked examples, whose figures were computed by hand: method.md sections 9 and 10."""

from typing import Any

from tests.reference.change import change
from tests.reference.exact import exact
from tests.reference.examples import AREAS_A, BY_COMPETENCE, FIRST_B, SECOND_B, alone, example_a
from tests.reference.sheet import sheet


def sheet_a() -> dict[str, Any]:
    return sheet(AREAS_A, BY_COMPETENCE, [], example_a())


def lines_a() -> dict[str, dict[str, Any]]:
    return {line["id"]: line for line in sheet_a()["competences"]}


def change_b() -> dict[str, Any]:
    first = exact({"CCC": list(FIRST_B)}, BY_COMPETENCE, [], alone(FIRST_B))
    second = exact({"CCC": list(SECOND_B)}, BY_COMPETENCE, [], alone(SECOND_B))
    return change(first, second, {"C5b": "C5"})


def test_the_totals_of_example_a() -> None:
    result = sheet_a()
    assert result["totals"] == {
        "covered": 40.0,
        "gap": 27.0,
        "surplus": 3.0,
        "required": 67.0,
        "held": 43.0,
        "balance": 70.0,
        "held_by_one": 20.0,
        "coverage_rate": 59.7015,
        "level_index": 47.7778,
        "band": "kehittyva",
    }
    assert (result["answered"], result["respondents"], result["confidence"]) == (0.8333, 3, "B")


def test_the_lines_of_example_a() -> None:
    names = ("current", "target", "importance", "covered", "gap", "surplus", "agreement", "agreement_label")
    found = {one: tuple(line[name] for name in names) for one, line in lines_a().items()}
    assert found == {
        "REK-01": (3.0, 4.0, 4.0, 3.0, 1.0, 0.0, 0.6571, "melko"),
        "REK-02": (1.0, 4.0, 5.0, 1.0, 3.0, 0.0, 0.6571, "melko"),
        "REK-04": (4.5, 3.0, 2.0, 3.0, 0.0, 1.5, None, "samansuuntainen"),
        "DIG-01": (3.0, 3.0, 3.0, 3.0, 0.0, 0.0, 1.0, "yksimielinen"),
        "DIG-04": (2.0, 4.0, 4.0, 2.0, 2.0, 0.0, 0.0, "erimielinen"),
        "DIG-03": (None,) * 8,
        "KVR-01": (None,) * 8,
    }
    states = {one: line["state"] for one, line in lines_a().items() if line["state"] != "scored"}
    assert states == {"DIG-03": "unscored", "KVR-01": "not_applicable"}


def test_the_gap_list_of_example_a() -> None:
    assert sheet_a()["gaps"] == ["REK-02", "DIG-04", "REK-01"]
    found = {one: (line["priority"], line["class"], line["check_first"]) for one, line in lines_a().items()}
    assert found["REK-02"] == (15.0, "kiireellinen", False)
    assert found["DIG-04"] == (8.0, "kiireellinen", True)
    assert found["REK-01"] == (4.0, "tarkea", False)
    assert found["REK-04"] == (0.0, "reservi", False)
    assert found["DIG-01"][1] == "kunnossa"
    assert found["DIG-03"] == found["KVR-01"] == (None, None, False)


def test_the_key_persons_of_example_a() -> None:
    assert sheet_a()["key_persons"] == [
        {"id": "REK-01", "risk": 16.0, "class": "kriittinen"},
        {"id": "DIG-04", "risk": 8.0, "class": "merkittava"},
        {"id": "REK-04", "risk": 2.0, "class": "seurattava"},
    ]
    risks = {one: line["key_person_risk"] for one, line in lines_a().items()}
    assert (risks["REK-02"], risks["DIG-01"], risks["DIG-03"]) == (0.0, 0.0, None)


def test_the_areas_of_example_a() -> None:
    rek, dig, kvr = sheet_a()["areas"]
    assert (rek["covered"], rek["answered"], rek["shown"]) == (23.0, 1.0, "yes")
    assert (dig["covered"], dig["answered"], dig["shown"]) == (17.0, 0.6667, "indicative")
    assert (kvr["covered"], kvr["band"], kvr["answered"], kvr["shown"]) == (None, None, None, "no")


def test_the_raw_rates_of_example_b() -> None:
    first = sheet({"CCC": list(FIRST_B)}, BY_COMPETENCE, [], alone(FIRST_B))
    second = sheet({"CCC": list(SECOND_B)}, BY_COMPETENCE, [], alone(SECOND_B))
    assert round(first["totals"]["coverage_rate"], 1) == 57.1
    assert round(second["totals"]["coverage_rate"], 1) == 61.5


def test_the_change_of_example_b() -> None:
    result = change_b()
    assert result["common"] == ["C1", "C2", "C3", "C4"]
    assert (result["added"], result["removed"]) == (["C5b", "C6"], ["C5"])
    assert result["breaks"] == [{"id": "C5b", "replaces": "C5"}]
    assert (result["q"], result["compared"], result["why_not"]) == (0.8095, True, None)
    assert result["totals"] == {
        "coverage_rate_first": 54.902,
        "coverage_rate_fixed": 82.3529,
        "coverage_rate_second": 71.1864,
        "competence_change": 27.451,
        "target_change": -11.1665,
        "total_change": 16.2845,
        "gap_closed": 60.8696,
    }


def test_the_lines_of_example_b() -> None:
    result = change_b()
    # Two levels with one answer are clear, and so is one level: section 7 asks for 1.0.
    assert {line["id"]: (line["current_change"], line["clear"]) for line in result["competences"]} == {
        "C1": (1.0, True),
        "C2": (2.0, True),
        "C3": (0.0, False),
        "C4": (0.0, False),
    }
    # By hand: (4·2 + 5·1 + 3·3 + 2·4) / 14 and (4·3 + 5·3 + 3·3 + 2·4) / 14.
    (area,) = result["areas"]
    assert (area["q"], area["current_first"], area["current_second"]) == (0.8095, 2.1429, 3.1429)
    assert (area["target_first"], area["target_second"], area["target_change"]) == (3.6429, 4.2143, 0.5714)


def test_a_raised_target_does_not_lift_the_fixed_rate() -> None:
    """Example B alone cannot tell min(n1, t0) from min(n1, t1): here n1 has passed t0."""
    one, two = alone({"C1": (2, 2, 3), "C2": (1, 1, 2)}), alone({"C1": (5, 4, 5), "C2": (1, 1, 1)})
    areas = {"CCC": ["C1", "C2"]}
    result = change(exact(areas, BY_COMPETENCE, [], one), exact(areas, BY_COMPETENCE, [], two), {})
    # By hand, weights 2 and 1: (2·2 + 1)/8, (2·3 + 1)/8, (2·4 + 1)/(2·5 + 1); the gap of 3 falls to 1.
    assert result["totals"] == {
        "coverage_rate_first": 62.5,
        "coverage_rate_fixed": 87.5,
        "coverage_rate_second": 81.8182,
        "competence_change": 25.0,
        "target_change": -5.6818,
        "total_change": 19.3182,
        "gap_closed": 66.6667,
    }
