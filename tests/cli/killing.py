"""A command killed at many moments, as by a power cut: what any command must stand. For the tests of each command."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SEED = 20230425


@dataclass(frozen=True)
class Kill:
    """One run and its end: after how many seconds of work, whether it was done by then, and the processes it left."""

    after: float
    finished: bool
    left: tuple[int, ...]


def kill_at(command: Sequence[str], begun: Path, after: float) -> Kill:
    """Run a command and kill it, without warning, some time after it has made the file `begun`."""
    begun.unlink(missing_ok=True)
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as run:
        while not begun.exists() and run.poll() is None:
            time.sleep(0.001)
        time.sleep(after)
        finished = run.poll() is not None
        run.send_signal(signal.SIGKILL)
        run.wait()
    return Kill(after, finished, tuple(_left(run.pid)))


def moments(command: Sequence[str], begun: Path, count: int) -> list[float]:
    """Seconds after `begun` at which to kill: seeded, and spread over a run that is let go on to its end."""
    begun.unlink(missing_ok=True)
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as run:
        while not begun.exists() and run.poll() is None:
            time.sleep(0.001)
        start = time.monotonic()
        assert run.wait() == 0
    whole = time.monotonic() - start
    chance = random.Random(SEED)
    # One in each equal part of the run, so that no stretch of it goes without.
    return [whole * (part + chance.random()) / count for part in range(count)]


def _left(session: int, patience: float = 20) -> list[int]:
    """The processes of a session that are still there when they have had time to notice."""
    end = time.monotonic() + patience
    while (left := list(_of(session))) and time.monotonic() < end:
        time.sleep(0.02)
    return left


def _of(session: int) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, *_, found = (folder / "stat").read_text("utf-8", "replace").rsplit(")", 1)[1].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(found) == session and state != "Z" and int(folder.name) != os.getpid():
            yield int(folder.name)
