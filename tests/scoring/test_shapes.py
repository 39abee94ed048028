"""What a refusal shows of a value: a few plain signs, whatever stands there."""

from typing import Any

import pytest

from osaamistase.errors import BadFile
from osaamistase.scoring.shapes import is_int, short, short_key, table


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "nothing"),
        ([1], "a list"),
        ({"a": 1}, "an object"),
        (True, "True"),
        (1.5, "1.5"),
        ("ä\n\x1b", r"'\xe4\n\x1b'"),
        ("x" * 38, "'" + "x" * 38 + "'"),  # forty signs with its quotes
        ("x" * 39, "'" + "x" * 36 + "..."),
        (2**120 - 1, str(2**120 - 1)),
        (2**120, "a number of too many digits"),
        (-(10**5000), "a number of too many digits"),
    ],
    ids=range(11),
)
def test_a_value_is_shown_in_forty_plain_signs_at_most(value: Any, shown: str) -> None:
    assert short(value) == shown


def test_a_name_is_shown_without_its_quotes() -> None:
    assert (short_key("REK-01"), short_key(""), short_key("a.b\n")) == ("REK-01", "", r"a.b\n")


@pytest.mark.parametrize(("value", "is_one"), [(0, True), (-3, True), (True, False), (1.0, False), ("1", False)])
def test_true_and_false_are_no_whole_numbers(value: Any, is_one: bool) -> None:
    assert is_int(value) is is_one


def test_a_table_is_given_back_and_holds_no_other_names() -> None:
    given = {"b": 1, "a": 2}
    assert table(given, "here") is given
    assert table(given, "here", ["a", "b", "c"]) is given
    assert table({}, "here", []) == {}
    with pytest.raises(BadFile, match=r"^here\.b: unknown name; known here: a, c$"):
        table(given, "here", ["c", "a"])
    with pytest.raises(BadFile, match=r"^here: must be an object, not a list$"):
        table([], "here")
