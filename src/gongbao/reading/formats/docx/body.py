"""The body of a DOCX from top to bottom: a paragraph a line, a table row a line, footnotes at the end."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from gongbao.model import Doubt
from gongbao.reading.formats.docx import runs
from gongbao.reading.formats.docx.numbering import Counter, counter_of, number, value
from gongbao.reading.formats.extracted import Extracted, row
from gongbao.reading.formats.glyphs import LOST, mended

_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag")))
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_DEEPEST = 20  # styles that rest on one another


@dataclass
class _Body:
    """The lines so far, and what is needed to read on."""

    styles: dict[str, Any]
    counter: Counter
    met: runs.Met = field(default_factory=runs.Met)
    lines: list[str] = field(default_factory=list)
    carried: str = ""  # the text of a paragraph whose end a tracked change took away

    def blocks(self, parent: Any) -> None:
        """Paragraphs and tables in order, also those that stand in content controls and the like."""
        for child in parent:
            if child.tag == qn("w:p"):
                self.lines += self.paragraph(child)
            elif child.tag == qn("w:tbl"):
                self.table(child)
            elif child.tag in _WRAPPERS:
                self.met.tracked |= child.tag in (qn("w:ins"), qn("w:moveTo"))
                self.blocks(child)

    def paragraph(self, element: Any, *, in_cell: bool = False) -> list[str]:
        """The lines of a paragraph: its number, its text, then the text boxes anchored in it."""
        properties = element.find(qn("w:pPr"))
        style = self._chain(properties)
        self.met.boxes = []
        text = self.carried + runs.text_of(element, self.met)
        boxes, self.carried = self.met.boxes, ""
        if _end_is_gone(properties):
            self.met.tracked, self.carried = True, text
            return []
        label = self._number(properties, style) if text.strip() else ""
        marks = "" if in_cell else "#" * _level(properties, style)
        head = f"{marks} {label}" if marks and text.strip() else label
        lines = mended(head + text).split("\n")
        for box in boxes:
            lines += [line for child in box.iter(qn("w:p")) for line in self.paragraph(child)]
        return lines

    def _chain(self, properties: Any) -> list[Any]:
        """The style of a paragraph and those it rests on."""
        name = value(properties, "w:pStyle") if properties is not None else None
        found: list[Any] = []
        while name in self.styles and len(found) < _DEEPEST:
            found.append(self.styles[name])
            name = value(found[-1], "w:basedOn")
        return found

    def _number(self, properties: Any, style: list[Any]) -> str:
        """The label of an automatic number, the paragraph's own or its style's."""
        owners = [properties, *(each.find(qn("w:pPr")) for each in style)]
        level: str | None = None
        for owner in owners:
            own = owner.find(qn("w:numPr")) if owner is not None else None
            if own is None:
                continue
            level = level or value(own, "w:ilvl")
            list_id = value(own, "w:numId")
            if list_id is not None:
                return self.counter.next(list_id, number(level, 0)) if list_id != "0" else ""
        return ""

    def table(self, element: Any) -> None:
        """A table of at least two columns and rows row by row; any other only frames paragraphs."""
        rows = [self._cells(each) for each in _children(element, "w:tr") if not self._row_is_gone(each)]
        if len(rows) >= 2 and max(len(cells) for cells in rows) >= 2:
            self.lines += [line for line in map(self._row, rows) if line.strip()]
            return
        for cells in rows:
            for cell in cells:
                self.blocks(cell if cell is not None else ())

    def _row_is_gone(self, element: Any) -> bool:
        properties = element.find(qn("w:trPr"))
        gone = properties is not None and properties.find(qn("w:del")) is not None
        self.met.tracked |= gone
        return gone

    def _cells(self, element: Any) -> list[Any]:
        """The cells of a row, None for each further column or row that one covers."""
        properties = element.find(qn("w:trPr"))
        cells: list[Any] = [None] * (runs.span(properties, "w:gridBefore") if properties is not None else 0)
        for cell in _children(element, "w:tc"):
            own = cell.find(qn("w:tcPr"))
            merge = own.find(qn("w:vMerge")) if own is not None else None
            covered = merge is not None and merge.get(qn("w:val")) != "restart"
            cells += [None if covered else cell, *[None] * (max(_columns(own), 1) - 1)]
        return cells[:400]

    def _row(self, cells: list[Any]) -> str:
        return row("" if cell is None else self._cell(cell) for cell in cells)

    def _cell(self, cell: Any) -> str:
        """A cell's paragraphs, those of tables inside it too, as one text."""
        return "".join(line for each in cell.iter(qn("w:p")) for line in self._own(each))

    def _own(self, paragraph: Any) -> list[str]:
        boxed = next(paragraph.iterancestors(qn("w:txbxContent"), qn("w:tc")), None)
        return self.paragraph(paragraph, in_cell=True) if boxed is None or boxed.tag == qn("w:tc") else []


