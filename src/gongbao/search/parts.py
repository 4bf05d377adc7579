"""The parts of a segment's index as bytes: a dictionary of terms, then their codes as bits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from gongbao.search.bits import laid, varint
from gongbao.search.codes import Codes, codes
from gongbao.search.hashing import MOST_SPLITS, SPLIT_FROM, part_name
from gongbao.search.postings import Postings, Spool
from gongbao.search.vocabulary import Array, Vocabulary, is_pair

_BITS = (6, 14)  # of buckets, at least and at most
_BRIEF = 4  # so many short documents take as much room as one
_TARGETS = (
    (30_000, 3000),
    (1_000, 1500),
    (0, 2500),
)  # from so many documents on; few documents shall not make many files


@dataclass(frozen=True)
class Cut:
    """How the index of so many documents is cut: into 2^bits buckets.

    There are about as many buckets as documents; a bucket is halved until what stands beside the largest term of a part
    fits in the target. A query reads a part for a term, so what stands beside it is what is read in vain.
    """

    documents: int
    bits: int

    @classmethod
    def of(cls, documents: int, brief: bool = False) -> Cut:
        """The cut for so many documents; `brief` where they are short ones."""
        least, most = _BITS
        room = documents * 3 // 2 // (_BRIEF if brief else 1)
        return cls(documents, min(most, max(least, room.bit_length() - 1)))

    @property
    def target(self) -> int:
        """Bytes a part may have beside its largest term."""
        return next(target for least, target in _TARGETS if self.documents >= least)


def parts(spool: Spool, cut: Cut, splits: list[int]) -> Iterator[tuple[str, bytes]]:
    """Every part, name and bytes; `splits` receives how often each bucket was halved."""
    splits[:] = [0] * (1 << cut.bits)
    left = set(range(1 << cut.bits))
    for postings in spool.portions():
        yield from _filled(postings, spool.vocabulary, (cut, left, splits))
    yield from _empty(left)


def parts_of(buckets: Iterable[int], postings: Postings, vocabulary: Vocabulary, cut: Cut) -> Laid:
    """The parts of some buckets, which hold these postings and nothing else."""
    left, splits = set(buckets), [0] * (1 << cut.bits)
    found = dict(_filled(postings, vocabulary, (cut, left, splits)))
    return Laid({**found, **dict(_empty(left))}, splits)


class Laid(NamedTuple):
    """Parts by their names, and how often each bucket was halved."""

    parts: dict[str, bytes]
    splits: list[int]


def _filled(
    postings: Postings, vocabulary: Vocabulary, laying: tuple[Cut, set[int], list[int]]
) -> Iterator[tuple[str, bytes]]:
    """The parts that have a term; their buckets are taken from those that are left."""
    cut, left, splits = laying
    if postings.keys.size:
        found = codes(postings, cut.documents)
        chest = _Chest(found, vocabulary.hasher()(found.keys), cut, _texts(vocabulary, found.keys))
        left.difference_update(chest.buckets)
        yield from chest.parts(splits)


def _empty(buckets: Iterable[int]) -> Iterator[tuple[str, bytes]]:
    for bucket in sorted(buckets):
        yield part_name(bucket, 0), b"\0\0\0"


def _texts(vocabulary: Vocabulary, keys: Array) -> list[bytes]:
    """The terms that are no pair of plain characters, as text; empty for a pair."""
    other = np.flatnonzero(~is_pair(keys))
    found = [b""] * keys.size
    for place, text in zip(other.tolist(), vocabulary.strings(keys[other]), strict=True):
        found[place] = text.encode("utf-8", "surrogatepass")
    return found


class _Chest:
    """The terms of one portion, laid into parts."""

    def __init__(self, found: Codes, hashes: Array, cut: Cut, texts: list[bytes]) -> None:
        self._codes = found
        self._cut = cut
        self._hashes = hashes.astype(np.int64)
        self._texts = texts
        self._bucket = self._hashes & ((1 << cut.bits) - 1)
        self.buckets = np.unique(self._bucket).tolist()

    def parts(self, splits: list[int]) -> Iterator[tuple[str, bytes]]:
        """The parts of every bucket that has a term."""
        sizes = self._sizes()
        rank = np.empty(len(self._texts), dtype=np.int64)
        rank[sorted(range(len(self._texts)), key=self._place)] = np.arange(len(self._texts))
        order = np.lexsort((rank, self._bucket))
        starts = np.searchsorted(self._bucket[order], self.buckets)
        halves = np.zeros(order.size, dtype=np.int64)
        for bucket, terms in zip(self.buckets, np.split(order, starts[1:]), strict=True):
            splits[bucket] = _splits(self._hashes[terms], sizes[terms], self._cut.target)
            halves[terms] = self._half(terms, splits[bucket])
        order = np.lexsort((rank, halves, self._bucket))
        yield from self._written(order, halves, splits)

    def _place(self, term: int) -> tuple[bytes, int]:
        """Pairs first, in the order of their characters; then the others in the order of their text."""
        return self._texts[term], int(self._codes.keys[term])

    def _half(self, terms: Array, splits: int) -> Array:
        return (self._hashes[terms] >> SPLIT_FROM) & ((1 << splits) - 1)

    def _sizes(self) -> Array:
        """About how many bytes each term takes, times eight."""
        named = np.array([8 * len(text) + 8 if text else 24 for text in self._texts])
        return named + np.add.reduceat(self._codes.bits, self._codes.first[:-1])

    def _written(self, order: Array, halves: Array, splits: list[int]) -> Iterator[tuple[str, bytes]]:
        packed = _Packed.of(self._codes, order, self._bucket[order] << MOST_SPLITS | halves[order])
        for bucket in self.buckets:
            for half in range(1 << splits[bucket]):
                terms, stream = packed.of_part(bucket << MOST_SPLITS | half)
                yield part_name(bucket, half), self._dictionary(terms) + stream

    def _dictionary(self, terms: Array) -> bytes:
        others = [self._texts[term] for term in terms.tolist() if self._texts[term]]
        pairs = self._codes.keys[terms[: terms.size - len(others)]]
        text = b"\n".join(others)
        head = varint(pairs.size) + varint(len(others)) + varint(len(text)) + text
        first = np.diff(pairs >> np.uint64(32), prepend=np.uint64(0)).tolist()
        return head + b"".join(map(varint, first)) + (pairs & np.uint64(0xFFFF)).astype("<u2").tobytes()


def _splits(hashes: Array, sizes: Array, target: int) -> int:
    """How often a bucket must be halved."""
    for splits in range(MOST_SPLITS):
        half = (hashes >> SPLIT_FROM) & ((1 << splits) - 1)
        total = np.bincount(half, sizes)
        largest = np.zeros(total.size)
        np.maximum.at(largest, half, sizes)
        if (total - largest).max() <= 8 * target:
            return splits
    return MOST_SPLITS


@dataclass(frozen=True)
class _Packed:
    """The codes of terms in the order of their parts, as bytes; each part begins with a byte of its own."""

    parts: Array
    terms: Array
    starts: Array  # of the parts, among the terms
    bytes_at: Array
    data: bytes

    @classmethod
    def of(cls, found: Codes, order: Array, part_of: Array) -> _Packed:
        sizes = np.diff(found.first)[order]
        shift = np.repeat(found.first[:-1][order] - (np.cumsum(sizes) - sizes), sizes)
        chosen = shift + np.arange(shift.size)
        values, bits = found.values[chosen], found.bits[chosen]
        parts_, starts = np.unique(part_of, return_index=True)
        term_bits = np.add.reduceat(bits, np.cumsum(sizes) - sizes)
        lengths = (np.add.reduceat(term_bits, starts) + 7) // 8
        bytes_at = np.append(0, np.cumsum(lengths))
        begins = np.cumsum(term_bits) - term_bits
        of_part = np.searchsorted(parts_, part_of)
        lead = bytes_at[of_part] * 8 - begins[starts][of_part]
        ends = np.cumsum(bits) + np.repeat(lead, sizes)
        return cls(parts_, order, np.append(starts, order.size), bytes_at, laid(values, ends, int(bytes_at[-1])))

    def of_part(self, part: int) -> tuple[Array, bytes]:
        """The terms of a part and their codes; nothing for a part without terms."""
        place = int(np.searchsorted(self.parts, part))
        if place == self.parts.size or self.parts[place] != part:
            return self.terms[:0], b""
        first, last = self.bytes_at[place], self.bytes_at[place + 1]
        return self.terms[self.starts[place] : self.starts[place + 1]], self.data[first:last]
