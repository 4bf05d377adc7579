"""The parts of a segment's index as bytes: a dictionary of terms, then their codes as bits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from gongbao.search.bits import laid
from gongbao.search.codes import Codes, codes
from gongbao.search.dictionaries import EMPTY, dictionaries
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
        yield part_name(bucket, 0), EMPTY


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
        self._plain = is_pair(found.keys)
        self._bucket = self._hashes & ((1 << cut.bits) - 1)
        self.buckets = np.unique(self._bucket).tolist()

    def parts(self, splits: list[int]) -> Iterator[tuple[str, bytes]]:
        """The parts of every bucket that has a term."""
        sizes = self._sizes()
        rank = self._rank()
        order = np.lexsort((rank, self._bucket))
        starts = np.searchsorted(self._bucket[order], self.buckets)
        halves = np.zeros(order.size, dtype=np.int64)
        for bucket, terms in zip(self.buckets, np.split(order, starts[1:]), strict=True):
            splits[bucket] = _splits(self._hashes[terms], sizes[terms], self._cut.target)
            halves[terms] = self._half(terms, splits[bucket])
        order = np.lexsort((rank, halves, self._bucket))
        yield from self._written(order, halves, splits)

    def _rank(self) -> Array:
        """The place of each term: pairs first, in the order of their characters; then the others in that of their text."""
        pairs, others = np.flatnonzero(self._plain), np.flatnonzero(~self._plain).tolist()
        rank = np.empty(self._plain.size, dtype=np.int64)
        rank[pairs] = np.arange(pairs.size)  # they come in the order of their keys
        rank[sorted(others, key=self._texts.__getitem__)] = np.arange(pairs.size, rank.size)
        return rank

    def _half(self, terms: Array, splits: int) -> Array:
        return (self._hashes[terms] >> SPLIT_FROM) & ((1 << splits) - 1)

    def _sizes(self) -> Array:
        """About how many bytes each term takes, times eight."""
        named = np.array([8 * len(text) + 8 if text else 24 for text in self._texts])
        return named + np.add.reduceat(self._codes.bits, self._codes.first[:-1])

    def _written(self, order: Array, halves: Array, splits: list[int]) -> Iterator[tuple[str, bytes]]:
        packed = _Packed.of(self._codes, order, self._bucket[order] << MOST_SPLITS | halves[order])
        texts = [self._texts[term] for term in order.tolist()]
        heads = dictionaries(self._codes.keys[order], texts, packed.bounds)
        found = {part: head + codes for head, (part, codes) in zip(heads, packed.streams(), strict=True)}
        for bucket in self.buckets:
            for half in range(1 << splits[bucket]):
                yield part_name(bucket, half), found.get(bucket << MOST_SPLITS | half, EMPTY)


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
    bounds: Array  # of the parts, among the terms
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
        return cls(parts_, np.append(starts, order.size), bytes_at, laid(values, ends, int(bytes_at[-1])))

    def streams(self) -> Iterator[tuple[int, bytes]]:
        """The codes of every part."""
        places = self.bytes_at.tolist()
        for part, (first, last) in zip(self.parts.tolist(), pairwise(places), strict=True):
            yield part, self.data[first:last]
