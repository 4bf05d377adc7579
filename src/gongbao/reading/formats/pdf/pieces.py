"""A page of a PDF as rows of pieces and tables: characters on one baseline are a row, a wide gap parts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from gongbao.reading.formats.glyphs import mended
from gongbao.reading.lines import repaired

# In ems, the size of the larger neighbour.
_SAME_ROW = 0.45  # baselines this near are one row: raised figures
_PARTING = 1.5  # a gap that parts a row
_WIDE = 0.8  # a gap that was typed as a space between Chinese characters
_NARROW = 0.18  # a gap between Latin words
_DOUBLE = 0.25  # the same character this near is printed twice to look bold

_DRAWN = 50  # curves of a page whose letters were turned into drawings
MOST_EDGES = 4000  # lines of a page; more of them are a drawing and no table


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and where it stands: its baseline counted from the top of the page."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a row without a wide gap, or a table with its rows."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    cells: tuple[tuple[str, ...], ...] = ()

    @property
    def width(self) -> float:
        """How wide it is set."""
        return self.x1 - self.x0


Row = tuple[Piece, ...]


@dataclass(frozen=True)
class Page:
    """A page: its rows from top to bottom, its tables, and what could not be read of it."""

    number: int
    rows: tuple[Row, ...] = ()
    tables: tuple[Piece, ...] = ()
    pictured: bool = False
    slanted: int = 0  # characters that stand askew: a watermark
    foot: str = field(default="")  # the page number it prints


def page_of(page: Any) -> Page:
    """The page of pdfplumber, sorted into rows and tables."""
    upright, turned, slanted = _sorted_by_direction(page)
    tables, rest = _tables(page, upright)
    rows = [*rows_of(rest)]
    for glyphs in turned:  # a sheet printed sideways is read after what stands upright
        rows += rows_of(glyphs)
    return Page(page.page_number, tuple(rows), tuple(tables), bool(page.images) or len(page.curves) >= _DRAWN, slanted)


def _sorted_by_direction(page: Any) -> tuple[list[Glyph], list[list[Glyph]], int]:
    """The upright characters, those of each other direction turned upright, and how many stand askew."""
    ways: list[list[Glyph]] = [[], [], [], []]
    slanted = 0
    for char in page.chars:
        if not char["text"].strip():
            continue
        a, b, _, _, e, f = char["matrix"]
        if abs(b) > 0.05 * abs(a) and abs(a) > 0.05 * abs(b):
            slanted += 1
            continue
        way, x0, x1, y = _turned(char, (a, b), (e, f))
        ways[way].append(Glyph(char["text"], x0, x1, y, max(float(char["size"]), 0.5)))
    return ways[0], [way for way in ways[1:] if way], slanted


def _turned(char: Any, heading: tuple[float, float], origin: tuple[float, float]) -> tuple[int, float, float, float]:
    """The direction a character runs in, its extent along it, and how far down its baseline is."""
    a, b = heading
    if abs(a) >= abs(b):
        y = char["top"] + char["y1"] - origin[1]
        return (0, char["x0"], char["x1"], y) if a >= 0 else (1, -char["x1"], -char["x0"], -y)
    if b > 0:
        return 2, char["y0"], char["y1"], origin[0]
    return 3, -char["y1"], -char["y0"], -origin[0]


def _tables(page: Any, glyphs: list[Glyph]) -> tuple[list[Piece], list[Glyph]]:
    """The ruled tables of a page, and the characters that stand in none."""
    if not 8 <= len(page.edges) <= MOST_EDGES:
        return [], glyphs
    found = []
    for table in page.find_tables():
        if len(table.rows) < 2 or max(len(row.cells) for row in table.rows) < 2:
            continue
        inside, glyphs = _parted(glyphs, table.bbox)
        piece = _table(table, inside)
        if piece is None:
            glyphs = [*glyphs, *inside]
        else:
            found.append(piece)
    return found, glyphs


def _table(table: Any, glyphs: list[Glyph]) -> Piece | None:
    rows = []
    size = max((glyph.size for glyph in glyphs), default=0)
    for row in table.rows:
        cells = []
        for box in row.cells:
            inside, glyphs = _parted(glyphs, box) if box else ([], glyphs)
            cells.append(_cell_text(inside))
        rows.append(tuple(cells))
    if glyphs or sum(1 for row in rows for cell in row if cell) < 2:  # a frame, or what is no grid
        return None
    x0, top, x1, _ = table.bbox
    return Piece("", x0, x1, top + size, size, tuple(row for row in rows if any(row)))


def _parted(glyphs: list[Glyph], box: tuple[float, float, float, float]) -> tuple[list[Glyph], list[Glyph]]:
    """The characters whose middle stands in a box, and the others."""
    x0, top, x1, bottom = box
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        middle = (glyph.x0 + glyph.x1) / 2
        here = x0 <= middle <= x1 and top <= glyph.y - 0.3 * glyph.size <= bottom
        (inside if here else outside).append(glyph)
    return inside, outside


def _cell_text(glyphs: list[Glyph]) -> str:
    text = ""
    for row in rows_of(glyphs):
        line = joined(row).text
        latin = text[-1:].isascii() and text[-1:].isalnum() and line[:1].isascii() and line[:1].isalpha()
        text += f" {line}" if latin else line
    return text


def rows_of(glyphs: Iterable[Glyph]) -> list[Row]:
    """The rows from top to bottom, each in its pieces from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (one.y, one.x0, one.text)):
        near = rows and glyph.y - rows[-1][0].y <= _SAME_ROW * max(glyph.size, rows[-1][0].size)
        if near:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [tuple(_pieces(row)) for row in rows]


def _pieces(row: list[Glyph]) -> Iterator[Piece]:
    ordered = _once(sorted(row, key=lambda one: (one.x0, one.x1, one.text)))
    start = 0
    for at, (one, other) in enumerate(pairwise(ordered), start=1):
        if other.x0 - one.x1 > _PARTING * max(one.size, other.size):
            yield _piece(ordered[start:at])
            start = at
    yield _piece(ordered[start:])


def _once(row: list[Glyph]) -> list[Glyph]:
    """Without the characters that are printed twice, a little aside, to look bold."""
    kept: list[Glyph] = []
    for glyph in row:
        near = (one for one in kept[-3:] if glyph.x0 - one.x0 < _DOUBLE * glyph.size)
        if not any(one.text == glyph.text and abs(one.y - glyph.y) < _DOUBLE * glyph.size for one in near):
            kept.append(glyph)
    return kept


def _piece(glyphs: Sequence[Glyph]) -> Piece:
    text = glyphs[0].text
    for one, other in pairwise(glyphs):
        text += _gap(one, other) + other.text
    size = sorted(glyph.size for glyph in glyphs)[len(glyphs) // 2]
    return Piece(repaired(mended(text)), glyphs[0].x0, max(glyph.x1 for glyph in glyphs), glyphs[0].y, size)


def _gap(one: Glyph, other: Glyph) -> str:
    """The space that stands between two characters, which a justified line spreads without any."""
    gap = (other.x0 - one.x1) / max(one.size, other.size)
    if gap > _WIDE:
        return "\u3000"
    latin = one.text[-1:].isascii() and other.text[:1].isascii()
    return " " if latin and gap > _NARROW and (one.text[-1:].isalnum() or other.text[:1].isalnum()) else ""


def joined(row: Sequence[Piece]) -> Piece:
    """The pieces of a row as one, wide spaces between them."""
    text = "\u3000".join(piece.text for piece in row)
    return replace(row[0], text=text, x1=max(piece.x1 for piece in row)) if len(row) > 1 else row[0]
