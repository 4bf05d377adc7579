"""A table as read: its columns, its rows, what spans what, and what the reader was unsure of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongbao.model import Doubt, Span, TextLine
from gongbao.reading.tables.cells import Cells
from gongbao.reading.tables.columns import misplaced, serial_gaps
from gongbao.reading.tables.fitting import Row, fit, joined, lost_cells
from gongbao.reading.tables.header import Header, is_repeat, moved, read_header, strangers
from gongbao.reading.tables.shapes import RawRow, raw_rows
from gongbao.reading.tables.spans import likely_spans, real_spans

__all__ = ["GridTable", "Row", "read_table"]


@dataclass(frozen=True)
class GridTable:
    """One table. `parents` are the header's names over several columns that no column's own name holds."""

    columns: Cells
    rows: tuple[Row, ...]
    continued: bool
    spans: tuple[Span, ...]
    doubts: tuple[Doubt, ...]
    parents: Cells = ()

    @property
    def data_rows(self) -> int:
        """The number of rows with data, totals included, names of groups not."""
        return sum(row.kind != "group" for row in self.rows)


def read_table(lines: Sequence[TextLine]) -> GridTable:
    """The table in the lines of one region; lines without any row give an empty table."""
    rows = raw_rows(lines)
    if not rows:
        return GridTable((), (), False, (), ())
    header = read_header(rows)
    body, loose, doubts = _without_repeats(rows, header)
    pairs: list[tuple[RawRow, Row]] = []
    for raw in joined(body):
        row, doubt = fit(raw, header.width)
        pairs.append((raw, row))
        doubts.extend([doubt] if doubt else [])
    fitted = tuple(row for _, row in pairs)
    odd = [*lost_cells(pairs), *misplaced(header.columns, fitted)]
    loose.update({doubt.line: 0 for doubt in [*doubts, *odd]})
    doubts = [*doubts, *odd, *serial_gaps(header.columns, fitted)]
    continued = len(body) < len(rows) - header.depth
    spans = _spans(header.columns, pairs, loose)
    return GridTable(header.columns, fitted, continued, spans, tuple(_sorted(doubts)), header.parents)


def _without_repeats(rows: Sequence[RawRow], header: Header) -> tuple[list[RawRow], dict[int, int], list[Doubt]]:
    """The body without the headers that later pages repeat.

    A page whose header stands otherwise is a doubt, and its rows are told with the first column that is not sure.
    """
    body: list[RawRow] = []
    loose: dict[int, int] = {}
    doubts = [] if header.depth else [Doubt(rows[0].line, "该表没有表头，列名为代拟")]
    first_moved, in_header = header.width, False
    for row in rows[header.depth :]:
        if is_repeat(row, header):
            shifted = moved(row, header)
            first_moved = min([*shifted, first_moved if in_header else header.width], default=header.width)
            doubts.extend(_page_doubts(row, header, shifted))
            in_header = True
            continue
        body.append(row)
        in_header = False
        if first_moved < header.width:
            loose[row.line] = first_moved
    return body, loose, doubts


def _page_doubts(row: RawRow, header: Header, shifted: Mapping[int, str]) -> list[Doubt]:
    """What a repeated header says otherwise than the first page's."""
    other = strangers(row, header)
    said = [f"多出{_quoted(other)}"] if other else []
    said += [f"{_quoted(tuple(shifted.values())[:3])}{'等' if len(shifted) > 3 else ''}不在原来的列"] if shifted else []
    return [Doubt(row.line, f"续页的表头与首页不同，{'，'.join(said)}，其下各行疑为错位")] if said else []


def _quoted(names: Cells) -> str:
    return "".join(f"“{name}”" for name in names)


def _spans(columns: Cells, pairs: Sequence[tuple[RawRow, Row]], loose: Mapping[int, int]) -> tuple[Span, ...]:
    if any(raw.spans is not None for raw, _ in pairs):
        return real_spans(pairs)
    return likely_spans(columns, [row for _, row in pairs], loose)


def _sorted(doubts: Sequence[Doubt]) -> list[Doubt]:
    return sorted(doubts, key=lambda doubt: (doubt.line, doubt.what))
