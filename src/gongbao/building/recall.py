"""The memory of a build as its workers see it: the store is only read, and what is new is handed to the parent."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from gongbao import numbers
from gongbao.building.store import Store

_SPELT = b"spelt in pinyin: "  # what stands before a text whose spelling is remembered; longer than all other keys


class Recall:
    """The values of a store, and those that were added in this process.

    The process that writes the store reads what it has written; every other one opens the store for itself.
    """

    def __init__(self, path: Path, store: Store | None = None) -> None:
        self._path = path
        self._store = store  # of the process that writes it
        self._owner = os.getpid() if store else 0
        self._connection: sqlite3.Connection | None = None
        self._fresh: dict[bytes, bytes] = {}
        if store:
            numbers.learn({_text(key): value.decode() for key, value in store.recalled_below(_SPELT)})

    def get(self, key: bytes) -> bytes | None:
        """What is kept under a key."""
        if key in self._fresh:
            return self._fresh[key]
        if self._store is not None and self._owner == os.getpid():
            return self._store.recalled(key)
        try:
            row = self._opened().execute("SELECT value FROM memory WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None  # then it is worked out again
        return bytes(row[0]) if row else None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value until it is taken."""
        self._fresh[key] = value

    def take(self) -> tuple[tuple[bytes, bytes], ...]:
        """What is new since the last time."""
        spelt = ((_SPELT + _bytes(text), slug.encode()) for text, slug in numbers.spelt_anew().items())
        taken = (*self._fresh.items(), *spelt)
        self._fresh.clear()
        return taken

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None or self._owner != os.getpid():  # a connection does not survive a fork
            self._store, self._owner = None, os.getpid()
            self._connection = sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True)
        return self._connection


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(key: bytes) -> str:
    return key.decode("utf-8", "surrogatepass")
