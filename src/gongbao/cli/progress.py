"""A progress bar for people: only where there is more than one file and a terminal to show it on."""

from __future__ import annotations

import sys
from collections.abc import Callable

WIDTH = 30


def bar(total: int) -> Callable[[int], None]:
    """A function to call with the number of files done."""
    if total < 2 or not sys.stderr.isatty():
        return lambda done: None

    def show(done: int) -> None:
        filled = WIDTH * done // total
        end = "\n" if done == total else ""
        print(f"\r{'█' * filled}{'░' * (WIDTH - filled)} {done}/{total}", end=end, file=sys.stderr, flush=True)

    return show
