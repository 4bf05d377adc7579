"""Watching folders: by looking at the stamps of their files again and again, which works everywhere alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from gongbao.building.stamps import stamped

PAUSE = 0.15  # seconds between two looks
SHARE = 10  # a look at a large archive takes its time: looking is at most a tenth of what is done
CALM = 0.05  # seconds without a change before it is taken up: editors write a file in several steps
LONGEST = 3.0  # seconds between two looks at most
RESTLESS = 40  # looks after which it is taken up anyway


@dataclass
class Watched:
    """Folders as they were seen last, and what is done when something in them changed."""

    folders: Sequence[Path]
    changed: Callable[[], None]
    seen: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.seen = stamped(self.folders)  # before anything is made of them: what changes meanwhile is seen later

    def look(self, stop: Event) -> bool:
        """Do what is to be done if anything changed, and tell. What changes while it is done is seen at the next look."""
        now = stamped(self.folders)
        if now == self.seen:
            return False
        self.seen = self._calm(now, stop)
        self.changed()
        return True

    def _calm(self, now: bytes, stop: Event) -> bytes:
        """The stamps once nothing moves any more."""
        for _ in range(RESTLESS):
            stop.wait(CALM)
            before, now = now, stamped(self.folders)
            if now == before:
                break
        return now


def watch(all_: Sequence[Watched], stop: Event) -> None:
    """Look until told to stop."""
    pause = PAUSE
    while not stop.wait(pause):
        began = time.monotonic()
        changed = [each.look(stop) for each in all_]
        looked = 0.0 if any(changed) else time.monotonic() - began  # what was done is not counted as looking
        pause = max(PAUSE, min(SHARE * looked, LONGEST))
