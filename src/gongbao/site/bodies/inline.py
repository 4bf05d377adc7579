"""The inside of a block: links for what its text mentions, and the marker and the run-in heading told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from gongbao.linking import Mention
from gongbao.outline import split_run_in
from gongbao.site.bodies.pieces import Piece
from gongbao.site.dialect import inner_html, outer_html, record_of, tag_html, text_html

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
        self._opened: dict[object, str] = {}  # the tags of the links: a text names the same few organs and documents
        self._record_address = record_address

    def html(self, piece: Piece) -> str:
        """The HTML of what a block holds, of a list or table itself; the element is changed on the way."""
        if piece.kind == "other" or len(piece.element):
            return self._of_tree(piece)
        return self._of_text(piece)

    def _of_text(self, piece: Piece) -> str:
        """The same of a block that holds nothing but text, as nearly all do: written without a tree, which is quicker."""
        text = piece.element.text or ""
        mentions = self._find(text) if text and piece.kind not in PLAIN else ()
        first = text[: mentions[0].start] if mentions else text
        lead = _lead(piece, first, bool(mentions))
        if lead:
            set_off = f'<span class="{_look(piece, lead)}">{text_html(lead)}</span>'
            first = first.lstrip()[len(lead) :]
        else:
            set_off = ""
        return "".join((set_off, text_html(first), *self._linked(text, mentions))).strip()

    def _linked(self, text: str, mentions: Sequence[Mention]) -> Iterator[str]:
        """The HTML of a text from its first mention on."""
        for at, mention in enumerate(mentions, 1):
            end = mentions[at].start if at < len(mentions) else len(text)
            meant = mention.target or mention.department
            if meant not in self._opened:
                self._opened[meant] = tag_html("a", self._values(mention))
            yield self._opened[meant]
            yield f"{text_html(text[mention.start : mention.end])}</a>{text_html(text[mention.end : end])}"

    def _of_tree(self, piece: Piece) -> str:
        for element in list(piece.element.iter("a")):
            self._lead_home(element)
        if piece.kind not in PLAIN:
            for element in list(_texts(piece.element)):
                self._link(element)
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
            link = SubElement(element, "a", self._values(mention))
            link.text = text[mention.start : mention.end]
            last = mention.end
        _add(element, text[last:])

    def _values(self, mention: Mention) -> dict[str, str]:
        return {"class": CLASSES[mention.kind], "href": self._address(mention)}


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


def _lead(piece: Piece, text: str, goes_on: bool) -> str:
    """What a paragraph opens with that is set off: its marker, or the heading that runs into it; nothing if it has none.

    `text` is what stands before the first link or other element, and `goes_on` tells that there is one.
    """
    mark = piece.marker
    if mark is None or piece.kind not in ("item", "article") or not text.lstrip().startswith(mark.text):
        return ""
    lead, rest = split_run_in(text.lstrip()) if piece.kind == "item" and mark.kind in ("two", "three") else ("", "")
    return lead if lead and (rest or goes_on) else mark.text


def _look(piece: Piece, lead: str) -> str:
    return "marker" if piece.marker and lead == piece.marker.text else "run-in"


def _set_off(piece: Piece) -> None:
    """Put the marker, and the heading that runs into the paragraph, into a span of its own."""
    element = piece.element
    text = element.text or ""
    lead = _lead(piece, text, len(element) > 0)
    if not lead:
        return
    span = Element("span", {"class": _look(piece, lead)})
    span.text = lead
    span.tail = text.lstrip()[len(lead) :]
    element.text = None
    element.insert(0, span)
