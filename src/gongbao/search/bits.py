"""Bits in a row, the first one highest: whole numbers as gamma and Rice codes, and packed columns of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class BitWriter:
    """Writes bits; `data` fills the last byte up with zeros."""

    def __init__(self) -> None:
        self._done = bytearray()
        self._rest = 0
        self._count = 0

    def write(self, value: int, bits: int) -> None:
        """A number in so many bits."""
        self._rest = (self._rest << bits) | value
        self._count += bits
        if self._count >= 512:
            keep = self._count % 8
            self._done += (self._rest >> keep).to_bytes(self._count // 8)
            self._rest &= (1 << keep) - 1
            self._count = keep

    def gamma(self, value: int) -> None:
        """A number from 1: as many zeros as it has bits behind the first, then the number."""
        self.write(value, 2 * value.bit_length() - 1)

    def rice(self, value: int, k: int) -> None:
        """A number from 0: its high part as zeros and a one, then the k low bits."""
        self.write((1 << k) | (value & ((1 << k) - 1)), (value >> k) + 1 + k)

    def data(self) -> bytes:
        """Everything written."""
        spare = -self._count % 8
        return bytes(self._done) + (self._rest << spare).to_bytes((self._count + spare) // 8)


class BitReader:
    """Reads what a BitWriter wrote."""

    def __init__(self, data: bytes, start: int = 0) -> None:
        self._data = data
        self._place = start * 8

    @property
    def place(self) -> int:
        """How many bits were read."""
        return self._place

    def read(self, bits: int) -> int:
        """A number of so many bits."""
        first, last = self._place // 8, (self._place + bits + 7) // 8
        chunk = int.from_bytes(self._data[first:last])
        self._place += bits
        return (chunk >> (last * 8 - self._place)) & ((1 << bits) - 1)

    def zeros(self) -> int:
        """How many zeros stand before the next one; the one is read too. ValueError at the end of the data."""
        count = 0
        while True:
            byte = self._data[self._place // 8] if self._place < len(self._data) * 8 else None
            if byte is None:
                raise ValueError("the bits end within a number")
            left = byte & (0xFF >> (self._place % 8))
            room = 8 - self._place % 8
            if left:
                ahead = room - left.bit_length()
                self._place += ahead + 1
                return count + ahead
            count += room
            self._place += room

    def gamma(self) -> int:
        """A number from 1."""
        bits = self.zeros()
        return (1 << bits) | self.read(bits)

    def rice(self, k: int) -> int:
        """A number from 0."""
        high = self.zeros()
        return (high << k) | self.read(k)


def varint(value: int) -> bytes:
    """A number in groups of seven bits, the lowest first; every byte but the last has its high bit set.

    >>> varint(5), varint(300)
    (b'\\x05', b'\\xac\\x02')
    """
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


def varints(values: Array) -> tuple[bytes, list[int]]:
    """Numbers of 16 bits at the most one behind the other, and where each begins and the last ends.

    >>> varints(np.array([5, 300]))
    (b'\\x05\\xac\\x02', [0, 1, 3])
    """
    groups = np.stack([values & 0x7F, values >> 7 & 0x7F, values >> 14], axis=1)
    sizes = 1 + (values > 0x7F) + (values > 0x3FFF)
    groups[:, :2] |= (sizes[:, None] > np.array([1, 2])) << 7
    shown = np.arange(3) < sizes[:, None]
    return groups.astype(np.uint8)[shown].tobytes(), [0, *np.cumsum(sizes).tolist()]


def read_varint(data: bytes, place: int) -> tuple[int, int]:
    """A number and the place behind it.

    >>> read_varint(b"\\xac\\x02", 0)
    (300, 2)
    """
    value = shift = 0
    while data[place] & 0x80:
        value |= (data[place] & 0x7F) << shift
        shift += 7
        place += 1
    return value | data[place] << shift, place + 1


def laid(values: Array, ends: Array, size: int) -> bytes:
    """So many bytes with numbers in them that each end before a bit, in their order; what stands between them is zeros.

    Numbers take 64 bits at the most, so the first that ends in a word of 64 may begin in the one before, and no other.

    >>> laid(np.array([1, 3, 5]), np.array([3, 8, 12]), 2).hex()
    '2350'
    """
    if not values.size:
        return bytes(size)
    last = ends - 1
    words = last >> 6
    shifts = (~last & 63).astype(np.uint64)
    numbers = values.astype(np.uint64, copy=False)
    first = np.append(0, np.flatnonzero(words[1:] != words[:-1]) + 1)
    found = np.zeros(size // 8 + 2, dtype=np.uint64)  # the first one stands before all, and stays empty
    found[words[first] + 1] = np.bitwise_or.reduceat(numbers << shifts, first)
    found[words[first]] |= numbers[first] >> np.uint64(1) >> (np.uint64(63) - shifts[first])
    return found[1:].astype(">u8").tobytes()[:size]


def packed(values: Sequence[int]) -> bytes:
    """A column of numbers from 0: the smallest, the bits each takes above it, then all of them."""
    row = np.array(values, dtype=np.int64)
    least = int(row.min(initial=row[0])) if row.size else 0
    width = int(row.max(initial=least) - least).bit_length()
    bits = (row - least)[:, None] >> np.arange(width - 1, -1, -1) & 1
    return varint(least) + bytes([width]) + np.packbits(bits.astype(np.uint8)).tobytes()


def unpacked(data: bytes, place: int, count: int) -> tuple[list[int], int]:
    """So many numbers of a column, and the place behind it."""
    least, place = read_varint(data, place)
    width, start = data[place], place + 1
    end = start + (count * width + 7) // 8
    bits = np.unpackbits(np.frombuffer(data[start:end], dtype=np.uint8))[: count * width].reshape(count, width)
    values = least + bits @ (1 << np.arange(width - 1, -1, -1))
    return values.tolist(), end


def columns(data: bytes, place: int, counts: Iterable[int]) -> list[list[int]]:
    """Several columns that stand behind each other."""
    found = []
    for count in counts:
        values, place = unpacked(data, place, count)
        found.append(values)
    return found
