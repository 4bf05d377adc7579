"""What the files of an archive said when they were last read, so that only changed ones are read again.

One SQLite file beside content/, safe to delete at any time: whatever in it is damaged, old or of another program is
not believed. Records are found there without their texts (Entry) or whole.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import platform
import sqlite3
import stat
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass, is_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import gongbao
from gongbao import model, typography
from gongbao.model import Decree, Record

FOLDER = ".gongbao"
FILE = "records"

# The modules that decide what a file of content/ says: what they read otherwise is read anew.
READERS = ("archive", "dates.py", "model.py", "problems.py", "tree.py", "typed.py", "typography.py")

# File systems count time in steps of up to two seconds. Within a step a file may change and its stamp stay.
STEP = 2_000_000_000

PATIENCE = 5.0  # seconds to wait for another run that writes

_TABLES = """
CREATE TABLE about (program TEXT);
CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT, sure INTEGER, digest TEXT, entry TEXT, sum INTEGER);
CREATE TABLE records (path TEXT PRIMARY KEY, record BLOB, sum INTEGER);
"""

Stamp = str  # size, times and inode of a file; the same stamp is the same content, see Row.sure


@dataclass(frozen=True)
class Entry:
    """A record without its text: what must be known of every record to add another."""

    id: str
    kind: str
    source: str
    number: str | None = None
    printing_of: str | None = None
    titles: tuple[str, ...] = ()  # of a decree: all its titles, folded for comparison

    @classmethod
    def of(cls, record: Record) -> Entry:
        """The entry of a record."""
        if not isinstance(record, Decree):
            return cls(record.id, record.kind, record.source.file)
        titles = (record.title, *(variant.text for variant in record.title_variants))
        folded = tuple(typography.fold(title) for title in titles)
        return cls(record.id, record.kind, record.source.file, record.number, record.printing_of, folded)


@dataclass(frozen=True)
class Row:
    """A file as it was read. `sure` is false when it was so new that it may have changed under the same stamp."""

    stamp: Stamp
    sure: bool
    digest: str
    entry: Entry | None  # None for a source


class Store:
    """The memory of one archive. Every failure to use it means no more than reading the files themselves."""

    def __init__(self, file: Path) -> None:
        self._rows: dict[str, Row] = {}
        self._fresh: dict[str, Record | None] = {}  # read in this run
        self._surer: set[str] = set()
        self._base: sqlite3.Connection | None = None
        self._now = 0
        with suppress(OSError, sqlite3.Error, ValueError, TypeError):
            self._base = _opened(file)
            self._now = _clock(file)
            self._rows = dict(_rows(self._base))

    @classmethod
    def beside(cls, root: Path) -> Store:
        """The memory of the archive at `root` (content/)."""
        return cls(root.absolute().parent / FOLDER / FILE)

    def row(self, path: str, stamp: Stamp, file: Path) -> Row | None:
        """What is known of a file that has this stamp now; None when it must be read."""
        row = self._rows.get(path)
        if row is None or row.stamp != stamp or not stamp:
            return None
        if not row.sure:
            if _digest_of(file) != row.digest:
                return None
            if self._is_sure(stamp):
                row = self._rows[path] = replace(row, sure=True)
                self._surer.add(path)
        return row

    def record(self, path: str) -> Record | None:
        """The whole record of a file that `row` knew; None when it must be read after all."""
        if path in self._fresh:
            return self._fresh[path]
        row = self._rows.get(path)
        if row is None or self._base is None:
            return None
        with suppress(Exception):  # whatever a damaged memory does to SQLite and pickle, the file itself is there
            found = self._base.execute("SELECT record, sum FROM records WHERE path = ?", (path,)).fetchone()
            return _unpacked(row, *found) if found else None
        return None

    def remember(self, path: str, stamp: Stamp, content: bytes, record: Record | None) -> Row:
        """Keep what a file says; `stamp` was taken before `content` was read. None is for a source."""
        row = Row(stamp, self._is_sure(stamp), digest(content), Entry.of(record) if record else None)
        self._rows[path] = row
        self._fresh[path] = record
        return row

    def save(self, present: Collection[str]) -> None:
        """Write down what is new, and forget the files that are not present."""
        gone = self._rows.keys() - set(present)
        kept = [path for path in self._fresh.keys() | self._surer if path not in gone and self._rows[path].stamp]
        if self._base is not None and (gone or kept):
            with suppress(sqlite3.Error), self._base as base:
                base.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in gone])
                base.executemany("DELETE FROM records WHERE path = ?", [(path,) for path in gone])
                base.executemany("REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", self._lines(kept))
                base.executemany("REPLACE INTO records VALUES (?, ?, ?)", self._blobs(kept))
        for path in gone:
            del self._rows[path]
        self._fresh = {}
        self._surer = set()

    def close(self) -> None:
        """Let go of the file."""
        if self._base is not None:
            self._base.close()

    def _lines(self, paths: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        for path in paths:
            row = self._rows[path]
            entry = json.dumps(astuple(row.entry), ensure_ascii=False) if row.entry else ""
            line = (path, row.stamp, int(row.sure), row.digest, entry)
            yield (*line, _sum(line))

    def _blobs(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes, int]]:
        for path in paths:
            record = self._fresh.get(path)
            if record is not None:
                blob = pickle.dumps(record, pickle.HIGHEST_PROTOCOL)
                yield path, blob, zlib.crc32(blob, zlib.crc32(self._rows[path].digest.encode()))

    def _is_sure(self, stamp: Stamp) -> bool:
        """True when the file was left alone for a while before this run began to read."""
        _, modified, changed, _ = stamp.split() if stamp else ("", "0", "0", "")
        return max(int(modified), int(changed)) + STEP < self._now


def stamp_of(file: str | Path) -> Stamp:
    """The stamp of a file; empty, which is never remembered, for what is no plain file."""
    try:
        found = os.lstat(file)
    except OSError:
        return ""
    if not stat.S_ISREG(found.st_mode):
        return ""
    # The time of change as well: who restores a file may set the time of modification, but not this one.
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def digest(content: bytes) -> str:
    """The hash by which the content of a file is recognised."""
    return hashlib.sha256(content).hexdigest()


def _digest_of(file: Path) -> str | None:
    try:
        return digest(file.read_bytes())
    except OSError:
        return None


def _opened(file: Path) -> sqlite3.Connection:
    if not file.parent.exists():
        file.parent.mkdir()
        (file.parent / ".gitignore").write_text("*\n", "ascii")
    try:
        return _connected(file)
    except sqlite3.OperationalError as error:
        if "no such" not in str(error):
            raise  # locked, or a place where nobody may write
    except sqlite3.DatabaseError:
        pass
    # Damaged or another program's. The journal goes first: SQLite would roll it back into the new file.
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
    file.unlink(missing_ok=True)
    return _connected(file)


def _connected(file: Path) -> sqlite3.Connection:
    base = sqlite3.connect(file, timeout=PATIENCE)
    try:
        base.execute("PRAGMA synchronous = OFF")  # what a lost current damages is seen by the sums, and read again
        if not base.execute("SELECT 1 FROM sqlite_master").fetchone():
            base.executescript(f"BEGIN; {_TABLES} INSERT INTO about VALUES ('{_program()}'); COMMIT;")
        elif not base.execute("SELECT 1 FROM about WHERE program = ?", (_program(),)).fetchone():
            raise sqlite3.DatabaseError("of another program")
    except sqlite3.Error:
        base.close()
        raise
    return base


@cache
def _program() -> str:
    """What the meaning of the memory depends on, in one hash."""
    package = Path(gongbao.__file__).parent
    files = [file for name in READERS for file in sorted((package / name).glob("*.py")) or [package / name]]
    versions = f"{platform.python_version()} {yaml.__version__} {hasattr(yaml, 'CSafeLoader')}"
    return digest(b"\0".join([versions.encode(), *(file.read_bytes() for file in files)]))


def _clock(file: Path) -> int:
    """The time of the file system, which is what stamps are made of; 0 where it cannot be asked."""
    try:
        os.utime(file)
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _rows(base: sqlite3.Connection) -> Iterator[tuple[str, Row]]:
    for *line, found in base.execute("SELECT path, stamp, sure, digest, entry, sum FROM files"):
        if _sum(line) == found:
            path, stamp, sure, content, entry = line
            yield path, Row(stamp, bool(sure), content, _entry(entry) if entry else None)


def _entry(text: str) -> Entry:
    id_, kind, source, number, printing_of, titles = json.loads(text)
    return Entry(id_, kind, source, number, printing_of, tuple(titles))


def _sum(line: Iterable[object]) -> int:
    return zlib.crc32("\n".join(map(str, line)).encode())


class _Unpickler(pickle.Unpickler):
    """Makes records and nothing else: a memory that somebody else put here must not run anything."""

    def find_class(self, module: str, name: str) -> Any:
        found = getattr(model, name, None) if module == model.__name__ else None
        if isinstance(found, type) and is_dataclass(found):
            return found
        if (module, name) == ("datetime", "date"):
            return date
        raise pickle.UnpicklingError(f"{module}.{name}")


def _unpacked(row: Row, blob: bytes, found: int) -> Record | None:
    if zlib.crc32(blob, zlib.crc32(row.digest.encode())) != found:
        return None
    record = _Unpickler(io.BytesIO(blob)).load()
    return record if isinstance(record, Record) else None
