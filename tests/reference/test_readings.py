"""The reference by rounds of chance: what must always hold, that every case comes up, and the readings by hand."""

import random
from collections import Counter
from fractions import Fraction
from typing import Any

from tests.reference.change import change
from tests.reference.exact import exact
from tests.reference.examples import BY_COMPETENCE, alone
from tests.reference.rounding import four
from tests.reference.rounds import random_round, random_second
from tests.reference.sheet import printed, sheet

SEEDS = range(400)


def one_line(document: dict[str, Any]) -> dict[str, Any]:
    (line,) = sheet({"REK": ["REK-01"]}, BY_COMPETENCE, [], document)["competences"]
    assert isinstance(line, dict)
    return line


def people(*currents: Any) -> dict[str, Any]:
    return {
        "company": {"headcount": 9},
        "respondents": [
            {"id": f"r{number}", "main": False, "group": "staff", "ratings": {"REK-01": {"current": value}}}
            for number, value in enumerate(currents)
        ],
    }


def test_both_sides_of_every_balance_are_equal() -> None:
    for seed in SEEDS:
        result = exact(*random_round(random.Random(seed)))
        for sums in (*result.areas.values(), result.total):
            assert sums.required == sums.covered + sums.gap
            assert sums.held == sums.covered + sums.surplus
            assert sums.held + sums.gap == sums.required + sums.surplus
            assert sums.held_by_one <= sums.covered
        assert sum(sums.gap for sums in result.areas.values()) == result.total.gap


def test_the_rounds_of_chance_reach_every_case() -> None:
    seen: Counter[tuple[str, Any]] = Counter()
    for seed in SEEDS:
        chance = random.Random(seed)
        first = random_round(chance)
        second = random_second(chance, first.areas, first.asked, first.own)
        result = printed(exact(*first))
        compared = change(exact(*first), exact(*second[:4]), second.replaces)
        seen["confidence", result["confidence"]] += 1
        seen["band", result["totals"]["band"]] += 1
        seen["why_not", compared["why_not"]] += 1
        seen["breaks", bool(compared["breaks"])] += 1
        seen["key_persons", bool(result["key_persons"])] += 1
        for line in compared["competences"]:
            seen["clear", line["clear"]] += 1
        for area in result["areas"]:
            seen["shown", area["shown"]] += 1
        for line in result["competences"]:
            for name in ("state", "class", "check_first", "agreement_label"):
                seen[name, line[name]] += 1
    wanted = {
        "confidence": ("A", "B", "C", "D"),
        "band": ("heikko", "kehittyva", "hyva", "vahva", None),
        "why_not": (None, "no_requirement", "few_common", "totals_not_shown"),
        "breaks": (True, False),
        "key_persons": (True, False),
        "clear": (True, False),
        "shown": ("yes", "indicative", "no"),
        "state": ("scored", "unscored", "not_applicable"),
        "class": ("kiireellinen", "tarkea", "seurattava", "reservi", "kunnossa", None),
        "check_first": (True, False),
        "agreement_label": ("yksimielinen", "melko", "erimielinen", "samansuuntainen", None),
    }
    rare = [(name, word) for name, words in wanted.items() for word in words if seen[name, word] < 5]
    assert not rare


def test_a_round_beside_itself_has_not_changed() -> None:
    for seed in SEEDS:
        one = exact(*random_round(random.Random(seed)))
        result = change(one, one, {})
        assert (result["added"], result["removed"], result["breaks"]) == ([], [], [])
        assert result["q"] in (1.0, None)
        assert not [line for line in result["competences"] if line["clear"] or line["current_change"]]


def test_a_half_is_rounded_away_from_zero() -> None:
    assert four(Fraction(1, 20_000)) == 0.0001
    assert four(Fraction(-1, 20_000)) == -0.0001
    assert four(Fraction(-1, 20_001)) == 0.0
    assert four(Fraction(2, 3)) == 0.6667


def test_a_tie_is_applicable_and_a_whole_area_counts_against_a_number() -> None:
    assert one_line(people(2, "not_applicable"))["state"] == "unscored"
    assert one_line(people(2, "not_applicable", "not_applicable"))["state"] == "not_applicable"
    marked = people(2, 3, "not_applicable")
    marked["respondents"][0]["ratings"]["REK"] = {"current": "not_applicable"}
    assert one_line(marked)["state"] == "not_applicable"


def test_a_talk_replaces_the_mean_and_the_agreement_stays() -> None:
    document = people(0, 1, 5)
    document["consensus"] = {"REK-01": {"current": 4, "reason": "Puhuttu"}}
    line = one_line(document)
    assert (line["state"], line["current"], line["agreement_label"]) == ("unscored", 4.0, "erimielinen")
    elsewhere = people("not_applicable", "not_applicable")
    elsewhere["consensus"] = document["consensus"]
    assert (one_line(elsewhere)["state"], one_line(elsewhere)["current"]) == ("unscored", 4.0)


def test_a_firm_of_one_person_has_no_list_of_key_persons() -> None:
    document = alone({"REK-01": (5, 2, 4)}, headcount=1)
    document["respondents"][0]["ratings"]["REK-01"]["holders"] = 1
    assert sheet({"REK": ["REK-01"]}, BY_COMPETENCE, [], document)["key_persons"] == []
    document["company"]["headcount"] = 2
    assert len(sheet({"REK": ["REK-01"]}, BY_COMPETENCE, [], document)["key_persons"]) == 1


def test_an_own_competence_counts_only_where_it_is_named() -> None:
    document = alone({"REK-01": (5, 2, 4)})
    areas = {"REK": ["REK-01", "REK-X1"]}
    assert sheet(areas, BY_COMPETENCE, ["REK-X1"], document)["answered"] == 1.0
    document["own"] = {"REK-X1": "Hitsaus"}
    assert sheet(areas, BY_COMPETENCE, ["REK-X1"], document)["answered"] == 0.5
