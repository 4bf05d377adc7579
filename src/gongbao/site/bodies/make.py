"""Bodies made: the Markdown of a record, divided, anchored, linked, and laid beside its source."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from gongbao.linking import Mention
from gongbao.linking.provenance import lines_of
from gongbao.model import Decree, Lines, Record
from gongbao.site.bodies.anchors import Anchors
from gongbao.site.bodies.blocks import Block, Body, Part, Places, anchor_in
from gongbao.site.bodies.divide import Stretch, divide
from gongbao.site.bodies.inline import Inline
from gongbao.site.bodies.pieces import Piece, pieces
from gongbao.site.dialect import Dialect
from gongbao.site.render import SAFE

if TYPE_CHECKING:
    from gongbao.site.context import Site

DEEPEST = 6
_HELD = 256  # bodies kept in memory
LISTS = ("catalogue", "interpretation-catalogue")


class Bodies:
    """Makes the bodies of a site's records, each once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.dialect = Dialect()  # for whoever shows the same texts in other forms
        self._made: dict[str, Body] = {}
        self._anchors: dict[str, Places] = {}

    def of(self, record: Record) -> Body:
        """The body of a record."""
        if record.id not in self._made:
            if len(self._made) >= _HELD:
                self._made.clear()
            near = self._site.basis.of(record.id)
            self._made[record.id] = self._site.memory.of("body", near, lambda: self._make(record))
        return self._made[record.id]

    def anchor_at(self, record_id: str, line: int) -> str | None:
        """The anchor of the block of a record that holds a line of the source."""
        record = self._site.library.records.get(record_id)
        if record is None:
            return None
        if record_id not in self._anchors:
            near = self._site.basis.of(record_id)
            lines = self._site.memory.of("anchors", near, lambda: self.of(record).places)
            self._anchors[record_id] = lines
        return anchor_in(self._anchors[record_id], line)

    def _make(self, record: Record) -> Body:
        tables = frozenset(table.id for table in self._site.tables.get(record.id, ()))
        found = pieces(self.dialect.blocks(record.body), tables)
        places = self._places(record, found)
        taken: set[str] = set()
        stretches = divide(record, found)
        taken.update(stretch.anchor for stretch in stretches)
        inline = self._inline(record)
        return _settled(record, Body(tuple(_part(stretch, inline, taken, places) for stretch in stretches)))

    def _places(self, record: Record, found: tuple[Piece, ...]) -> dict[int, Lines | None]:
        source = self._site.sources.get(record.source.file, ())
        texts = ["" if piece.table else piece.text for piece in found]
        lines = lines_of(texts, source, record.source.lines) if source else (None,) * len(found)
        places = {id(piece): span for piece, span in zip(found, lines, strict=True)}
        for piece in found:
            if piece.table:
                places[id(piece)] = self._site.library.records[piece.table].source.lines
        return places

    def _inline(self, record: Record) -> Inline:
        site, page = self._site, self._site.urls.record(record)

        def address(mention: Mention) -> str:
            if mention.target:
                return _relative(page, site.urls.target(mention.target))
            return _relative(page, site.urls.department(mention.department or ""))

        def record_address(id_: str) -> str | None:
            target = site.library.records.get(id_)
            return _relative(page, site.urls.record(target)) if target else None

        listing = record.kind in LISTS

        def find(text: str) -> tuple[Mention, ...]:
            found = site.graph.mentions(record.id, text)
            # A list of titles speaks of documents; the organs in their names lead nowhere.
            return tuple(each for each in found if each.target) if listing else found

        return Inline(find, address, record_address)


def _settled(record: Record, body: Body) -> Body:
    """An instrument without a heading of its own, one that is a table for instance, is found where the decree goes on."""
    parts = {part.anchor for part in body.parts}
    instruments = record.instruments if isinstance(record, Decree) else ()
    homeless = tuple(each.anchor for each in instruments if each.anchor not in parts)
    at = next((place for place, part in enumerate(body.parts) if part.blocks), None)
    if not homeless or at is None:
        return body
    before, first, rest = body.parts[:at], body.parts[at], body.parts[at + 1 :]
    blocks = list(first.blocks)
    dates = [place + 1 for place, block in enumerate(blocks[:-1]) if block.kind == "date"]
    tables = [place for place, block in enumerate(blocks) if block.table]
    for place in (*tables, *dates, 0):
        if place < len(blocks):
            blocks[place] = blocks[place]._replace(also=homeless)
            return Body((*before, replace(first, blocks=tuple(blocks)), *rest))
    return body


@lru_cache(maxsize=1024)  # a text names the same few organs and documents again and again
def _relative(page: str, path: str) -> str:
    path, mark, fragment = path.partition("#")
    return quote(posixpath.relpath("/" + path, "/" + page), SAFE) + "/index.html" + mark + fragment


def _part(stretch: Stretch, inline: Inline, taken: set[str], places: dict[int, Lines | None]) -> Part:
    anchors = Anchors("" if stretch.bare else stretch.anchor, taken)
    depths = _Depths(3 if stretch.title else 2)
    return Part(stretch.kind, stretch.anchor, stretch.title, tuple(_blocks(stretch, inline, (anchors, depths), places)))


class _Depths:
    """How deep each heading stands on its page: as its level says, but never a step too far below the one above."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._open: list[int] = []

    def of(self, level: int) -> int:
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return min(DEEPEST, self._first + len(self._open) - 1)


def _blocks(
    stretch: Stretch, inline: Inline, tools: tuple[Anchors, _Depths], places: dict[int, Lines | None]
) -> Iterator[Block]:
    anchors, depths = tools
    for piece in stretch.pieces:
        yield Block(
            kind="heading" if piece.kind == "title" else piece.kind,
            anchor=anchors.of(piece),
            text=piece.text,
            html="" if piece.table else inline.html(piece),
            depth=depths.of(piece.level) if piece.kind in ("heading", "title") else 0,
            form=piece.marker.kind if piece.marker else "",
            lines=places[id(piece)],
            table=piece.table,
        )
