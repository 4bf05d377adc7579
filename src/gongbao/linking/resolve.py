"""What a number or a title means in this archive: one work, one number, or nothing that is certain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gongbao.gazette import Gazette
from gongbao.linking.references import Reference, canonical
from gongbao.linking.titles import TitleIndex, Titles, identity
from gongbao.linking.works import Work
from gongbao.model import Instrument
from gongbao.numbers import Number, parse


class Meaning(NamedTuple):
    """What a citation means: a work, or else a number, or else a title by its letters alone.

    `candidates` are works it may be; they are told and never taken.
    """

    work: str | None = None
    anchor: str | None = None
    number: Number | None = None
    title: str | None = None
    candidates: tuple[str, ...] = ()


class Reader(NamedTuple):
    """Who cites: the work a citation stands in, if any, and the day it was written."""

    work: str | None = None
    day: date | None = None


class Resolver:
    """Finds what citations mean. Same number, same decree; a title must fit exactly one that is not younger."""

    def __init__(self, works: Iterable[Work], gazette: Gazette) -> None:
        self._gazette = gazette
        self._works = {work.id: work for work in works}
        self._of_record = {each.id: work for work in self._works.values() for each in work.printings}
        self._numbers: dict[Number, list[str]] = {}
        self._read: dict[str, Number | None] = {}
        self._meant: dict[Number, Meaning] = {}
        self._joined: set[tuple[str, str]] = set()
        self._apart = Titles()
        self._titles: TitleIndex[tuple[str, str | None]] = TitleIndex(gazette, self._apart)
        self._named: TitleIndex[Number] = TitleIndex(gazette, self._apart)
        self._met: dict[str, tuple[Meaning, ...]] = {}
        for work in self._works.values():
            self._enter(work)

    def join(self, number: str | None, title: str | None) -> None:
        """Learn that a number and a title were met together and name the same document."""
        if not number or not title or (number, title) in self._joined:
            return
        self._joined.add((number, title))
        read = self.read(number)
        if read:
            self._named.add(title, read)
            self._met.clear()

    def read(self, number: str | None) -> Number | None:
        """The number a text is, in the one form this archive uses."""
        if not number:
            return None
        if number not in self._read:
            read = parse(number)
            self._read[number] = canonical(read, self._gazette) if read else None
        return self._read[number]

    def by_number(self, number: Number) -> Meaning:
        """The work that bears a number; the number itself where none does, or where more than one claims it."""
        found = self._meant.get(number)
        if found is None:
            works = self._numbers.get(number, [])
            found = Meaning(works[0]) if len(works) == 1 else Meaning(number=number, candidates=tuple(works))
            self._meant[number] = found
        return found

    def by_title(self, title: str, reader: Reader) -> Meaning:
        """The one thing a title can mean to this reader; the title itself where that is not certain."""
        met = self._meanings(title)
        works = dict.fromkeys(each.work for each in met if each.work)
        others = [each for each in met if each.work is None and self._can_know(each, reader)]
        known = [work for work in works if work != reader.work and self._is_older(work, reader)]
        if not known and not others and reader.work in works:
            return Meaning(reader.work)
        if len(known) + len(others) == 1:
            return others[0] if others else next(each for each in met if each.work == known[0])
        candidates = {*known, *(work for each in others for work in each.candidates)}
        return Meaning(title=self._apart[title].letters, candidates=tuple(sorted(candidates)))

    def _meanings(self, title: str) -> tuple[Meaning, ...]:
        """All that a title may mean to anybody."""
        found = self._met.get(title)
        if found is None:
            met = [self._settled(work, anchors) for work, anchors in self._anchors(title).items()]
            met += [self.by_number(number) for number in self._named.find(title)]
            found = self._met[title] = tuple(dict.fromkeys(met))
        return found

    def __call__(self, reference: Reference, reader: Reader) -> Meaning | None:
        """What a reference means; None where it names nothing at all."""
        known = self._of_record.get(reference.record or "")
        if known:
            return Meaning(known.id, self._anchor_in(known, reference.title))
        number = self.read(reference.number)
        if number:
            return self._with_anchor(self.by_number(number), reference.title)
        if reference.title and self._apart[reference.title].letters:
            # What a decree repeals under its own title is the text before it.
            found = self.by_title(reference.title, reader)
            own = found.work is not None and found.work == reader.work and reference.relation == "repeals"
            return Meaning(title=self._apart[reference.title].letters) if own else found
        letters = identity(reference.number or "")
        return Meaning(title=letters) if letters else None

    def _enter(self, work: Work) -> None:
        if work.number:
            self._numbers.setdefault(canonical(work.number, self._gazette), []).append(work.id)
        for each in work.printings:
            for title in (each.title, *(variant.text for variant in each.title_variants)):
                self._titles.add(title, (work.id, None), each.issuer)
            for instrument in each.instruments:
                if _says_more_than_its_kind(instrument):
                    self._titles.add(instrument.title, (work.id, instrument.anchor))

    def _anchors(self, title: str) -> dict[str, set[str | None]]:
        anchors: dict[str, set[str | None]] = {}
        for work, anchor in self._titles.find(title):
            anchors.setdefault(work, set()).add(anchor)
        return anchors

    def _settled(self, work: str, anchors: set[str | None]) -> Meaning:
        return Meaning(work, next(iter(anchors)) if len(anchors) == 1 else None)

    def _anchor_in(self, work: Work, title: str | None) -> str | None:
        anchors = self._anchors(title).get(work.id, set()) if title else set()
        return self._settled(work.id, anchors).anchor

    def _with_anchor(self, meaning: Meaning, title: str | None) -> Meaning:
        work = self._works.get(meaning.work or "")
        return Meaning(work.id, self._anchor_in(work, title)) if work else meaning

    def _is_older(self, work: str, reader: Reader) -> bool:
        """Nobody cites by its title what is not yet written; without both dates nothing speaks against it."""
        signed = self._works[work].signed
        return signed is None or reader.day is None or signed <= reader.day

    def _can_know(self, meaning: Meaning, reader: Reader) -> bool:
        year = meaning.number.year if meaning.number else None
        return year is None or reader.day is None or year <= reader.day.year


def _says_more_than_its_kind(instrument: Instrument) -> bool:
    """Tell 云州市集市管理办法 from a bare 实施方案, which every other decree issues."""
    return len(identity(instrument.title)) >= len(identity(instrument.type)) + 3
