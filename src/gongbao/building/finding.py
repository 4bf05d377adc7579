"""Search and site brought together: the index of a site's texts as files of that site, and the engine over them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, partial
from typing import Any, NamedTuple

from gongbao.linking import Stub
from gongbao.model import Issue, Record
from gongbao.numbers import Number
from gongbao.search.amending import Amendment, Correction, StrangeError
from gongbao.search.build import Share, divided, heads, index_files
from gongbao.search.documents import Passage, Shelf, Slot, documents
from gongbao.search.engine import Engine
from gongbao.search.index import Index
from gongbao.search.segment import FORMAT as INDEX_FORMAT
from gongbao.search.segment import Described, Mark, paths, revision
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.page import File, Same
from gongbao.site.parts import Former, Part, UnfitError, digest, joined
from gongbao.site.render import absolute
from gongbao.site.shipped import PROJECT

FOLDER = f"{urls.SEARCH}index/"
DESCRIPTION = f"{urls.DATA}search.json"
FEW = 64  # documents of a segment: where more are other ones, it is made as a whole
_BLOCK = 256
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
    segments = [_Stretch(site, share) for share in divided(found)]
    for segment in segments:
        yield Part(f"search/{segment.share.key}", segment.files, segment.basis, 1, segment.amended, segment.note)
    yield Part("search/heads", partial(_heads, site, found, segments, portable), phase=2)


class _Told(NamedTuple):
    """What the manifest says of a segment, how many files it has, and how large they are."""

    described: Described
    files: int
    bytes: int


class _Stretch:
    """A segment that is made only when it must be; what the manifest says of it is remembered."""

    def __init__(self, site: Site, share: Share) -> None:
        self.share = share
        self._site = site
        self._memory = site.memory

    @cached_property
    def _bases(self) -> list[bytes]:
        return [_basis(self._site, slot) for slot in _slots(self.share)]

    def basis(self) -> bytes:
        """What the segment is made of."""
        return self._basis_of(self._bases)

    def note(self) -> bytes:
        """What each document is made of."""
        return b"".join([self.share.name.encode(), *self._bases])

    def files(self) -> Iterator[File]:
        """Every file of the segment."""
        segment = self.share.segment()
        sizes: list[int] = []
        for file in segment.files():
            sizes.append(len(file.content))
            yield File(f"{FOLDER}{file.path}", file.content)
        for basis, mark in zip(self._bases, segment.marks, strict=True):
            self._memory.of("document", basis, lambda mark=mark: mark)  # type: ignore[misc]
        self._memory.of("segment", self.basis(), lambda: _Told(segment.described(), len(sizes), sum(sizes)))

    def amended(self, former: Former) -> Iterator[File | Same]:
        """The same where few documents are other ones than before: files that stay as they are stand again."""
        told, corrections = self._corrected(former)

        def read(path: str) -> bytes:
            return former.read(self._path(path))

        try:
            made = Amendment(told.described, read, corrections).made(revision(self._fingerprints()))
        except StrangeError as error:
            raise UnfitError from error
        now = _Told(made.described, told.files + made.more_files, told.bytes + made.more_bytes)
        self._memory.of("segment", self.basis(), lambda: now)
        for path in paths(len(self._bases), map(int, str(made.described.values["splits"]))):
            content = made.files.get(path)
            yield Same(self._path(path)) if content is None else File(self._path(path), content)

    def told(self) -> _Told:
        """What is known of the segment when it is made."""

        def made() -> _Told:
            segment = self.share.segment()
            sizes = [len(file.content) for file in segment.files()]
            return _Told(segment.described(), len(sizes), sum(sizes))

        return self._memory.of("segment", self.basis(), made)

    def _corrected(self, former: Former) -> tuple[_Told, list[Correction]]:
        """What was told of the segment before, and the documents that are other ones now."""
        name = len(self.share.name)
        size = len(self.basis())
        bases = [former.note[at : at + size] for at in range(name, len(former.note), size)]
        if former.note[:name] != self.share.name.encode() or len(bases) != len(self._bases):
            raise UnfitError
        places = [place for place, pair in enumerate(zip(bases, self._bases, strict=True)) if pair[0] != pair[1]]
        if len(places) > FEW:
            raise UnfitError
        were = {place: self._memory.of("document", bases[place], _unknown) for place in places}
        told = self._memory.of("segment", self._basis_of(bases), _unknown)
        changed = [place for place in places if self._mark(place).fingerprint != were[place].fingerprint]
        documents = self.share.documents
        return told, [Correction(place, were[place].number_text, documents[place]) for place in changed]

    def _basis_of(self, bases: list[bytes]) -> bytes:
        return joined([self.share.name.encode(), *bases])

    def _mark(self, place: int) -> Mark:
        return self._memory.of("document", self._bases[place], lambda: Mark.of(self.share.documents[place]))

    def _fingerprints(self) -> Iterator[bytes]:
        """Of all documents, a block at a time: one correction makes one block another."""
        for first in range(0, len(self._bases), _BLOCK):
            block = range(first, min(first + _BLOCK, len(self._bases)))
            yield from self._memory.of(
                "fingerprints",
                joined(self._bases[place] for place in block),
                lambda block=block: [self._mark(place).fingerprint for place in block],  # type: ignore[misc]
            )

    def _path(self, path: str) -> str:
        return f"{FOLDER}{self.share.name}/{path}"


def _unknown() -> Any:
    """In place of what must be remembered."""
    raise UnfitError


def _slots(share: Share) -> tuple[Slot, ...]:
    return share.documents.slots if isinstance(share.documents, Shelf) else ()


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
