"""The text of a record without markup: paragraphs as lines, tables with a tab between cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from xml.etree.ElementTree import Element

from gongbao.site.dialect import Dialect, record_of, text_of

_WORDS = re.compile(r"[^ \t\r\n]+")


class PlainText:
    """Turns bodies into plain text; one for many bodies."""

    def __init__(self, table: Callable[[str], str | None], dialect: Dialect | None = None) -> None:
        self._dialect = dialect or _dialect()
        self._table = table  # the body of a table by its id; None for what is no table

    def of(self, body: str) -> str:
        """The text of a body, a blank line between its blocks; tables stand where they belong."""
        return "\n\n".join(text for text in self._texts(body) if text)

    def _texts(self, body: str) -> Iterator[str]:
        for element in self._dialect.shared(body):
            placed = self._placed(element)
            yield _block(element) if placed is None else f"{_block(element)}\n{self._rows(placed)}"

    def _rows(self, table: str) -> str:
        return "\n\n".join(_block(element) for element in self._dialect.shared(table))

    def _placed(self, element: Element) -> str | None:
        """The body of the table whose place a paragraph holds: it is nothing but a link to one."""
        children = list(element)
        if element.tag != "p" or [child.tag for child in children] != ["a"]:
            return None
        if (element.text or "").strip() or (children[0].tail or "").strip():
            return None
        id_ = record_of(children[0].get("href", ""))
        return self._table(id_) if id_ else None


@cache  # a parser takes longer to make than a text takes to be parsed
def _dialect() -> Dialect:
    return Dialect()


def _block(element: Element) -> str:
    if element.tag == "table":
        return "\n".join("\t".join(_line(text_of(cell)) for cell in row) for row in element.iter("tr"))
    if element.tag == "pre":
        return text_of(element).rstrip("\n")
    if element.tag in ("ul", "ol"):
        return "\n".join(_items(element))
    if element.tag == "blockquote":
        return "\n".join(_block(child) for child in element)
    return _line(text_of(element))


def _items(list_: Element) -> Iterator[str]:
    first = int(list_.get("start", "1"))
    for place, item in enumerate(list_, first):
        yield f"{place}. {_line(text_of(item))}" if list_.tag == "ol" else f"· {_line(text_of(item))}"


def _line(text: str) -> str:
    """A text on one line; the wide space between a number and a title stays."""
    return " ".join(_WORDS.findall(text))
