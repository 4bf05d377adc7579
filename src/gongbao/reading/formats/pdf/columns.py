"""The order in which a page is read: down a column, then down the next, headings over both in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongbao.reading.formats.pdf.pieces import Page, Piece, Row, joined

_LEAST = 5  # rows with text on both sides of the gutter that make a page of two columns
_FULL = 0.55  # of a column's width that its rows fill: less is a table without rules, or two signatures
_FAR = 2.5  # a row so many pitches below is no longer part of the columns


@dataclass(frozen=True)
class Column:
    """Pieces read one below the other."""

    pieces: tuple[Piece, ...]

    @property
    def left(self) -> float:
        """Where its lines begin."""
        return min((piece.x0 for piece in self.pieces if not piece.cells), default=0)

    @property
    def right(self) -> float:
        """Where its lines end."""
        return max((piece.x1 for piece in self.pieces if not piece.cells), default=0)


def columns(page: Page) -> list[Column]:
    """The columns of a page in the order they are read; a page set in one has one."""
    rows = sorted([*page.rows, *((table,) for table in page.tables)], key=lambda row: row[0].y)
    gutter = _gutter(rows)
    found: list[list[Piece]] = []
    loose: list[Piece] = []
    for band, sides in _bands(rows, gutter):
        if not sides:
            loose += [joined(row) for row in band]
            continue
        found += [loose, _side(band, gutter, left=True), _side(band, gutter, left=False)]
        loose = []
    return [Column(tuple(pieces)) for pieces in [*found, loose] if pieces]


def _gutter(rows: Sequence[Row]) -> float:
    """The middle of the gap most rows leave in the middle of the page; nothing (0) when there are few."""
    pieces = [piece for row in rows for piece in row]
    left, right = min((p.x0 for p in pieces), default=0), max((p.x1 for p in pieces), default=0)
    middles = [
        ((one.x1 + other.x0) / 2, one.x1, other.x0)
        for row in rows
        for one, other in pairwise(row)
        if 0.3 < ((one.x1 + other.x0) / 2 - left) / max(right - left, 1) < 0.7
    ]
    if len(middles) < _LEAST:
        return 0
    begins = sorted(right_of for _, _, right_of in middles)[len(middles) // 2]
    ends = sorted(left_of for _, left_of, _ in middles)[len(middles) // 2]
    return (begins + ends) / 2


def _bands(rows: Sequence[Row], gutter: float) -> Iterator[tuple[list[Row], bool]]:
    """Runs of rows that keep off the gutter, and runs of the others; True for those that are two columns."""
    if not gutter:
        yield list(rows), False
        return
    run: list[Row] = []
    for row in rows:
        if any(piece.x0 < gutter < piece.x1 for piece in row):
            yield from _split(run, gutter)
            run = []
            yield [row], False
        else:
            run.append(row)
    yield from _split(run, gutter)


def _split(run: list[Row], gutter: float) -> Iterator[tuple[list[Row], bool]]:
    """The part of a run that is two columns, from the first row on both sides to the last that follows closely."""
    both = [at for at, row in enumerate(run) if row[0].x1 < gutter < row[-1].x0]
    if len(both) < _LEAST or not _is_prose([run[at] for at in both], gutter):
        yield run, False
        return
    pitch = _pitch(run)
    first, last = _reach(run, both[0], -1, pitch), _reach(run, both[-1], 1, pitch)
    yield run[:first], False
    yield run[first : last + 1], True
    yield run[last + 1 :], False


def _reach(run: Sequence[Row], at: int, step: int, pitch: float) -> int:
    """As far as rows follow each other closely from a row on."""
    while 0 <= at + step < len(run) and abs(run[at + step][0].y - run[at][0].y) <= _FAR * pitch:
        at += step
    return at


def _pitch(run: Sequence[Row]) -> float:
    steps = sorted(other[0].y - one[0].y for one, other in pairwise(run))
    return steps[len(steps) // 2] if steps else 0


def _is_prose(rows: Sequence[Row], gutter: float) -> bool:
    """Whether the rows fill both columns; the middle row of each side speaks for it."""
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    fills = []
    for row in rows:
        ends = max(piece.x1 for piece in row if piece.x1 < gutter)
        begins = min(piece.x0 for piece in row if piece.x0 > gutter)
        fills.append(((ends - row[0].x0) / (gutter - left), (row[-1].x1 - begins) / (right - gutter)))
    middle = len(fills) // 2
    return all(sorted(fill[side] for fill in fills)[middle] >= _FULL for side in (0, 1))


def _side(band: Sequence[Row], gutter: float, left: bool) -> list[Piece]:
    """The rows of one column."""
    parts = ([piece for piece in row if (piece.x1 < gutter) is left] for row in band)
    return [joined(part) for part in parts if part]
