"""What arrives, before it is read: a text stays as it is, a PDF or DOCX gives its text and is kept beside it."""

from __future__ import annotations

from dataclasses import dataclass

from gongbao.model import Doubt
from gongbao.reading.formats.docx import read_docx
from gongbao.reading.formats.extracted import Extracted
from gongbao.reading.formats.pdf import read_pdf

SUFFIXES = (".pdf", ".docx")
_HEAD = 1024  # bytes before the mark of a PDF that its readers put up with


@dataclass(frozen=True)
class Received:
    """A file as it is to be kept: the source that records refer to, and the document it was taken out of, if any."""

    source: bytes
    original: bytes | None = None
    suffix: str = ""  # of the original: .pdf or .docx
    doubts: tuple[Doubt, ...] = ()


def receive(data: bytes, name: str) -> Received:
    """The source a file gives, told by its bytes; refuses (SourceError) a document that cannot be read."""
    suffix = document(data)
    if suffix == ".pdf":
        return _kept(data, suffix, read_pdf(data, name))
    if suffix == ".docx":
        return _kept(data, suffix, read_docx(data, name))
    return Received(data)


def document(data: bytes) -> str:
    """The suffix of the document the bytes are, or nothing: .pdf, .docx."""
    if b"%PDF-" in data[:_HEAD] and not data[:_HEAD].lstrip().startswith((b"<", b"PK")):
        head = data[:_HEAD].split(b"%PDF-")[0]
        return ".pdf" if len(head.strip()) == 0 or not _is_text(head) else ""
    return ".docx" if data.startswith(b"PK\x03\x04") and b"word/" in data else ""


def _kept(data: bytes, suffix: str, extracted: Extracted) -> Received:
    return Received(extracted.text.encode(), data, suffix, extracted.doubts)


def _is_text(head: bytes) -> bool:
    """Whether what stands before the mark is words that speak of it, and no garbage of a mail or download."""
    try:
        return any("\u4e00" <= char <= "\u9fff" for char in head.decode())
    except UnicodeDecodeError:
        return False
