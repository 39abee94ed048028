"""Mutants of osaamistase/scoring: each changed in one place, and tests/scoring must notice it.

python -m scripts.mutants [file …]     all files, or only such as gaps.py
A mutant that no test notices needs its reason in docs/mutants.md: without one, exit 1.
"""

import argparse
import ast
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import IO

import pytest
from hypothesis import HealthCheck, Phase, settings

from scripts.mutations import Mutation, mutations

ROOT = Path(__file__).parent.parent
CODE, TESTS, REASONS = ROOT / "osaamistase" / "scoring", ROOT / "tests" / "scoring", ROOT / "docs" / "mutants.md"
NOTICED = ROOT / "build" / "mutants.txt"  # which test noticed which
AT_ONCE = 2
LONGEST = 90  # seconds; one that runs longer goes round and round, and is noticed by that
# Loaded once, before the processes part: all that does not itself load the code under test.
BEFOREHAND = (
    "pydantic",
    "flask_sqlalchemy",
    "flask_babel",
    "click.testing",
    "openpyxl",
    "tests.people",
)
# Those told by the clock are left out: here they would fail by themselves.
OPTIONS = [
    "-x",
    "-q",
    "--tb=no",
    "-p",
    "no:cacheprovider",
    f"--confcutdir={TESTS}",
    "-k",
    "not less_than_half_a_second",
]
OPTIONS += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
EXAMPLES = 30


@dataclass(frozen=True)
class Mutant:
    """One change to one file; `line` is the text of the source line where it stands."""

    path: Path
    tree: ast.Module
    line: str
    change: Mutation

    @property
    def key(self) -> tuple[str, str, str]:
        return self.path.name, self.line, f"{self.change.before} → {self.change.after}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    source = path.read_text(encoding="utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    for change in mutations(tree):
        yield Mutant(path, tree, lines[change.line - 1].strip(), change)


class _Mutated(MetaPathFinder):
    """Loads the mutant in place of the file."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant, self._name = mutant, f"osaamistase.scoring.{mutant.path.stem}"

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        loader = _Loader(fullname, str(self._mutant.path))
        loader.tree = self._mutant.tree
        return spec_from_file_location(fullname, self._mutant.path, loader=loader)


class _Loader(SourceFileLoader):
    tree: ast.Module

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002
        return compile(self.tree, self.path, "exec")


def tested(mutant: Mutant | None) -> int:
    """The tests' exit code with that mutant in place; the tests of its own name come first."""
    settings.register_profile(
        "mutants",
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],  # one example is enough: nobody reads the smallest
        suppress_health_check=[*HealthCheck],
    )
    settings.load_profile("mutants")
    own = "" if mutant is None else f"test_{mutant.path.name}"
    if mutant is not None:
        mutant.change.apply()
        sys.meta_path.insert(0, _Mutated(mutant))
    files = sorted(
        TESTS.glob("test_*.py"), key=lambda one: (one.name != own, "@given" in one.read_text("utf-8"), one.name)
    )
    return int(pytest.main([*OPTIONS, *map(str, files)]))


def in_a_process_of_its_own(mutant: Mutant | None, said: int) -> int:
    """Starts it and gives the process id: what one mutant leaves in a cache must not reach the next."""
    pid = os.fork()
    if pid:
        return pid
    try:
        os.dup2(said, 1), os.dup2(said, 2)
        code = tested(mutant)
    except BaseException:
        code = 70
    os._exit(code)


def noticed_by(waiting: list[Mutant]) -> Iterator[tuple[Mutant, str]]:
    """Each mutant with the first test that failed for it, or "" where none did; with two at a time."""
    running: dict[int, tuple[Mutant, float, IO[bytes]]] = {}
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
            mutant = waiting.pop(0)
            running[in_a_process_of_its_own(mutant, said.fileno())] = (mutant, time.monotonic(), said)
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid:
            mutant, _, said = running.pop(pid)
            code = os.waitstatus_to_exitcode(status)
            said.seek(0)
            failed = re.search(r"^(?:FAILED|ERROR) (\S+)", said.read().decode(errors="replace"), re.MULTILINE)
            said.close()
            yield mutant, failed[1] if failed else "" if code == 0 else f"exit {code}"
            continue
        for slow, (_, began, _) in running.items():
            if time.monotonic() - began > LONGEST:
                os.kill(slow, 9)
        time.sleep(0.01)


def reasons() -> dict[tuple[str, str, str], str]:
    """Every reasoned survivor in docs/mutants.md: file, line, mutation and why it cannot be told apart."""
    rows = re.findall(
        r"^\| `?(\S+\.py)`? \| `(.+?)` \| `(.+?)` \| (.+?) \|$", REASONS.read_text(encoding="utf-8"), re.MULTILINE
    )
    return {(file, line.replace("\\|", "|"), change.replace("\\|", "|")): why for file, line, change, why in rows}


def main() -> None:
    """Run them, print every survivor without a reason, and say how many were made, noticed and left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*")
    asked = parser.parse_args()
    os.nice(10)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in BEFOREHAND:
        __import__(name)
    assert not [name for name in sys.modules if name.startswith("osaamistase.scoring")], "loaded before the mutants"
    _, status = os.waitpid(in_a_process_of_its_own(None, 2), 0)
    if status:
        sys.exit("the tests do not hold for the code as it is")
    paths = [path for path in sorted(CODE.glob("*.py")) if not asked.files or path.name in asked.files]
    made = [mutant for path in paths for mutant in mutants_of(path)]
    print(f"{len(made)} mutants: {dict(Counter(mutant.path.name for mutant in made))}", flush=True)
    known, left, unexplained = reasons(), 0, 0
    NOTICED.parent.mkdir(exist_ok=True)
    with NOTICED.open("w", encoding="utf-8") as out:
        for mutant, test in noticed_by([*made]):
            out.write(f"{' | '.join(mutant.key)} | {test or 'NOT NOTICED'}\n")
            left += not test
            if not test and mutant.key not in known:
                unexplained += 1
                print(" | ".join(mutant.key), flush=True)
    print(f"{len(made)} made, {len(made) - left} noticed, {left} not: {unexplained} of them without a reason")
    sys.exit(bool(unexplained))


if __name__ == "__main__":
    main()
