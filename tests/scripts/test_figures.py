"""The figures that measurements are told by, on values whose answer is known."""

import os
import subprocess
import sys

import pytest

from scripts.bench_cost import per_thousand
from scripts.figures import Taken, growth, less, merged, quantile, ratios, second_half, slope, told
from scripts.performance_page import kept_decision, table
from scripts.soak import DAY, grew
from scripts.usage import cpu_seconds, memory_kb, peaks_mb, tree


def test_a_quantile_lies_between_neighbours_in_a_straight_line() -> None:
    assert quantile([4, 1, 3, 2], 0.5) == 2.5
    assert quantile([10, 20, 30], 0.99) == pytest.approx(29.8)
    assert (quantile([7], 0), quantile([7], 1)) == (7, 7)
    with pytest.raises(ValueError, match="no values"):
        quantile([], 0.5)


def test_merging_keeps_every_time_and_every_failure() -> None:
    one, other = Taken(), Taken()
    one.add("page", 10, good=True)
    other.add("page", 30, good=False)
    other.add("save", 5, good=True)
    whole = merged([one, other])
    assert whole.times == {"page": [10, 30], "save": [5]}
    assert whole.failed == {"page": 1}
    assert one.times == {"page": [10]}  # as it was


def test_what_is_told_of_each_kind_adds_up_to_all() -> None:
    taken = Taken()
    for ms in range(1, 101):
        taken.add("page", ms, good=ms != 50)
    taken.add("save", 1000, good=True)
    found = told(taken, seconds=50)
    assert found["page"] == {"requests": 100, "failures": 1, "a_second": 2, "p50": 50.5, "p95": 95.0, "p99": 99.0}
    assert (found["all"]["requests"], found["all"]["failures"]) == (101, 1)
    assert told(Taken(), 1) == {}


def test_the_slope_is_the_lines_whatever_a_quarter_of_the_points_are() -> None:
    line = [(float(x), 100 + 3.0 * x) for x in range(40)]
    wild = [(x, 100_000.0 if x % 5 == 0 else y) for x, y in line]
    assert slope(line) == pytest.approx(3)
    assert slope(wild) == pytest.approx(3, abs=0.5)
    assert slope([(1.0, 5.0)]) == slope([]) == slope([(1.0, 5.0), (1.0, 9.0)]) == 0


def test_growth_looks_at_the_second_half_alone() -> None:
    warming = [(x / 10, min(50.0, float(x)) * 1000) for x in range(101)]
    assert second_half(warming)[0] == (5, 50_000)
    assert growth(warming)["grown_kb"] == 0
    leaking = [(x / 10, 50_000.0 + 100 * x) for x in range(101)]
    found = growth(leaking)
    assert (found["kb_a_minute"], found["grown_kb"]) == (1000, 5000)
    assert found["grown_percent"] == pytest.approx(8.7, abs=0.1)
    assert growth([])["samples"] == 0


def test_a_process_that_grew_beyond_the_bound_is_named_and_the_databases_are_not() -> None:
    memory = {
        "web 0": growth([(x, 100_000.0) for x in range(10)]),
        "web 1": growth([(x, 100_000.0 + 3000 * x) for x in range(10)]),
        "database 3": growth([(x, 1000.0 * x) for x in range(10)]),
    }
    assert [one.split(":")[0] for one in grew(memory)] == ["web 1"]


def test_ratios_are_of_pairs_and_tell_their_spread() -> None:
    found = ratios([(10, 10), (22, 20), (30, 20), (9, 10), (12, 10)])
    assert found == {
        "pairs": 5, "median": 1.1, "lower_quartile": 1.0, "upper_quartile": 1.2, "least": 0.9, "most": 1.5,
    }  # fmt: skip


def test_a_step_of_some_firms_is_told_for_a_thousand() -> None:
    step = {"cpu_s": {"web": 2.0}, "bytes": {"rows": 4_000_000.0}}
    assert per_thousand(step, 20) == {"web_cpu_s": 100, "rows_mb": 200}
    assert less({"a": 5, "b": 2}, {"a": 3}) == {"a": 2, "b": 2}


def test_every_kind_of_person_has_24_hours_and_sleeps_at_night() -> None:
    assert all(len(hours) == 24 and hours[3] == 0 for hours in DAY.values())


def test_processes_are_counted_with_what_they_started() -> None:
    words = [sys.executable, "-c", "import time; print(1, flush=True); time.sleep(20)"]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert child.pid in tree(os.getpid())
        assert memory_kb(child.pid) > 1000
        assert peaks_mb({"one": [child.pid]})["one"] >= memory_kb(child.pid) / 1024 - 1
        assert cpu_seconds([os.getpid()]) > 0
        child.kill()
    assert (memory_kb(child.pid), cpu_seconds([child.pid]), tree(child.pid)) == (0, 0, [])


def test_a_table_of_figures_is_markdown_with_a_line_a_row() -> None:
    assert (
        table(["", "ms"], [["page", 1.5], ["save", 1234.0]])
        == "| | ms |\n|---|---|\n| page | 1.5 |\n| save | 1 234 |\n"
    )


def test_a_decision_that_was_written_stays_when_the_page_is_made_again() -> None:
    assert kept_decision("# x\n\n## Decision\n\nWe leave it.\n\n## Machine\n\nm\n") == "We leave it."
    assert kept_decision("# x\n") == ""
