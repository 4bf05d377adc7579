"""How the rows of a table are set, and its rows as lists of cells, before anything is concluded from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from gongbao.model import TextLine
from gongbao.reading.tables.cells import Cells, is_single, join_text, tab_cells
from gongbao.reading.tables.markdown import is_rule, split_cells

Shape = Literal["html", "pipe", "rows", "cells"]


@dataclass(frozen=True)
class RawRow:
    """The cells of one row as they are set, and the source line it begins on.

    `explicit` tells that every cell of the row is written out, blank ones too, so that a missing one is missing.
    """

    cells: Cells
    line: int
    explicit: bool = False
    spans: tuple[tuple[int, int], ...] | None = None


def shape_of(lines: Sequence[TextLine]) -> Shape:
    """How rows are set: html, Markdown pipes, one row a line, or (pasted web pages) one cell a line."""
    rows = [line for line in lines if line.cells is not None or "\t" in line.text]
    if not rows:
        return "pipe"
    if rows[0].cells is not None:
        return "html"
    single = sum(is_single(line) for line in rows)
    first = sum(is_single(line) for line in rows[:2])
    return "cells" if first == min(2, len(rows)) and 5 * single >= 4 * len(rows) else "rows"


def raw_rows(lines: Sequence[TextLine]) -> list[RawRow]:
    """The rows of one region, blank ones left out."""
    shape = shape_of(lines)
    if shape == "html":
        rows = list(_html_rows(lines))
    elif shape == "cells":
        rows = list(_cell_rows(lines))
    else:
        rows = list(_line_rows(lines, shape == "pipe"))
    return [row for row in rows if any(row.cells)]


def _line_rows(lines: Sequence[TextLine], pipe: bool) -> Iterator[RawRow]:
    """One row a line; text without a tab goes on with the last cell, or is a row over all columns."""
    held: RawRow | None = None
    for line in lines:
        text = line.text.strip()
        if not text or (pipe and is_rule(text)):
            continue
        cells = split_cells(text) if pipe else tab_cells(line)
        if held and len(cells) == 1 and _goes_on(held, text):
            held = replace(held, cells=(*held.cells[:-1], join_text(held.cells[-1], text)))
            continue
        if held:
            yield held
        held = RawRow(cells, line.number)
    if held:
        yield held


def _goes_on(row: RawRow, text: str) -> bool:
    last = row.cells[-1]
    opened = last.count("（") + last.count("(") + last.count("《")
    closed = last.count("）") + last.count(")") + last.count("》")
    return len(row.cells) > 1 and opened > closed and any(mark in text for mark in "）)》")


def _cell_rows(lines: Sequence[TextLine]) -> Iterator[RawRow]:
    """One cell a line behind a tab; a blank line and a tab begin a row, other text goes on with the cell."""
    cells: list[str] = []
    begin, before, gap = 0, 0, False
    for line in lines:
        gap = gap or line.number > before + 1  # the caller may have left blank lines out
        before = line.number
        if "\t" not in line.text:
            gap = not line.text.strip()
            if not gap:
                cells[-1:] = [join_text("".join(cells[-1:]), line.text.strip())]
            continue
        if gap and cells:
            yield RawRow(tuple(cells), begin, explicit=True)
            cells = []
        begin = begin if cells else line.number
        cells.extend(cell.strip() for cell in line.text.removeprefix("\t").split("\t"))
        gap = False
    yield RawRow(tuple(cells), begin, explicit=True)


def _html_rows(lines: Sequence[TextLine]) -> Iterator[RawRow]:
    """Rows with their spans laid out: the cell stands at its first place, what it covers is blank."""
    taken: dict[int, int] = {}  # column → rows that a cell above still covers
    for line in lines:
        yield RawRow((line.text.strip(),), line.number) if line.cells is None else _laid_out(line, taken)


def _laid_out(line: TextLine, taken: dict[int, int]) -> RawRow:
    cells: list[str] = []
    extents: list[tuple[int, int]] = []
    covered = {column for column, rows in taken.items() if rows > 0}
    for column in covered:
        taken[column] -= 1
    for text, extent in zip_longest(line.cells or (), line.spans or ()):
        if text is None:
            break
        rows, columns = extent or (1, 1)
        _skip_covered(cells, extents, covered)
        for column in range(len(cells), len(cells) + columns):
            taken[column] = max(taken.get(column, 0), rows - 1)
        cells.extend([text.strip(), *[""] * (columns - 1)])
        extents.extend([(rows, columns), *[(1, 1)] * (columns - 1)])
    _skip_covered(cells, extents, covered)
    explicit = line.spans is not None
    return RawRow(tuple(cells), line.number, explicit, tuple(extents) if explicit else None)


def _skip_covered(cells: list[str], extents: list[tuple[int, int]], covered: set[int]) -> None:
    while len(cells) in covered:
        cells.append("")
        extents.append((1, 1))
