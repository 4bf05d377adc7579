"""How open pages learn that there is something new: a state with a turn, and whoever waits for the next one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from threading import Condition


@dataclass(frozen=True)
class State:
    """What is being served: `turn` changes with every build, `trouble` is why the last change is not in it."""

    turn: str
    trouble: tuple[str, ...] = ()


class Bell:
    """Holds the state; rings when it changes."""

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)  # pages of an earlier run of the server must not think they are current
        self._turn = 0
        self._changed = Condition()
        self._closed = False
        self._state = State(f"{self._run}-0")

    @property
    def state(self) -> State:
        """The state now."""
        with self._changed:
            return self._state

    @property
    def closed(self) -> bool:
        """Whether the server is about to end."""
        with self._changed:
            return self._closed

    def built(self) -> None:
        """There is a new site."""
        with self._changed:
            self._turn += 1
            self._set(State(f"{self._run}-{self._turn}"))

    def failed(self, trouble: tuple[str, ...]) -> None:
        """The site stays what it was, for these reasons."""
        with self._changed:
            self._set(State(self._state.turn, trouble))

    def close(self) -> None:
        """Let everybody who waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, known: State | None, seconds: float) -> State | None:
        """The state as soon as it is not the known one; None when nothing changed in that time."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._state != known, seconds)
            return self._state if self._state != known and not self._closed else None

    def _set(self, state: State) -> None:
        self._state = state
        self._changed.notify_all()
