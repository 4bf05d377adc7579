"""Tables: rows of one length, counts that are right, spans over blank cells, a place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.checking.stock import Finding, Stock
from gongbao.model import Record, Span, Table

_BAR = re.compile(
    r"""
    # the bar between two cells, or an escaped character that is passed over: | \| \\; not: the bar of \|
    \\. | \|
    """,
    re.VERBOSE,
)
_RULE = re.compile(
    r"""
    # | --- | :--: |; not: | - | 一 |, | | |
    \|? \s* :? -{3,} :? \s* (?: \| \s* :? -{3,} :? \s* )* \|?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class _Sheet:
    """A table of a body: the line its header stands on, its header, its rows."""

    line: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets(stock: Stock) -> Iterator[Finding]:
    """Rows of another length than their header; tables whose fields tell of other columns, rows or spans."""
    for record in stock.records.values():
        found = list(_sheets(record)) if "|" in record.body else []
        for sheet in found:
            yield from _ragged(record, sheet)
        if isinstance(record, Table):
            yield from _table(record, found)


def _ragged(record: Record, sheet: _Sheet) -> Iterator[Finding]:
    for place, row in enumerate(sheet.rows):
        if len(row) != len(sheet.header):
            message = f"表格第{place + 1}行有{len(row)}格，表头有{len(sheet.header)}格。"
            yield Finding(record.id, "table-ragged", message, body=sheet.line + 2 + place)


def placed(stock: Stock) -> Iterator[Finding]:
    """Tables that no text has a place for."""
    for record in stock.records.values():
        for place, id_ in enumerate(getattr(record, "tables", ())):
            path = stock.library.paths.get(id_)
            if path is not None and f"]({path.name})" not in record.body:
                message = f"正文里没有通向表格“{id_}”的链接（{path.name}）。"
                yield Finding(record.id, "table-unplaced", message, ("tables", place), about=id_)
        owner = stock.records.get(record.belongs_to) if isinstance(record, Table) else None
        if owner is not None and record.id not in getattr(owner, "tables", ()):
            message = f"“{owner.id}”的 tables 里没有这张表格。"
            yield Finding(record.id, "table-unlisted", message, ("belongs_to",))


def _table(record: Table, found: Sequence[_Sheet]) -> Iterator[Finding]:
    if len(found) != 1:
        message = f"表格的正文应是一张 Markdown 表格，这里有{len(found)}张。"
        yield Finding(record.id, "table-body", message, body=0)
        return
    sheet = found[0]
    if record.columns != sheet.header:
        message = f"columns 有{len(record.columns)}列，与正文的表头（{len(sheet.header)}列）不一致。"
        yield Finding(record.id, "table-columns", message, ("columns",))
    least = sum(sum(map(bool, row)) > 1 for row in sheet.rows)
    if not least <= record.rows <= len(sheet.rows):
        message = f"rows 是{record.rows}，正文有{len(sheet.rows)}行。"
        yield Finding(record.id, "table-rows", message, ("rows",))
    for place, span in enumerate(record.spans):
        if not _is_blank(sheet.rows, span):
            message = f"spans 的第{place + 1}项（第{span.row}行第{span.column}列起）盖住了有字的格或超出了表格。"
            yield Finding(record.id, "table-span", message, ("spans", place))


def _is_blank(rows: Sequence[tuple[str, ...]], span: Span) -> bool:
    """Whether a span lies in the table and all it covers but its own cell is blank."""
    down = range(span.row, span.row + span.rows)
    across = range(span.column, span.column + span.columns)
    if span.row < 1 or span.column < 1 or not down or not across:
        return False
    for row in down:
        for column in across:
            if row > len(rows) or column > len(rows[row - 1]):
                return False
            if (row, column) != (span.row, span.column) and rows[row - 1][column - 1]:
                return False
    return True


def _sheets(record: Record) -> Iterator[_Sheet]:
    lines = record.body.split("\n")
    place = 0
    while place + 1 < len(lines):
        if not lines[place].startswith("|") or not _RULE.fullmatch(lines[place + 1].strip()):
            place += 1
            continue
        end = place + 2
        while end < len(lines) and lines[end].startswith("|"):
            end += 1
        yield _Sheet(place, cells(lines[place]), tuple(cells(line) for line in lines[place + 2 : end]))
        place = end


def cells(line: str) -> tuple[str, ...]:
    r"""The cells of a line of a Markdown table, trimmed, as far as bars and backslashes tell them apart.

    >>> cells(r"| 1 | a \| b |  |")
    ('1', 'a | b', '')
    """
    inner = line.strip().removeprefix("|")
    found, start = [], 0
    for bar in _BAR.finditer(inner):
        if bar[0] == "|":
            found.append(inner[start : bar.start()])
            start = bar.end()
    if inner[start:].strip():
        found.append(inner[start:])
    return tuple(_plain(each) for each in found)


def _plain(cell: str) -> str:
    return re.sub(r"\\([\\|])", r"\1", cell.strip()).replace("&lt;", "<").replace("&amp;", "&")
