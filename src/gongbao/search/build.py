"""The whole index in segments, cut so that a new issue makes only the last ones, which are small."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gongbao.gazette import Gazette
from gongbao.search.documents import KINDS, PASSING, Document, Shelf
from gongbao.search.segment import Described, IndexFile, Segment, manifest, name_of, named

BASE = 500  # so many new documents and the base is made again
RECENT = 100  # so many, and those behind the base are
CROWD = 100  # so many numbers without a text have a segment of their own


class Share(NamedTuple):
    """The documents of one segment; `name` is that of the folder, `brief` that all of them are short."""

    key: str
    name: str
    documents: Sequence[Document]
    brief: bool = False

    def segment(self) -> Segment:
        """What writes the files."""
        return Segment(self.documents, self.name, self.brief)


def index_files(
    documents: Sequence[Document], gazette: Gazette, cited: Mapping[str, str] | None = None
) -> Iterator[IndexFile]:
    """Every file of the index, the manifest last; `documents` are in the order of arrival, those without a text last.

    `cited` are series of others and their codes: numbers of theirs are read as such, though no document bears one.
    Where a segment ends hangs on the number of documents alone: a new issue changes the newest only, until it is full.
    What is only listed or cited comes and goes with every issue, so it stands behind all others.
    """
    segments = [each.segment() for each in divided(documents)]
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
    """The documents of each segment; those that would be empty are left out.

    The base is named by which documents stand at which place, what follows by the base, and numbers without a text by
    themselves: neither a correction nor a document that arrives gives the folder of a segment another name.
    """
    known = documents.slots if isinstance(documents, Shelf) else documents
    texts = sum(each.kind not in PASSING for each in known)
    base = texts // BASE * BASE
    recent = base + (texts - base) // RECENT * RECENT
    crowd = texts if base and len(known) - texts >= CROWD else len(known)
    name = name_of(each.id for each in known[:base]) if base else ""
    shares = [
        Share("base", name, documents[:base]),
        Share("recent", name_of(["recent", name]), documents[base:recent]),
        Share("newest", name_of(["", name]), documents[recent:crowd]),
        Share("passing", name_of(["passing"]), documents[crowd:], brief=True),
    ]
    return [each for each in shares if len(each.documents)]


def _aliases(gazette: Gazette) -> dict[str, dict[str, str]]:
    """What issuers and departments are called besides."""
    issuers = {name: each.name for each in gazette.issuers for name in (each.short, *each.aliases) if name}
    departments = {name: each.name for each in gazette.departments for name in each.aliases}
    return {"issuer": dict(sorted(issuers.items())), "department": dict(sorted(departments.items()))}
