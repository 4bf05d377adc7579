"""Bodies: the text of a record as parts and blocks, each with its anchor, its links and its source lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongbao.site.bodies.blocks import Block, Body, Heading, Part
from gongbao.site.bodies.make import Bodies

if TYPE_CHECKING:
    from gongbao.site.context import Site

__all__ = ["Block", "Bodies", "Body", "Heading", "Part", "anchor_at"]


def anchor_at(site: Site, record_id: str, line: int) -> str | None:
    """The anchor of the block of a record that holds a line of the source."""
    return site.bodies.anchor_at(record_id, line)
