"""From pages to text: wraps undone, a row of a table a line, page marks and breaks between, and what is to be doubted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongbao import outline
from gongbao.model import Doubt
from gongbao.reading.formats.extracted import PAGE_BREAK, Extracted, row
from gongbao.reading.formats.glyphs import LOST
from gongbao.reading.formats.pdf.columns import Column, columns
from gongbao.reading.formats.pdf.margins import without_margins
from gongbao.reading.formats.pdf.pieces import Page, Piece

# In ems.
_LONG = 12  # a line that was wrapped is at least so long
_SLACK = 1.6  # what may be missing at its end: a character that would not fit, with its punctuation
_INDENT = 0.8  # a line that begins so far in begins a paragraph
_ENDS = ("。", "：", "；", "！", "？")


@dataclass
class _Line:
    text: str
    page: int


@dataclass
class _Open:
    """The line that may go on, the piece that ended it, and where its column ends."""

    line: _Line
    piece: Piece
    column: Column


@dataclass
class _Writer:
    """The lines so far; a text line stays open until something but a page mark follows it."""

    indented: bool
    lines: list[_Line] = field(default_factory=list)
    open: _Open | None = None

    def page(self, page: Page) -> None:
        for column in columns(page):
            self.column(column, page.number)
        if page.foot:
            self.lines.append(_Line(page.foot, page.number))

    def column(self, column: Column, page: int) -> None:
        pitch = _pitch(column)
        before: Piece | None = None
        for piece in column.pieces:
            if piece.cells:
                self.table(piece, page)
            else:
                self.text(piece, column, page, apart=before is not None and piece.y - before.y > 1.8 * pitch)
            before = None if piece.cells else piece

    def table(self, piece: Piece, page: int) -> None:
        self.open = None
        self.lines += [_Line(row(cells), page) for cells in piece.cells]

    def text(self, piece: Piece, column: Column, page: int, *, apart: bool) -> None:
        if self.open is not None and not apart and self._goes_on(self.open, piece, column):
            self.open.line.text += _between(self.open.line.text, piece.text) + piece.text
            self.open = _Open(self.open.line, piece, column)
            return
        if apart:
            self.lines.append(_Line("", page))
        line = _Line(piece.text, page)
        self.lines.append(line)
        self.open = _Open(line, piece, column)

    def _goes_on(self, open_: _Open, piece: Piece, column: Column) -> bool:
        """Whether a piece is the next line of the open paragraph: that was full, this begins at the edge."""
        last, size = open_.piece, max(open_.piece.size, piece.size)
        full = last.width >= _LONG * size and open_.column.right - last.x1 <= _SLACK * size
        alike = abs(last.size - piece.size) <= 0.1 * size
        if not full or not alike or piece.x0 - column.left > _INDENT * size:
            return False
        stopped = last.text.endswith(_ENDS)
        return not (stopped and (not self.indented or outline.marker(piece.text) is not None))


def assembled(pages: Sequence[Page]) -> Extracted:
    """The text of a PDF, with a page break before the first line that begins on each page."""
    margins = without_margins(pages)
    writer = _Writer(_is_indented(margins.pages))
    for page in margins.pages:
        writer.page(page)
    text, reached = "", 1
    for line in writer.lines:
        text += PAGE_BREAK * (line.page - reached) + line.text + "\n"
        reached = line.page
    return Extracted(text, tuple(_doubts(pages, margins.heads, writer.lines)))


def _is_indented(pages: Sequence[Page]) -> bool:
    """Whether paragraphs begin further in than their lines: at least a tenth of all long lines do."""
    long = inside = 0
    for page in pages:
        for column in columns(page):
            for piece in column.pieces:
                if piece.cells or piece.width < _LONG * piece.size:
                    continue
                long += 1
                inside += piece.x0 - column.left > _INDENT * piece.size
    return 10 * inside >= long > 0


def _pitch(column: Column) -> float:
    steps = sorted(other.y - one.y for one, other in pairwise(column.pieces) if not (one.cells or other.cells))
    return steps[len(steps) // 2] if steps else 0


def _between(text: str, more: str) -> str:
    """A space between Latin words that a line parted."""
    latin = text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii() and more[:1].isalpha()
    return " " if latin else ""


def _doubts(pages: Sequence[Page], heads: Sequence[str], lines: Sequence[_Line]) -> Iterator[Doubt]:
    """What the archivist should look at, each at the line of its page."""
    first = {line.page: at for at, line in reversed(list(enumerate(lines, start=1)))}
    if heads:
        shown = "、".join(f"“{head}”" for head in heads[:3])
        yield Doubt(1, f"各页重复的页眉{shown}没有逐页收进文字，见原件。")
    for page in pages:
        at = first.get(page.number) or max((line for n, line in first.items() if n < page.number), default=1)
        if page.pictured and not (page.rows or page.tables):
            yield Doubt(at, f"PDF第{page.number}页没有文字层，只有图片，须用OCR识别后补上。")
        if page.slanted:
            yield Doubt(at, f"PDF第{page.number}页有{page.slanted}个斜排的字（多为水印），没有收进文字，见原件。")
    for at, line in enumerate(lines, start=1):
        if LOST in line.text:
            yield Doubt(at, f"PDF第{line.page}页有{line.text.count(LOST)}个字认不出来，暂记为〓，须对照原件补上。")
