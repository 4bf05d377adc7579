"""What is taken out of a document of another format: its text, which becomes the source, and what to say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongbao.model import Doubt

PAGE_BREAK = "\f"  # before the first line of a page, as other programs that read PDF write it


@dataclass(frozen=True)
class Extracted:
    """The text of a document, a paragraph or row of a table a line, and the doubts it left."""

    text: str
    doubts: tuple[Doubt, ...] = ()


def row(cells: Iterable[str]) -> str:
    """A row of a table as a line of text; a blank first cell is a wide space, for a lone leading tab says another thing."""
    flat = ["".join(cell.replace("\t", " ").splitlines()).strip() for cell in cells]
    if flat and not flat[0]:
        flat[0] = "\u3000"
    return "\t".join(flat)


def pages(text: str) -> tuple[int, ...]:
    r"""The page of each line of an extracted text, counted from 1.

    >>> pages("甲\n— 1 —\n\f乙\n丙")
    (1, 1, 2, 2)
    """
    page, found = 1, []
    for line in text.split("\n"):
        page += line.count(PAGE_BREAK)
        found.append(page)
    return tuple(found)
