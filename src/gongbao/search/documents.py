"""What can be found: one document for each decree, text and table, oldest first; then numbers whose text is not here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import NamedTuple, Protocol, overload

from gongbao import numbers
from gongbao.linking import Graph, Work
from gongbao.linking.targets import Stub
from gongbao.model import Decree, Interpretation, Issue, Record, Table
from gongbao.numbers import Number
from gongbao.search.grids import rows
from gongbao.typography import fold

# As results name them.
KINDS = {
    "decree": "文件",
    "interpretation": "政策解读",
    "appointments": "人事任免",
    "catalogue": "发文目录",
    "interpretation-catalogue": "政策解读目录",
    "table": "表格",
    "issue": "公报",
    "colophon": "版权页",
    "other": "其他内容",
    "stub": "本库未收全文",
}
PASSING = frozenset({"stub"})  # kinds that come and go with every issue, so they stand last


class Passage(NamedTuple):
    """A paragraph or heading of a text: where a link finds it, and the page if it is another than the document's."""

    text: str
    anchor: str = ""
    heading: bool = False
    page: str = ""


@dataclass(frozen=True)
class Document:
    """Something that can be found, with everything the index and a result need to know of it."""

    id: str
    kind: str
    title: str
    page: str
    names: tuple[str, ...] = ()  # other spellings of the title, titles of what it issues
    number: Number | None = None
    code: str = ""  # the number in ASCII: yzf-2023-5
    issuer: str = ""
    day: date | None = None
    year: int = 0
    issue: str = ""
    departments: tuple[str, ...] = ()
    part_of: str = ""  # of a table: the title of the text it stands in
    passages: tuple[Passage, ...] = ()

    @property
    def series(self) -> str:
        """The series of the number, empty without one."""
        return self.number.series if self.number else ""

    @property
    def code_of_series(self) -> str:
        """What stands in the code for the series."""
        return self.code.partition("-")[0]

    @property
    def title_text(self) -> str:
        """What the field `title` is made of."""
        return "。".join((self.title, *self.names))

    @property
    def number_text(self) -> str:
        """What the field `number` is made of: the number as printed and in ASCII."""
        return f"{self.number}。{self.code.replace('-', ' ')}" if self.number else ""

    @property
    def body_text(self) -> str:
        """What the field `body` is made of."""
        return "\n".join(passage.text for passage in self.passages)


class Places(Protocol):
    """What only the site knows: the pages, and the paragraphs with their anchors."""

    def address(self, record: Record) -> str:
        """The page of a record."""

    def stub(self, number: Number) -> str:
        """The page of a number whose text is not here."""

    def issue(self, id_: str) -> str:
        """The name of an issue, as results show it."""

    def passages(self, record: Record) -> Iterable[Passage]:
        """The headings and paragraphs of a record's text, without its tables."""


@dataclass(frozen=True)
class Slot:
    """The place of a document in the order of all: what it is, and how it is made."""

    id: str
    kind: str
    numbered: bool
    source: Record | Stub  # what it is made of
    make: Callable[[], Document]


