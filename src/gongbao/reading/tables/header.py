"""The header of a table: how many rows it takes, the names of its leaf columns, and its repeats on later pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_high

from gongbao.reading.tables.cells import Cells, clean_head, filled, is_document, is_numeric, key, trimmed
from gongbao.reading.tables.shapes import RawRow

_DEPTH = 3

# 2022 | 2022年: a year names a column as well as a word does    not: 2022.5, 202
_YEAR = re.compile(r"^ (?: 19 | 20 ) \d\d \s* 年? $", re.VERBOSE)


@dataclass(frozen=True)
class Header:
    """The rows of a header and what they say: leaf columns, and the names that stand over several of them."""

    columns: Cells
    heads: tuple[Cells, ...] = ()
    parents: Cells = ()

    @property
    def depth(self) -> int:
        """The number of rows the header takes."""
        return len(self.heads)

    @property
    def width(self) -> int:
        """The number of leaf columns."""
        return len(self.columns)


def read_header(rows: Sequence[RawRow]) -> Header:
    """The header of a table's rows; one without a header has numbered columns (第1列 …) and no heads."""
    if _is_headless(rows):
        width = max(len(trimmed(row.cells)) for row in rows)
        return Header(tuple(f"第{place}列" for place in range(1, width + 1)))
    width = _width(rows)
    heads = [_padded(rows[0].cells, width)]
    owner = _runs(heads[0])
    for row in rows[1 : _limit(rows)]:
        cells = _padded(row.cells, max(width, len(trimmed(row.cells))))
        if len(cells) > width or not _subdivides(heads, owner, cells):
            break
        heads.append(cells)
        owner = _divided(owner, cells)
    columns = _names(heads)
    return Header(columns, tuple(heads), _unnamed(heads, columns))


def is_repeat(row: RawRow, header: Header) -> bool:
    """Whether a row is the header once more, as a page break repeats it: also with cells shifted or lost."""
    own = _counted(row.cells)
    levels = [_counted(head) for head in header.heads]
    if own in levels:
        return own.total() > 1
    if any(is_numeric(cell) and not _YEAR.match(cell) for cell in row.cells if cell):
        return False
    return any(_is_damaged(own, level) for level in levels)


def strangers(row: RawRow, header: Header) -> Cells:
    """The cells of a repeated header that the header itself does not have."""
    known = {key(cell) for head in header.heads for cell in head}
    return tuple(clean_head(cell) for cell in row.cells if cell and key(cell) not in known)


def moved(row: RawRow, header: Header) -> dict[int, str]:
    """The cells of a repeated header that stand in another column than on the first page, or are lost."""
    own = {key(cell): place for place, cell in enumerate(row.cells) if cell}
    head = max(header.heads, key=lambda cells: sum(key(cell) in own for cell in cells if cell))
    return {place: cell for place, cell in enumerate(head) if cell and own.get(key(cell)) != place}


def _counted(cells: Cells) -> Counter[str]:
    return Counter(key(cell) for cell in cells if cell)


def _is_damaged(own: Counter[str], level: Counter[str]) -> bool:
    shared = (own & level).total()
    return shared >= 2 and 10 * shared >= 7 * own.total() and 2 * shared >= level.total()


def _is_headless(rows: Sequence[RawRow]) -> bool:
    first = [cell for cell in rows[0].cells if cell]
    if is_document(first[0]) or all(is_numeric(cell) and not _YEAR.match(cell) for cell in first):
        return True
    following = next((row.cells[0] for row in rows[1:2]), "")
    counts = first[0].isdecimal() and following.isdecimal() and rows[0].cells[0] == first[0]
    return counts and int(following) == int(first[0]) + 1 and not _YEAR.match(first[0])


def _width(rows: Sequence[RawRow]) -> int:
    """The columns the header has room for; trailing blank ones count where the body fills them."""
    head = len(trimmed(rows[0].cells))
    body = [len(trimmed(row.cells)) for row in rows[1:] if len(filled(row.cells)) > 1]
    widest = max(body, default=head)
    usual = median_high(body) if body else head
    return max(head, min(len(rows[0].cells), widest), usual)


