"""The inside of a block: links for what its text mentions, and the marker and the run-in heading told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from gongbao.linking import Mention
from gongbao.outline import split_run_in
from gongbao.site.bodies.pieces import Piece
from gongbao.site.dialect import inner_html, outer_html, record_of

Find = Callable[[str], tuple[Mention, ...]]
Address = Callable[[Mention], str]
RecordAddress = Callable[[str], str | None]

PLAIN = ("signature", "date", "imprint", "label")  # says who and when, and leads nowhere
CLASSES = {"citation": "cite", "department": "organ"}


class Inline:
    """Writes the inside of the blocks of one record."""

    def __init__(self, find: Find, address: Address, record_address: RecordAddress) -> None:
        self._find = find
        self._address = address
        self._record_address = record_address

    def html(self, piece: Piece) -> str:
        """The HTML of what a block holds, of a list or table itself; the element is changed on the way."""
        for element in list(piece.element.iter("a")):
            self._lead_home(element)
        if piece.kind not in PLAIN:
            for element in list(_texts(piece.element)):
                self._link(element)
        if piece.kind in ("item", "article"):
            _set_off(piece)
        return outer_html(piece.element) if piece.kind == "other" else inner_html(piece.element)

    def _lead_home(self, element: Element) -> None:
        """A link to a record's file is a link to its page; to a record that is not there, no link."""
        id_ = record_of(element.get("href", ""))
        if id_ is None:
            return
        target = self._record_address(id_)
        if target is None:
            element.tag = "span"
            element.attrib.clear()
        else:
            element.set("href", target)

    def _link(self, element: Element) -> None:
        """Links in the texts that stand right in an element: before, between and behind its children."""
        texts = [element.text or "", *(child.tail or "" for child in element)]
        found = [self._find(text) if text else () for text in texts]
        if any(found):
            self._rebuild(element, texts, found)

    def _rebuild(self, element: Element, texts: Sequence[str], found: Sequence[tuple[Mention, ...]]) -> None:
        children = list(element)
        element.text = None
        for child in children:
            element.remove(child)
            child.tail = None
        self._append(element, texts[0], found[0])
        for child, text, mentions in zip(children, texts[1:], found[1:], strict=True):
            element.append(child)
            self._append(element, text, mentions)

    def _append(self, element: Element, text: str, mentions: tuple[Mention, ...]) -> None:
        last = 0
        for mention in mentions:
            _add(element, text[last : mention.start])
            link = SubElement(element, "a", {"class": CLASSES[mention.kind], "href": self._address(mention)})
            link.text = text[mention.start : mention.end]
            last = mention.end
        _add(element, text[last:])


def _texts(element: Element) -> Iterator[Element]:
    """The elements whose own text may hold mentions: not links, not code."""
    if element.tag in ("a", "code", "pre"):
        return
    yield element
    for child in list(element):
        yield from _texts(child)


def _add(element: Element, text: str) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _set_off(piece: Piece) -> None:
    """Put the marker, and the heading that runs into the paragraph, into a span of its own."""
    element, mark = piece.element, piece.marker
    text = element.text or ""
    if mark is None or not text.lstrip().startswith(mark.text):
        return
    lead, rest = split_run_in(text.lstrip()) if piece.kind == "item" and mark.kind in ("two", "three") else ("", "")
    if not lead or not (rest or len(element)):
        lead = mark.text
    span = Element("span", {"class": "marker" if lead == mark.text else "run-in"})
    span.text = lead
    span.tail = text.lstrip()[len(lead) :]
    element.text = None
    element.insert(0, span)
