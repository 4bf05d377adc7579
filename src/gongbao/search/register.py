"""The register of numbers: series, year and serial → document; the twin of static/js/search/register.js."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from gongbao.numbers import Number
from gongbao.search.bits import BitReader, BitWriter, read_varint, varint

_MOST_LOW_BITS = 21


@dataclass(frozen=True, order=True)
class Entry:
    """A number and the document that bears it; year 0 where the number has none."""

    series: str
    year: int
    serial: int
    document: int

    @classmethod
    def of(cls, number: Number, document: int) -> Entry:
        """The entry of a document."""
        return cls(number.series, number.year or 0, number.serial, document)


def encoded(numbers: Iterable[Entry]) -> bytes:
    """The register of some numbers."""
    entries = sorted(numbers)
    names = sorted({entry.series for entry in entries})
    head = json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    groups = [list(group) for _, group in groupby(entries, key=lambda entry: (entry.series, entry.year))]
    writer, before = BitWriter(), 0
    writer.gamma(len(groups) + 1)
    for group in groups:
        _write(writer, group, (names.index(group[0].series), before))
        before = group[-1].document
    return varint(len(head)) + head + writer.data()


def _write(writer: BitWriter, group: list[Entry], given: tuple[int, int]) -> None:
    """The numbers of a series in a year: how many, then of each the step of the serial and of the document."""
    series, before = given
    documents = [before, *(entry.document for entry in group)]
    steps = [_zigzag(other - one) for one, other in pairwise(documents)]
    k = min(range(_MOST_LOW_BITS), key=lambda k: sum((step >> k) + 1 + k for step in steps))
    for value in (series + 1, group[0].year + 1, len(group), k + 1):
        writer.gamma(value)
    serial = 0
    for entry, step in zip(group, steps, strict=True):
        writer.gamma(entry.serial - serial + 1)
        writer.rice(step, k)
        serial = entry.serial


def _zigzag(step: int) -> int:
    return 2 * step if step >= 0 else -2 * step - 1


def decoded(data: bytes) -> Iterator[Entry]:
    """The entries of a register, by series, year and serial."""
    size, place = read_varint(data, 0)
    names = json.loads(data[place : place + size])
    reader, document = BitReader(data, place + size), 0
    for _ in range(reader.gamma() - 1):
        series, year, count, k = (reader.gamma() for _ in range(4))
        serial = 0
        for _ in range(count):
            serial += reader.gamma() - 1
            step = reader.rice(k - 1)
            document += -(step + 1) // 2 if step % 2 else step // 2
            yield Entry(names[series - 1], year - 1, serial, document)
