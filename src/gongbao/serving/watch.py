"""Watching folders: by looking at the stamps of their files again and again, which works everywhere alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from gongbao.building.stamps import stamped

PAUSE = 0.3  # seconds between two looks
SHARE = 10  # a look at a large archive takes its time: looking is at most a tenth of what is done
CALM = 0.05  # seconds without a change before it is taken up: editors write a file in several steps
RESTLESS = 40  # looks after which it is taken up anyway


@dataclass(frozen=True)
class Watched:
    """Folders, and what is done when something in them changed."""

    folders: Sequence[Path]
    changed: Callable[[], None]


def watch(all_: Sequence[Watched], stop: Event) -> None:
    """Look until told to stop. What changes while something is done about a change is seen at the next look."""
    seen = [stamped(each.folders) for each in all_]
    pause = PAUSE
    while not stop.wait(pause):
        began = time.monotonic()
        for at, each in enumerate(all_):
            now = stamped(each.folders)
            if now != seen[at]:
                seen[at] = _calm(each, now, stop)
                each.changed()
        pause = max(PAUSE, SHARE * (time.monotonic() - began)) if pause == PAUSE else PAUSE


def _calm(watched: Watched, now: bytes, stop: Event) -> bytes:
    """The stamps once nothing moves any more."""
    for _ in range(RESTLESS):
        stop.wait(CALM)
        before, now = now, stamped(watched.folders)
        if now == before:
            break
    return now
