"""Lines: what each line of a source is by its own form, before anything is nested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from gongbao import dates, numbers, outline, typography
from gongbao.model import Lines, SourceText, TextLine

# Matches "## 一、总体要求" and "######## （一）"; not "#1 机组".
HASHES = re.compile(r"^ {0,3}(?P<marks>#{1,9})[ \t]+(?=\S)")
# Matches "- 关于…的通知" and "* 关于"; not "-5℃" or "— 3 —".
BULLET = re.compile(r"^ {0,3}[-*+•·][ \t]+(?=\S)")
# Matches "---", "***", "____"; not "--" or "-1-".
RULE = re.compile(r"^\s{0,3}(?:-{3,}|\*{3,}|_{3,})\s*$")
# Matches "— 12 —", "- 3 -", "第 5 页", "·7·"; not "12" (a cell, a count) or "第5条".
PAGE = re.compile(r"^\s*(?:[-—–―·]{1,2}\s?\d{1,4}\s?[-—–―·]{1,2}|第\s?\d{1,4}\s?页(?:\s?共\s?\d{1,4}\s?页)?)\s*$")
# Matches "**2023**" and "**任命:**"; not "2**3".
BOLD = re.compile(r"\*\*(?=\S)([^*]{1,200}?)(?<=\S)\*\*")


# Matches "副主任:陈云飞 市司法局", "朱斌 市建设局", "于燕华(兼) 某委员会"; near miss "第一章 总则", "目 录".
PERSON = re.compile(r"^((?:[^:：]{1,12}[:：])?(?![第附])[一-龥·]{2,4}(?:[(（]兼[)）])?)[ 　]{1,4}([一-龥]{2,20})$")
# Matches Yi syllables whose code is that of GB 2312 punctuation or full-width ASCII, beside a Chinese character.
BROKEN = re.compile(
    r"(?<=[\u4e00-\u9fff\ua1a1-\ua1fe\ua3a1-\ua3fe])[\ua1a1-\ua1fe\ua3a1-\ua3fe]|[\ua1a1-\ua1fe\ua3a1-\ua3fe](?=[\u4e00-\u9fff])"
)


class Kind(Enum):
    """What a line is by its form alone."""

    BLANK = "blank"
    RULE = "rule"
    PAGE = "page"
    ROW = "row"
    NUMBER = "number"
    DATE = "date"
    MARKED = "marked"
    TEXT = "text"


@dataclass(frozen=True)
class Line:
    """A source line, cleaned: `text` is normalised and free of markup, `source` is what the format gave."""

    number: int
    text: str
    kind: Kind
    source: TextLine
    hashes: int = 0
    hard: bool = False  # the typesetter's own line break (two trailing spaces)
    marker: outline.Marker | None = None

    @property
    def blank(self) -> bool:
        """True when nothing is to be read here."""
        return self.kind is Kind.BLANK

    @property
    def headed(self) -> bool:
        """True when the source marked the line as a heading; a hint, never trusted for its level."""
        return self.hashes > 0


def read_lines(source: SourceText) -> list[Line]:
    """Every line of the source in order, blank ones too."""
    return [read_line(line) for line in source.lines]


def read_line(line: TextLine) -> Line:
    """One line, classified."""
    if line.cells is None and not line.text.strip():  # a file may have a million of them
        return Line(line.number, "", Kind.BLANK, line, hard=line.text.rstrip("\r").endswith("  "))
    if line.cells is not None or "\t" in line.text.rstrip():
        return Line(line.number, line.text.strip(), Kind.ROW, _repaired_row(line))
    text, hashes = strip_markup(line.text)
    hard = line.text.rstrip("\r").endswith("  ")
    clean = _named(text) or typography.normalise(repaired(text)).strip()
    marker = _marker(text, clean)
    return Line(line.number, clean, classify(line.text, clean, marker), line, hashes, hard, marker)


def _marker(text: str, clean: str) -> outline.Marker | None:
    """The marker at the head; a space behind 第三条 tells an article from a reference, and normalising takes it away."""
    found = outline.marker(text.strip()) or outline.marker(clean)
    return replace(found, rest=typography.normalise(found.rest).strip()) if found else None


def _repaired_row(line: TextLine) -> TextLine:
    if not BROKEN.search(line.text):
        return line
    cells = tuple(repaired(cell) for cell in line.cells) if line.cells is not None else None
    return replace(line, text=repaired(line.text), cells=cells)


def _named(text: str) -> str | None:
    """A person and what he belongs to, with the space that parts them kept as a full-width one."""
    found = PERSON.match(text.strip())
    return "　".join(typography.normalise(part).strip() for part in found.groups()) if found else None


def strip_markup(text: str) -> tuple[str, int]:
    """The text without the marks of Markdown that OCR puts in, and how many # it had."""
    found = HASHES.match(text)
    hashes = len(found["marks"]) if found else 0
    rest = text[found.end() :] if found else BULLET.sub("", text)
    return BOLD.sub(r"\1", rest), hashes


def classify(raw: str, clean: str, marker: outline.Marker | None) -> Kind:
    """The kind of a line that is no table row."""
    if not clean:
        return Kind.BLANK
    if RULE.match(raw):
        return Kind.RULE
    if PAGE.match(raw):
        return Kind.PAGE
    if len(clean) <= 60 and number_of(clean) is not None:
        return Kind.NUMBER
    if len(clean) <= 24 and dates.parse_date(clean) is not None:
        return Kind.DATE
    return Kind.MARKED if marker else Kind.TEXT


def number_of(text: str) -> numbers.Number | None:
    """The document number a line consists of, be it in brackets: （云价费〔2007〕136号）."""
    found = numbers.parse(text)
    return found or (numbers.parse(text[1:-1]) if text[:1] in "（(" and text[-1:] in "）)" else None)


def repaired(text: str) -> str:
    """The text with the punctuation that a broken font map of a PDF turned into Yi syllables: ꎬ is GB 0xA3AC, a comma."""
    return (
        BROKEN.sub(lambda found: ord(found[0]).to_bytes(2, "big").decode("gb18030", "replace"), text).replace(
            "．", "。"
        )
        if BROKEN.search(text)
        else text
    )


def filled(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with something on them."""
    return (line for line in lines if not line.blank)


def extent(lines: Sequence[Line]) -> Lines:
    """First and last source line of what is filled; refuses nothing but blanks."""
    numbers_ = [line.number for line in filled(lines)]
    if not numbers_:
        raise ValueError("no filled line")
    return min(numbers_), max(numbers_)
