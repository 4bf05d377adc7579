"""HTML tables: which hold data, row by row, and which only lay out the page."""

from __future__ import annotations

from dataclasses import dataclass

from gongbao.reading.formats.tree import Node, Text, text_of

MAX_SPAN = 200
_LONG = 300  # characters; a table that holds a cell of this length and little else is layout


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells and what each covers; a caption is a row of its own."""

    line: int
    cells: tuple[Node, ...]
    spans: tuple[tuple[int, int], ...]
    is_caption: bool = False


def table_rows(table: Node) -> list[Row] | None:
    """The rows of a table of data, None for one that only lays out paragraphs."""
    rows = _rows(table)
    data = None if rows is None else [row for row in rows if not row.is_caption]
    if not data or max(len(row.cells) for row in data) < 2:
        return None
    sizes = [[_size(cell) for cell in row.cells] for row in data]
    return None if _is_layout(sizes) else rows


def _is_layout(sizes: list[list[int]]) -> bool:
    """One cell with text, or one long cell that outweighs all others in a table of few rows."""
    flat = [size for row in sizes for size in row if size]
    if len(flat) < 2:
        return True
    longest = max(flat)
    return len(sizes) <= 3 and longest >= _LONG and 5 * longest >= 4 * sum(flat)


def _rows(table: Node) -> list[Row] | None:
    """All rows, also those of tbody and the like; None when text, or another table, stands outside or in a cell."""
    if table.holds_table:
        return None
    rows: list[Row] = []
    queue: list[Node | Text] = list(reversed(table.children))
    while queue:
        node = queue.pop()
        if isinstance(node, Text):
            if node.text.strip():
                return None
        elif node.tag in ("caption", "tr"):
            rows.append(_row(node))
        else:
            queue.extend(reversed(node.children))
    return rows


def _row(node: Node) -> Row:
    if node.tag == "caption":
        return Row(node.line, (node,), ((1, 1),), is_caption=True)
    cells = tuple(child for child in node.children if isinstance(child, Node) and child.tag in ("td", "th"))
    return Row(node.line, cells, tuple((_span(cell, "rowspan"), _span(cell, "colspan")) for cell in cells))


def _span(cell: Node, name: str) -> int:
    """What a cell covers; a page may write anything here, and a browser takes the digits it finds."""
    value = cell.attrs.get(name, "").strip()
    digits = value[: len(value) - len(value.lstrip("0123456789"))]
    return min(max(int(digits[:6] or "1"), 1), MAX_SPAN)


def _size(cell: Node) -> int:
    """The characters of a cell."""
    return len(text_of(cell).replace("\n", ""))
