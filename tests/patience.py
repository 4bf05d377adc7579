"""Work that must come to an end: a guard against what grows beyond measure, on however slow a machine."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

PATIENCE = 120  # seconds; what is well done takes one or two, what is not takes many minutes


@contextmanager
def ends() -> Iterator[None]:
    """Fail when what is done here does not come to an end."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"still at work after {PATIENCE} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
