"""What is read from an answer of YTJ, and what is refused."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from osaamistase.companies.municipalities import NEARBY, name_of
from osaamistase.companies.ytj import BadAnswer, Found, read
from tests.companies.standin import BAKERY, address, firm, line, name, of

USUAL = Found("Kuusankosken Esimerkkileipomo Oy", "10710", "TOL 2025", "Kouvola")


def of_firm(**changes: Any) -> Found:
    found = read(of(firm(**changes)), BAKERY)
    assert found is not None
    return found


def test_a_firm_is_read_with_the_municipality_its_post_office_is_in() -> None:
    assert of_firm() == USUAL


def test_no_such_firm_is_none() -> None:
    assert read(of(), BAKERY) is None


def test_a_firm_that_ended_says_when() -> None:
    assert of_firm(endDate="2020-12-31").ended == date(2020, 12, 31)


def test_a_firm_of_which_little_is_told_is_read_so_far_as_it_goes() -> None:
    little = {"totalResults": 1, "companies": [{"businessId": {"value": BAKERY}}]}
    assert read(json.dumps(little).encode(), BAKERY) == Found()


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        ([name("Entinen Oy", endDate="2001-01-01"), name("Nykyinen Oy", since="2001-01-01")], "Nykyinen Oy"),
        ([name("Aputoiminimi", "3"), name("In English Ltd", "2"), name("Oma Oy")], "Oma Oy"),
        ([name("Vanhempi Oy", since="1999-01-01"), name("Uudempi Oy", since="2010-01-01")], "Uudempi Oy"),
        ([name("Uudempi Oy", since="2010-01-01"), name("Vanhempi Oy", since="1999-01-01")], "Uudempi Oy"),
        ([name("Entinen Oy", endDate="2001-01-01"), name("Aputoiminimi", "3")], ""),
        ([name("  Väljä \u00a0 nimi   Oy ")], "Väljä nimi Oy"),
        ([name("x" * 160)], "x" * 160),
        ([name("x" * 161)], ""),
        ([], ""),
    ],
)
def test_of_several_names_the_firms_own_present_one_is_taken(names: list[Any], chosen: str) -> None:
    assert of_firm(names=names).name == chosen


@pytest.mark.parametrize(
    ("told", "scheme", "code"),
    [
        (line("10710", "TOIMI4"), "TOL 2025", "10710"),
        (line("45200", "TOIMI3"), "TOL 2008", "45200"),  # a class that TOL 2025 has no more
        (line("45200", "TOIMI4"), "", ""),
        (line("00000", "TOIMI4"), "", ""),  # "unknown"
        (line("10710", "TOIMI2"), "", ""),
        (line("C", "TOIMI4"), "", ""),
        (line("１０７１０", "TOIMI4"), "", ""),
        (line("107100", "TOIMI4"), "", ""),
        ({"type": "10710"}, "", ""),
        (None, "", ""),
    ],
)
def test_a_class_is_taken_with_its_classification_or_not_at_all(told: Any, scheme: str, code: str) -> None:
    found = of_firm(mainBusinessLine=told)
    assert (found.industry_scheme, found.industry_code) == (scheme, code)


@pytest.mark.parametrize(
    ("addresses", "municipality"),
    [
        ([address(1, [("FREDRIKSHAMN", "2", "075")])], "Hamina"),  # told in Swedish only
        ([address(1, [("VANDA", "2", "092"), ("VANTAA", "1", "092")])], "Vantaa"),
        ([address(2, [("NOKIA GROUP", "1", "091")])], "Helsinki"),
        ([address(2, [("KOTKA", "1", "285")]), address(1, [("KOUVOLA", "1", "286")])], "Kouvola"),
        ([address(1, [("PERTUNMAA", "1", "588")])], ""),  # a municipality no more
        ([address(1, [("MUUALLA", "1", "999")])], ""),
        ([address(1, [("KOUVOLA", "1", "286")]), address(1, [("KOTKA", "1", "285")])], ""),  # two places to visit
        ([address(1, [("KOTKA", "1", "285")], endDate="2020-01-01"), address(2, [("LEMI", "1", "416")])], "Lemi"),
        ([address(1, []), address(2, [("IITTI", "1", "142")])], "Iitti"),
        ([{"type": "1", "postOffices": [{"municipalityCode": "624"}]}], "Pyhtää"),
        ([{"type": 1}], ""),
        ([{"type": 1, "postOffices": [{"city": "KOUVOLA"}]}], ""),
        ([], ""),
    ],
)
def test_the_municipality_is_known_by_its_number(addresses: list[Any], municipality: str) -> None:
    assert of_firm(addresses=addresses).municipality == municipality


def test_every_municipality_offered_first_has_a_number() -> None:
    names = [name_of(f"{number:03d}") for number in range(1000)]
    assert len([one for one in names if one]) == 308
    assert set(NEARBY) <= set(names)


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"<html><body>Huoltokatko</body></html>", b"\xff\xfe{", b"null", b"[]", b'"x"', b"{", b"[" * 100_000,
        b'{"totalResults": ' + b"9" * 5_000 + b', "companies": []}', b'{"totalResults": 0}',
        b'{"totalResults": 1, "companies": []}', b'{"totalResults": true, "companies": [{}]}',
        b'{"totalResults": 0, "companies": {}}', b'{"totalResults": 1, "companies": ["x"]}',
        b'{"companies": []}', b'{"totalResults": NaN, "companies": []}', b'{"totalResults": 1, "companies": [{}]}',
    ],
    ids=lambda answer: repr(answer[:40]),
)  # fmt: skip
def test_what_is_no_answer_is_refused(answer: bytes) -> None:
    with pytest.raises(BadAnswer):
        read(answer, BAKERY)


@pytest.mark.parametrize(
    "firms",
    [
        [firm("9000062-8")],
        [firm(), firm()],
        [firm(businessId="9000060-1")],
        [firm(endDate="31.12.2020")],
        [firm(endDate="2020-02-31")],
        [firm(endDate="20201231")],
        [firm(endDate=20201231)],
        [firm(names=[name("Rivi\u0000nvaihto Oy")])],
        [firm(names=[name("Käänteinen \u202e Oy")])],
        [firm(names=[name("Puolikas \ud800 Oy")])],
        [firm(names=[name("Rivi\nToinen Oy")])],
        [firm(names=[{"name": 5, "type": "1"}])],
        [firm(names=[name("Oma Oy", since="joskus")])],
        [firm(names={"name": "Oma Oy"})],
        [firm(names=["Oma Oy"])],
        [firm(mainBusinessLine="10710")],
        [firm(mainBusinessLine={"type": 10710, "typeCodeSet": "TOIMI4"})],
        [firm(addresses=[{"type": 1, "postOffices": [{"municipalityCode": 286}]}])],
        [firm(addresses=[{"type": 1, "postOffices": "KOUVOLA"}])],
        [firm(addresses=[{"type": [1]}])],
    ],
)
def test_a_firm_told_otherwise_than_described_is_refused(firms: list[dict[str, Any]]) -> None:
    with pytest.raises(BadAnswer):
        read(of(*firms), BAKERY)


def test_a_refusal_repeats_nothing_of_the_answer() -> None:
    with pytest.raises(BadAnswer) as refused:
        read(of(firm(names=[name("Salaisuus\u0007 Oy")])), BAKERY)
    assert "Salaisuus" not in str(refused.value)


_TEXT = any_.text("aÄ1 -\n\x00\u202e\ud800", max_size=12)
_ANY = any_.recursive(
    any_.none() | any_.booleans() | any_.integers() | _TEXT | any_.sampled_from(["1", 1, "286", "2020-01-01"]),
    lambda inner: any_.lists(inner) | any_.dictionaries(any_.sampled_from(["type", "name", "value", "city"]), inner),
    max_leaves=8,
)


@given(any_.dictionaries(any_.sampled_from(sorted(firm())), _ANY))
def test_whatever_stands_in_an_answer_it_is_read_or_refused(changes: dict[str, Any]) -> None:
    answer = {"totalResults": 1, "companies": [{**firm(), **changes}]}
    try:
        found = read(json.dumps(answer).encode(), BAKERY)
    except BadAnswer:
        return
    assert found is not None
    assert len(found.name) <= 160
    assert found.name.isprintable()


@given(any_.binary(max_size=200))
def test_bytes_by_chance_are_refused(answer: bytes) -> None:
    with pytest.raises(BadAnswer):
        read(answer, BAKERY)
