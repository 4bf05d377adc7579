"""Who names a document: the decrees and interpretations that cite it, and other texts that mention its number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from gongbao.linking import Cited, Edge, Stub
from gongbao.model import Issue, Record, Table
from gongbao.numbers import Number
from gongbao.site.context import Site
from gongbao.site.gathered import Piece, gathered, plain_digest
from gongbao.site.page import Link
from gongbao.site.parts import joined
from gongbao.site.passages import Passage, Passages

_MANY = 32  # citations: fewer are looked up one by one
# What a text does to another; where it does several things, the first of these is told.
_RELATIONS = {"repeals": "废止", "interprets": "解读", "cites": "引用"}


@dataclass(frozen=True)
class Citing:
    """One that names it: what it is, what it does, when, and the sentence."""

    link: Link
    relation: str
    day: date | None
    passage: Passage | None

    @property
    def repeals(self) -> bool:
        """Whether it says that the document is put out of force."""
        return self.relation == _RELATIONS["repeals"]


class Citations:
    """Tells for a document outside the archive, or one without its text, who names it."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._passages = Passages(site)

    def of(self, document: Stub | Cited) -> tuple[Citing, ...]:
        """Everything that cites it, newest first; then whatever else mentions its number."""
        once = self._speaking(document)
        edges = sorted(once.values(), key=self._year)
        cited = sorted(map(self._citing, edges, self._cited_in(edges)), key=_age)
        mentions = (self._mention(id_, document.number) for id_ in self._mentions(document, once.keys()).values())
        return (*cited, *sorted(mentions, key=_age))

    def count(self, document: Stub | Cited) -> int:
        """How many `of` would find."""
        speaking = {edge.source for edge in self._site.graph.cited_by(document)}
        return len(speaking) + len(self._mentions(document, speaking))

    def _speaking(self, document: Stub | Cited) -> dict[str, Edge]:
        """One edge a record that cites it: the one that says most."""
        edges = sorted(self._site.graph.cited_by(document), key=lambda edge: list(_RELATIONS).index(edge.relation))
        once: dict[str, Edge] = {}
        for edge in edges:
            once.setdefault(edge.source, edge)
        return once

    def _cited_in(self, edges: Sequence[Edge]) -> Iterator[Passage | None]:
        """The sentences; of a document that many cite those of a year are remembered together."""
        if len(edges) < _MANY:
            return map(self._passages.of, edges)
        return gathered(self._site, "passages", map(self._piece, edges))

    def _piece(self, edge: Edge) -> Piece[Passage | None]:
        named = plain_digest((edge.number, edge.title, edge.basis))
        basis = joined((self._passages.basis(edge.source), named))
        return Piece(self._year(edge), basis, partial(self._passages.of, edge))

    def _year(self, edge: Edge) -> str:
        day = self._day(self._site.library.records[edge.source])
        return str(day.year) if day else ""

    def _citing(self, edge: Edge, passage: Passage | None) -> Citing:
        record = self._site.library.records[edge.source]
        return Citing(self._link(record), _RELATIONS[edge.relation], self._day(record), passage)

    def _mentions(self, document: Stub | Cited, known: Collection[str]) -> dict[str, str]:
        """Records of other kinds whose running text bears the number, one a text; lists are told apart from these."""
        number = document.number
        listed = {each.record for each in document.listed} if isinstance(document, Stub) else set()
        found: dict[str, str] = {}
        for id_ in self._site.graph.mentioned_in(number) if number else ():
            record = self._site.library.records[id_]
            work = self._site.graph.work_of(self._owner(record))
            owner = work.id if work else self._owner(record)
            if not {id_, owner, self._owner(record)} & {*known, *listed}:
                found.setdefault(owner, id_)
        return found

    def _mention(self, id_: str, number: Number | None) -> Citing:
        record = self._site.library.records[id_]
        passage = self._passages.naming(id_, number) if number else None
        return Citing(self._link(record), "提及", self._day(record), passage)

    def _owner(self, record: Record) -> str:
        return record.belongs_to if isinstance(record, Table) and record.belongs_to else record.id

    def _link(self, record: Record) -> Link:
        work = self._site.graph.work_of(record.id)
        return self._site.work_link(work) if work else self._site.link(record)

    def _day(self, record: Record) -> date | None:
        work = self._site.graph.work_of(record.id)
        issue = self._site.library.records.get(record.issue or "")
        if work and work.signed:
            return work.signed
        return issue.published if isinstance(issue, Issue) else None


def _age(citing: Citing) -> tuple[int, str]:
    return (-citing.day.toordinal() if citing.day else 0, citing.link.path)
