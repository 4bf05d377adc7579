"""Blocks: the lines of a record put together again into headings, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongbao import typography
from gongbao.reading.joining import LABELLED, PROSE, Styles, belongs, join, read_styles, style, unwrapped
from gongbao.reading.lines import Line
from gongbao.reading.pieces import DIVISIONS, Block, Known, pieces

LONGEST = 80  # no heading is longer

__all__ = ["Block", "Known", "build"]


def build(lines: Sequence[Line], known: Known) -> list[Block]:
    """The blocks of a record's lines, in order; every filled line is in exactly one."""
    found = unwrapped(list(pieces(lines, known)))
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
    joined = [_even(block) for block in joined]
    return [_headed(block, joined[at + 1] if at + 1 < len(joined) else None, styles) for at, block in enumerate(joined)]


def _even(block: Block) -> Block:
    """A paragraph made of several lines, normalised as a whole: a pair of brackets may have stood on two of them."""
    if len(block.lines) == 1 or block.kind not in PROSE:
        return block
    at = block.text.find("　") + 1 if block.marker is not None and block.marker.kind in DIVISIONS else 0
    return replace(block, text=block.text[:at] + typography.normalise(block.text[at:]))


def _headed(block: Block, following: Block | None, styles: Styles) -> Block:
    """A marked block becomes a heading when it is bare, or a lead sentence set above its text."""
    marker = block.marker
    if marker is None or block.kind != "para" or marker.kind == "article":
        return block
    if marker.kind in ("part", "chapter", "section") or _stands_above(block, following, styles):
        return replace(block, kind="heading", level=marker.level)
    return block


def _stands_above(block: Block, following: Block | None, styles: Styles) -> bool:
    if following is None or block.marker is None or LABELLED.match(block.marker.rest):
        return False
    if len(block.text) > LONGEST:
        return False
    set_as = style(block.text)
    level = following.marker.level if following.marker else None
    if set_as == "bare":
        text_below = following.kind in ("para", "table", "label") and (level is None or level > block.marker.level)
        return text_below or block.marker.level < 4
    alone = styles.get(block.first) in ("lead", "bare", "")
    above = level > block.marker.level if level is not None else following.kind == "para"
    return set_as == "lead" and alone and above
