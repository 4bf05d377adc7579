"""The rows of a table's body, each with as many cells as there are columns; what did not fit is a doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from gongbao.model import Doubt
from gongbao.reading.tables.cells import (
    Cells,
    clean_cell,
    closes,
    filled,
    is_group,
    is_total,
    join_text,
    missing_closer,
    trimmed,
)
from gongbao.reading.tables.shapes import RawRow

Kind = Literal["data", "group", "total"]


@dataclass(frozen=True)
class Row:
    """One row of a table's body: data, the name of a group of rows, or a total."""

    kind: Kind
    cells: Cells
    line: int


def joined(rows: Iterable[RawRow]) -> list[RawRow]:
    """The rows with what a page cut off put back: …（2023— and, on a row of its own, 2027年）…"""
    whole: list[RawRow] = []
    for row in rows:
        place = _continued(whole[-1], row) if whole else None
        if place is None:
            whole.append(row)
            continue
        cells = list(whole[-1].cells)
        cells[place] = join_text(cells[place], row.cells[filled(row.cells)[0]])
        whole[-1] = replace(whole[-1], cells=tuple(cells))
    return whole


def _continued(above: RawRow, row: RawRow) -> int | None:
    """The place of the cell above whose open bracket the only cell of a row closes."""
    places = filled(row.cells)
    if len(places) != 1 or not any(above.cells):
        return None
    place = filled(above.cells)[-1] if len(row.cells) == 1 else places[0]
    if place >= len(above.cells) or (place == 0 and len(row.cells) > 1):
        return None
    closer = missing_closer(above.cells[place])
    return place if closer and closes(row.cells[places[0]], closer) else None


def fit(row: RawRow, width: int) -> tuple[Row, Doubt | None]:
    """The row in `width` cells, with a doubt where it had more."""
    cells, doubt = _narrowed(row, width)
    cells = (*cells, *[""] * (width - len(cells)))
    return Row(_kind(row, cells), tuple(clean_cell(cell) for cell in cells), row.line), doubt


def _narrowed(row: RawRow, width: int) -> tuple[Cells, Doubt | None]:
    """A row with too many cells loses blank ones, the rightmost first; what is then over joins the last cell."""
    cells = list(trimmed(row.cells))
    over = len(cells) - width
    if over <= 0:
        return tuple(cells), None
    blank = [place for place, cell in enumerate(cells) if not cell][-over:]
    for place in reversed(blank):
        del cells[place]
    how = f"已去掉其前的{len(blank)}个空格" if blank else ""
    if len(cells) > width:
        cells[width - 1 :] = ["、".join(cell for cell in cells[width - 1 :] if cell)]
        how = "，".join(part for part in (how, "已并入末格") if part)
    return tuple(cells), Doubt(row.line, f"该行多出{over}格，{how}，各格所属的列须核对")


def _kind(row: RawRow, cells: Cells) -> Kind:
    places = filled(cells)
    if any(is_total(cell) for cell in cells[:2]) or is_total(cells[places[0]]):
        return "total"
    if len(places) != 1 or len(cells) < 2:
        return "data"
    over_all = row.spans is not None and row.spans[places[0]][1] >= len(cells)
    return "group" if is_group(cells[places[0]]) or len(row.cells) == 1 or over_all else "data"


def lost_cells(rows: Sequence[tuple[RawRow, Row]]) -> list[Doubt]:
    """A doubt for each row that has fewer cells than columns, where the missing ones are not just blank at its end."""
    whole = [len(raw.cells) >= len(row.cells) for raw, row in rows]
    blanks = [0] * max((len(row.cells) for _, row in rows), default=0)
    for _, row in rows:
        for place, cell in enumerate(row.cells):
            blanks[place] += row.kind == "data" and not cell
    found: list[Doubt] = []
    for (raw, row), complete in zip(rows, whole, strict=True):
        if not complete and row.kind != "group" and _is_lossy(raw, row, blanks):
            found.append(Doubt(row.line, f"该行只有{len(raw.cells)}格，少于{len(row.cells)}列，缺的是哪一格须核对"))
    return found


def _is_lossy(raw: RawRow, row: Row, blanks: Sequence[int]) -> bool:
    if raw.explicit:
        return True
    missing = range(len(raw.cells), len(row.cells))
    return len(missing) >= 2 and any(blanks[place] < 2 for place in missing)
