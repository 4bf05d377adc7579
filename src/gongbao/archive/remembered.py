"""What the files of an archive said when they were last read, so that only changed ones are read again.

One SQLite file beside content/, safe to delete at any time: whatever in it is damaged, old or of another program is
not believed. Records are found there as entries, without their texts, or whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sqlite3
import stat
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import gongbao
from gongbao import typography
from gongbao.archive.heads import Head, divided, packed, place, unpacked
from gongbao.archive.noted import Noted
from gongbao.archive.texts import total
from gongbao.model import Decree, Record

FOLDER = ".gongbao"
FILE = "records"

# The modules that decide what a file of content/ says: what they read otherwise is read anew.
READERS = (
    "archive",
    "dates.py",
    "model.py",
    "numbers.py",
    "numerals.py",
    "problems.py",
    "tree.py",
    "typed.py",
    "typography.py",
)

# File systems count time in steps of up to two seconds. Within a step a file may change and its stamp stay.
STEP = 2_000_000_000

PATIENCE = 5.0  # seconds to wait for another run that writes

_TABLES = """
CREATE TABLE about (program TEXT);
CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT, sure INTEGER, digest TEXT, record INTEGER, sum INTEGER);
CREATE TABLE entries (path TEXT PRIMARY KEY, entry TEXT, sum INTEGER);
CREATE TABLE heads (first TEXT PRIMARY KEY, lot BLOB, sum INTEGER);
CREATE TABLE texts (path TEXT PRIMARY KEY, text BLOB, sum INTEGER);
"""
_MANY = 1_000  # records that wait in memory to be written

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


class Row(NamedTuple):
    """A file as it was read. `sure` is false when it was so new that it may have changed under the same stamp."""

    stamp: Stamp
    sure: bool
    digest: str
    record: bool  # whether it is the file of a record, not a source


class Told(NamedTuple):
    """What a file says: its record, and what is noted of it."""

    record: Record
    noted: Noted


class Store:
    """The memory of one archive. Every failure to use it means no more than reading the files themselves."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._rows: dict[str, Row] = {}
        self._fresh: dict[str, Told | None] = {}  # read in this run, and not yet written
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

    def row(self, path: str, stamp: Stamp, file: str | Path) -> Row | None:
        """What is known of a file that has this stamp now; None when it must be read."""
        row = self._rows.get(path)
        if row is None or row.stamp != stamp or not stamp:
            return None
        if not row.sure:
            if _digest_of(file) != row.digest:
                return None
            if self._is_sure(stamp):
                row = self._rows[path] = row._replace(sure=True)
                self._surer.add(path)
        return row

    def record(self, path: str) -> Record | None:
        """The whole record of a file that `row` knew; None when it must be read after all."""
        if path in self._fresh:
            told = self._fresh[path]
            return told.record if told else None
        row = self._rows.get(path)
        if row is None or self._base is None:
            return None
        with suppress(Exception):  # whatever a damaged memory does to SQLite and pickle, the file itself is there
            first = place(self._firsts(), path)
            found = next(each for each in self._lot(first) if (each.path, each.digest) == (path, row.digest))
            text, sum_ = self._base.execute("SELECT text, sum FROM texts WHERE path = ?", (path,)).fetchone()
            if total(text, row.digest) == sum_:
                return replace(found.record, body=str(text, "utf-8"))
        return None

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """The entry of every record that was read in an earlier run, by the path of its file."""
        with suppress(sqlite3.Error):
            for path, entry, its in self._base.execute("SELECT * FROM entries") if self._base else ():
                row = self._rows.get(path)
                if row and total(entry.encode(), row.digest) == its:
                    yield path, _entry(entry)

    def heads(self) -> Iterator[Head]:
        """Of every file that was read in an earlier run the record without its text, and what is noted of it."""
        for first in self._firsts():
            for head in self._lot(first):
                row = self._rows.get(head.path)
                if row and row.digest == head.digest:
                    yield head

    def remember(self, path: str, stamp: Stamp, content: bytes, told: Told | None) -> Row:
        """Keep what a file says; `stamp` was taken before `content` was read. None is for a source."""
        row = Row(stamp, self._is_sure(stamp), digest(content), told is not None)
        self._rows[path] = row
        self._fresh[path] = told
        return row

    def relieve(self) -> bool:
        """Write down what was read when there is much of it, so that it need not be kept in memory; whether that was done."""
        return len(self._fresh) >= _MANY and self.save(self._rows)

    def save(self, present: Collection[str]) -> bool:
        """Write down what is new, and forget the files that are not present; whether all of it is written down."""
        gone = self._rows.keys() - set(present)
        kept = [path for path in self._fresh.keys() | self._surer if path not in gone and self._rows[path].stamp]
        done = self._base is not None and self._write(self._base, gone, kept)
        for path in gone:
            del self._rows[path]
        self._fresh = {}
        self._surer = set()
        return done

    def _write(self, base: sqlite3.Connection, gone: Collection[str], kept: Collection[str]) -> bool:
        told = [(path, self._rows[path].digest, each) for path in kept if (each := self._fresh.get(path))]
        with suppress(sqlite3.Error):
            with base:
                for table in ("files", "entries", "texts"):
                    base.executemany(f"DELETE FROM {table} WHERE path = ?", [(path,) for path in gone])
                base.executemany("REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", self._lines(kept))
                base.executemany("REPLACE INTO entries VALUES (?, ?, ?)", map(_summed_entry, told))
                base.executemany("REPLACE INTO texts VALUES (?, ?, ?)", map(_summed_text, told))
                self._save_heads(base, gone, [Head(path, digest, *each) for path, digest, each in told])
            return True
        return False

    def close(self) -> None:
        """Let go of the file."""
        if self._base is not None:
            self._base.close()

    def _lines(self, paths: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        for path in paths:
            row = self._rows[path]
            line = (path, row.stamp, int(row.sure), row.digest, int(row.record))
            yield (*line, _sum(line))

    def _save_heads(self, base: sqlite3.Connection, gone: Collection[str], told: Iterable[Head]) -> None:
        """Write the lots again where something is new or gone."""
        firsts = self._firsts()
        changed: dict[str, dict[str, Head | None]] = {}
        for path in gone:
            if self._rows[path].record:
                changed.setdefault(place(firsts, path), {})[path] = None
        for head in told:
            changed.setdefault(place(firsts, head.path), {})[head.path] = head
        for first, others in changed.items():
            held = {each.path: each for each in self._lot(first)} | others
            base.execute("DELETE FROM heads WHERE first = ?", (first,))
            lots = divided([each for each in held.values() if each])
            base.executemany("REPLACE INTO heads VALUES (?, ?, ?)", map(_summed_lot, lots))

    def _firsts(self) -> list[str]:
        """The first path of each lot, in order."""
        with suppress(sqlite3.Error):
            found = self._base.execute("SELECT first FROM heads") if self._base else ()
            return sorted(first for (first,) in found)
        return []

    def _lot(self, first: str) -> list[Head]:
        """The lot that begins with a path; nothing of one that is damaged."""
        with suppress(Exception):  # whatever a damaged memory does to SQLite and pickle, the files themselves are there
            if self._base is not None:
                found = self._base.execute("SELECT lot, sum FROM heads WHERE first = ?", (first,)).fetchone()
                if found and total(found[0], first) == found[1]:
                    return list(unpacked(found[0]))
        return []

    def _is_sure(self, stamp: Stamp) -> bool:
        """True when the file was left alone for a while before this run began to read."""
        _, modified, changed, _ = stamp.split() if stamp else ("", "0", "0", "")
        return max(int(modified), int(changed)) + STEP < self._now


def stamp_of(file: str | Path) -> Stamp:
    """The stamp of a file; empty, which is never remembered, for what is no plain file."""
    try:
        found = os.lstat(file)
    except (OSError, ValueError):  # a name may hold what no file has: a\0b
        return ""
    if not stat.S_ISREG(found.st_mode):
        return ""
    # The time of change as well: who restores a file may set the time of modification, but not this one.
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def digest(content: bytes) -> str:
    """The hash by which the content of a file is recognised."""
    return hashlib.sha256(content).hexdigest()


def _digest_of(file: str | Path) -> str | None:
    try:
        return digest(Path(file).read_bytes())
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
    for *line, found in base.execute("SELECT path, stamp, sure, digest, record, sum FROM files"):
        if _sum(line) == found:
            path, stamp, sure, content, record = line
            yield path, Row(stamp, bool(sure), content, bool(record))


def _entry(text: str) -> Entry:
    id_, kind, source, number, printing_of, titles = json.loads(text)
    return Entry(id_, kind, source, number, printing_of, tuple(titles))


def _sum(line: Sequence[object]) -> int:
    return zlib.crc32("{}\n{}\n{}\n{}\n{}".format(*line).encode())


_Told = tuple[str, str, Told]  # the path of a file, the digest of its bytes, what it says


def _summed_entry(told: _Told) -> tuple[str, str, int]:
    path, content, (record, _) = told
    entry = json.dumps(astuple(Entry.of(record)), ensure_ascii=False)
    return path, entry, total(entry.encode(), content)


def _summed_text(told: _Told) -> tuple[str, bytes, int]:
    path, content, (record, _) = told
    text = record.body.encode()
    return path, text, total(text, content)


def _summed_lot(heads: Sequence[Head]) -> tuple[str, bytes, int]:
    first, lot = heads[0].path, packed(heads)
    return first, lot, total(lot, first)