class Shelf(Sequence[Document]):
    """Documents in their order, each made when it is taken from the shelf and not kept: an archive has many."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = tuple(slots)

    @overload
    def __getitem__(self, place: int) -> Document: ...

    @overload
    def __getitem__(self, place: slice) -> Shelf: ...

    def __getitem__(self, place: int | slice) -> Document | Shelf:
        if isinstance(place, slice):
            return Shelf(self.slots[place])
        return self.slots[place].make()

    def __len__(self) -> int:
        return len(self.slots)


def documents(graph: Graph, places: Places) -> Shelf:
    """Every document in the order of arrival; numbers without a text last, in the order in which they are met first.

    A new issue arrives behind everything else, even where it prints an older decree; so nothing before it moves.
    """
    return Shelf(list(_Maker(graph, places).slots()))


class _Maker:
    """Makes the documents of one archive."""

    def __init__(self, graph: Graph, places: Places) -> None:
        self._graph = graph
        self._places = places
        self._records = graph.library.records
        self._tables: dict[str, list[Table]] = {}
        for record in self._records.values():
            if isinstance(record, Table):
                self._tables.setdefault(record.belongs_to, []).append(record)

    def slots(self) -> Iterator[Slot]:
        works = [work.record for work in self._graph.works.values()]
        others = [each for each in self._records.values() if not isinstance(each, Decree)]
        for record in sorted([*works, *others], key=self._arrival):
            work = self._graph.work_of(record.id)
            yield Slot(record.id, record.kind, bool(work and work.number), record, partial(self._document, record))
        for stub in sorted(self._graph.stubs.values(), key=self._met):
            yield Slot(str(stub.number), "stub", True, stub, partial(self._stub, stub))

    def _arrival(self, record: Record) -> tuple[date, str, tuple[int, int], str]:
        owner = self._owner(record)
        day = self._published(owner) or (self._signed(owner) if owner.issue is None else None)
        return day or date.min, owner.issue or "", record.source.lines, record.id

    def _met(self, stub: Stub) -> tuple[tuple[date, str, tuple[int, int], str], Number]:
        """Where a number is met first: one that a new issue mentions comes behind those that were known."""
        ids = (
            *(each.record for each in stub.listed),
            *(edge.source for edge in self._graph.cited_by(stub)),
            *self._graph.mentioned_in(stub.number),
        )
        arrivals = [self._arrival(self._records[id_]) for id_ in ids if id_ in self._records]
        return min(arrivals, default=(date.max, "", (0, 0), "")), stub.number

    def _document(self, record: Record) -> Document:
        owner = self._owner(record)
        work = self._graph.work_of(owner.id)
        day = self._signed(owner) or self._published(owner)
        issue = owner.id if isinstance(owner, Issue) else owner.issue
        document = Document(
            id=record.id,
            kind=record.kind,
            title=record.title,
            page=self._places.address(record),
            names=_others(record.title, self._names(record, work)),
            issuer=(work.issuer or "") if work else "",
            day=day,
            year=day.year if day else self._year(issue),
            issue=self._places.issue(issue) if issue else "",
            passages=tuple(self._passages(record, work)),
        )
        if isinstance(record, Table):
            return replace(document, part_of=owner.title if owner is not record else "")
        return self._numbered(document, work) if work else document

    def _numbered(self, document: Document, work: Work) -> Document:
        number, gazette = work.number, self._graph.gazette
        named = (name for each in work.printings for name in each.departments)
        return replace(
            document,
            number=number,
            code=numbers.encode(number, gazette.codes) if number else "",
            year=document.year or (number.year or 0 if number else 0),
            departments=tuple(sorted({gazette.department(name) or name for name in named})),
        )

    def _stub(self, stub: Stub) -> Document:
        number, gazette = stub.number, self._graph.gazette
        title, *names = stub.titles or (str(number),)
        return Document(
            id=str(number),
            kind="stub",
            title=title,
            page=self._places.stub(number),
            names=_others(title, names),
            number=number,
            code=numbers.encode(number, gazette.codes),
            issuer=gazette.issuer_of(number.series) or "",
            year=number.year or 0,
        )

    def _names(self, record: Record, work: Work | None) -> Iterator[str | None]:
        for each in work.printings if work and isinstance(record, Decree) else (record,):
            yield each.title
            yield from (variant.text for variant in each.title_variants)
            if isinstance(each, Decree):
                yield from (instrument.title for instrument in each.instruments)
        if isinstance(record, Table):
            yield record.caption
        if isinstance(record, Interpretation) and record.interprets:
            yield record.interprets.title

    def _passages(self, record: Record, work: Work | None) -> Iterator[Passage]:
        if isinstance(record, Table):
            yield from _rows(record)
            return
        yield from self._places.passages(record)
        for table in sorted(self._tables.get(record.id, ()), key=lambda each: (each.source.lines, each.id)):
            yield Passage(table.title, table.id, True)
            yield from _rows(table, table.id)
        if work:
            yield from self._elsewhere(work)

    def _elsewhere(self, work: Work) -> Iterator[Passage]:
        """What only another printing says, and the full names of the departments."""
        others = work.printings[1:]
        said = {fold(passage.text) for passage in self._places.passages(work.record)} if others else set()
        for printing in others:
            page = self._places.address(printing)
            for passage in self._places.passages(printing):
                if fold(passage.text) not in said:
                    yield passage._replace(page=page)
        named = {self._graph.gazette.department(name) or name for each in work.printings for name in each.departments}
        if named:
            yield Passage(f"责任单位：{'、'.join(sorted(named))}", "organs")

    def _owner(self, record: Record) -> Record:
        return self._records.get(record.belongs_to, record) if isinstance(record, Table) else record

    def _published(self, record: Record) -> date | None:
        issue = record if isinstance(record, Issue) else self._records.get(record.issue or "")
        return issue.published if isinstance(issue, Issue) else None

    def _signed(self, record: Record) -> date | None:
        work = self._graph.work_of(record.id)
        return (work.signed or work.record.printed_on) if work else None

    def _year(self, issue: str | None) -> int:
        record = self._records.get(issue or "")
        return (record.year or 0) if isinstance(record, Issue) else 0


def _others(title: str, names: Iterable[str | None]) -> tuple[str, ...]:
    """The names that say something else than the title, each once."""
    found = {fold(name): name for name in names if name}
    return tuple(name for letters, name in found.items() if letters and letters not in fold(title))


def _rows(table: Table, anchor: str = "") -> Iterator[Passage]:
    for row in (*rows(table.body), *table.notes):
        yield Passage(row, anchor)