def text_of(data: bytes) -> Extracted:
    """The text of a document and what is to be told of it."""
    document = docx.Document(io.BytesIO(data))
    styles = {each.get(qn("w:styleId")): each for each in document.styles.element.iter(qn("w:style"))}
    body = _Body(styles, counter_of(_numbering(document)))
    body.blocks(document.element.body)
    body.lines += [body.carried] if body.carried else []
    notes = _notes(document, body)
    lines = [*body.lines, *(["", *notes] if notes else [])]
    return Extracted("\n".join(lines) + "\n", tuple(_doubts(document, body, lines)))


def _numbering(document: Any) -> Any:
    part = _part(document, "/numbering")
    return part.element if part is not None and hasattr(part, "element") else None


def _part(document: Any, kind: str) -> Any:
    """A part the document is related to; one that lies outside the file is none."""
    related = document.part.rels.values()
    return next((each.target_part for each in related if not each.is_external and each.reltype.endswith(kind)), None)


def _notes(document: Any, body: _Body) -> list[str]:
    """The footnotes and endnotes that are cited, as they are numbered in the text."""
    found: dict[str, Any] = {}
    for kind in ("footnote", "endnote"):
        part = _part(document, f"/{kind}s") if body.met.notes else None
        for note in parse_xml(part.blob).iter(qn(f"w:{kind}")) if part is not None else ():
            found[f"{kind}{note.get(qn('w:id'))}"] = note
    lines = []
    for at, name in enumerate(list(body.met.notes), start=1):
        note = found.get(name)
        paragraphs = note.iter(qn("w:p")) if note is not None else ()
        texts = (mended(runs.text_of(each, body.met)).replace("\n", "").strip() for each in paragraphs)
        lines.append(f"[{at}]{''.join(texts) or LOST}")
    return lines


def _doubts(document: Any, body: _Body, lines: list[str]) -> Iterator[Doubt]:
    met = body.met
    if met.tracked:
        yield Doubt(1, "文件里有修订标记，按接受全部修订后的文字收录，原件里有修订前的文字。")
    if met.hidden:
        yield Doubt(1, "文件里有隐藏的文字，没有收录，见原件。")
    if met.comments:
        yield Doubt(1, "文件里有批注，没有收录，见原件。")
    if met.notes:
        yield Doubt(len(lines), "脚注原在各页之下，移到全文之后，用方括号里的数字对应。")
    if _headers(document):
        yield Doubt(1, f"页眉“{_headers(document)}”没有收录，见原件。")
    for at, line in enumerate(lines, start=1):
        if LOST in line:
            yield Doubt(at, f"这一行有{line.count(LOST)}个字认不出来，暂记为〓，须对照原件补上。")


def _headers(document: Any) -> str:
    """The words of the running head, if there are any."""
    for section in document.sections:
        if not section.header.is_linked_to_previous:
            text = "".join(each.text for each in section.header.paragraphs).strip()
            if re.search(r"[\u4e00-\u9fff]", text):
                return text[:40]
    return ""


def _end_is_gone(properties: Any) -> bool:
    mark = properties.find(qn("w:rPr")) if properties is not None else None
    return mark is not None and mark.find(qn("w:del")) is not None


def _level(properties: Any, style: list[Any]) -> int:
    """The level of a heading, by the name of its style or its place in the outline; 0 is no heading."""
    for each in style:
        found = _HEADING.fullmatch((value(each, "w:name") or "").strip())
        if found:
            return min(int(found[1]), 6)
    owners = [properties, *(each.find(qn("w:pPr")) for each in style)]
    outlined = next((v for o in owners if o is not None and (v := value(o, "w:outlineLvl")) is not None), None)
    level = number(outlined, 9)
    return min(level + 1, 6) if level < 9 else 0


def _columns(properties: Any) -> int:
    return runs.span(properties, "w:gridSpan") if properties is not None else 1


def _children(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, also those in content controls."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)
