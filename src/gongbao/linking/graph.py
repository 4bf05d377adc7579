"""The graph of an archive: its works, what they cite, and who cites them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gongbao.archive.library import Library
from gongbao.gazette import Gazette
from gongbao.linking.finding import Mention, Places, find
from gongbao.linking.organs import Organs
from gongbao.linking.references import canonical, owner
from gongbao.linking.targets import Cited, Edge, Stub, Target
from gongbao.linking.titles import identity
from gongbao.linking.weave import Weaver, Woven, order
from gongbao.linking.works import Work, gather
from gongbao.linking.years import Years
from gongbao.model import Interpretation
from gongbao.numbers import Number, parse

_Place = tuple[str, str]


@dataclass(frozen=True)
class Graph:
    """Works, stubs and cited instruments, and the edges between them; everything sorted."""

    library: Library
    gazette: Gazette
    works: Mapping[str, Work]
    woven: Woven

    @classmethod
    def of(cls, library: Library, gazette: Gazette) -> Graph:
        """The graph of a library, as the gazette names things."""
        works = gather(library.records)
        return cls(library, gazette, {work.id: work for work in works}, Weaver(library, gazette, works).weave())

    @property
    def stubs(self) -> Mapping[str, Stub]:
        """Documents of the gazette's own series whose text is not here, by their number."""
        return self.woven.stubs

    @property
    def cited(self) -> Mapping[str, Cited]:
        """Instruments outside the archive, by their key."""
        return self.woven.cited

    def work_of(self, record_id: str) -> Work | None:
        """The work a record is a printing of; None for a record that is no decree, or is not there."""
        return self._work_of.get(record_id)

    def work_by_number(self, number: str) -> Work | None:
        """The one work that bears a number; None where there is none or more than one."""
        read = parse(number)
        target = self.woven.places.get(canonical(read, self.gazette)) if read else None
        return self.works.get(target.key) if target and target.kind == "work" else None

    def edges_from(self, record_id: str) -> tuple[Edge, ...]:
        """What a record leads to."""
        return self._from.get(record_id, ())

    def cited_by(self, target: Target | Work | Stub | Cited) -> tuple[Edge, ...]:
        """What leads to a target, without a work citing itself; of the printings of one work, one speaks."""
        kind, key = _place(target)
        found: dict[tuple[str, str, str | None], Edge] = {}
        for edge in self._to.get((kind, key), ()):
            work = self._work_of.get(edge.source)
            if work is None or (kind, key) != ("work", work.id):
                place = (work.id if work else edge.source, edge.relation, edge.target.anchor)
                first = found.setdefault(place, edge)
                if work and first.source != work.id and edge.source == work.id:
                    found[place] = edge
        return tuple(sorted(found.values(), key=order))

    def mentioned_in(self, number: Number) -> tuple[str, ...]:
        """The ids of all records, of any kind, whose running text bears a number."""
        return self.woven.mentioned.get(canonical(number, self.gazette), ())

    def interpretations_of(self, work_id: str) -> tuple[Interpretation, ...]:
        """The interpretations of a work, in the order of their ids."""
        edges = self._to.get(("work", work_id), ())
        ids = sorted({edge.source for edge in edges if edge.relation == "interprets"})
        records = (self.library.records[each] for each in ids)
        return tuple(each for each in records if isinstance(each, Interpretation))

    def other_years(self, work_id: str) -> tuple[Work, ...]:
        """The same decree of other years, oldest first."""
        return self._years.of(work_id)

    def mentions(self, record_id: str, text: str) -> tuple[Mention, ...]:
        """The places of a running text of a record that lead somewhere, in their order, none over another."""
        record = self.library.records.get(record_id)
        own = owner(record) if record else record_id
        if own not in self._spots:  # the texts of a record come one after another
            self._spots.clear()
            self._spots[own] = Places(self._titles.get(own, {}), self.target_of, self._own(own))
        return find(text, self._spots[own], self._organs)

    def spoken(self, record_id: str) -> tuple[Number, ...]:
        """The numbers that the running text of a record bears, each once."""
        return self.woven.spoken.get(record_id, ())

    def numbers(self) -> tuple[Number, ...]:
        """Every document number met anywhere in the archive, in running text too; each leads somewhere."""
        return tuple(self.woven.places)

    def target_of(self, number: Number) -> Target | None:
        """What a number leads to; None for one that is met nowhere."""
        return self.woven.places.get(canonical(number, self.gazette))

    def _own(self, record_id: str) -> Target | None:
        work = self._work_of.get(record_id)
        return Target("work", work.id) if work else None

    @cached_property
    def _work_of(self) -> Mapping[str, Work]:
        return {each.id: work for work in self.works.values() for each in work.printings}

    @cached_property
    def _from(self) -> Mapping[str, tuple[Edge, ...]]:
        edges: dict[str, list[Edge]] = {}
        for edge in self.woven.edges:
            edges.setdefault(edge.source, []).append(edge)
        return {source: tuple(found) for source, found in edges.items()}

    @cached_property
    def _to(self) -> Mapping[_Place, tuple[Edge, ...]]:
        edges: dict[_Place, list[Edge]] = {}
        for edge in self.woven.edges:
            edges.setdefault((edge.target.kind, edge.target.key), []).append(edge)
        return {place: tuple(found) for place, found in edges.items()}

    @cached_property
    def _titles(self) -> Mapping[str, Mapping[str, Target]]:
        """Of every record, the titles it cites and what they lead to."""
        titles: dict[str, dict[str, Target]] = {}
        for edge in self.woven.edges:
            names = titles.setdefault(edge.source, {})
            work = self.works.get(edge.target.key) if edge.target.kind == "work" else None
            if edge.relation == "interprets" and work:
                names.update(_names(work))
        for edge in self.woven.edges:
            if edge.title:
                titles[edge.source].setdefault(identity(edge.title), edge.target)
        return titles

    @cached_property
    def _spots(self) -> dict[str, Places]:
        return {}

    @cached_property
    def _organs(self) -> Organs:
        return Organs(self.gazette)

    @cached_property
    def _years(self) -> Years:
        return Years(self.works.values(), self.gazette)


def _names(work: Work) -> dict[str, Target]:
    """What an interpretation may call the work it explains: the decree, or what it issues."""
    issued = {identity(each.title): Target("work", work.id, each.anchor) for each in work.record.instruments}
    return issued | {identity(each.title): Target("work", work.id) for each in work.printings}


def _place(target: Target | Work | Stub | Cited) -> _Place:
    if isinstance(target, Target):
        return target.kind, target.key
    if isinstance(target, Work):
        return "work", target.id
    return ("stub", str(target.number)) if isinstance(target, Stub) else ("cited", target.key)
