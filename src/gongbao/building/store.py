"""The store of the last build: one SQLite file that only ever saves time, and may be deleted whenever one likes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

_TABLES = """
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parts (key TEXT PRIMARY KEY, fingerprint BLOB, templates TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files
    (path TEXT PRIMARY KEY, part TEXT, digest BLOB, view BLOB, listed INTEGER, updated TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_of_part ON files (part);
CREATE TABLE IF NOT EXISTS memory (key BLOB PRIMARY KEY, value BLOB);
"""
_LAYOUT = 2  # of the tables
_LASTING = "summary"  # the note of what readers may have linked: true whatever program made the pages


class Kept(NamedTuple):
    """A file as it stands in public/: what it is made of, and whether search engines may list it."""

    path: str
    digest: bytes  # of its bytes
    view: bytes  # of what the page was rendered from; empty for files that are no pages
    listed: bool
    updated: str


class Store:
    """What the last build made, and of what."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path, version: bytes) -> Store:
        """The store at a path; one that is damaged, or was written by another program, is begun anew."""
        try:
            return cls(_opened(path, version))
        except sqlite3.DatabaseError:
            _forget(path)
            return cls(_opened(path, version))

    @classmethod
    def nowhere(cls) -> Store:
        """A store that remembers nothing beyond this run."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.executescript(_TABLES)
        return cls(connection)

    def close(self) -> None:
        """Let go of the file; what was not committed is forgotten."""
        self._connection.close()

    def begin(self) -> None:
        """From here on nothing is kept until `commit`."""
        self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Keep what was written since `begin`."""
        self._connection.execute("COMMIT")

    def note(self, name: str) -> bytes:
        """A value by its name; empty where there is none."""
        found = self._connection.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return bytes(found[0]) if found else b""

    def set_note(self, name: str, value: bytes) -> None:
        """Keep a value under a name."""
        self._connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    def fingerprints(self) -> dict[str, tuple[bytes, str]]:
        """Of every part of the last build the fingerprint, and the templates its pages were rendered with."""
        return {key: (each, names) for key, each, names in self._connection.execute("SELECT * FROM parts")}

    def files_of(self, part: str) -> dict[str, Kept]:
        """The files of a part by their paths."""
        rows = self._connection.execute("SELECT path, digest, view, listed, updated FROM files WHERE part = ?", (part,))
        return {row[0]: Kept(row[0], row[1], row[2], bool(row[3]), row[4]) for row in rows}

    def put_part(self, key: str, fingerprint: bytes, templates: str) -> None:
        """Remember what a part was made of."""
        self._connection.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", (key, fingerprint, templates))

    def drop_part(self, key: str) -> None:
        """Forget a part; its files are to be dropped one by one."""
        self._connection.execute("DELETE FROM parts WHERE key = ?", (key,))

    def put_file(self, part: str, kept: Kept) -> str:
        """Remember a file; the part that already has this path, or "" where none has."""
        row = (kept.path, part, kept.digest, kept.view, int(kept.listed), kept.updated)
        try:
            self._connection.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)", row)
        except sqlite3.IntegrityError:
            owner = self._connection.execute("SELECT part FROM files WHERE path = ?", (kept.path,)).fetchone()
            if owner[0] != part:
                return str(owner[0])
            self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", row)
        return ""

    def drop_file(self, path: str) -> None:
        """Forget a file."""
        self._connection.execute("DELETE FROM files WHERE path = ?", (path,))

    def paths(self) -> Iterator[str]:
        """Every file of the site."""
        for row in self._connection.execute("SELECT path FROM files ORDER BY path"):
            yield row[0]

    def has(self, path: str) -> bool:
        """Whether a file is part of the site."""
        return self._connection.execute("SELECT 1 FROM files WHERE path = ?", (path,)).fetchone() is not None

    def count(self) -> int:
        """How many files the site has."""
        return int(self._connection.execute("SELECT count(*) FROM files").fetchone()[0])

    def listed(self) -> Iterator[tuple[str, str]]:
        """The pages that search engines may list, with the day something last happened to them."""
        yield from self._connection.execute("SELECT path, updated FROM files WHERE listed ORDER BY path")

    def recalled(self, key: bytes) -> bytes | None:
        """A value that only saves time."""
        row = self._connection.execute("SELECT value FROM memory WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else None

    def recalled_below(self, prefix: bytes) -> Iterator[tuple[bytes, bytes]]:
        """All such values whose keys begin in one way, without that."""
        rows = self._connection.execute(
            "SELECT key, value FROM memory WHERE key > ? AND key < ?", (prefix, prefix + b"\xff")
        )
        return ((bytes(key[len(prefix) :]), bytes(value)) for key, value in rows)

    def remember(self, values: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep values that only save time."""
        self._connection.executemany("INSERT OR REPLACE INTO memory VALUES (?, ?)", values)

    def clear(self) -> None:
        """Forget the site: its parts and its files, not what only saves time, nor what readers may have linked."""
        for table in ("parts", "files"):
            self._connection.execute(f"DELETE FROM {table}")
        self._connection.execute("DELETE FROM notes WHERE name <> ?", (_LASTING,))


def glance(path: Path, names: Sequence[str]) -> Mapping[str, bytes]:
    """Notes of a store that is only looked at; empty where there is no store, or it cannot be read."""
    nothing = dict.fromkeys(names, b"")
    if not path.is_file() or path.with_name(f"{path.name}-wal").exists():
        return nothing  # a run is under way, or was killed
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as connection:
            return {name: Store(connection).note(name) for name in names}
    except sqlite3.DatabaseError:
        return nothing


def _opened(path: Path, version: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if connection.execute("PRAGMA user_version").fetchone()[0] not in (0, _LAYOUT):
        raise sqlite3.DatabaseError("another layout")
    connection.executescript(_TABLES)
    connection.execute(f"PRAGMA user_version = {_LAYOUT}")
    store = Store(connection)
    if store.note("version") != version:
        connection.execute("BEGIN IMMEDIATE")
        store.clear()
        connection.execute("DELETE FROM memory")
        store.set_note("version", version)
        connection.execute("COMMIT")
    return connection


def _forget(path: Path) -> None:
    for name in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        name.unlink(missing_ok=True)
