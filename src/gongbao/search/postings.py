"""Postings while an index is built: which terms stand how often in which document, laid by in portions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gongbao.search.fields import FIELDS
from gongbao.search.laid_by import LaidBy, Rows
from gongbao.search.vocabulary import Array, Vocabulary

MOST_HELD = 500_000  # postings in memory before they are laid by
_PORTION = 100  # documents; so many have about as many postings as are put in order together
_AT_ONCE = 100_000  # characters that are taken apart together
_ROOM = 30_000_000  # bytes; the C library gives no smaller piece back to the system once it was given back one of these
_FIELD, _DOCUMENT = 62, 32  # where these stand in the value of a row; the count stands lowest


@dataclass(frozen=True)
class Postings:
    """Postings in the order of their terms, of one term in the order of fields, then of documents."""

    keys: Array
    fields: Array
    documents: Array
    counts: Array


@dataclass(frozen=True)
class Counted:
    """The terms of some documents: each once in a field, and how often it stands there. Documents are counted from 0."""

    lengths: Array  # of each document, of each field: how many terms with repeats
    keys: Array
    fields: Array
    documents: Array
    counts: Array


def counted(vocabulary: Vocabulary, documents: Sequence[Sequence[str]]) -> Counted:
    """The terms of some documents, which are given as the texts of their fields."""
    texts = [text for fields in documents for text in fields]
    keys, bounds = vocabulary.terms(texts, [field != "body" for field in FIELDS] * len(documents))
    fresh = np.ones(keys.size + 1, dtype=bool)  # and the end
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:-1])
    fresh[bounds] = True
    first = np.flatnonzero(fresh)
    of_text = np.diff(np.searchsorted(first, bounds))
    document, field = np.divmod(np.repeat(np.arange(len(texts)), of_text), len(FIELDS))
    return Counted(np.diff(bounds).reshape(-1, len(FIELDS)), keys[first[:-1]], field, document, np.diff(first))


class Spool:
    """Takes documents in their order, and gives the postings of one portion of the terms after the other."""

    def __init__(self, count: int, bits: int) -> None:
        """`count` documents will come; a portion is some of the 2^bits buckets of the hash."""
        np.empty(_ROOM, dtype=np.uint8)  # else every array of a batch would be made of pages the system empties first
        self._portions = 1 << min(bits, (count // _PORTION).bit_length())
        self.vocabulary = Vocabulary()
        self._waiting: list[Sequence[str]] = []  # the texts of documents whose terms are not counted yet
        self._letters = 0
        self._lengths = [np.empty((0, len(FIELDS)), dtype=np.int64)]
        self._held: list[Rows] = []
        self._size = self._count = 0
        self._laid_by = LaidBy(self._portions)

    def add(self, texts: Sequence[str]) -> None:
        """Take the fields of the next document."""
        self._waiting.append(texts)
        self._letters += sum(map(len, texts))
        if self._letters > _AT_ONCE:
            self._take_apart()

    def lengths(self) -> list[list[int]]:
        """Of each field how many terms it has in every document."""
        self._take_apart()
        found: list[list[int]] = np.concatenate(self._lengths).T.tolist()
        return found

    def portions(self) -> Iterator[Postings]:
        """All postings, portion by portion."""
        self._take_apart()
        if not self._laid_by:
            yield _sorted(Rows.joined(self._held))
            return
        self._lay_by()
        for rows in self._laid_by.portions():
            yield _sorted(rows)

    def _take_apart(self) -> None:
        found = counted(self.vocabulary, self._waiting)
        places = found.documents + self._count
        values = found.fields << _FIELD | places << _DOCUMENT | found.counts
        self._held.append(Rows(found.keys, values.astype(np.uint64)))
        self._lengths.append(found.lengths)
        self._size += found.keys.size
        self._count += len(self._waiting)
        self._waiting.clear()
        self._letters = 0
        if self._size > MOST_HELD and self._portions > 1:
            self._lay_by()

    def _lay_by(self) -> None:
        rows = Rows.joined(self._held)
        self._held.clear()
        self._size = 0
        hashes = self.vocabulary.hasher()(rows.keys)
        self._laid_by.add(rows, hashes & np.uint32(self._portions - 1))


def _sorted(rows: Rows) -> Postings:
    fields = (rows.values >> np.uint64(_FIELD)).astype(np.uint8)
    order = np.argsort(fields, kind="stable")
    order = order[np.argsort(rows.keys[order], kind="stable")]
    values = rows.values[order].astype(np.int64)
    documents = values >> _DOCUMENT & ((1 << _FIELD - _DOCUMENT) - 1)
    return Postings(rows.keys[order], fields[order], documents, values & ((1 << _DOCUMENT) - 1))
