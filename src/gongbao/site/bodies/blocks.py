"""What a text consists of on its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gongbao.model import Lines

Places = tuple[tuple[int, int, str], ...]  # first line, last line, anchor


class Block(NamedTuple):  # an archive has millions: they are made, kept and found again in half the time
    """A heading, a paragraph, the place of a table …: one piece of a text."""

    kind: str  # heading, paragraph, item, article, signature, date, label, notice, imprint, table, other
    anchor: str
    text: str
    html: str
    depth: int = 0  # of a heading, in the page: 2 to 6
    form: str = ""  # of a marked block, the marker's kind: one, two, three, article …
    lines: Lines | None = None  # in the source
    table: str | None = None  # id of the table whose place this is
    also: tuple[str, ...] = ()  # anchors of instruments that are printed here without a heading of their own


@dataclass(frozen=True)
class Part:
    """A stretch of a text with a heading of its own: the notice, what it issues, an attachment."""

    kind: str  # text, instrument, attachment, section, imprint
    anchor: str
    title: str  # empty for the text a record opens with
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Heading:
    """An entry of the table of contents."""

    text: str
    anchor: str
    depth: int  # from 2
    inner: bool = False


@dataclass(frozen=True)
class Body:
    """The text of a record."""

    parts: tuple[Part, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in their order."""
        return tuple(block for part in self.parts for block in part.blocks)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The table of contents: the parts, and the headings in them."""
        return tuple(heading for part in self.parts for heading in _headings(part))

    @property
    def places(self) -> Places:
        """The lines of the source that each block was read from, with its anchor."""
        return tuple((*block.lines, block.anchor) for block in self.blocks if block.lines)

    def anchor_at(self, line: int) -> str | None:
        """The anchor of the block that holds a line of the source; None where none does."""
        return anchor_in(self.places, line)


def anchor_in(places: Places, line: int) -> str | None:
    """The anchor of the first block that holds a line; None where none does."""
    return next((anchor for first, last, anchor in places if first <= line <= last), None)


def _headings(part: Part) -> list[Heading]:
    own = [Heading(part.title, part.anchor, 2)] if part.title else []
    return own + [
        Heading(block.text, block.anchor, block.depth, bool(own)) for block in part.blocks if block.kind == "heading"
    ]
