"""What processes use, as the system counts it: processor time with that of children who have ended, and memory."""

import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scripts.figures import Point

Groups = Mapping[str, Sequence[int]]  # by name the processes that belong together
_TICKS = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> list[int]:
    """A process and everything it started that still runs."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in tree(int(child)))]


def cpu_seconds(pids: Sequence[int]) -> float:
    """Of all of them, and of their children who have ended."""
    return sum(sum(map(int, _stat(pid)[11:15])) for pid in pids) / _TICKS


def _stat(pid: int) -> list[str]:
    """The fields after the name, which may hold anything; none of a process that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def memory_kb(pid: int, what: str = "VmRSS") -> int:
    """Resident memory, or with VmHWM its peak; 0 of a process that is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{what}:")), 0)


def used(groups: Groups) -> dict[str, float]:
    """Processor seconds by group so far."""
    return {name: cpu_seconds(pids) for name, pids in groups.items()}


def peaks_mb(groups: Groups) -> dict[str, float]:
    """The greatest of each group's processes, at its own worst moment: pages that processes share stand in each."""
    return {
        name: round(max((memory_kb(pid, "VmHWM") for pid in pids), default=0) / 1024, 1)
        for name, pids in groups.items()
    }


class Sampler(threading.Thread):
    """Resident memory of each process every few seconds, until it is stopped: (minutes, kB) by "group number"."""

    def __init__(self, groups: Callable[[], Groups], every: float = 5.0) -> None:
        super().__init__(daemon=True)
        self.points: dict[str, list[Point]] = defaultdict(list)
        self._groups, self._every, self._over = groups, every, threading.Event()

    def run(self) -> None:
        began = time.monotonic()
        while not self._over.wait(self._every):
            minutes = (time.monotonic() - began) / 60
            for name, pids in self._groups().items():
                for number, pid in enumerate(pids):
                    kb = memory_kb(pid)
                    if kb:
                        self.points[f"{name} {number}"].append((minutes, kb))

    def stop(self) -> None:
        self._over.set()
        self.join(self._every + 5)
