"""A part of an index read back: the dictionary and the lists of one term; the twin of static/js/search/part.js."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongbao.search.bits import BitReader, read_varint
from gongbao.search.fields import FIELDS

MANY = 16  # documents of a list from which its counts have a parameter of their own


@dataclass(frozen=True)
class Posting:
    """A document of a segment, and how often a term stands in a field of it."""

    document: int
    count: int


Lists = Mapping[str, tuple[Posting, ...]]  # by field


class Part:
    """One part; documents are numbered within its segment, which holds `documents`."""

    def __init__(self, data: bytes, documents: int) -> None:
        self._documents = documents
        pairs, others, start = dictionary(data)
        terms = [*(chr(one) + chr(other) for one, other in pairs), *others]
        self.terms = {term: place for place, term in enumerate(terms)}
        self._reader = BitReader(data, start)
        self._met: list[Lists] = []

    def lists(self, term: str) -> Lists:
        """Where a term stands, by field; nothing for a term that is not here."""
        if term not in self.terms:
            return {}
        place = self.terms[term]
        while len(self._met) <= place:
            self._met.append(self._next())
        return self._met[place]

    def _next(self) -> Lists:
        reader = self._reader
        mask = reader.read(len(FIELDS)) if reader.read(1) else 1 << (len(FIELDS) - 1)
        return {field: self._list() for place, field in enumerate(FIELDS) if mask >> place & 1}

    def _list(self) -> tuple[Posting, ...]:
        reader = self._reader
        size = reader.gamma()
        k = gap_parameter(size, self._documents)
        count_k = reader.read(3) if size >= MANY else -1
        document, found = -1, []
        for _ in range(size):
            document += reader.rice(k) + 1
            found.append(Posting(document, reader.gamma() if count_k < 0 else reader.rice(count_k) + 1))
        return tuple(found)


def gap_parameter(count: int, documents: int) -> int:
    """The Rice parameter of the distances in a list of so many among so many documents.

    >>> [gap_parameter(count, 12000) for count in (1, 100, 12000)]
    [13, 6, 0]
    """
    return max(1, documents * 11 // (16 * count)).bit_length() - 1


def dictionary(data: bytes) -> tuple[list[tuple[int, int]], list[str], int]:
    """The pairs as the numbers of their characters, the other terms, and where the codes begin."""
    pairs, place = read_varint(data, 0)
    others, place = read_varint(data, place)
    size, place = read_varint(data, place)
    texts = data[place : place + size].decode("utf-8", "surrogatepass").split("\n") if others else []
    place += size
    firsts, first = [], 0
    for _ in range(pairs):
        step, place = read_varint(data, place)
        first += step
        firsts.append(first)
    seconds = [int.from_bytes(data[at : at + 2], "little") for at in range(place, place + 2 * pairs, 2)]
    return list(zip(firsts, seconds, strict=True)), texts, place + 2 * pairs
