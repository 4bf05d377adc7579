"""The whole index: the documents that have been there for long in one segment, the newest in a second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongbao.gazette import Gazette
from gongbao.search.documents import KINDS, Document
from gongbao.search.segment import IndexFile, Segment, manifest

STEP = 500  # so many new documents and the base is made again


def index_files(documents: Sequence[Document], gazette: Gazette) -> Iterator[IndexFile]:
    """Every file of the index, the manifest last; `documents` are in the order of arrival, stubs last.

    Where a segment ends hangs on the number of documents alone: a new issue changes the second one only, until it
    is full. Stubs come and go with every issue, so they never stand in the first.
    """
    segments = [Segment(each) for each in divided(documents)]
    for segment in segments:
        yield from segment.files()
    yield manifest(segments, _names(documents, gazette))


def divided(documents: Sequence[Document]) -> list[Sequence[Document]]:
    """The documents of each segment; an archive below one step has a single one."""
    count = len(documents)
    while count and documents[count - 1].kind == "stub":
        count -= 1
    base = count // STEP * STEP
    return [each for each in (documents[:base], documents[base:]) if len(each)]


def _names(documents: Sequence[Document], gazette: Gazette) -> dict[str, object]:
    """The names of kinds, the series with their codes, and what issuers and departments are called besides."""
    codes = dict(gazette.codes)
    for document in documents:
        if document.number and document.series not in codes:
            codes[document.series] = document.code.partition("-")[0]
    issuers = {name: each.name for each in gazette.issuers for name in (each.short, *each.aliases) if name}
    departments = {name: each.name for each in gazette.departments for name in each.aliases}
    return {
        "kinds": KINDS,
        "series": sorted(map(list, codes.items())),
        "aliases": {"issuer": dict(sorted(issuers.items())), "department": dict(sorted(departments.items()))},
    }
