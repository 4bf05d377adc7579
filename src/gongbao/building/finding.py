"""Search and site brought together: the index of a site's texts as files of that site, and the engine over them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from gongbao.model import Issue, Record
from gongbao.numbers import Number
from gongbao.search.build import index_files
from gongbao.search.documents import Document, Passage, documents
from gongbao.search.engine import Engine
from gongbao.search.index import Index
from gongbao.search.segment import FORMAT as INDEX_FORMAT
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.page import File
from gongbao.site.parts import Part
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

    def cited(self, key: str) -> str:
        """The page of an instrument from outside."""
        return self._site.urls.cited(key)

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


def search_files(site: Site, portable: bool = False) -> Iterator[File]:
    """The index, in parts, below search/index/, and what tells other programs of it."""
    found = _documents(site)
    sizes: list[int] = []
    manifest = b""
    for file in index_files(found, site.gazette, _cited(site)):
        sizes.append(len(file.content))
        manifest = file.content
        yield File(f"{FOLDER}{file.path}", file.content)
    segments = json.loads(manifest)["segments"]
    counts = {**_counts(found), "segments": len(segments), "files": len(sizes), "bytes": sum(sizes)}
    yield File(DESCRIPTION, _description(site, counts, portable))
    yield File(f"{urls.DATA}{FORMAT}", (PROJECT / "docs" / FORMAT).read_bytes())


def search_parts(site: Site, portable: bool) -> Iterator[Part]:
    """The index and what tells of it."""
    yield Part("search", lambda: search_files(site, portable))


def _documents(site: Site) -> tuple[Document, ...]:
    return documents(site.graph, SitePlaces(site))


def _cited(site: Site) -> dict[str, str]:
    """The series that are only cited, with their codes."""
    numbers = (each.number for each in site.graph.cited.values() if each.number)
    return {number.series: site.urls.code(number.series) for number in numbers}


def _counts(found: Sequence[Document]) -> dict[str, object]:
    kinds = Counter(document.kind for document in found)
    return {
        "documents": len(found),
        "kinds": {kind: kinds[kind] for kind in sorted(kinds)},
        "numbers": sum(document.number is not None for document in found),
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
