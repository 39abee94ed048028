"""Two parts of the tests: what `make test` runs, and what is left for `make rest`. Together they are all, and share nothing.

`once`: every test on one of the two databases, by chance but for ever the same one, and none that is marked slow.
"""

import re
import zlib

import pytest

DATABASES = ("sqlite", "postgresql")
_DATABASE = re.compile(rf"\b({'|'.join(DATABASES)})\b")


def is_once(name: str, slow: bool) -> bool:
    """Whether the test of that name, with its parameters, is of the first part."""
    test, bracket, parameters = name.partition("[")
    found = _DATABASE.findall(parameters)
    if slow or len(found) != 1:
        return not slow
    beside = test + bracket + _DATABASE.sub("", parameters)
    return found[0] == DATABASES[zlib.crc32(beside.encode()) % 2]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--part", choices=["once", "rest"], help="once: what `make test` runs; rest: all the others")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    part = config.getoption("--part")
    if part is None:
        return
    mine = [one for one in items if is_once(one.nodeid, one.get_closest_marker("slow") is not None) == (part == "once")]
    config.hook.pytest_deselected(items=list(set(items) - set(mine)))
    items[:] = mine
