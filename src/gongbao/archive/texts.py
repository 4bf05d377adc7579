"""The texts of records that are not kept in memory: fetched from what was remembered of the archive, else from its files."""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from gongbao.archive.frontmatter import split
from gongbao.errors import ArchiveError
from gongbao.model import Fetch, Record
from gongbao.tree import TreeError

RECENT = 64  # texts kept in memory: a page asks for the same ones again and again


class Texts:
    """The texts of an archive as it was when it was opened. Every process that has this, opens the memory for itself."""

    def __init__(self, root: Path, memory: Path) -> None:
        self._root = root
        self._memory = memory.absolute()
        self._places: dict[str, tuple[str, str]] = {}  # of each record the path and the digest, by its id
        self._fetch = self._text
        self._recent = lru_cache(maxsize=RECENT)(self._fetched)
        self._base: sqlite3.Connection | None = None
        self._owner = 0

    def of(self, id_: str, path: str, digest: str) -> Fetch:
        """What fetches the text of the record of a file whose bytes have a digest.

        ArchiveError once these are not there any more. Of two records with one id each has its own text.
        """
        if self._places.setdefault(id_, (path, digest)) == (path, digest):
            return self._fetch  # one for all of them
        return lambda _: self._recent(path, digest)

    def _text(self, record: Record) -> str:
        return self._recent(*self._places[record.id])

    def _fetched(self, path: str, digest: str) -> str:
        for each in (self._remembered, self._written):
            found = each(path, digest)
            if found is not None:
                return found
        raise ArchiveError(f"content/{path}: 这个文件在运行期间改变了。请再运行一次。")

    def _remembered(self, path: str, digest: str) -> str | None:
        with suppress(sqlite3.Error, UnicodeDecodeError):  # whatever became of the memory, there is the file itself
            row = self._opened().execute("SELECT text, sum FROM texts WHERE path = ?", (path,)).fetchone()
            if row and total(row[0], digest) == row[1]:
                return str(row[0], "utf-8")
        return None

    def _written(self, path: str, digest: str) -> str | None:
        with suppress(OSError, UnicodeDecodeError, TreeError):
            content = (self._root / path).read_bytes()
            if sha256(content).hexdigest() == digest:
                return split(content.decode())[1]
        return None

    def _opened(self) -> sqlite3.Connection:
        if self._base is None or self._owner != os.getpid():  # a connection does not survive a fork
            self._base = sqlite3.connect(
                f"{self._memory.as_uri()}?mode=ro", timeout=1, uri=True, check_same_thread=False
            )
            self._owner = os.getpid()
        return self._base


def total(content: bytes, digest: str) -> int:
    """The sum that tells whether something remembered is whole, and of the file with this digest."""
    return zlib.crc32(content, zlib.crc32(digest.encode()))
