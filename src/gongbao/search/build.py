"""The whole index: the documents that have been there for long in one segment, the newest in a second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongbao.gazette import Gazette
from gongbao.search.documents import KINDS, PASSING, Document
from gongbao.search.segment import IndexFile, Segment, manifest, named

STEP = 500  # so many new documents and the base is made again


def index_files(
    documents: Sequence[Document], gazette: Gazette, cited: Mapping[str, str] | None = None
) -> Iterator[IndexFile]:
    """Every file of the index, the manifest last; `documents` are in the order of arrival, those without a text last.

    `cited` are series of others and their codes: numbers of theirs are read as such, though no document bears one.
    Where a segment ends hangs on the number of documents alone: a new issue changes the second one only, until it
    is full. What is only listed or cited comes and goes with every issue, so it never stands in the first.
    """
    segments = [Segment(each) for each in divided(documents)]
    for segment in segments:
        yield from segment.files()
    aliases = named("aliases", _aliases(gazette))
    yield aliases
    borne = {series: code for segment in segments for series, code in segment.codes.items()}
    series = {**(cited or {}), **borne, **gazette.codes}
    names: dict[str, object] = {"kinds": KINDS, "series": sorted(map(list, series.items())), "aliases": aliases.path}
    yield manifest(segments, names)


def divided(documents: Sequence[Document]) -> list[Sequence[Document]]:
    """The documents of each segment; an archive below one step has a single one."""
    count = len(documents)
    while count and documents[count - 1].kind in PASSING:
        count -= 1
    base = count // STEP * STEP
    return [each for each in (documents[:base], documents[base:]) if len(each)]


def _aliases(gazette: Gazette) -> dict[str, dict[str, str]]:
    """What issuers and departments are called besides."""
    issuers = {name: each.name for each in gazette.issuers for name in (each.short, *each.aliases) if name}
    departments = {name: each.name for each in gazette.departments for name in each.aliases}
    return {"issuer": dict(sorted(issuers.items())), "department": dict(sorted(departments.items()))}
