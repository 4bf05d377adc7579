"""From a tree to logical lines: blocks and <br> end a line, inline text is joined, a table of data gives its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gongbao.reading.formats.tables import Row, table_rows
from gongbao.reading.formats.tree import BLOCKS, Node, Text

_DROPPED = frozenset((
    "script", "style", "noscript", "template", "iframe", "canvas", "svg", "select", "option", "button", "textarea",
    "input", "object", "embed", "audio", "video", "head", "title",
))  # fmt: skip

# style="display:none", style="visibility: hidden"; not style="display:block"
_HIDDEN = re.compile(r"(?: display \s* : \s* none | visibility \s* : \s* hidden )", re.VERBOSE | re.IGNORECASE)

# a space or break of the source between any two characters, with the characters; &nbsp; and 　 are text
_BLANK = re.compile(r"[ \t\n\r\f\v]+", re.VERBOSE)

_SENTENCE_END = tuple("。：；！？:;!?”）〕》号")

# 　　现将…, （一）…, 第三条…, 2.…, and an empty line; not 门、各直属机构
_OPENING = re.compile(r"\u3000 | @@ | \s*(?: $ | [（(【第附] | [一二三四五六七八九十\d]+[、.．] )", re.VERBOSE)

TRIMMED = " \t\u00a0\u3000\ufeff\u200b"
_INVISIBLE = str.maketrans(
    dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")
    | dict.fromkeys("\u00a0\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " ")
)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A logical line: where it begins, the element that holds it, the source lines its text touches."""

    number: int
    text: str
    owner: int  # order of the element
    touched: tuple[int, ...]
    linked: int = 0  # characters inside links
    cells: tuple[str, ...] | None = None
    spans: tuple[tuple[int, int], ...] | None = None


@dataclass(slots=True)
class _Piece:
    line: int
    text: str
    linked: bool


def flow(root: Node, skip: frozenset[int] = frozenset()) -> list[PageLine]:
    """The lines of an element in document order, without the elements whose order is in `skip`."""
    flowing = _Flow(skip)
    flowing.run(root)
    return flowing.lines


def hidden(nodes: list[Node]) -> frozenset[int]:
    """Elements a reader does not see; none of them when they hold most of the page (shown later by a script)."""
    found = [node for node in nodes if "hidden" in node.attrs or _HIDDEN.search(node.attrs.get("style", ""))]
    if not found:
        return frozenset()
    sizes = [sum(len(child.text) for child in node.children if isinstance(child, Text)) for node in nodes]
    for node in reversed(nodes[1:]):
        if node.tag not in _DROPPED:
            sizes[node.parent] += sizes[node.order]
    return frozenset(node.order for node in found if 2 * sizes[node.order] < sizes[0])


class _Flow:
    """A walk with its own stack; `frames` are the open elements: children still to come, owner, typed breaks, link."""

    def __init__(self, skip: frozenset[int]) -> None:
        self.skip = skip
        self.lines: list[PageLine] = []
        self.pieces: list[_Piece] = []
        self.frames: list[_Frame] = []

    def run(self, root: Node) -> None:
        self.frames = [_Frame(iter(root.children), root, _typed_breaks(root), False)]
        while self.frames:
            frame = self.frames[-1]
            child = next(frame.children, None)
            if child is None:
                self._leave()
            elif isinstance(child, Text):
                self._text(child, frame)
            else:
                self._enter(child, frame)
        # the last frame closed the last line

    def _enter(self, node: Node, frame: _Frame) -> None:
        if node.tag in _DROPPED or node.order in self.skip:
            return
        if node.tag == "br":
            self._close(frame.owner)
            return
        rows = table_rows(node) if node.tag == "table" else None
        if rows is not None:
            self._close(frame.owner)
            self._table(node, rows)
            return
        block = node.tag in BLOCKS
        if block:
            self._close(frame.owner)
        owner = node if block else frame.owner
        breaks = _typed_breaks(node) if block else frame.breaks
        self.frames.append(_Frame(iter(node.children), owner, breaks, frame.linked or node.tag == "a", block))

    def _leave(self) -> None:
        frame = self.frames.pop()
        if frame.block or not self.frames:
            self._close(frame.owner)

    def _text(self, text: Text, frame: _Frame) -> None:
        if not frame.breaks:
            self._add(text.line, text.text, frame.linked)
            return
        for offset, part in enumerate(text.text.split("\n")):
            if offset:
                self._close(frame.owner)
            self._add(text.line + offset, part, frame.linked)

    def _add(self, line: int, text: str, linked: bool) -> None:
        self.pieces.append(_Piece(line, text.translate(_INVISIBLE), linked))

    def _close(self, owner: Node) -> None:
        pieces, self.pieces = self.pieces, []
        text = join("".join(piece.text for piece in pieces))
        if text:
            touched = tuple(sorted({line for piece in pieces for line in _touched(piece)}))
            linked = sum(len(piece.text.strip(TRIMMED)) for piece in pieces if piece.linked)
            self.lines.append(PageLine(touched[0], text, owner.order, touched, linked))

    def _table(self, table: Node, rows: list[Row]) -> None:
        for row in rows:
            cells = [flow(cell, self.skip) for cell in row.cells]
            if row.is_caption:
                self.lines.extend(line for cell in cells for line in cell)
            else:
                self.lines.append(_row_line(table, row, cells))


@dataclass(slots=True)
class _Frame:
    children: Iterator[Node | Text]
    owner: Node
    breaks: bool
    linked: bool
    block: bool = True


def _row_line(table: Node, row: Row, cells: list[list[PageLine]]) -> PageLine:
    texts = tuple("".join(line.text for line in lines) for lines in cells)
    touched = tuple(sorted({number for lines in cells for line in lines for number in line.touched}))
    linked = sum(line.linked for lines in cells for line in lines)
    number = touched[0] if touched else row.line
    return PageLine(number, "\t".join(texts), table.order, touched, linked, texts, row.spans)


def join(text: str) -> str:
    """One line of a text as the source wrote it: breaks between Chinese characters go, other blanks stay one."""
    return _BLANK.sub(_blank, text.strip(TRIMMED + "\n\r")).strip(TRIMMED)


def _blank(found: re.Match[str]) -> str:
    if "\n" not in found[0]:
        return " "
    around = found.string[found.start() - 1] + found.string[found.end() : found.end() + 1]
    return " " if around.isascii() and around.isalnum() else ""


def _touched(piece: _Piece) -> Iterator[int]:
    for offset, part in enumerate(piece.text.split("\n")):
        if part.strip(TRIMMED):
            yield piece.line + offset


def _typed_breaks(node: Node) -> bool:
    """Whether breaks in a block's own text were typed to end lines (bare text in a tag), or only wrap the source."""
    if node.tag in ("pre", "xmp", "listing"):
        return True
    joints = cut = 0
    for child in node.children:
        if isinstance(child, Text) and "\n" in child.text.strip():
            for before, after in pairwise(child.text.strip().split("\n")):
                joints += 1
                cut += _is_cut(before.rstrip(), after)
    return joints > 0 and 2 * cut < joints


def _is_cut(before: str, after: str) -> bool:
    """Whether a break stands within a sentence: 为贯彻落实有关部⏎门; not 甲局⏎乙局, not 如下：⏎一、…"""
    return len(before.strip(TRIMMED)) >= 15 and not before.endswith(_SENTENCE_END) and not _OPENING.match(after)
