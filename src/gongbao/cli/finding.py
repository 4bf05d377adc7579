"""Search and site brought together: the index of a site's texts as files of that site."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.model import Issue, Record
from gongbao.numbers import Number
from gongbao.search.build import index_files
from gongbao.search.documents import Passage, documents
from gongbao.site.context import Site
from gongbao.site.page import File

FOLDER = "search/index/"


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


def search_files(site: Site) -> Iterator[File]:
    """The index, in parts, below search/index/."""
    for file in index_files(documents(site.graph, SitePlaces(site)), site.gazette):
        yield File(f"{FOLDER}{file.path}", file.content)
