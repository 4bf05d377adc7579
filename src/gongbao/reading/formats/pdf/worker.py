"""The process that reads one PDF from its input and writes what it found as JSON; it limits itself first."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from gongbao.reading.formats.pdf.pieces import Page, page_of
from gongbao.reading.formats.pdf.text import assembled

MEMORY = 900_000_000  # bytes
PATIENCE = 4  # seconds of the processor for a page, and for opening the file
WHOLE = 300  # seconds of the processor for the file
PAGES = 5000


def converted(data: bytes, wind: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """The text and doubts of a PDF, or which of the known errors stands against it; `wind` is called before each page."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            count = len(document.pages)
            if not 0 < count <= PAGES:
                return {"error": "long" if count else "empty"}
            pages = list(_pages(document, wind))
    except MemoryError:
        return {"error": "memory"}
    except Exception as error:  # the library lets a damaged file raise whatever it meets
        locked = isinstance(error, PdfminerException) and isinstance(error.args[0], PDFPasswordIncorrect)
        return {"error": "password" if locked or isinstance(error, PDFPasswordIncorrect) else "damaged"}
    wind()
    return _told(pages)


def _pages(document: PDF, wind: Callable[[], None]) -> Iterator[Page]:
    for page in document.pages:
        wind()
        yield page_of(page)
        page.close()


def _told(pages: list[Page]) -> dict[str, Any]:
    if not any(page.rows or page.tables for page in pages):
        scanned = [page.number for page in pages if page.pictured]
        return {"scanned": numbered(scanned)} if scanned else {"error": "blank"}
    extracted = assembled(pages)
    return {"text": extracted.text, "doubts": [(doubt.line, doubt.what) for doubt in extracted.doubts]}


def numbered(numbers: list[int]) -> str:
    """Pages as a reader names them: 第1—3、7页."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return f"第{'、'.join(shown)}页"


def _clock() -> None:
    """Wind the clock up; where it is not wound up again in time, it ends the process."""
    try:
        import signal  # noqa: PLC0415

        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    except (ImportError, AttributeError):  # Windows has no such clock; there the caller's own must do
        return


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, WHOLE), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (ceiling, hard))


def main() -> None:
    """Read, convert, write."""
    logging.disable(logging.CRITICAL)  # the library tells of every oddity, and nobody listens
    _limit()
    _clock()
    told = converted(sys.stdin.buffer.read(), _clock)
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=True).encode())


if __name__ == "__main__":
    main()
