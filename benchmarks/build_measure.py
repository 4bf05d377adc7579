"""A command run and measured: wall time, CPU and memory, its children included."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.02  # seconds between two looks at the memory, at least
SHARE = 10  # looking takes at most about a tenth of the time, as reading the memory of a large process holds it up
Stamps = dict[bytes, tuple[int, int]]


@dataclass(frozen=True)
class Cost:
    """What a command took. Memory in bytes: the sum over its processes as sampled, and the largest of one process."""

    wall: float
    cpu: float
    pss: int
    rss: int
    written: int = 0  # files that are new or other files than before
    files: int = 0
    size: int = 0

    def plus(self, other: Cost) -> Cost:
        """This and then the other."""
        memory = (max(self.pss, other.pss), max(self.rss, other.rss))
        return Cost(self.wall + other.wall, self.cpu + other.cpu, *memory)


class _Memory(threading.Thread):
    """Looks at the memory of a process and its descendants until it is told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._over = threading.Event()
        self.peak = 0

    def run(self) -> None:
        """Look again and again."""
        pause = 0.0
        while not self._over.wait(pause):
            started = time.perf_counter()
            self.peak = max(self.peak, sum(map(_pss, descendants(self._pid))))
            pause = max(PAUSE, SHARE * (time.perf_counter() - started))

    def stop(self) -> int:
        """The highest sum that was seen."""
        self._over.set()
        self.join()
        return self.peak


def run(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a command in a folder and wait for it; RuntimeError with its words when it fails."""
    os.sync()
    with (folder / "output.txt").open("wb+") as words:
        started = time.perf_counter()
        process = subprocess.Popen([str(each) for each in command], cwd=folder, stdout=words, stderr=words, env=usual())
        memory = _Memory(process.pid)
        memory.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            raise RuntimeError(f"{command}: {words.read()[-2000:].decode(errors='replace')}")
    return Cost(wall, used.ru_utime + used.ru_stime, memory.stop(), used.ru_maxrss * 1024)


def usual() -> dict[str, str]:
    """The environment, in which Python keeps what it compiled, as it does on any machine where nobody forbade it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def descendants(pid: int) -> list[int]:
    """A process and all that it and its children started."""
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            children.setdefault(_parent(entry), []).append(int(entry))
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def _parent(pid: str) -> int:
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat:
            # The name stands in brackets and may hold blanks and brackets itself.
            return int(stat.read().rpartition(b")")[2].split()[1])
    except OSError:
        return -1


def _pss(pid: int) -> int:
    """The memory of a process, what it shares divided among those who share it."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as rollup:
            return sum(int(line.split()[1]) * 1024 for line in rollup if line.startswith(b"Pss:"))
    except (OSError, ValueError):
        return 0


def stamps(folder: Path) -> Stamps:
    """Every file below a folder, with what tells that it was written again."""
    found: Stamps = {}
    left = [os.fsencode(folder)] if folder.exists() else []
    for each in left:
        with os.scandir(each) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    left.append(entry.path)
                else:
                    stat = entry.stat()
                    found[entry.path] = (stat.st_ino, stat.st_mtime_ns)
    return found


def written(before: Stamps, after: Stamps) -> int:
    """How many files are new or were written again."""
    return sum(before.get(path) != stamp for path, stamp in after.items())


def size(found: Stamps) -> int:
    """The bytes of all files."""
    return sum(os.stat(path).st_size for path in found)
