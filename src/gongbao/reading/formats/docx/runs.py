"""The text of a paragraph: runs as they read once every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from gongbao.reading.formats.docx.numbering import number

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_GONE = frozenset(map(qn, ("w:del", "w:moveFrom")))
_ADDED = frozenset(map(qn, ("w:ins", "w:moveTo")))
_SILENT = frozenset(
    map(qn, ("w:pPr", "w:rPr", "w:instrText", "w:delText", "w:delInstrText", "w:rt", "w:rubyPr", "w:sdtPr"))
)
_FIXED = {
    qn("w:tab"): "\u3000",  # a tab would make a row of a table of the line
    qn("w:ptab"): "\u3000",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}


@dataclass
class Met:
    """What was met on the way that a reader should be told of."""

    tracked: bool = False
    hidden: bool = False
    comments: bool = False
    notes: list[str] = field(default_factory=list)  # ids of the footnotes cited, in order
    boxes: list[Any] = field(default_factory=list)  # text boxes anchored in the paragraph at hand


def text_of(paragraph: Any, met: Met) -> str:
    """The text of a paragraph; its text boxes are left in `met`."""
    return "".join(_texts(paragraph, met))


def _texts(element: Any, met: Met) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in (qn("w:t"), f"{_MATH}t"):
            yield (child.text or "").replace("\t", "\u3000").replace("\n", " ")
        elif tag in _FIXED:
            yield _FIXED[tag]
        elif tag in _MARKED:
            yield _MARKED[tag](child, met)
        elif tag == f"{_MC}AlternateContent":
            yield from _texts(_chosen(child), met)
        elif not _skipped(child, met):
            yield from _texts(child, met)


def _skipped(element: Any, met: Met) -> bool:
    """Whether nothing inside is text of the paragraph; what is to be told of it is noted."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SILENT:
        return True
    if tag == qn("w:txbxContent"):
        met.boxes.append(element)
        return True
    met.tracked |= tag in _GONE or tag in _ADDED
    if tag == qn("w:r") and is_on(element.find(qn("w:rPr")), "w:vanish"):
        met.hidden = True
        return True
    return tag in _GONE


def _chosen(element: Any) -> Any:
    """Of the alternatives the first that holds text, so that a text box is not read twice."""
    wanted = [qn("w:t"), f"{_MATH}t"]
    return next((each for each in element if next(each.iter(*wanted), None) is not None), [])


def _note(kind: str, element: Any, met: Met) -> str:
    met.notes.append(f"{kind}{element.get(qn('w:id'))}")
    return f"[{len(met.notes)}]"


def _symbol(element: Any, met: Met) -> str:
    code = element.get(qn("w:char")) or ""
    try:
        return chr(int(code[:6], 16))
    except ValueError:
        return "\ufffd"


def _comment(element: Any, met: Met) -> str:
    met.comments = True
    return ""


_MARKED = {
    qn("w:footnoteReference"): lambda element, met: _note("footnote", element, met),
    qn("w:endnoteReference"): lambda element, met: _note("endnote", element, met),
    qn("w:sym"): _symbol,
    qn("w:commentReference"): _comment,
}


def is_on(parent: Any, tag: str) -> bool:
    """Whether a property is there and not switched off."""
    child = parent.find(qn(tag)) if parent is not None else None
    return child is not None and child.get(qn("w:val")) not in ("0", "false", "off")


def span(cell: Any, tag: str) -> int:
    """A number of columns a cell or row covers; a file may write anything here."""
    found = next(cell.iter(qn(tag)), None)
    return min(number(found.get(qn("w:val")) if found is not None else None, 0), 200)
