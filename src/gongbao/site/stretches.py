"""The stretches of a decree that are explained as one: its highest headings, and what stands before or outside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.linking.explanations import title_of
from gongbao.outline import marker
from gongbao.site.bodies import Block, Body, Part

OPENING = 26  # letters that stand for a paragraph
_EFFECT = re.compile(
    r"""
    # 本办法自公布之日起施行, 自2023年3月1日起执行; not: 自治区, 自受理之日起十日内
    自 [^，。；]{1,30} 起 (?: 正式 )? (?: 施行 | 实施 | 执行 | 生效 )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Stretch:
    """Its name, where it begins, and which blocks of the body it is."""

    name: str
    anchor: str
    places: tuple[int, ...]


def stretches(body: Body) -> Iterator[Stretch]:
    """All blocks of a body in stretches, in their order; a part without headings has a stretch a block."""
    first = 0
    for part in body.parts:
        yield from sorted(_of_part(part, first), key=lambda section: section.places)
        first += len(part.blocks)


def _of_part(part: Part, first: int) -> Iterator[Stretch]:
    """A section a highest heading; what stands before one, and the sentence on taking effect, each for itself."""
    top = min((block.depth for block in part.blocks if block.kind == "heading"), default=0)
    open_: list[int] = []
    for at, block in enumerate(part.blocks):
        if top and block.kind == "heading" and block.depth == top:
            yield from _closed(part, open_, first)
            open_ = [at]
        elif open_ and not _stands_alone(block):
            open_.append(at)
        else:
            yield Stretch(opening(block.text), block.anchor, (first + at,))
    yield from _closed(part, open_, first)


def _closed(part: Part, places: Sequence[int], first: int) -> Iterator[Stretch]:
    if places:
        head = part.blocks[places[0]]
        yield Stretch(head.text, head.anchor, tuple(first + at for at in places))


def _stands_alone(block: Block) -> bool:
    return block.kind == "paragraph" and bool(_EFFECT.search(block.text))


def opening(text: str) -> str:
    """What a paragraph is called: by the heading it opens with, else by its first words."""
    mark, title = marker(text), title_of(text)
    if mark and title:
        return f"{mark.text}{title}"
    return text if len(text) <= OPENING else text[:OPENING] + "…"
