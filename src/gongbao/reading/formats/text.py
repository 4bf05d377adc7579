"""Plain text and Markdown, as OCR and people give it: one TextLine a line, nothing lost."""

from __future__ import annotations

import re

from gongbao.model import SourceText, TextLine

# Python's splitlines() breaks at all of these; editors and the source references of records do not.
_NOT_LINE_BREAKS = str.maketrans(dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))
# Form feeds before a line; matches "\f第二章", near miss "第\f二章".
_PAGE_BREAKS = re.compile(r"^\f+", re.MULTILINE)


def split_lines(text: str) -> list[str]:
    """The lines as an editor numbers them: \\n, \\r\\n and \\r end a line, nothing else does."""
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unix.translate(_NOT_LINE_BREAKS).split("\n")


def read_text(text: str, encoding: str) -> SourceText:
    """Every line as it stands, blank ones and tabs included; a form feed before it only says that a page begins."""
    unpaged = _PAGE_BREAKS.sub("", text)
    lines = tuple(TextLine(number, line) for number, line in enumerate(split_lines(unpaged), start=1))
    return SourceText("text", encoding, lines, len(lines))
