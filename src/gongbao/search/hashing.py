"""Which part of an index a term stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.search.tokens import split_term

_MASK = 0xFFFFFFFF
_SPREAD = 0x9E3779B1
SPLIT_FROM = 16  # the bits of a hash from here on part a bucket that is too large
MOST_SPLITS = 6


def unit_hash(unit: str) -> int:
    """FNV-1a over the UTF-16 numbers of a unit; 0 for none.

    >>> unit_hash(""), unit_hash("政") == (0x811C9DC5 ^ 0x653F) * 0x01000193 % 2**32
    (0, True)
    """
    if not unit:
        return 0
    value = 0x811C9DC5
    data = unit.encode("utf-16-le", "surrogatepass")
    for place in range(0, len(data), 2):
        value = ((value ^ int.from_bytes(data[place : place + 2], "little")) * 0x01000193) & _MASK
    return value


def term_hash(term: str) -> int:
    """The hash of a term: that of its two units, mixed."""
    first, second = map(unit_hash, split_term(term))
    value = ((first * _SPREAD) & _MASK) ^ second
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        value = ((value ^ (value >> shift)) * factor) & _MASK
    return value ^ (value >> 16)


@dataclass(frozen=True)
class Layout:
    """How an index is cut: 2^bits buckets, each halved `splits` times."""

    bits: int
    splits: Sequence[int]

    def part(self, term: str) -> str:
        """The name of the part that holds a term, if the index has it."""
        value = term_hash(term)
        bucket = value & ((1 << self.bits) - 1)
        return part_name(bucket, (value >> SPLIT_FROM) & ((1 << self.splits[bucket]) - 1))


def part_name(bucket: int, half: int) -> str:
    """The file of a part: 3f, 3f.1 for the second half of a bucket.

    >>> part_name(0x3f, 0), part_name(0x3f, 1)
    ('3f', '3f.1')
    """
    return f"{bucket:x}.{half}" if half else f"{bucket:x}"
