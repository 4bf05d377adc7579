"""Where the paragraphs of a printing stand: met one after the other, found in its body with anchor and source line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.model import Record
from gongbao.site.bodies import Body
from gongbao.site.context import Site
from gongbao.site.page import Link
from gongbao.typography import fold


@dataclass(frozen=True)
class Spot:
    """A paragraph found: its anchors, and its first line in the source if that is known."""

    anchors: tuple[str, ...] = ()
    line: Link | None = None


class Spots:
    """Finds the paragraphs of a record in their order; `rest` holds the anchors that were not met yet."""

    def __init__(self, site: Site, record: Record) -> None:
        self._entries = list(_entries(site, record, site.bodies.of(record)))
        self._next = 0

    def find(self, text: str) -> Spot:
        """The paragraph of a text, or those that it joins line by line; nothing is found where none is."""
        whole = self._match(text)
        found = [whole] if whole else [spot for line in text.split("\n") if (spot := self._match(line))]
        lines = (spot.line for spot in found if spot.line)
        return Spot(tuple(anchor for spot in found for anchor in spot.anchors), next(lines, None))

    @property
    def rest(self) -> tuple[str, ...]:
        """The anchors of what has not been found."""
        return tuple(anchor for _, spot in self._entries for anchor in spot.anchors)

    def _match(self, text: str) -> Spot | None:
        wanted = fold(text)
        places = (at for at in range(self._next, len(self._entries)) if self._entries[at][0] == wanted)
        at = next(places, None) if wanted else None
        if at is None:
            return None
        self._next = at
        return self._entries.pop(at)[1]


def _entries(site: Site, record: Record, body: Body) -> Iterator[tuple[str, Spot]]:
    """The titles and blocks of a body by their letters; the place of a table has none."""
    for part in body.parts:
        yield fold(part.title), Spot((part.anchor,))
        for block in part.blocks:
            first = block.lines[0] if block.lines else None
            line = Link(f"第{first}行", site.urls.source(record.source.file, first)) if first else None
            yield "" if block.table else fold(block.text), Spot((block.anchor,), line)
