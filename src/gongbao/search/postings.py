"""Postings while an index is built: which terms stand how often in which document, laid by in portions."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, NamedTuple

import numpy as np

from gongbao.search.fields import FIELDS
from gongbao.search.vocabulary import Array, Vocabulary

MOST_HELD = 1_500_000  # postings in memory before they are laid by
_TERMS_A_DOCUMENT = 3000


@dataclass(frozen=True)
class Postings:
    """Postings in the order of their terms, of one term in the order of fields, then of documents."""

    keys: Array
    fields: Array
    documents: Array
    counts: Array


class Counted(NamedTuple):
    """The terms of a field of a document: how many with repeats, each once, and how often it stands there."""

    length: int
    keys: Array
    counts: Array


def counted(vocabulary: Vocabulary, texts: Sequence[str]) -> Iterator[Counted]:
    """The terms of the fields of a document."""
    for field, text in zip(FIELDS, texts, strict=True):
        keys = vocabulary.keys(text, field != "body")
        yield Counted(keys.size, *_distinct(keys))


def _distinct(keys: Array) -> tuple[Array, Array]:
    """Each key once, in their order, and how often it stands there."""
    keys.sort()
    fresh = np.ones(keys.size + 1, dtype=bool)  # and the end
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:-1])
    first = np.flatnonzero(fresh)
    return keys[first[:-1]], first[1:] - first[:-1]


class Spool:
    """Takes documents in their order, and gives the postings of one portion of the terms after the other."""

    def __init__(self, count: int, bits: int) -> None:
        """`count` documents will come; a portion is some of the 2^bits buckets of the hash."""
        wanted = count * _TERMS_A_DOCUMENT // MOST_HELD
        self._portions = 1 << min(bits, wanted.bit_length())
        self.vocabulary = Vocabulary()
        self._held: list[list[Array]] = [[] for _ in FIELDS]
        self._size = 0
        self._files: list[list[IO[bytes]]] = []
        self._count = 0

    def add(self, texts: Sequence[str]) -> list[int]:
        """Take the fields of the next document; return how many terms each has."""
        lengths = []
        for held, field in zip(self._held, counted(self.vocabulary, texts), strict=True):
            lengths.append(field.length)
            values = np.uint64(self._count << 32) | field.counts.astype(np.uint64)
            held.append(np.stack([field.keys, values], axis=1))
            self._size += field.keys.size
        self._count += 1
        if self._size > MOST_HELD and self._portions > 1:
            self._lay_by()
        return lengths

    def portions(self) -> Iterator[Postings]:
        """All postings, portion by portion."""
        if not self._files:
            yield _sorted([_joined(held) for held in self._held])
            return
        self._lay_by()
        for portion in zip(*self._files, strict=True):
            yield _sorted([_read(file) for file in portion])

    def _lay_by(self) -> None:
        if not self._files:
            self._files = [[tempfile.TemporaryFile() for _ in range(self._portions)] for _ in FIELDS]  # noqa: SIM115
        hashed = self.vocabulary.hasher()
        for held, files in zip(self._held, self._files, strict=True):
            rows = _joined(held)
            portion = (hashed(rows[:, 0]) & np.uint64(self._portions - 1)).astype(np.uint16)
            order = np.argsort(portion, kind="stable")
            ends = np.cumsum(np.bincount(portion, minlength=self._portions))
            for file, rows_of in zip(files, np.split(rows[order], ends[:-1]), strict=True):
                file.write(rows_of.tobytes())
            held.clear()
        self._size = 0


def _joined(held: list[Array]) -> Array:
    return np.concatenate(held) if held else np.empty((0, 2), dtype=np.uint64)


def _read(file: IO[bytes]) -> Array:
    file.seek(0)
    with file:
        return np.frombuffer(file.read(), dtype=np.uint64).reshape(-1, 2)


def _sorted(rows: list[Array]) -> Postings:
    together = np.concatenate(rows)
    order = np.argsort(together[:, 0], kind="stable")
    fields = np.repeat(np.arange(len(rows), dtype=np.uint8), [len(each) for each in rows])[order]
    keys, values = together[order, 0], together[order, 1]
    return Postings(
        keys, fields, (values >> np.uint64(32)).astype(np.int64), (values & np.uint64(0xFFFFFFFF)).astype(np.int64)
    )