def _limit(rows: Sequence[RawRow]) -> int:
    """How many rows the header can take: what HTML says of its first cells, else three."""
    spans = rows[0].spans
    if spans is None:
        return _DEPTH
    below = max(extent[0] for extent in spans)
    return below if below > 1 else (_DEPTH if any(extent[1] > 1 for extent in spans) else 1)


def _padded(cells: Cells, width: int) -> Cells:
    return (*(clean_head(cell) for cell in trimmed(cells)), *[""] * (width - len(trimmed(cells))))


def _runs(head: Cells) -> list[int]:
    """For each column the one whose name stands over it: its own, or the nearest to the left."""
    owner: list[int] = []
    for place, cell in enumerate(head):
        owner.append(place if cell or not place else owner[-1])
    return owner


def _divided(owner: Sequence[int], cells: Cells) -> list[int]:
    divided: list[int] = []
    for place, cell in enumerate(cells):
        joined = place > 0 and owner[place] == owner[place - 1]
        divided.append(place if cell or not joined else divided[-1])
    return divided


def _subdivides(heads: Sequence[Cells], owner: Sequence[int], cells: Cells) -> bool:
    """Whether a row names the parts of what stands above it: blank under every final name, filled under a wide one."""
    sizes = Counter(owner)
    places = filled(cells)
    if len(places) < 2 or any(is_numeric(cell) and not _YEAR.match(cell) for cell in cells if cell):
        return False
    if any(sizes[owner[place]] < 2 and any(head[place] for head in heads) for place in places):
        return False
    parts = Counter(owner[place] for place in places)
    return max(parts.values()) >= 2 and (not cells[0] or sizes[owner[0]] > 1 or not heads[0][0])


def _names(heads: Sequence[Cells]) -> Cells:
    """A name for each leaf column: its own, with the one above it where it is not unique or blank."""
    paths = [_path(heads, place) for place in range(len(heads[0]))]
    leaves = Counter(path[-1] for path in paths)
    names: list[str] = []
    for place, path in enumerate(paths):
        name = path[-1]
        if not name:
            name = _nearest(heads, place)
        elif leaves[name] > 1 and len(path) > 1:
            name = "／".join(path)
        names.append(_unique(name or f"第{place + 1}列", names))
    return tuple(names)


def _path(heads: Sequence[Cells], place: int) -> list[str]:
    """The names over a column, from the widest down to its own."""
    path: list[str] = []
    low = 0
    for head in heads:
        at = place
        while at > low and not head[at]:
            at -= 1
        if head[place] or (head[at] and any(below[place] for below in heads[len(path) + 1 :])):
            path.append(head[at])
            low = at
    return path or [""]


def _nearest(heads: Sequence[Cells], place: int) -> str:
    """The name a column without one stands under: the deepest row's nearest to the left."""
    at = place
    while at >= 0 and not any(head[at] for head in heads):
        at -= 1
    return next((head[at] for head in reversed(heads) if head[at]), "") if at >= 0 else ""


def _unique(name: str, taken: Sequence[str]) -> str:
    count, unique = 1, name
    while unique in taken:
        count += 1
        unique = f"{name}（{count}）"
    return unique


def _unnamed(heads: Sequence[Cells], columns: Cells) -> Cells:
    """The names over several columns that no leaf's name holds, with the columns they stand over."""
    found: list[str] = []
    for level, head in enumerate(heads[:-1]):
        below = heads[level + 1 :]
        owner = _runs(head)
        sizes = Counter(owner)
        for place, cell in enumerate(head):
            under = range(place, place + sizes[place])
            if cell and not any(_is_named(columns[at], cell, [deep[at] for deep in below]) for at in under):
                found.append(f"{cell}（第{place + 1}—{under[-1] + 1}列）")
    return tuple(found)


def _is_named(column: str, name: str, below: Sequence[str]) -> bool:
    """Whether a column's name tells of one above it: as its own, or before its leaf."""
    return f"{name}／" in column or (column.startswith(name) and not any(below))
