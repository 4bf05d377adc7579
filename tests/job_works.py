"""Work for the tests of jobs: a worker on a cluster must be able to import it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from gongbao.errors import SourceError


def doubled(numbers: Sequence[int]) -> list[int]:
    """Results that tell their items; the later a chunk, the sooner it is done."""
    time.sleep(max(0, 20 - numbers[0]) / 500)
    return [2 * number for number in numbers]


def slow_at_first(numbers: Sequence[int]) -> list[int]:
    """The first takes long, all others no time."""
    time.sleep(0 if numbers[0] else 1)
    return list(numbers)


def places(items: Sequence[int]) -> list[int]:
    """The process each item was worked on in."""
    time.sleep(0.02)
    return [os.getpid() for _ in items]


def refusing(numbers: Sequence[int]) -> list[int]:
    """Refuses what it does not like."""
    if 7 in numbers:
        raise SourceError("七：不知道怎样收录。")
    return list(numbers)


def dying(numbers: Sequence[int]) -> list[int]:
    """A worker that the system ends."""
    if 7 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(numbers)


def lingering(folders: Sequence[str]) -> list[int]:
    """Says that it is there, and is long at work."""
    for folder in folders:
        (Path(folder) / str(os.getpid())).touch()
    time.sleep(60)
    return [0 for _ in folders]
