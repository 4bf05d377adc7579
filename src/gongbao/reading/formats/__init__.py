"""From the bytes of a file to its lines, whatever its format: the one door of the reading half."""

from __future__ import annotations

from gongbao.model import SourceText
from gongbao.reading.formats.detect import decode, looks_like_html
from gongbao.reading.formats.extracted import pages
from gongbao.reading.formats.html import read_html
from gongbao.reading.formats.received import SUFFIXES, Received, document, receive
from gongbao.reading.formats.text import read_text

__all__ = ["SUFFIXES", "Received", "document", "pages", "read_source", "receive"]


def read_source(data: bytes, name: str) -> SourceText:
    """The lines of a source, its format told by content; refuses with SourceError what is no readable text."""
    text, encoding = decode(data, name)
    read = read_html if looks_like_html(text) else read_text
    return read(text, encoding)
