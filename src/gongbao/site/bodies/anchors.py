"""Permanent anchors from structure: 2.3, art-12, 2.3.p1; an anchor hangs on what stands above it, not on its place."""

from __future__ import annotations

from collections import Counter

from gongbao.outline import Marker, anchor
from gongbao.site.bodies.pieces import Piece

# How deep each kind of marker stands; an article stands below chapters and sections and above its items.
_RANK = {"part": 1, "chapter": 2, "section": 3, "one": 4, "article": 5, "two": 6, "three": 7, "four": 8, "circled": 9}
_UNMARKED = {2: 4, 3: 6, 4: 7, 5: 8, 6: 9}  # of a heading without a marker, by its level


class Anchors:
    """Gives the blocks of one part their anchors, in order; `taken` holds those of the whole text."""

    def __init__(self, prefix: str, taken: set[str]) -> None:
        self._prefix = prefix
        self._taken = taken
        self._path: list[tuple[int, str]] = []
        self._paragraphs: Counter[str] = Counter()
        self._unmarked: Counter[str] = Counter()
        self._here = ""

    def of(self, piece: Piece) -> str:
        """The anchor of the next piece."""
        if piece.marker and piece.kind in ("heading", "item", "article"):
            self._descend(_RANK[piece.marker.kind], piece.marker)
        elif piece.kind == "heading":
            self._descend(_UNMARKED[piece.level], None)
        else:
            return self._paragraph(piece)
        self._here = self._free(anchor([step for _, step in self._path]))
        return self._here

    def _descend(self, rank: int, mark: Marker | None) -> None:
        while self._path and self._path[-1][0] >= rank:
            self._path.pop()
        self._path.append((rank, mark.step if mark else self._next_unmarked()))

    def _next_unmarked(self) -> str:
        above = anchor([step for _, step in self._path])
        self._unmarked[above] += 1
        return f"h{self._unmarked[above]}"

    def _paragraph(self, piece: Piece) -> str:
        if piece.table:
            return self._unique(piece.table)
        self._paragraphs[self._here] += 1
        step = f"p{self._paragraphs[self._here]}"
        return self._unique(f"{self._here}.{step}") if self._here else self._free(step)

    def _free(self, wanted: str) -> str:
        return self._unique(f"{self._prefix}.{wanted}" if self._prefix else wanted)

    def _unique(self, wanted: str) -> str:
        """Damaged numbering gives a number twice: the second is 3_2."""
        name, count = wanted, 1
        while name in self._taken:
            count += 1
            name = f"{wanted}_{count}"
        self._taken.add(name)
        return name
