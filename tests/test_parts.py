"""Nothing falls between what `make test` runs and what `make rest` runs."""

import pytest

from tests.parts import is_once

NAMES = [f"tests/a/test_b.py::test_{n}" for n in range(40)]


@pytest.mark.parametrize("parameters", ["{}", "{}-fi", "sv-{}-3"])
def test_a_test_on_two_databases_is_run_once_and_on_either_of_them(parameters: str) -> None:
    first = [is_once(f"{name}[{parameters.format('sqlite')}]", False) for name in NAMES]
    second = [is_once(f"{name}[{parameters.format('postgresql')}]", False) for name in NAMES]
    assert [one != other for one, other in zip(first, second, strict=True)] == [True] * len(NAMES)
    assert 8 < sum(first) < 32


def test_one_on_no_database_or_on_both_at_once_is_run_and_a_slow_one_is_not() -> None:
    for name in ("tests/test_x.py::test_sqlite", "tests/test_x.py::test_x[fi]", "t.py::test_x[sqlite-postgresql]"):
        assert is_once(name, False)
        assert not is_once(name, True)
    assert not is_once("tests/test_x.py::test_x[sqlite]", True)
    assert not is_once("tests/test_x.py::test_x[postgresql]", True)
