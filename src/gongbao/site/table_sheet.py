"""A table made ready to be shown and drawn: its columns, what each row is, and which cells hold for others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from gongbao.model import Span, Table
from gongbao.site.cells import Cells, read
from gongbao.site.table_columns import Column, columns

RowKind = Literal["data", "total", "group"]

_TOTAL = re.compile(
    r"""
    # 总计, 合 计：, 小计; not: 总计划, 合计人数
    [总合小共] \s* 计 \s* [:：]?
    """,
    re.VERBOSE,
)
_UPPER = re.compile(
    r"""
    # 投资（第3—4列）, 任务分解(第5-15列); not: 注：见第3列, 第3—4列
    (?P<text> .+? ) [（(] 第 (?P<first> [0-9]{1,3} ) (?: [—–-] (?P<last> [0-9]{1,3} ) )? 列 [）)]
    """,
    re.VERBOSE,
)
_UNIT = re.compile(
    r"""
    # 单位：万元, （单位:亩）; not: 责任单位：市水利局
    [（(]? \s* 单 \s? 位 \s* [:：] \s* (?P<unit> [^）)]{1,20} ) [）)]?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Upper:
    """A name over several columns: the first and the last of them, counted from 0."""

    text: str
    first: int
    last: int


@dataclass(frozen=True)
class Sheet:
    """A table; `spans` are those that really find their cells blank."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    kinds: tuple[RowKind, ...]
    spans: tuple[Span, ...]
    uppers: tuple[Upper, ...]
    unit: str  # of all amounts of the table (单位：万元)
    notes: tuple[str, ...]  # without those that say what is shown as a header or as the unit

    @cached_property
    def full(self) -> tuple[Cells, ...]:
        """The rows with each value that holds for several of them repeated in every one."""
        filled = [list(row) for row in self.rows]
        for span in self.spans:
            for row in filled[span.row : span.row - 1 + span.rows] if span.columns == 1 else ():
                row[span.column - 1] = self.rows[span.row - 1][span.column - 1]
        return tuple(tuple(row) for row in filled)

    @cached_property
    def head(self) -> int | None:
        """The column whose texts name the rows: words, short, none missing, no two the same."""
        data = [row for row, kind in zip(self.rows, self.kinds, strict=True) if kind == "data"]
        return next((place for place in self.labels if _names([row[place] for row in data])), None)

    @cached_property
    def labels(self) -> tuple[int, ...]:
        """The columns of words before the first of numbers."""
        first = next((at for at, column in enumerate(self.columns) if column.kind == "number"), len(self.columns))
        return tuple(at for at in range(first) if self.columns[at].kind in ("text", "order"))


@lru_cache(maxsize=32)  # a table is asked for by its text, by its own page, and by its files, one after the other
def sheet(table: Table) -> Sheet:
    """The sheet of a table."""
    cells = read(table)
    groups = {span.row for span in table.spans if _is_group(span, cells.rows)}
    kinds = tuple(_kind(row, at in groups) for at, row in enumerate(cells.rows, 1))
    shown = [row for row, kind in zip(cells.rows, kinds, strict=True) if kind != "group"]
    uppers = _uppers(table.notes, len(cells.header))
    return Sheet(
        table=table,
        columns=columns(cells.header, shown),
        rows=cells.rows,
        kinds=kinds,
        spans=_holding(table.spans, cells.rows, kinds),
        uppers=uppers,
        unit=next((found["unit"].strip() for note in table.notes if (found := _UNIT.fullmatch(note.strip()))), ""),
        notes=tuple(note for note in table.notes if _upper(note) not in uppers and not _UNIT.fullmatch(note.strip())),
    )


def _names(texts: Sequence[str]) -> bool:
    whole = bool(texts) and all(texts) and len(set(texts)) == len(texts)
    return whole and sum(map(len, texts)) <= 30 * len(texts)


def _kind(row: Cells, group: bool) -> RowKind:
    if group:
        return "group"
    return "total" if any(_TOTAL.fullmatch(cell) for cell in row[:3]) else "data"


def _is_group(span: Span, rows: Sequence[Cells]) -> bool:
    """A lone cell that reaches to the end of its row."""
    if not 1 <= span.row <= len(rows) or span.rows != 1 or span.columns < 2:
        return False
    row = rows[span.row - 1]
    reaches = span.column - 1 + span.columns >= len(row)
    return reaches and [at for at, cell in enumerate(row, 1) if cell] == [span.column]


def _holding(spans: Sequence[Span], rows: Sequence[Cells], kinds: Sequence[RowKind]) -> tuple[Span, ...]:
    """The spans over blank cells of rows that belong together, none over another; groups are rows of their own kind."""
    taken: set[tuple[int, int]] = set()
    held = []
    for span in spans:
        area = {
            (row, column)
            for row in range(span.row - 1, span.row - 1 + span.rows)
            for column in range(span.column - 1, span.column - 1 + span.columns)
        }
        if _is_blank(area, rows) and not area & taken and not any(kinds[row] == "group" for row, _ in area):
            taken |= area
            held.append(span)
    return tuple(held)


def _is_blank(area: set[tuple[int, int]], rows: Sequence[Cells]) -> bool:
    """Whether all of an area is there, and blank but for its first cell."""
    if not area or min(area) < (0, 0) or max(area)[0] >= len(rows) or max(at for _, at in area) >= len(rows[0]):
        return False
    return not any(rows[row][column] for row, column in area - {min(area)})


def _uppers(notes: Sequence[str], width: int) -> tuple[Upper, ...]:
    found = sorted((upper for note in notes if (upper := _upper(note))), key=lambda upper: upper.first)
    apart = all(one.last < other.first for one, other in pairwise(found))
    right = all(0 <= upper.first <= upper.last < width for upper in found)
    return tuple(found) if apart and right else ()


def _upper(note: str) -> Upper | None:
    found = _UPPER.fullmatch(note.strip())
    if not found:
        return None
    first = int(found["first"]) - 1
    return Upper(found["text"], first, int(found["last"] or found["first"]) - 1)
