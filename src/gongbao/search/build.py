"""The whole index: the documents that have been there for long in one segment, the newest in a second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongbao.gazette import Gazette
from gongbao.search.documents import KINDS, PASSING, Document, Shelf
from gongbao.search.segment import Described, IndexFile, Segment, manifest, named

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
    yield from heads([segment.described() for segment in segments], gazette, cited or {})


def heads(segments: Sequence[Described], gazette: Gazette, cited: Mapping[str, str]) -> Iterator[IndexFile]:
    """The files that tell of all segments, the manifest last."""
    aliases = named("aliases", _aliases(gazette))
    yield aliases
    borne = {series: code for segment in segments for series, code in segment.codes.items()}
    series = {**cited, **borne, **gazette.codes}
    names: dict[str, object] = {"kinds": KINDS, "series": sorted(map(list, series.items())), "aliases": aliases.path}
    yield manifest(segments, names)


def divided(documents: Sequence[Document]) -> list[Sequence[Document]]:
    """The documents of each segment; an archive below one step has a single one."""
    kinds = (
        [slot.kind for slot in documents.slots] if isinstance(documents, Shelf) else [each.kind for each in documents]
    )
    base = sum(kind not in PASSING for kind in kinds) // STEP * STEP
    return [each for each in (documents[:base], documents[base:]) if len(each)]


def _aliases(gazette: Gazette) -> dict[str, dict[str, str]]:
    """What issuers and departments are called besides."""
    issuers = {name: each.name for each in gazette.issuers for name in (each.short, *each.aliases) if name}
    departments = {name: each.name for each in gazette.departments for name in each.aliases}
    return {"issuer": dict(sorted(issuers.items())), "department": dict(sorted(departments.items()))}
