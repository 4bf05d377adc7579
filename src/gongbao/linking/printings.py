"""Other printings: the same decree met a second time, by its number or, without one, by title and text."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

from gongbao import typography
from gongbao.archive.remembered import Entry
from gongbao.model import KIND_OF, Decree, Record

SHINGLE = 8  # letters compared at a time
SAME_TEXT = 0.6  # share of the shorter text's pieces that the longer one must hold
SAME_TITLE = 0.9
DECREE = KIND_OF[Decree]


@dataclass(frozen=True)
class Printing:
    """A decree, the record it is another printing of, and why the program thinks so."""

    decree: Decree
    of: Decree
    basis: str


def other_printing(decree: Decree, others: Iterable[Decree]) -> Printing | None:
    """The record of which `decree` is another printing; None when none fits, or when more than one does.

    `others` are the decrees of other sources, never `decree` itself.
    """
    firsts = [other for other in others if other is not decree and other.printing_of is None]
    if decree.number:
        same = [other for other in firsts if other.number == decree.number]
        return Printing(decree, same[0], "文号相同") if len(same) == 1 else None
    alike = [other for other in firsts if other.number and _same_work(decree, other)]
    if len(alike) != 1:
        return None
    place = f"{alike[0].issue}期公报" if alike[0].issue else f"记录{alike[0].id}"
    return Printing(decree, alike[0], f"标题和正文与{place}所刊{alike[0].number}相同")


class Catalogue:
    """The decrees of an archive, found by number or title; their texts are fetched only where these agree."""

    def __init__(self, entries: Iterable[Entry], whole: Callable[[str], Record]) -> None:
        self._whole = whole
        self._entries: dict[str, Entry] = {}
        self._by_number: dict[str, set[str]] = {}
        self._numbered = _Titles()
        self._waiting = _Titles()  # of those that have no number and may still be found to be printings
        for entry in entries:
            self.add(entry)

    @classmethod
    def of(cls, records: Iterable[Record]) -> Catalogue:
        """The catalogue of records at hand."""
        by_id = {record.id: record for record in records}
        return cls(map(Entry.of, by_id.values()), by_id.__getitem__)

    def add(self, entry: Entry) -> None:
        """Take in a record; only decrees that are no printing of another can be found."""
        if entry.kind != DECREE or entry.printing_of is not None:
            return
        self._entries[entry.id] = entry
        if entry.number:
            self._by_number.setdefault(entry.number, set()).add(entry.id)
        (self._numbered if entry.number else self._waiting).add(entry)

    def remove(self, id_: str) -> None:
        """Forget a record, if it is here."""
        entry = self._entries.pop(id_, None)
        if entry is None:
            return
        if entry.number:
            self._by_number[entry.number].discard(id_)
        (self._numbered if entry.number else self._waiting).remove(entry)

    def firsts(self, decree: Decree, source: str | None = None) -> list[Decree]:
        """The decrees, of other sources than `source`, of which a decree may be another printing."""
        found = self._by_number.get(decree.number, set()) if decree.number else self._numbered.like(decree.title)
        return self._fetched(found, source)

    def waiting(self, decrees: Iterable[Decree], source: str) -> list[Decree]:
        """The decrees without number, of other sources, that may be other printings of some of these."""
        numbered = [Entry.of(decree) for decree in decrees if decree.number and decree.printing_of is None]
        found: set[str] = set()
        for title in sorted({title for entry in numbered for title in entry.titles}):
            found |= self._waiting.like(title)
        return self._fetched(found, source)

    def _fetched(self, ids: Iterable[str], source: str | None) -> list[Decree]:
        records = [self._whole(id_) for id_ in sorted(ids) if self._entries[id_].source != source]
        return [record for record in records if isinstance(record, Decree)]


class _Titles:
    """Titles by their pairs of letters; made on the first question, since most runs ask none."""

    def __init__(self) -> None:
        self._new: dict[str, Entry] = {}
        self._titles: dict[str, tuple[str, ...]] = {}
        self._by_pair: dict[str, set[str]] = {}

    def add(self, entry: Entry) -> None:
        """Take the titles of an entry in."""
        self._new[entry.id] = entry

    def remove(self, entry: Entry) -> None:
        """Forget the titles of an entry."""
        self._new.pop(entry.id, None)
        for title in self._titles.pop(entry.id, ()):
            for pair in _pairs(title):
                self._by_pair[pair].discard(entry.id)

    def like(self, title: str) -> set[str]:
        """The ids of all that have a title like this one, and of a few that have not.

        In titles that agree to nine parts in ten, of the pairs of letters of one less than 37 in 100 are missing in the
        other. So one of any 37 in 100 of them is there, and it is enough to look where the rarest are.
        """
        self._take_in()
        wanted = typography.fold(title)
        pairs = sorted(_pairs(wanted), key=lambda pair: (len(self._by_pair.get(pair, ())), pair))
        rarest = pairs[: _enough(wanted)]
        everywhere = len(rarest) == len(pairs)
        near = self._titles if everywhere else set().union(*(self._by_pair.get(pair, set()) for pair in rarest))
        return {id_ for id_ in near if any(_may_be_same(wanted, each) for each in self._titles[id_])}

    def _take_in(self) -> None:
        for id_, entry in self._new.items():
            self._titles[id_] = entry.titles
            for title in entry.titles:
                for pair in _pairs(title):
                    self._by_pair.setdefault(pair, set()).add(id_)
        self._new = {}


def _pairs(folded: str) -> set[str]:
    return {one + other for one, other in pairwise(folded)}


def _enough(folded: str) -> int:
    return len(folded) * 37 // 100 + 1


def _may_be_same(one: str, other: str) -> bool:
    """False where `_same_title` would say no; quicker, and the same both ways."""
    if len(_pairs(one) - _pairs(other)) >= _enough(one):
        return False
    return 2.0 * (Counter(one) & Counter(other)).total() / (len(one) + len(other) or 1) >= SAME_TITLE or one == other


def related(fresh: Sequence[Record], settled: Sequence[Record]) -> Iterator[Record]:
    """The fresh records with what the settled ones tell about them, and the settled ones that the fresh ones change."""
    catalogue = Catalogue.of(settled)
    yield from marked(fresh, catalogue, "")
    yield from touched(fresh, catalogue, "")


def marked(fresh: Iterable[Record], catalogue: Catalogue, source: str) -> Iterator[Record]:
    """The records of a source, with what is known of other sources told about them."""
    for record in fresh:
        yield _marked(record, catalogue.firsts(record, source)) if isinstance(record, Decree) else record


def touched(fresh: Iterable[Record], catalogue: Catalogue, source: str) -> Iterator[Record]:
    """The records of other sources that turn out to be printings of what is fresh from a source."""
    new = [record for record in fresh if isinstance(record, Decree)]
    for decree in catalogue.waiting(new, source):
        found = _marked(decree, new)
        if found is not decree:
            yield found


def _marked(decree: Decree, others: Sequence[Decree]) -> Decree:
    found = other_printing(decree, others)
    if found is None:
        return decree
    if decree.number:
        return replace(decree, printing_of=found.of.id)
    return replace(decree, printing_of=found.of.id, number_inferred=found.of.number, number_basis=found.basis)


def printing_id(of: str, taken: Container[str]) -> str:
    """The id of a further printing of a decree: yzf-2023-8-p2, then -p3.

    >>> printing_id("yzf-2023-8", ["yzf-2023-8", "yzf-2023-8-p2"])
    'yzf-2023-8-p3'
    """
    return next(name for n in count(2) if (name := f"{of}-p{n}") not in taken)


def _same_work(one: Decree, other: Decree) -> bool:
    titles = [other.title, *(variant.text for variant in other.title_variants)]
    if not any(_same_title(one.title, title) for title in titles):
        return False
    return _shared(_letters(one), _letters(other)) >= SAME_TEXT


def _same_title(one: str, other: str) -> bool:
    a, b = typography.fold(one), typography.fold(other)
    if re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    return a == b or difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= SAME_TITLE


def _letters(decree: Decree) -> str:
    return typography.fold(re.sub(r"\]\([^)]*\)", "", decree.body))


def _shared(one: str, other: str) -> float:
    """The share of the shorter text's pieces that stand in the longer one."""
    short, long = sorted((one, other), key=len)
    pieces = {short[i : i + SHINGLE] for i in range(0, max(1, len(short) - SHINGLE), 3)}
    return sum(piece in long for piece in pieces) / len(pieces) if short else 0.0
