"""All lists of a part read back at once, as numbers: what is laid into parts anew begins here."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from gongbao.search.fields import FIELDS
from gongbao.search.part import MANY, dictionary, gap_parameter
from gongbao.search.vocabulary import Array, Vocabulary

_BODY = (len(FIELDS) - 1,)
_MASKS = [tuple(field for field in range(len(FIELDS)) if mask >> field & 1) for mask in range(1 << len(FIELDS))]


def rows_of(parts: Iterable[bytes], documents: int, vocabulary: Vocabulary) -> Array:
    """The postings of some parts of a segment, a row each: term, field, document, how often."""
    heads: list[tuple[int, int, int]] = []  # of each list the term, the field and how many documents it has
    found: list[int] = []  # documents and counts in turn
    for data in parts:
        pairs, others, start = dictionary(data)
        lists = _Lists(data[start:], documents)
        for key in [*(first << 32 | second for first, second in pairs), *map(vocabulary.key, others)]:
            heads += [(key, field, lists.take(found)) for field in lists.fields()]
    listed = np.array(heads, dtype=np.int64).reshape(-1, 3)
    told = np.array(found, dtype=np.int64).reshape(-1, 2)
    return np.concatenate([np.repeat(listed[:, :2], listed[:, 2], axis=0), told], axis=1)


class _Lists:
    """The bits of a part as text, in which the next one is found at once."""

    def __init__(self, data: bytes, documents: int) -> None:
        self._bits = bin(int.from_bytes(b"\1" + data))[3:]
        self._documents = documents
        self._at = 0

    def fields(self) -> tuple[int, ...]:
        """The fields the next term stands in."""
        at, width = self._at + 1, len(FIELDS)
        if self._bits[at - 1] == "0":
            self._at = at
            return _BODY
        self._at = at + width
        return _MASKS[int(self._bits[at : at + width], 2)]

    def take(self, found: list[int]) -> int:
        """Add the documents of the next list, each with how often; return how many they are."""
        size = self._gamma()
        k = gap_parameter(size, self._documents)
        if size < MANY:
            self._few(size, k, found)
        else:
            count_k = int(self._bits[self._at : self._at + 3], 2)
            self._at += 3
            self._many(size, (k, count_k), found)
        return size

    def _few(self, size: int, k: int, found: list[int]) -> None:
        document = -1
        for _ in range(size):
            document += self._rice(k) + 1
            found += (document, self._gamma())

    def _many(self, size: int, parameters: tuple[int, int], found: list[int]) -> None:
        """As `_few`, with Rice codes for both; written out, because nearly all postings stand in long lists."""
        k, count_k = parameters
        more, count_more = 1 - (1 << k), 1 - (1 << count_k)  # a one stands before the low bits
        bits, at, document = self._bits, self._at, -1
        find, add = bits.index, found.extend
        for _ in range(size):
            one = find("1", at)
            end = one + k + 1
            document += (one - at << k) + int(bits[one:end], 2) + more
            one = find("1", end)
            at = one + count_k + 1
            add((document, (one - end << count_k) + int(bits[one:at], 2) + count_more))
        self._at = at

    def _gamma(self) -> int:
        one = self._bits.index("1", self._at)
        self._at = 2 * one - self._at + 1
        return int(self._bits[one : self._at], 2)

    def _rice(self, k: int) -> int:
        one = self._bits.index("1", self._at)
        high = (one - self._at) << k
        self._at = one + 1 + k
        return high | int(self._bits[one + 1 : self._at], 2) if k else high
