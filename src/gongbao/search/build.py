"""The whole index: the documents that have been there for long in one segment, the newest in a second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gongbao.gazette import Gazette
from gongbao.search.documents import KINDS, PASSING, Document, Shelf
from gongbao.search.segment import Described, IndexFile, Segment, manifest, name_of, named

STEP = 500  # so many new documents and the base is made again


class Share(NamedTuple):
    """The documents of one segment: the base, or the newest ones; `name` is that of the folder."""

    key: str
    name: str
    documents: Sequence[Document]


def index_files(
    documents: Sequence[Document], gazette: Gazette, cited: Mapping[str, str] | None = None
) -> Iterator[IndexFile]:
    """Every file of the index, the manifest last; `documents` are in the order of arrival, those without a text last.

    `cited` are series of others and their codes: numbers of theirs are read as such, though no document bears one.
    Where a segment ends hangs on the number of documents alone: a new issue changes the second one only, until it
    is full. What is only listed or cited comes and goes with every issue, so it never stands in the first.
    """
    segments = [Segment(each.documents, each.name) for each in divided(documents)]
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


def divided(documents: Sequence[Document]) -> list[Share]:
    """The documents of each segment; an archive below one step has a single one.

    The base is named by which documents stand at which place, the newest by the base: neither a correction nor a
    document that arrives gives the folder of a segment another name.
    """
    known = documents.slots if isinstance(documents, Shelf) else documents
    size = sum(each.kind not in PASSING for each in known) // STEP * STEP
    base = name_of(each.id for each in known[:size]) if size else ""
    shares = [Share("base", base, documents[:size]), Share("newest", name_of(["", base]), documents[size:])]
    return [each for each in shares if len(each.documents)]


def _aliases(gazette: Gazette) -> dict[str, dict[str, str]]:
    """What issuers and departments are called besides."""
    issuers = {name: each.name for each in gazette.issuers for name in (each.short, *each.aliases) if name}
    departments = {name: each.name for each in gazette.departments for name in each.aliases}
    return {"issuer": dict(sorted(issuers.items())), "department": dict(sorted(departments.items()))}
