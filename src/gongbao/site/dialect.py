"""The Markdown of content/ as a tree: the stock `markdown` package, without raw HTML and without links that act."""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import Markdown
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor

from gongbao.site.quick import Quick

Kind = TypeVar("Kind", bound=Markdown)

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
RECENT = 8  # trees kept in memory: a page asks for its text, those laid beside it, and then its plain form for the same
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


class Dialect:
    """Turns bodies into trees; one for many bodies."""

    def __init__(self) -> None:
        self._markdown = spoken(Quick)
        self._read = lru_cache(maxsize=RECENT)(self._tree)

    def blocks(self, body: str) -> list[Element]:
        """The blocks of a body in order, the caller's own; links that could do harm are text."""
        return list(copy.deepcopy(self._read(body)))

    def shared(self, body: str) -> list[Element]:
        """The same blocks for one who only looks at them: they are others' too."""
        return list(self._read(body))

    def _tree(self, body: str) -> Element:
        tree = self._markdown.tree(body)
        for block in tree:
            for element in block.iter() if len(block) else ():
                _disarm(element)
        return tree


def spoken(kind: type[Kind]) -> Kind:
    """A Markdown of a kind, set to this dialect."""
    markdown = kind(extensions=[TableExtension()], output_format="html", lazy_ol=False)  # type: ignore[call-arg]  # the stubs do not know it
    markdown.preprocessors.deregister("html_block")
    markdown.parser.blockprocessors.deregister("reference")
    for name in _UNWANTED_INLINE:
        markdown.inlinePatterns.deregister(name, strict=False)
    markdown.inlinePatterns.register(_Character(_ENTITY, markdown), "entity", 80)
    return markdown


def text_of(element: Element) -> str:
    """The text a reader sees in an element."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def record_of(href: str) -> str | None:
    """The id of the record a link of content/ leads to; None for any other link."""
    found = RECORD.match(href)
    return found["id"] if found else None


def outer_html(element: Element) -> str:
    """The HTML of an element, as the package writes it; every character of its text shows as itself."""
    return f"{_opening(element)}{_inside(element)}{_closing(element)}{text_html(element.tail or '')}".strip()


def inner_html(element: Element) -> str:
    """The HTML of what an element holds."""
    return _inside(element).strip()


def _inside(element: Element) -> str:
    written = [text_html(element.text or "")]
    left: list[Element | str] = [*reversed(element)]
    while left:
        each = left.pop()
        if isinstance(each, str):
            written.append(each)
        else:
            written += (_opening(each), text_html(each.text or ""))
            left.append(_closing(each) + text_html(each.tail or ""))
            left.extend(reversed(each))
    return "".join(written)


def tag_html(tag: str, values: Mapping[str, str]) -> str:
    """The HTML that opens an element with these values."""
    told = ((name, text_html(value).replace('"', "&quot;")) for name, value in sorted(values.items()))
    return "".join((f"<{tag}", *(f' {name}="{value}"' for name, value in told), ">"))


def _opening(element: Element) -> str:
    return tag_html(element.tag, element.attrib)


def _closing(element: Element) -> str:
    return "" if element.tag in HTML_EMPTY else f"</{element.tag}>"


def text_html(text: str) -> str:
    """The HTML of a text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


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
