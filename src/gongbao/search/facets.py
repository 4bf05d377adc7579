"""What documents can be sorted and sifted by, as small numbers; the twin of static/js/search/facets.js."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongbao.search.bits import packed, read_varint, unpacked, varint
from gongbao.search.documents import Document

NAMED = ("kind", "series", "issuer", "issue")  # one name each; the number 0 stands for none
_FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True)
class Row:
    """The facets of one document."""

    kind: str
    series: str
    issuer: str
    issue: str
    year: int
    day: date | None
    departments: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> Row:
        """The facets of a document."""
        named = {name: getattr(document, name) for name in NAMED}
        return cls(**named, year=document.year, day=document.day, departments=document.departments)


def encoded(rows: Sequence[Row]) -> bytes:
    """The facets of the documents of a segment: the names, then the columns."""
    names = {name: sorted({getattr(row, name) for row in rows} - {""}) for name in NAMED}
    names["departments"] = sorted({each for row in rows for each in row.departments})
    head = json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    places = {name: {text: place for place, text in enumerate(["", *each])} for name, each in names.items()}
    columns = [[places[name][getattr(row, name)] for row in rows] for name in NAMED]
    columns.append([row.year for row in rows])
    columns.append([(row.day - _FIRST_DAY).days + 1 if row.day else 0 for row in rows])
    columns.append([len(row.departments) for row in rows])
    columns.append([places["departments"][each] for row in rows for each in row.departments])
    return varint(len(head)) + head + b"".join(map(packed, columns))


def decoded(data: bytes, count: int) -> list[Row]:
    """The facets of the documents of a segment."""
    size, place = read_varint(data, 0)
    names: Mapping[str, list[str]] = json.loads(data[place : place + size])
    place += size
    columns = []
    for _ in range(len(NAMED) + 3):
        column, place = unpacked(data, place, count)
        columns.append(column)
    flat, _ = unpacked(data, place, sum(columns[-1]))
    *named, years, days, sizes = columns
    texts = [[["", *names[name]][number] for number in column] for name, column in zip(NAMED, named, strict=True)]
    departments = _cut([names["departments"][each - 1] for each in flat], sizes)
    days_ = [_FIRST_DAY + timedelta(day - 1) if day else None for day in days]
    return [Row(*row) for row in zip(*texts, years, days_, departments, strict=True)]


def _cut(flat: list[str], sizes: Iterable[int]) -> list[tuple[str, ...]]:
    found, place = [], 0
    for size in sizes:
        found.append(tuple(flat[place : place + size]))
        place += size
    return found
