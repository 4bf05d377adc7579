"""A table as HTML wants it: header rows, groups of rows, cells that reach over several rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from gongbao.site.table_columns import Column, key
from gongbao.site.table_sheet import RowKind, Sheet

Layout = Literal["cards", "plain", "scroll"]
LONG = 20  # letters from which a text is read as a text, not looked up


@dataclass(frozen=True)
class Head:
    """A header cell; `column` is the place of the column it names, None for one over several."""

    text: str
    column: int | None
    columns: int
    rows: int
    kind: str
    look: str


class Cell(NamedTuple):
    """A cell; `label` names its column where the header is out of sight, `key` is what it is sorted by."""

    text: str
    label: str
    look: str
    key: str
    head: bool
    rows: int


@dataclass(frozen=True)
class GridRow:
    """A row of the body, blank cells that another one holds for left out."""

    kind: RowKind
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """Rows under a heading of their own, if they have one."""

    heading: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class Grid:
    """The whole of a table."""

    heads: tuple[tuple[Head, ...], ...]
    groups: tuple[Group, ...]
    width: int
    layout: Layout
    tall: bool  # long enough to be scrolled in a frame of its own


@lru_cache(maxsize=32)  # a table is shown in its text, and then on its own page
def grid(sheet: Sheet) -> Grid:
    """The grid of a sheet."""
    layout = _layout(sheet)
    sticky = _sticky(sheet) if layout == "scroll" else None
    looks = [_look(column, at == sticky) for at, column in enumerate(sheet.columns)]
    return Grid(
        heads=tuple(_heads(sheet, looks)),
        groups=tuple(_groups(sheet, looks)),
        width=len(sheet.columns),
        layout=layout,
        tall=layout == "scroll" and len(sheet.rows) > 12,
    )


def _layout(sheet: Sheet) -> Layout:
    """Long texts in several columns read as cards on a narrow screen, numbers as a table that scrolls; two or three fit."""
    numbers = sum(column.kind == "number" for column in sheet.columns)
    long = any(column.usual >= LONG for column in sheet.columns)
    if long and len(sheet.columns) > 2 and 2 * numbers < len(sheet.columns):
        return "cards"
    return "plain" if len(sheet.columns) < 4 else "scroll"


def _sticky(sheet: Sheet) -> int | None:
    """The column that stays in sight while the others scroll: the one that names the rows, or else says most of them."""
    if sheet.head is not None or not sheet.labels:
        return sheet.head
    return max(sheet.labels, key=lambda at: (sum(map(len, {row[at] for row in sheet.rows})), -at))


def _look(column: Column, sticky: bool) -> str:
    words = [{"number": "num", "serial": "serial", "date": "date"}.get(column.kind, "")]
    words.append("long" if column.usual >= LONG else "mid" if column.usual >= LONG / 2 else "")
    words.append("sticky" if sticky else "")
    return " ".join(word for word in words if word)


def _head_look(column: Column, look: str) -> str:
    """A short name is never broken; a long one over numbers needs more room than they do."""
    name = "brief" if len(column.name) <= 6 else "broad" if column.kind == "number" and len(column.name) > 8 else ""
    return f"{look} {name}".strip()


def _heads(sheet: Sheet, looks: list[str]) -> Iterator[tuple[Head, ...]]:
    """One header row, or two where names stand over several columns."""
    over = {upper.first: upper for upper in sheet.uppers}
    below = {at for upper in sheet.uppers for at in range(upper.first, upper.last + 1)}
    levels = 2 if over else 1
    top: list[Head] = []
    for at, column in enumerate(sheet.columns):
        if at in over:
            top.append(Head(over[at].text, None, over[at].last - at + 1, 1, "upper", "upper"))
        elif at not in below:
            top.append(Head(column.name, at, 1, levels, column.kind, _head_look(column, looks[at])))
    yield tuple(top)
    if over:
        named = [(at, sheet.columns[at]) for at in sorted(below)]
        yield tuple(Head(column.name, at, 1, 1, column.kind, _head_look(column, looks[at])) for at, column in named)


def _groups(sheet: Sheet, looks: list[str]) -> Iterator[Group]:
    heights = _heights(sheet)
    numbers = [0]
    for kind in sheet.kinds:
        numbers.append(numbers[-1] + (kind == "group"))
    for _, places in groupby(range(len(sheet.rows)), key=lambda at: numbers[at + 1]):
        members = list(places)
        headed = sheet.kinds[members[0]] == "group"
        heading = next((cell for cell in sheet.rows[members[0]] if cell), "") if headed else ""
        yield Group(heading, tuple(_row(sheet, at, (heights, looks)) for at in members[headed:]))


def _heights(sheet: Sheet) -> dict[tuple[int, int], int]:
    """How many rows the cells that reach over several are high; 0 for the blank ones they hold for."""
    heights: dict[tuple[int, int], int] = {}
    for span in sheet.spans:
        if span.columns == 1:
            column = span.column - 1
            heights.update({(row, column): 0 for row in range(span.row, span.row - 1 + span.rows)})
            heights[span.row - 1, column] = span.rows
    return heights


def _row(sheet: Sheet, at: int, shapes: tuple[dict[tuple[int, int], int], list[str]]) -> GridRow:
    heights, looks = shapes
    cells = [
        _cell(sheet, (at, place), (height, look))
        for place, look in enumerate(looks)
        if (height := heights.get((at, place), 1))
    ]
    return GridRow(sheet.kinds[at], tuple(cells))


def _cell(sheet: Sheet, place: tuple[int, int], shape: tuple[int, str]) -> Cell:
    row, at = place
    rows, look = shape
    text, column = sheet.rows[row][at], sheet.columns[at]
    names = bool(text) and (at == sheet.head or (rows > 1 and at in sheet.labels))
    value = key(column, text)
    return Cell(text, column.name, look, "" if value == text else value, names, rows)
