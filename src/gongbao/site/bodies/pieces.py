"""The blocks of a body before they have an anchor: what each one is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gongbao.dates import parse_date
from gongbao.outline import Marker, marker
from gongbao.site.dialect import record_of, text_of

LONGEST_SIGNATURE = 40
MOST_SIGNATURES = 8  # organs that sign together
_HEADING = re.compile(r"h([1-6])")
_LABEL = re.compile(
    r"""
    # 附件, 附件1, 附件 12：, 附 件 2; not: 附件：1．名单, 附件1所列
    附\s?件 \s? [0-9一二三四五六七八九十]{0,3} \s? [:：]?
    """,
    re.VERBOSE,
)
_NOTICE = re.compile(
    r"""
    # 附件：1．名单, 抄送：市委各部门, （此件公开发布）; not: 附件1
    附\s?件 \s? [:：] . | 抄\s?送 \s? [:：] | （此件
    """,
    re.VERBOSE,
)
_POINT = re.compile(r"[。；：，！？]")
_PRINTED_ON = re.compile(r"(?P<day>.{4,20}日)印发")


class Piece(NamedTuple):
    """A block as it stands in the tree, with what kind of block it is."""

    kind: str  # title, heading, paragraph, item, article, signature, date, label, notice, imprint, table, other
    element: Element
    text: str
    marker: Marker | None = None
    level: int = 0  # of a heading, as written
    table: str | None = None


def pieces(elements: Sequence[Element], tables: frozenset[str]) -> tuple[Piece, ...]:
    """What each block is; a paragraph before a lone date line is a signature."""
    found = [_piece(element, tables) for element in elements]
    return tuple(_signed(_announced(found)))


def _piece(element: Element, tables: frozenset[str]) -> Piece:
    text = " ".join(text_of(element).split())
    heading = _HEADING.fullmatch(element.tag)
    if heading:
        level = int(heading[1])
        return Piece("title" if level == 1 else "heading", element, text, marker(text), level)
    if element.tag != "p":
        return Piece("other", element, text)
    table = _table(element, tables)
    if table:
        return Piece("table", element, text, table=table)
    mark = marker(text)
    if mark:
        return Piece("article" if mark.kind == "article" else "item", element, text, mark)
    return Piece(_paragraph(text), element, text)


def _paragraph(text: str) -> str:
    if _LABEL.fullmatch(text):
        return "label"
    if _NOTICE.match(text):
        return "notice"
    if len(text) <= LONGEST_SIGNATURE and parse_date(text):
        return "date"
    if len(text) <= LONGEST_SIGNATURE and _PRINTED_ON.search(text):
        return "imprint"
    return "paragraph"


def _table(element: Element, tables: frozenset[str]) -> str | None:
    """The table a paragraph holds the place of: it is nothing but a link to one."""
    children = list(element)
    if len(children) != 1 or children[0].tag != "a" or (element.text or "").strip() or (children[0].tail or "").strip():
        return None
    id_ = record_of(children[0].get("href", ""))
    return id_ if id_ in tables else None


def _announced(found: Sequence[Piece]) -> list[Piece]:
    """After 附件：1．… the further names 2．… belong to it and are no items of the text."""
    announcing, pieces_ = False, []
    for piece in found:
        announcing = piece.text.startswith("附") if piece.kind == "notice" else announcing and _names(piece)
        pieces_.append(_as(piece, "notice") if announcing else piece)
    return pieces_


def _names(piece: Piece) -> bool:
    return piece.kind == "item" and piece.marker is not None and piece.marker.kind in ("three", "four")


def _signed(found: Sequence[Piece]) -> Iterator[Piece]:
    for place, piece in enumerate(found):
        signs = piece.kind == "paragraph" and _name(piece) and _closing(found[place + 1 : place + 1 + MOST_SIGNATURES])
        yield _as(piece, "signature") if signs else piece


def _closing(following: Sequence[Piece]) -> bool:
    """Tell whether a date comes next, or behind more names."""
    after = next((each for each in following if each.kind != "paragraph" or not _name(each)), None)
    return after is not None and after.kind in ("date", "imprint")


def _name(piece: Piece) -> bool:
    """A short line without the points of a sentence, as names of organs are."""
    return len(piece.text) <= LONGEST_SIGNATURE and not _POINT.search(piece.text)


def _as(piece: Piece, kind: str) -> Piece:
    return Piece(kind, piece.element, piece.text, piece.marker, piece.level, piece.table)
