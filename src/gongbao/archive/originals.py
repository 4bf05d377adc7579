"""Documents kept beside sources: of a PDF or DOCX the text is the source, and the document lies next to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

SOURCES = PurePosixPath("sources")
SUFFIXES = (".docx", ".pdf")
_LEAF = "\f"  # stands before the first line of a page


def source_of(name: str) -> str:
    """The source of a file in sources/: of a document, the text beside it.

    >>> source_of("2023-04.pdf"), source_of("2023-04.txt")
    ('2023-04.txt', '2023-04.txt')
    """
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.txt" if f".{suffix}" in SUFFIXES else name


def originals_of(root: Path, source: str) -> tuple[str, ...]:
    """The names of the documents that lie beside a source of the archive at `root`."""
    stem, _, suffix = source.rpartition(".")
    if suffix != "txt" or "/" in source:
        return ()
    names = (f"{stem}{each}" for each in SUFFIXES)
    return tuple(name for name in names if (root / SOURCES / name).is_file())


def leaves(lines: Sequence[str]) -> tuple[int, ...]:
    r"""The page of the document on which each line of its text stands; nothing for a text without pages.

    >>> leaves(["甲", "乙", "\f丙"]), leaves(["甲"])
    ((1, 1, 2), ())
    """
    page, found = 1, []
    for line in lines:
        page += line.count(_LEAF)
        found.append(page)
    return tuple(found) if page > 1 else ()
