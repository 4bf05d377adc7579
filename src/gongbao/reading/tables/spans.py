"""Cells that hold for the blank ones below or beside them: told, never written into the blanks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongbao.model import Span
from gongbao.reading.tables.cells import filled, is_placeholder
from gongbao.reading.tables.columns import edges
from gongbao.reading.tables.fitting import Row
from gongbao.reading.tables.shapes import RawRow


def real_spans(pairs: Sequence[tuple[RawRow, Row]]) -> tuple[Span, ...]:
    """The spans HTML gives, as far as the cells they cover are blank rows of the body."""
    rows = [row for _, row in pairs]
    found: list[Span] = []
    for at, (raw, row) in enumerate(pairs):
        for place, (down, right) in enumerate((raw.spans or ())[: len(row.cells)]):
            if (down, right) == (1, 1) or not row.cells[place]:
                continue
            height = 1 + _blanks_below(rows[at + 1 : at + down], place)
            width = min(right, len(row.cells) - place)
            if (height, width) != (1, 1):
                found.append(Span(at + 1, place + 1, height, width))
    return tuple(found)


def _blanks_below(rows: Sequence[Row], place: int) -> int:
    count = 0
    for row in rows:
        if row.cells[place]:
            break
        count += 1
    return count


def likely_spans(columns: Sequence[str], rows: Sequence[Row], loose: Mapping[int, int]) -> tuple[Span, ...]:
    """The spans a text source lets one conclude: group rows, and label columns whose blanks follow a label.

    `loose` gives for the lines of rows that may have shifted the first column that is not sure: nothing spans there.
    """
    found = [
        Span(at, place + 1, 1, len(row.cells) - place)
        for at, row in enumerate(rows, 1)
        if row.kind == "group" and (place := next(iter(filled(row.cells)), 0)) < len(row.cells) - 1
    ]
    lead, trail = edges(columns, rows)
    for place in sorted({*lead, *trail}):
        runs = _runs(rows, place, loose)
        if place == 0 or _is_clear(rows, place, runs):
            found.extend(runs)
    return tuple(sorted(found, key=lambda span: (span.row, span.column)))


def _runs(rows: Sequence[Row], place: int, loose: Mapping[int, int]) -> list[Span]:
    """Each label of a column with the blank data rows below it."""
    found: list[Span] = []
    start: int | None = None
    for at, row in enumerate([*rows, Row("group", (), 0)]):
        sure = row.kind == "data" and place < loose.get(row.line, place + 1)
        if sure and not row.cells[place] and start is not None:
            continue
        if start is not None and at - start > 1:
            found.append(Span(start + 1, place + 1, at - start, 1))
        start = at if sure and row.cells[place] and not is_placeholder(row.cells[place]) else None
    return found


def _is_clear(rows: Sequence[Row], place: int, runs: Sequence[Span]) -> bool:
    """A label column begins with a label, and its blanks are not a single lost value."""
    data = [row for row in rows if row.kind == "data"]
    return bool(data and data[0].cells[place]) and sum(span.rows - 1 for span in runs) >= 2
