"""Blocks: the lines of a record put together again into headings, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongbao.reading.joining import Styles, belongs, join, read_styles, style
from gongbao.reading.lines import Line
from gongbao.reading.pieces import Block, Known, pieces

__all__ = ["Block", "Known", "build"]


def build(lines: Sequence[Line], known: Known) -> list[Block]:
    """The blocks of a record's lines, in order; every filled line is in exactly one."""
    found = list(pieces(lines, known))
    styles = read_styles(found)
    joined: list[Block] = []
    ends: list[int] = []  # for each block, the piece it ends with
    for at, piece in enumerate(found):
        if joined and belongs(found, (ends[-1], at), (joined[-1], styles)):
            joined[-1] = join(joined[-1], piece)
            ends[-1] = at
            continue
        joined.append(piece)
        ends.append(at)
    return [_headed(block, joined[at + 1] if at + 1 < len(joined) else None, styles) for at, block in enumerate(joined)]


def _headed(block: Block, following: Block | None, styles: Styles) -> Block:
    """A marked block becomes a heading when it is bare, or a lead sentence set above its text."""
    marker = block.marker
    if marker is None or block.kind != "para" or marker.kind == "article":
        return block
    if marker.kind in ("part", "chapter", "section") or _stands_above(block, following, styles):
        return replace(block, kind="heading", level=marker.level)
    return block


def _stands_above(block: Block, following: Block | None, styles: Styles) -> bool:
    if following is None or block.marker is None:
        return False
    set_as = style(block.text)
    level = following.marker.level if following.marker else None
    if set_as == "bare":
        text_below = following.kind in ("para", "table", "label") and (level is None or level > block.marker.level)
        return text_below or block.marker.level < 4
    alone = styles.get(block.first) in ("lead", "bare", "")
    return set_as == "lead" and alone and level is None and following.kind == "para"
