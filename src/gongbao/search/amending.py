"""A segment after corrections: of its files only those are made that come out different, byte for byte as a whole making would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from gongbao.search import facets, register
from gongbao.search.bits import columns
from gongbao.search.documents import Document
from gongbao.search.fields import FIELDS
from gongbao.search.fragments import Fragment
from gongbao.search.hashing import part_name
from gongbao.search.lengths import LENGTHS, length_code
from gongbao.search.parts import Cut, parts_of
from gongbao.search.postings import Counted, Postings, counted
from gongbao.search.segment import TABLES, Described, fragment_path, part_path, tables, texts_of
from gongbao.search.unpacking import rows_of
from gongbao.search.vocabulary import Array, Vocabulary

_AT_ONCE = 256  # buckets whose postings are in memory together
_KEY, _FIELD, _DOCUMENT, _COUNT = range(4)  # of a row


class Correction(NamedTuple):
    """A place whose document is another one: the number of the one that stood there, and the one that stands there."""

    place: int
    number_text: str
    document: Document


@dataclass(frozen=True)
class Amended:
    """A segment after corrections: what was made of it, what is gone, and what the manifest says of it."""

    files: dict[str, bytes]
    described: Described
    more_files: int
    more_bytes: int


class StrangeError(Exception):
    """The files of a segment are not what they were said to be."""


@dataclass
class Amendment:
    """Corrections of a segment whose files `read` gives by their paths below its folder."""

    described: Described
    read: Callable[[str], bytes]
    corrections: Sequence[Correction]
    files: dict[str, bytes] = field(default_factory=dict)
    _was: dict[str, int] = field(default_factory=dict)  # the sizes of the files that were read: all are made anew
    _vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def made(self, revision: str) -> Amended:
        """The files that may be different; StrangeError where those that stand there do not fit together."""
        old = counted(self._vocabulary, [self._said(each) for each in self.corrections])
        new = counted(self._vocabulary, [texts_of(each.document) for each in self.corrections])
        for each in self.corrections:
            self.files[fragment_path(each.place)] = Fragment.of(each.document).encoded()
        lengths, codes = self._tables(new)
        values = {
            **self.described.values,
            "revision": revision,
            "lengths": lengths,
            "splits": self._parts(self._rows(old), self._rows(new)),
        }
        return Amended(
            self.files,
            Described(values, codes),
            len(self.files) - len(self._was),
            sum(map(len, self.files.values())) - sum(self._was.values()),
        )

    @property
    def _places(self) -> list[int]:
        return [each.place for each in self.corrections]

    @property
    def _documents(self) -> int:
        return int(str(self.described.values["documents"]))

    def _read(self, path: str) -> bytes:
        content = self.read(path)
        self._was[path] = len(content)
        return content

    def _said(self, correction: Correction) -> tuple[str, ...]:
        """The fields of the document that stood at a place."""
        known = Fragment.read(self._read(fragment_path(correction.place)))
        body = "\n".join(passage.text for passage in known.passages)
        return "。".join((known.title, *known.names)), correction.number_text, body

    def _rows(self, found: Counted) -> Array:
        """The postings of the documents at the places that are corrected, a row each."""
        places = np.array(self._places, dtype=np.int64)[found.documents]
        return np.stack([found.keys.astype(np.int64), found.fields, places, found.counts], axis=1)

    def _tables(self, new: Counted) -> tuple[list[int], dict[str, str]]:
        """The tables with the rows of the corrected documents; the sums of the lengths, and the codes of series."""
        were = [self._read(path) for path in TABLES]
        lengths = columns(were[0], 0, [self._documents] * len(FIELDS))
        rows = facets.decoded(were[1], self._documents)
        places = set(self._places)
        entries = [entry for entry in register.decoded(were[2]) if entry.document not in places]
        for place, counts in zip(self._places, new.lengths.tolist(), strict=True):
            for column, length in zip(lengths, counts, strict=True):
                column[place] = length_code(length)
        for place, _, document in self.corrections:
            rows[place] = facets.Row.of(document)
            entries += [register.Entry.of(document.number, place)] if document.number else []
        self.files.update(zip(TABLES, tables(lengths, rows, entries), strict=True))
        codes = {
            **self.described.codes,
            **{each.document.series: each.document.code_of_series for each in self.corrections},
        }
        return [sum(LENGTHS[code] for code in column) for column in lengths], {
            series: codes[series] for series in {entry.series for entry in entries}
        }

    def _parts(self, old: Array, new: Array) -> str:
        """The parts that hold a term that changed, and how often each bucket is halved now."""
        cut = Cut(self._documents, int(str(self.described.values["bits"])))
        splits = [int(digit) for digit in str(self.described.values["splits"])]
        both = np.concatenate([old, new])
        buckets = self._vocabulary.hasher()(both[:, _KEY].astype(np.uint64)).astype(np.int64) & ((1 << cut.bits) - 1)
        _, first, times = np.unique(both, axis=0, return_index=True, return_counts=True)
        touched = np.unique(buckets[first[times == 1]])
        for start in range(0, touched.size, _AT_ONCE):
            chunk = touched[start : start + _AT_ONCE]
            here = np.isin(buckets, chunk)
            rest = self._without(old[here[: len(old)]], self._stood(chunk.tolist(), splits))
            rows = np.concatenate([rest, new[here[len(old) :]]])
            laid = parts_of(chunk.tolist(), _postings(rows), self._vocabulary, cut)
            self.files.update({part_path(name): content for name, content in laid.parts.items()})
            for bucket in chunk.tolist():
                splits[bucket] = laid.splits[bucket]
        return "".join(map(str, splits))

    def _stood(self, buckets: Sequence[int], splits: Sequence[int]) -> Array:
        """The postings that stood in some buckets."""
        names = [part_name(bucket, half) for bucket in buckets for half in range(1 << splits[bucket])]
        return rows_of([self._read(part_path(name)) for name in names], self._documents, self._vocabulary)

    def _without(self, gone: Array, rows: Array) -> Array:
        """Postings without those of the corrected documents, which must be the ones that were worked out."""
        theirs = np.isin(rows[:, _DOCUMENT], self._places)
        if not np.array_equal(_sorted(rows[theirs]), _sorted(gone)):
            raise StrangeError
        return rows[~theirs]


def _sorted(rows: Array) -> Array:
    """Rows in the order of terms, fields, documents."""
    found: Array = rows[np.lexsort((rows[:, _DOCUMENT], rows[:, _FIELD], rows[:, _KEY]))]
    return found


def _postings(rows: Array) -> Postings:
    rows = _sorted(rows)
    return Postings(
        rows[:, _KEY].astype(np.uint64), rows[:, _FIELD].astype(np.uint8), rows[:, _DOCUMENT], rows[:, _COUNT]
    )
