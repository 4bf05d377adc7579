"""Search and site brought together: the index of a site's texts as files of that site, and the engine over them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import partial

from gongbao.linking import Stub
from gongbao.model import Issue, Record
from gongbao.numbers import Number
from gongbao.search.build import divided, heads, index_files
from gongbao.search.documents import Passage, Shelf, Slot, documents
from gongbao.search.engine import Engine
from gongbao.search.index import Index
from gongbao.search.segment import FORMAT as INDEX_FORMAT
from gongbao.search.segment import Described, Segment, fingerprint, name_of
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.page import File
from gongbao.site.parts import Part, digest, joined
from gongbao.site.render import absolute
from gongbao.site.shipped import PROJECT

FOLDER = f"{urls.SEARCH}index/"
DESCRIPTION = f"{urls.DATA}search.json"
FORMAT = "search-format.md"  # in docs/ of the project, and in data/ of every site


class SitePlaces:
    """What search asks of a site: pages, and paragraphs with their anchors."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def address(self, record: Record) -> str:
        """The page of a record."""
        return self._site.urls.record(record)

    def stub(self, number: Number) -> str:
        """The page of a number whose text is not here."""
        return self._site.urls.number(number)

    def issue(self, id_: str) -> str:
        """The name of an issue, as results show it."""
        record = self._site.library.records.get(id_)
        return record.title if isinstance(record, Issue) else id_

    def passages(self, record: Record) -> Iterator[Passage]:
        """The headings and paragraphs of a record's text, without its tables."""
        for part in self._site.bodies.of(record).parts:
            if part.title:
                yield Passage(part.title, part.anchor, heading=True)
            for block in part.blocks:
                if block.kind != "table":
                    yield Passage(block.text, block.anchor, block.kind == "heading")


def engine_of(site: Site) -> Engine:
    """What searches a site, its index made in memory."""
    files = {file.path: file.content for file in index_files(_documents(site), site.gazette, _cited(site))}
    return Engine(Index(files.__getitem__))


def search_parts(site: Site, portable: bool) -> Iterator[Part]:
    """The index: a part for each segment, and one for what tells of them, which is made when they are."""
    found = _documents(site)
    segments = [_Stretch(site, each) for each in divided(found) if isinstance(each, Shelf)]
    for name, segment in zip(("base", "newest") if len(segments) > 1 else ("newest",), segments, strict=False):
        yield Part(f"search/{name}", segment.files, segment.basis, phase=1)
    yield Part("search/heads", partial(_heads, site, found, segments, portable), phase=2)


class _Stretch:
    """A segment that is made only when it must be; what the manifest says of it is remembered."""

    def __init__(self, site: Site, shelf: Shelf) -> None:
        self._site = site
        self._shelf = shelf
        bases = [_basis(site, slot) for slot in shelf.slots]
        self._bases = bases
        self.basis = joined(bases)

    def files(self) -> Iterator[File]:
        """Every file of the segment."""
        remember = self._site.memory.of
        prints = (
            remember("document", basis, lambda slot=slot: fingerprint(slot.make()))  # type: ignore[misc]
            for slot, basis in zip(self._shelf.slots, self._bases, strict=True)
        )
        segment = Segment(self._shelf, name_of(prints))
        sizes: list[int] = []
        for file in segment.files():
            sizes.append(len(file.content))
            yield File(f"{FOLDER}{file.path}", file.content)
        remember("segment", self.basis, lambda: (segment.described(), len(sizes), sum(sizes)))

    def told(self) -> tuple[Described, int, int]:
        """What the manifest says, how many files there are, and how large they are."""

        def made() -> tuple[Described, int, int]:
            segment = Segment(self._shelf)
            sizes = [len(file.content) for file in segment.files()]
            return segment.described(), len(sizes), sum(sizes)

        return self._site.memory.of("segment", self.basis, made)


def _basis(site: Site, slot: Slot) -> bytes:
    """What a document is made of."""
    return digest(slot.source) if isinstance(slot.source, Stub) else site.basis.alone(slot.source.id)


def _heads(site: Site, found: Shelf, segments: list[_Stretch], portable: bool) -> Iterator[File]:
    told = [segment.told() for segment in segments]
    files = list(heads([each for each, _, _ in told], site.gazette, _cited(site)))
    for file in files:
        yield File(f"{FOLDER}{file.path}", file.content)
    sizes = [len(file.content) for file in files]
    counts = {
        **_counts(found),
        "segments": len(segments),
        "files": len(sizes) + sum(count for _, count, _ in told),
        "bytes": sum(sizes) + sum(size for _, _, size in told),
    }
    yield File(DESCRIPTION, _description(site, counts, portable))
    yield File(f"{urls.DATA}{FORMAT}", (PROJECT / "docs" / FORMAT).read_bytes())


def _documents(site: Site) -> Shelf:
    return documents(site.graph, SitePlaces(site))


def _cited(site: Site) -> dict[str, str]:
    """The series that are only cited, with their codes."""
    numbers = (each.number for each in site.graph.cited.values() if each.number)
    return {number.series: site.urls.code(number.series) for number in numbers}


def _counts(found: Shelf) -> dict[str, object]:
    kinds = Counter(slot.kind for slot in found.slots)
    return {
        "documents": len(found),
        "kinds": {kind: kinds[kind] for kind in sorted(kinds)},
        "numbers": sum(slot.numbered for slot in found.slots),
    }


def _description(site: Site, counts: dict[str, object], portable: bool) -> bytes:
    """Where the parts are; paths are those below the root of the site."""
    manifest = f"{FOLDER}manifest.json"
    values = {
        "format": INDEX_FORMAT,
        "manifest": f"{manifest}.js" if portable else manifest,
        "files": "scripts" if portable else "plain",  # scripts: gongbao.file("path", "base64") in path.js
        "documentation": f"{urls.DATA}{FORMAT}",
        "counts": counts,
    }
    if site.gazette.address:
        values["site"] = absolute(site.gazette.address, "")
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()
