"""What the pages of a record are made of: the digest of the record, of its neighbours, and of where its links lead.

Rather too much is taken in than too little: a page that is made for nothing costs time, a page that is not made when
it should be is wrong. A test builds after random changes, and holds the result against a clean build.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gongbao.archive.originals import originals_of
from gongbao.linking import Stub, Target, Work
from gongbao.linking.targets import Cited, Edge
from gongbao.model import Decree, Interpretation, Issue, Record
from gongbao.numbers import Number, parse
from gongbao.site.parts import hashed, joined

if TYPE_CHECKING:
    from gongbao.site.context import Site


_ALIKE = 2  # the form of marshal that writes equal values alike, whichever of them are one object


class Basis:
    """Digests of what pages are made of, each worked out once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._graph = site.graph
        self._alone: dict[str, bytes] = {}
        self._near: dict[str, bytes] = {}
        self._frames: dict[str, list[bytes]] = {}
        self._led: dict[Target, bytes] = {}

    def of(self, *ids: str) -> bytes:
        """Of records by their ids, with all that their texts lead to and all that leads to them."""
        return joined(self._near_of(id_) for id_ in ids)

    def work(self, work: Work) -> bytes:
        """Of a decree: its printings, its tables, its kin."""
        others = self._graph.other_years(work.id)
        texts = self._graph.interpretations_of(work.id)
        near = [each.id for each in (*work.printings, *texts)]
        return joined([self.of(*near), *(self.record(each.record) for each in others)])

    def record(self, record: Record) -> bytes:
        """Of a record alone, and of its address."""
        known = self._alone.get(record.id)
        if known is None:
            address = self._site.urls.record(record).encode()
            known = self._alone[record.id] = hashed(self._site.digest(record.id) + address)
        return known

    def records(self, ids: Iterable[str]) -> bytes:
        """Of records alone."""
        return joined(self._site.digest(id_) for id_ in ids)

    def alone(self, *ids: str) -> bytes:
        """Of records with what they stand in and hold, whatever leads where."""
        return joined(self._all(ids))

    def target(self, target: Target | None) -> bytes:
        """Of what a citation leads to, as a link shows it."""
        if target is None:
            return b"-"
        known = self._led.get(target)
        if known is None:
            said = (target.kind, target.key, target.anchor, self._site.urls.target(target))
            known = self._led[target] = _mark(said, self._named(target))
        return known

    def number(self, text: str | None) -> bytes:
        """Of what a number leads to."""
        read = parse(text) if text else None
        return self.target(self._graph.target_of(read) if read else None)

    def document(self, document: Stub | Cited) -> bytes:
        """Of what is known of a document whose text is not here: itself, and who speaks of it."""
        edges = self._graph.cited_by(document)
        speaking = {edge.source for edge in edges}
        speaking |= set(self._graph.mentioned_in(document.number) if document.number else ())
        listed = {each.record for each in document.listed} if isinstance(document, Stub) else set()
        candidates = document.candidates if isinstance(document, Cited) else ()
        own = _mark(_plain(document), [_edge(edge) for edge in edges])
        return joined([own, *self._all(speaking | listed | set(candidates))])

    def _all(self, ids: Iterable[str]) -> list[bytes]:
        """Records with what they stand in: their texts, and their issues."""
        found = []
        for id_ in sorted(ids):
            record = self._site.library.records[id_]
            found.append(self.record(record))
            found += self._frame(record)
        return found

    def _frame(self, record: Record) -> list[bytes]:
        """The issue a record is printed in, the work it is a printing of, the tables it holds, the text it belongs to."""
        known = self._frames.get(record.id)
        if known is None:
            known = self._frames[record.id] = self._framed(record)
        return known

    def _framed(self, record: Record) -> list[bytes]:
        records = self._site.library.records
        around = (records.get(each or "") for each in (record.issue, getattr(record, "belongs_to", None)))
        found = [self.record(each) for each in around if each]
        work = self._graph.work_of(record.id)
        if work:
            found += map(self.record, work.printings)
        found += map(self.record, self._site.tables.get(record.id, ()))
        return found

    def _near_of(self, id_: str) -> bytes:
        known = self._near.get(id_)
        if known is None:
            known = self._near[id_] = joined(self._neighbours(self._site.library.records[id_]))
        return known

    def _neighbours(self, record: Record) -> list[bytes]:
        graph = self._graph
        found = [self.record(record), *self._frame(record), self.file(record.source.file)]
        for edge in graph.edges_from(record.id):
            found += (_mark(_edge(edge)), self.target(edge.target))
            found += self._explained(record, edge.target)
        work = graph.work_of(record.id)
        for edge in graph.cited_by(work) if work else ():
            found.append(_mark(_edge(edge)))
            found += self._all([edge.source])
        for each in (record, *self._site.tables.get(record.id, ())):
            found += (self.target(graph.target_of(number)) for number in graph.spoken(each.id))
        found.append(_mark(*self._names(record)))
        return found

    def _explained(self, record: Record, target: Target) -> Iterator[bytes]:
        """An interpretation is laid beside the text of what it explains."""
        if isinstance(record, Interpretation) and target.kind == "work":
            yield from (self.record(each) for each in self._graph.works[target.key].printings)

    def _named(self, target: Target) -> tuple[object, ...]:
        """What a link to a target says of it, and what bears on whether it is in force."""
        if target.kind == "work":
            return tuple(self.record(each) for each in self._graph.works[target.key].printings)
        if target.kind == "stub":
            return _plain(self._graph.stubs[target.key])
        cited = self._graph.cited[target.key]
        return (*_plain(cited), *(self.target(Target("work", each)) for each in cited.candidates))

    def _names(self, record: Record) -> tuple[object, ...]:
        """The pages of departments and people a text leads to: their addresses hang on all names of the archive."""
        urls = self._site.urls
        named: set[str] = set()
        if isinstance(record, Decree):
            named |= set(record.departments)
            named |= {name for task in record.tasks for name in (*task.lead, *task.departments)}
        department = self._site.gazette.department
        places = [urls.department(department(name) or name) for name in sorted(named)]
        people = [
            urls.person(entry.person) for entry in getattr(record, "entries", ()) if getattr(entry, "person", None)
        ]
        return (tuple(places), tuple(people))

    @cached_property
    def _sources(self) -> dict[str, bytes]:
        return {name: self._site.source_digest(name) for name in self._site.read_from}

    def file(self, name: str) -> bytes:
        """Of the bytes of a source."""
        return self._sources[name]

    def source(self, name: str) -> bytes:
        """Of a source: its bytes, the records read from it, and the documents beside it."""
        beside = (each.encode("utf-8", "surrogateescape") for each in originals_of(self._site.root, name))
        return joined([self.file(name), *map(self.record, self._site.read_from[name]), *beside])

    def issue(self, issue: Issue) -> bytes:
        """Of an issue: itself, all it holds, and what its lists lead to."""
        held = self._site.library.of_issue(issue.id)
        named = [entry.number for entry in issue.toc]
        named += [entry.number for each in held for entry in getattr(each, "entries", ()) if hasattr(entry, "number")]
        return joined([self.record(issue), *(self.of(each.id) for each in held), *map(self.number, named)])


def _mark(*values: Any) -> bytes:
    """The digest of texts, numbers, bytes, and tuples and lists of these."""
    return hashed(marshal.dumps(values, _ALIKE))


def _edge(edge: Edge) -> tuple[str | None, ...]:
    target = edge.target
    own = (edge.source, edge.relation, edge.number, edge.title, edge.basis)
    return (*own, target.kind, target.key, target.anchor)


def _plain(document: Stub | Cited) -> tuple[object, ...]:
    number = _figures(document.number) if document.number else None
    if isinstance(document, Cited):
        return ("cited", document.key, number, document.title, document.variants, document.candidates)
    listed = tuple((each.record, each.issue, each.title, each.printed) for each in document.listed)
    return ("stub", number, document.titles, listed)


def _figures(number: Number) -> tuple[str, int | None, int]:
    return number.series, number.year, number.serial
