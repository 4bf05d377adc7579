"""A chapter of the manual: the Markdown of docs/ as a part of a page, its links and images those of the site."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

_REMARK = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_UNSAID = re.compile(r"[^\w\- ]")
_FOLDED = re.compile(
    r"""
    # the line end in 收录公报的档案员。⏎仓库的; not: in a docs/⏎folder
    (?<= [\u3000-\u303f\u4e00-\u9fff\uff00-\uffef] ) \n (?= [\u3000-\u303f\u4e00-\u9fff\uff00-\uffef] )
    """,
    re.VERBOSE,
)
_OUTSIDE = re.compile(r"https?://[^\s/]|mailto:[^\s@]+@")
_TAKEN = ("main", "q", "chapters")  # ids of the page around the text
_PNG = b"\x89PNG\r\n\x1a\n"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Section:
    """A heading of the second level, and the anchor it is found by."""

    title: str
    anchor: str


@dataclass(frozen=True)
class Places:
    """What a text asks of the manual: where a link and an image lead; None where they lead nowhere."""

    link: Callable[[str], str | None]  # "content.md#gazette" → what the page writes
    image: Callable[[str], tuple[str, Path] | None]  # "images/month.png" → what the page writes, and the file
    title: Callable[[str], str | None]  # "content.md" → 内容格式


@dataclass(frozen=True)
class Text:
    """A text as HTML without its first heading, which is apart."""

    title: str
    html: str
    sections: tuple[Section, ...]

    @property
    def foreign(self) -> bool:
        """Whether it is not in Chinese, so that it is read aloud in the right voice."""
        words = re.sub(r"<pre>.*?</pre>|<code>.*?</code>|<[^>]+>", "", self.html, flags=re.DOTALL)
        return len(re.findall("[一-鿿]", words)) < len(re.findall("[A-Za-z]+", words))


def text_of(markdown: str, places: Places) -> Text:
    """A chapter as the page shows it; what HTML it holds is shown, remarks (<!-- -->) are not."""
    converter = Markdown(extensions=["tables", "fenced_code", "sane_lists"], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    shaped = _Shape(places)
    converter.treeprocessors.register(shaped, "manual", -100)
    html = converter.convert(_REMARK.sub("", markdown))
    # Code that is wider than the page is scrolled with the keys, too.
    return Text(shaped.title, html.replace("<pre>", '<pre tabindex="0">'), tuple(shaped.sections))


def slug(title: str) -> str:
    """The anchor of a heading, as the sites that show Markdown make it.

    >>> slug("Beyond the common contract"), slug("`.readings/` and `*.md.reading`"), slug("《更正》怎样写？")
    ('beyond-the-common-contract', 'readings-and-mdreading', '更正怎样写')
    """
    return _UNSAID.sub("", title.lower()).replace(" ", "-")


class _Shape(Treeprocessor):
    """Makes the tree of a text part of a page, and remembers its headings."""

    def __init__(self, places: Places) -> None:
        super().__init__()
        self._places = places
        self.title = ""
        self.sections: list[Section] = []

    def run(self, root: Element) -> None:
        first = next(iter(root), None)
        if first is not None and first.tag == "h1":
            self.title = _said(first)
            root.remove(first)
        self._name(root)
        for parent in list(root.iter()):
            self._settle(parent)
        for each in root.iter():  # Chinese is written without blanks, so a line end in it is none
            each.text, each.tail = _FOLDED.sub("", each.text or ""), _FOLDED.sub("", each.tail or "")

    def _name(self, root: Element) -> None:
        taken: dict[str, int] = dict.fromkeys(_TAKEN, 1)
        for heading in (each for each in root.iter() if each.tag in _HEADINGS):
            anchor = slug(_said(heading)) or "section"
            count = taken[anchor] = taken.get(anchor, 0) + 1
            heading.set("id", anchor if count == 1 else f"{anchor}-{count - 1}")
            if heading.tag == "h2":
                self.sections.append(Section(_said(heading), heading.get("id", "")))

    def _settle(self, parent: Element) -> None:
        for place, child in enumerate(list(parent)):
            if child.tag == "a":
                self._link(child)
            elif child.tag == "img":
                self._image(child)
            elif child.tag == "table":
                parent[place] = _framed(child)

    def _link(self, link: Element) -> None:
        address = link.get("href", "")
        path = address if _OUTSIDE.match(address) else self._places.link(address)
        title = self._places.title(address)
        if path is None:
            link.tag, link.tail = "span", f"（{address}）{link.tail or ''}"
            link.attrib.clear()
            return
        link.set("href", path)
        if title and _said(link).endswith(".md"):
            link.text, link[:] = f"《{title}》", []

    def _image(self, image: Element) -> None:
        found = self._places.image(image.get("src", ""))
        if found is None:  # a picture that is still to be taken
            image.tag, image.text = "span", ""
            image.attrib.clear()
            return
        path, file = found
        size = _size(file.read_bytes())
        image.attrib = {"src": path, "alt": image.get("alt", ""), "loading": "lazy", **size}


def _said(element: Element) -> str:
    return "".join(element.itertext())


def _framed(table: Element) -> Element:
    """A table in a frame of its own to scroll in, its head told as such."""
    frame = Element("div", {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": _label(table)})
    frame.tail, table.tail = table.tail, None
    table.set("class", "grid")
    for cell in table.iter("th"):
        cell.set("scope", "col")
    for each in table.iter():
        each.attrib.pop("style", None)  # what the extension writes for :---:
    if not any(_said(cell).strip() for cell in table.iter("th")):
        table.remove(table[0])
    frame.append(table)
    return frame


def _label(table: Element) -> str:
    names = [_said(cell).strip() for cell in table.iter("th")]
    return "表：" + "、".join(name for name in names if name) if any(names) else "表"


def _size(content: bytes) -> dict[str, str]:
    """Width and height of a PNG, so that nothing moves when it comes; nothing of another format."""
    if not content.startswith(_PNG):
        return {}
    width, height = (int.from_bytes(content[start : start + 4], "big") for start in (16, 20))
    return {"width": str(width), "height": str(height)}
