"""What a column of a table holds, numbers or words, and which cells stand where they hardly belong."""

from __future__ import annotations

from collections.abc import Sequence

from gongbao.model import Doubt
from gongbao.reading.tables.cells import is_numeric, is_placeholder, is_serial
from gongbao.reading.tables.fitting import Row

_ENOUGH = 4  # values a column needs before it is said to be of numbers, or of words
_REMARKS = ("备注", "说明", "注")
_SHOWN = 3  # misplaced cells a message names


def numeric_columns(columns: Sequence[str], rows: Sequence[Row]) -> frozenset[int]:
    """The places of the columns nearly all of whose values are numbers."""
    return frozenset(place for place in range(len(columns)) if _share(columns, rows, place) >= 0.8)


def word_columns(columns: Sequence[str], rows: Sequence[Row]) -> frozenset[int]:
    """The places of the columns nearly all of whose values are words."""
    return frozenset(place for place in range(len(columns)) if 0 <= _share(columns, rows, place) <= 0.2)


def edges(columns: Sequence[str], rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """The label column at the left edge, and those at the right edge; serial numbers, measures and remarks are none."""
    numeric = numeric_columns(columns, rows)
    labels = [place for place, name in enumerate(columns) if not is_serial(name) and place not in numeric]
    lead = labels[:1] if labels and labels[0] <= 1 else []
    trail: list[int] = []
    for place in reversed(range(len(columns))):
        if columns[place] in _REMARKS:
            continue
        if place not in labels or place in lead:
            break
        trail.append(place)
    return lead, trail


def _share(columns: Sequence[str], rows: Sequence[Row], place: int) -> float:
    """The share of numbers among a column's values, -1 where they are too few to tell."""
    values = [row.cells[place] for row in rows if row.kind == "data" and row.cells[place]]
    values = [value for value in values if not is_placeholder(value)]
    if len(values) < _ENOUGH:
        return -1
    share = sum(is_numeric(value) for value in values) / len(values)
    return 1.0 if is_serial(columns[place]) and share >= 0.5 else share


def misplaced(columns: Sequence[str], rows: Sequence[Row]) -> list[Doubt]:
    """A doubt for each row with a word among numbers or a number among words.

    A row that is blank only where labels span cannot have been shifted: 全覆盖 among numbers is then a value too.
    """
    numbers, words = numeric_columns(columns, rows), word_columns(columns, rows)
    lead, trail = edges(columns, rows)
    inner = set(range(len(columns))) - {*lead, *trail}
    found: list[Doubt] = []
    for row in rows:
        if row.kind == "group" or all(row.cells[place] for place in inner):
            continue
        odd = [place for place, cell in enumerate(row.cells) if cell and _is_odd(row, place, (numbers, words))]
        if odd:
            parts = [f"“{row.cells[place]}”在“{columns[place]}”一列" for place in odd[:_SHOWN]]
            found.append(Doubt(row.line, "，".join(parts) + f"{'等' if len(odd) > _SHOWN else ''}，疑为错位"))
    return found


def _is_odd(row: Row, place: int, kinds: tuple[frozenset[int], frozenset[int]]) -> bool:
    cell = row.cells[place]
    if is_placeholder(cell):
        return False
    if is_numeric(cell):
        return place in kinds[1]
    return place in kinds[0] and row.kind == "data"


def serial_gaps(columns: Sequence[str], rows: Sequence[Row]) -> list[Doubt]:
    """A doubt for each row whose serial number is not the next one: a number was lost, or a row."""
    place = next((index for index, name in enumerate(columns) if is_serial(name)), None)
    if place is None:
        return []
    found: list[Doubt] = []
    before: int | None = None
    for row in rows:
        if not row.cells[place].isdecimal():
            continue
        number = int(row.cells[place])
        if before is not None and number > before + 1:
            found.append(Doubt(row.line, f"“{columns[place]}”由{before}跳到{number}，其间的序号或行疑已缺失"))
        before = number
    return found
