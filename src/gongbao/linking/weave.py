"""From records to relations: every reference is resolved, and what it leads to is called into being."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongbao.archive.library import Library
from gongbao.gazette import Gazette
from gongbao.linking.keys import keys
from gongbao.linking.references import Reference, canonical, listings, owner, stated
from gongbao.linking.resolve import Meaning, Reader, Resolver
from gongbao.linking.targets import Cited, Edge, Listing, Stub, Target
from gongbao.linking.titles import STATE
from gongbao.linking.works import Work
from gongbao.model import Decree, Interpretation, Issue, Record
from gongbao.numbers import Number, in_order


@dataclass(frozen=True)
class Woven:
    """All that the graph is made of."""

    stubs: Mapping[str, Stub]
    cited: Mapping[str, Cited]
    edges: tuple[Edge, ...]
    places: Mapping[Number, Target]  # of every number met, what it leads to
    mentioned: Mapping[Number, tuple[str, ...]]  # ids of the records whose running text bears a number
    spoken: Mapping[str, tuple[Number, ...]]  # of every record, the numbers its running text bears


@dataclass
class _Named:
    """What is collected of one instrument that is no work: its spellings, its entries, its candidates."""

    listed: list[Listing] = field(default_factory=list)
    titles: Counter[str] = field(default_factory=Counter)
    candidates: set[str] = field(default_factory=set)

    def spellings(self) -> tuple[str, ...]:
        """Best first: what a list of the gazette prints, a statute in full, what is met most often, the most letters."""
        if not self.listed and len(self.titles) <= 1:
            return tuple(self.titles)
        official = {each.title for each in self.listed}
        count = self.titles + Counter(each.title for each in self.listed)

        def rank(title: str) -> tuple[bool, bool, int, int, int, str]:
            letters = len("".join(title.split()))
            return (title not in official, not title.startswith(STATE), -count[title], -letters, len(title), title)

        return tuple(sorted(count, key=rank))


class Weaver:
    """Resolves every reference of a library once."""

    def __init__(self, library: Library, gazette: Gazette, works: Iterable[Work]) -> None:
        self._library = library
        self._gazette = gazette
        works = tuple(works)
        self._work_of = {each.id: work for work in works for each in work.printings}
        self._resolver = Resolver(works, gazette)
        self._listings = tuple(listings(library))
        self._stated = [each for record in library.records.values() for each in stated(record)]
        self._named: dict[Meaning, _Named] = {}
        self._numbers: dict[Number, None] = {}
        self._met: dict[Number, Meaning] = {}
        self._mentioned: dict[Number, dict[str, None]] = {}
        self._spoken: dict[str, tuple[Number, ...]] = {}

    def weave(self) -> Woven:
        """Every relation, and every instrument that is met and is no work."""
        self._learn()
        met = [(each, meaning) for each in self._stated if (meaning := self._resolved(each)) is not None]
        met += list(self._unstated(met))
        targets = self._targets()
        edges = dict.fromkeys(_edge(each, targets.get(_bare(meaning)) or _work(meaning)) for each, meaning in met)
        stubs, cited = self._stubs(targets), self._cited(targets)
        places = {number: self._place(number, targets) for number in in_order(self._numbers)}
        mentioned = {number: tuple(sorted(self._mentioned[number])) for number in in_order(self._mentioned)}
        return Woven(stubs, cited, tuple(sorted(edges, key=order)), places, mentioned, self._spoken)

    def _learn(self) -> None:
        for number, entry in self._listings:
            self._resolver.join(number, entry.title)
        for each in self._stated:
            self._resolver.join(each.number, each.title)
        for work in self._work_of.values():
            meaning = self._meet(work.number) if work.number else None
            if meaning is not None and meaning.work is None:  # a number that two works bear leads to neither
                self._enter(meaning)
        for number, entry in self._listings:
            read = self._resolver.read(number)
            meaning = self._meet(read) if read else None
            if meaning is not None and meaning.work is None:
                self._enter(meaning).listed.append(entry)

    def _resolved(self, reference: Reference) -> Meaning | None:
        read = self._resolver.read(reference.number)
        if read:
            self._meet(read)
        meaning = self._resolver(reference, self._reader(reference.source))
        if meaning is not None and meaning.work is None:
            named = self._enter(meaning)
            # A number nobody can read is all the name there is.
            title = reference.title or (None if meaning.number else reference.number)
            if title:
                named.titles[title] += 1
        return meaning

    def _unstated(self, met: Iterable[tuple[Reference, Meaning]]) -> Iterator[tuple[Reference, Meaning]]:
        """The numbers of running texts that no field names; tables count for the text they stand in."""
        known = {(each.source, _bare(meaning)) for each, meaning in met}
        for record in self._library.records.values():
            noted = self._library.noted_of(record).numbers
            numbers = tuple(canonical(each, self._gazette) for each in noted)
            self._spoken[record.id] = numbers = (
                noted if noted == numbers else numbers
            )  # nearly always, and then kept once
            source = owner(record)
            for number in numbers:
                self._mentioned.setdefault(number, {})[record.id] = None
                meaning = self._meet(number)
                if meaning.work is None:
                    self._enter(meaning)
                own = meaning.work is not None and meaning.work == self._id_of_work(source)
                cites = isinstance(self._library.records.get(source), Decree | Interpretation)
                if cites and not own and (source, _bare(meaning)) not in known:
                    known.add((source, _bare(meaning)))
                    yield Reference(source, "cites", str(number)), meaning

    def _meet(self, number: Number) -> Meaning:
        found = self._met.get(number)
        if found is None:
            canon = canonical(number, self._gazette)
            self._numbers[canon] = None
            found = self._met[number] = self._resolver.by_number(canon)
        return found

    def _enter(self, meaning: Meaning) -> _Named:
        bare = _bare(meaning)
        named = self._named.get(bare)
        if named is None:
            named = self._named[bare] = _Named()
        named.candidates.update(meaning.candidates)
        return named

    def _reader(self, source: str) -> Reader:
        record = self._library.records[source]
        work = self._work_of.get(source)
        return Reader(work.id, work.signed or self._issued(record)) if work else Reader(None, self._issued(record))

    def _issued(self, record: Record) -> date | None:
        issue = self._library.records.get(record.issue or "")
        return issue.published if isinstance(issue, Issue) else None

    def _id_of_work(self, record: str) -> str | None:
        work = self._work_of.get(record)
        return work.id if work else None

    def _is_stub(self, meaning: Meaning) -> bool:
        number = meaning.number
        return number is not None and number.series in self._gazette.codes and not self._named[meaning].candidates

    def _targets(self) -> dict[Meaning, Target]:
        outside = {meaning: each for meaning, each in self._named.items() if not self._is_stub(meaning)}
        named = keys({meaning: next(iter(each.spellings()), "") for meaning, each in outside.items()})
        stubs = {meaning: str(meaning.number) for meaning in self._named if meaning not in outside}
        targets = {meaning: Target("cited", key) for meaning, key in named.items()}
        return targets | {meaning: Target("stub", key) for meaning, key in stubs.items()}

    def _place(self, number: Number, targets: Mapping[Meaning, Target]) -> Target:
        meaning = self._resolver.by_number(number)
        return targets.get(_bare(meaning)) or _work(meaning)

    def _stubs(self, targets: Mapping[Meaning, Target]) -> dict[str, Stub]:
        stubs = {}
        for meaning, target in sorted(targets.items(), key=lambda pair: pair[1].key):
            if target.kind == "stub" and meaning.number:
                named = self._named[meaning]
                listed = tuple(sorted(dict.fromkeys(named.listed), key=lambda each: (each.issue or "", each.record)))
                stubs[target.key] = Stub(meaning.number, named.spellings(), listed)
        return stubs

    def _cited(self, targets: Mapping[Meaning, Target]) -> dict[str, Cited]:
        cited = {}
        for meaning, target in sorted(targets.items(), key=lambda pair: pair[1].key):
            if target.kind == "cited":
                named = self._named[meaning]
                title, *variants = named.spellings() or (None,)
                others = tuple(each for each in variants if each)
                cited[target.key] = Cited(target.key, meaning.number, title, others, tuple(sorted(named.candidates)))
        return cited


def order(edge: Edge) -> tuple[str, ...]:
    """What edges are sorted by: where they stand, what they are, what they lead to."""
    target = edge.target
    named = (edge.number or "", edge.title or "", edge.basis or "")
    return (edge.source, edge.relation, target.kind, target.key, target.anchor or "", *named)


def _bare(meaning: Meaning) -> Meaning:
    """The meaning without what differs from one place to another."""
    if meaning.anchor is None and not meaning.candidates:
        return meaning
    return Meaning(meaning.work, None, meaning.number, meaning.title)


def _work(meaning: Meaning) -> Target:
    return Target("work", meaning.work or "", meaning.anchor)


def _edge(reference: Reference, target: Target) -> Edge:
    return Edge(reference.source, target, reference.relation, reference.number, reference.title, reference.basis)
