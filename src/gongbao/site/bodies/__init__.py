"""Bodies: the text of a record as parts and blocks, each with its anchor, its links and its source lines."""

from gongbao.site.bodies.blocks import Block, Body, Heading, Part
from gongbao.site.bodies.make import Bodies

__all__ = ["Block", "Bodies", "Body", "Heading", "Part"]
