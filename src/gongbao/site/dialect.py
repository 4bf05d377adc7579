"""The Markdown of content/ as a tree: the stock `markdown` package, without raw HTML and without links that act."""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.serializers import to_html_string
from markdown.treeprocessors import Treeprocessor

# What an archivist's text may link to; everything else is shown, not linked.
HARMLESS = re.compile(
    r"""
    # https://www.yunzhou.gov.cn, mailto:bgs@yunzhou.gov.cn, #2.3; not: javascript:alert(1), //elsewhere, data:text/html
    https?://[^\s/] | mailto:[^\s@:]+@ | \#[\w.-]+\Z
    """,
    re.VERBOSE,
)
RECORD = re.compile(
    r"""
    # yzf-2023-5.md, ../2023-04/yzf-2023-5-table-1.md; not: index.html, ../../etc/passwd
    (?: [\w./-]* / )? (?P<id> [a-z0-9][a-z0-9-]* ) \.md \Z
    """,
    re.VERBOSE,
)
_ENTITY = r"&(?:#x?[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_UNWANTED_INLINE = (
    "html",
    "automail",
    "entity",
    "image_link",
    "image_reference",
    "short_image_ref",
    "reference",
    "short_reference",
)


class _Character(InlineProcessor):
    """An entity is the character it stands for, so that the text of the tree is the text."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override] # noqa: N802
        return html.unescape(m[0]), m.start(0), m.end(0)


class _Keep(Treeprocessor):
    """Remembers the finished tree."""

    root: Element | None = None

    def run(self, root: Element) -> None:
        self.root = root


class Dialect:
    """Turns bodies into trees; one for many bodies."""

    def __init__(self) -> None:
        self._markdown = Markdown(extensions=["tables"], output_format="html", lazy_ol=False)  # type: ignore[call-arg]  # the stubs do not know it
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.parser.blockprocessors.deregister("reference")
        for name in _UNWANTED_INLINE:
            self._markdown.inlinePatterns.deregister(name, strict=False)
        self._markdown.inlinePatterns.register(_Character(_ENTITY, self._markdown), "entity", 80)
        self._keep = _Keep(self._markdown)
        self._markdown.treeprocessors.register(self._keep, "keep", -100)

    def blocks(self, body: str) -> list[Element]:
        """The blocks of a body in order; links that could do harm are text."""
        self._markdown.reset()
        self._markdown.convert(body)
        root = self._keep.root
        if root is None:  # an empty body is not even parsed
            return []
        self._keep.root = None
        for element in root.iter():
            _disarm(element)
        return list(root)


def text_of(element: Element) -> str:
    """The text a reader sees in an element."""
    return "".join(element.itertext())


def record_of(href: str) -> str | None:
    """The id of the record a link of content/ leads to; None for any other link."""
    found = RECORD.match(href)
    return found["id"] if found else None


def outer_html(element: Element) -> str:
    """The HTML of an element; every character of its text shows as itself."""
    for each in element.iter():
        _guard(each)
    return to_html_string(element).strip()


def inner_html(element: Element) -> str:
    """The HTML of what an element holds."""
    outer = outer_html(element)
    start, end = outer.find(">") + 1, outer.rfind("</")
    return outer[start:end].strip() if end >= 0 else ""


def _guard(element: Element) -> None:
    # The serializer takes "&lt;" in a text for an entity; "&amp;lt;" it leaves alone.
    element.text = element.text.replace("&", "&amp;") if element.text else element.text
    element.tail = element.tail.replace("&", "&amp;") if element.tail else element.tail
    for name, value in element.attrib.items():
        element.set(name, value.replace("&", "&amp;"))


def _disarm(element: Element) -> None:
    for child in element:
        href = child.get("href", "")
        if child.tag == "a" and not HARMLESS.match(href) and not RECORD.match(href):
            child.tag = "span"
            child.tail = f"（{href}）{child.tail or ''}"
            child.attrib.clear()
        if child.tag == "code" and child.text:
            child.text = html.unescape(child.text)  # the package has escaped it already
        child.attrib.pop("title", None)
        child.attrib.pop("style", None)  # what the tables extension writes for :---:
