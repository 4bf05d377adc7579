"""What the search page of a site finds, for the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gongbao.building.finding import engine_of
from gongbao.cli.naming import named
from gongbao.numbers import Number
from gongbao.search.documents import KINDS
from gongbao.search.engine import Engine, Results
from gongbao.search.fragments import Fragment
from gongbao.search.query import Query
from gongbao.search.score import Hit
from gongbao.search.snippet import Snippet, joined, marks, runs, snippet
from gongbao.search.spelling import Reading
from gongbao.site.context import Site
from gongbao.site.page import Link
from gongbao.site.render import absolute

FEW = 20  # texts that are read to see whether they name a number
FIRST, MORE = 10, 20  # hits of the first stretch of the search page, and of each further one
STUB = KINDS["stub"]

Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Item:
    """Something that was found: what is known of it, the excerpt, the marks of its title, its address."""

    fragment: Fragment
    snippet: Snippet
    marks: Ranges
    address: str

    @property
    def is_stub(self) -> bool:
        """Tell whether only its number is known."""
        return self.fragment.kind == STUB

    def values(self) -> dict[str, Any]:
        """Everything, for programs."""
        known, found = self.fragment, self.snippet
        values = {
            "id": known.id,
            "kind": known.kind,
            "title": known.title,
            "title_marks": self.marks,
            "number": known.number,
            "issuer": known.issuer,
            "date": known.day,
            "issue": known.issue,
            "part_of": known.part_of,
            "page": known.page,
            "address": self.address,
            "excerpt": {"text": found.text, "marks": found.marks, "heading": found.heading, "anchor": found.anchor},
        }
        return {name: value for name, value in values.items() if value not in (None, "", ())}


@dataclass(frozen=True)
class Answer:
    """What a query found, in the order of the search page; `total` hits, of which the first ones are `hits`.

    `cited` are instruments from outside that bear the number asked for; `mentioned` is the number, where it is all of
    the query: then the hits are the texts that name it as it is printed.
    """

    query: str
    numbered: tuple[Item, ...]
    cited: tuple[Link, ...]
    names: tuple[Link, ...]
    near: tuple[Item, ...]
    hits: tuple[Item, ...]
    total: int
    left_out: tuple[str, ...]
    loose: bool  # no word stands anywhere as a whole: the hits hold pieces
    mentioned: str

    @property
    def found(self) -> bool:
        """Tell whether there is anything; a number that is only near is not what was asked for."""
        return bool(self.numbered or self.cited or self.names or self.hits)

    def as_json(self) -> str:
        """The answer for programs."""
        values = {
            "query": self.query,
            "numbered": [item.values() for item in self.numbered],
            "cited": [{"title": link.text, "number": link.note, "address": link.path} for link in self.cited],
            "names": [{"name": link.text, "kind": link.note, "address": link.path} for link in self.names],
            "near": [item.values() for item in self.near],
            "mentioned": self.mentioned,
            "left_out": self.left_out,
            "total": self.total,
            "hits": [item.values() for item in self.hits],
        }
        return json.dumps(values, ensure_ascii=False, indent=1)


def answer(site: Site, text: str, limit: int) -> Answer:
    """Search the texts of a site; what bears the number asked for stands among the numbers only, and as a whole."""
    engine = engine_of(site)
    results = engine.settled(engine.search(text))
    hits = _closest(engine, results, limit)
    cited = tuple(_cited(site, results))
    near = () if cited else tuple(entry.document for entry in results.near)

    def items(documents: Iterable[int], query: Query) -> tuple[Item, ...]:
        fragments = map(engine.index.fragment, documents)
        return tuple(_item(fragment, query, site.gazette.address) for fragment in fragments)

    return Answer(
        query=results.query.text,
        numbered=items(results.numbered, Query("")),
        cited=cited,
        names=tuple(_whole(site, link) for link in named(site, results.query.text)),
        near=items(near, Query("")),
        hits=items((hit.document for hit in hits[:limit]), results.query),
        total=len(hits),
        left_out=results.left_out,
        loose=len(results.left_out) == len(results.query.phrases),
        mentioned=str(results.mentioned or ""),
    )


def _closest(engine: Engine, results: Results, limit: int) -> list[Hit]:
    """The hits that are not numbered, the first ones by how close they come, as the search page shows them.

    Those of a number are all looked at where they are few, and else as many as are wanted.
    """
    closest = engine.closest(results)
    wanted = max(limit, FEW) if results.mentioned else limit
    found: list[Hit] = []
    while len(found) < wanted and closest.left:
        found += [judged.hit for judged in closest.next(MORE if found else FIRST)]
    return [hit for hit in (*found, *closest.left) if hit.document not in results.numbered]


def _cited(site: Site, results: Results) -> Iterator[Link]:
    """The instruments from outside that bear a number of the query."""
    for reading in results.readings:
        for each in site.graph.cited.values():
            if reading.sure and reading.complete and each.number and _same(each.number, reading):
                link = Link(each.title or str(each.number), site.urls.cited(each.key), str(each.number))
                yield _whole(site, link)


def _whole(site: Site, link: Link) -> Link:
    return replace(link, path=absolute(site.gazette.address, link.path))


def _same(number: Number, reading: Reading) -> bool:
    same = (number.series, number.serial) == (reading.series, reading.serial)
    return same and reading.year in (None, number.year or 0)


def _item(fragment: Fragment, query: Query, address: str) -> Item:
    found = snippet(fragment, query)
    anchor = f"#{found.anchor}" if found.anchor and found.marks else ""
    page = absolute(address, f"{(found.page if anchor else '') or fragment.page}{anchor}")
    return Item(fragment, found, joined(marks(fragment.title, runs(query, title=True))), page)
