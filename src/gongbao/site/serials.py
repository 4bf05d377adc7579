"""What the archive knows of each serial of a series: its text, an entry of a list, a mention, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongbao.numbers import Number
from gongbao.site.context import Site
from gongbao.site.once import once

State = Literal["printed", "listed", "cited", "unseen"]

# In the order of how much is known; the word on the page and what it means.
STATES: Mapping[State, tuple[str, str]] = {
    "printed": ("有全文", "本库收录了全文"),
    "listed": ("只列目录", "公报的目录列出了它，本库没有全文"),
    "cited": ("只被提及", "别的文件提到它，本库没有全文"),
    "unseen": ("未见", "本库各期都没有出现这个号"),
}
LONG_GAP = 30  # more serials in a row than this, all unseen, are shown as one

Key = tuple[str, int | None]


@dataclass(frozen=True)
class Known:
    """A number that is met somewhere in the archive, and the page that tells about it."""

    number: Number
    state: State
    title: str
    path: str
    day: date | None = None

    @property
    def word(self) -> str:
        """The state in a word."""
        return STATES[self.state][0]


@dataclass(frozen=True)
class Cell:
    """A serial as the ledger shows it, or a run of serials nobody has seen; `here` marks the page's own."""

    serial: int
    last: int
    state: State
    title: str = ""
    path: str = ""
    here: bool = False

    @property
    def text(self) -> str:
        """The serial, or the first and last of a run."""
        return str(self.serial) if self.serial == self.last else f"{self.serial}–{self.last}"

    @property
    def word(self) -> str:
        """The state in a word."""
        return STATES[self.state][0]


@dataclass(frozen=True)
class Count:
    """How many serials are in a state."""

    state: State
    word: str
    meaning: str
    count: int


class Serials:
    """The numbers of every series that the archive has a page for, by series and year."""

    def __init__(self, known: Iterable[Known], own: Iterable[str]) -> None:
        self._years: dict[Key, dict[int, Known]] = {}
        self._tops: dict[Key, int] = {}
        for each in known:
            number = each.number
            self._years.setdefault((number.series, number.year), {}).setdefault(number.serial, each)
        self._own = tuple(own)

    @classmethod
    def of(cls, site: Site) -> Serials:
        """All that a site knows; a text counts before an entry of a list, that before a mention."""
        return _serials(site)

    def series(self) -> tuple[str, ...]:
        """The gazette's own series as its file names them, then the others it prints."""
        others = {series for series, _ in self._years} - set(self._own)
        return (*self._own, *sorted(others))

    def years(self, series: str) -> tuple[int | None, ...]:
        """The years a series is met in, newest first; None, for numbers without a year, last."""
        return tuple(sorted((year for name, year in self._years if name == series), key=lambda year: -(year or 0)))

    def known(self, series: str, year: int | None) -> tuple[Known, ...]:
        """The numbers of a series in a year, in their order."""
        return tuple(each for _, each in sorted(self._year(series, year).items()))

    def cells(self, series: str, year: int | None) -> tuple[Cell, ...]:
        """Every serial from 1 to the highest that was met."""
        found = self._year(series, year)
        return tuple(_cells(found, 1, max(found, default=0)))

    def around(self, number: Number, reach: int) -> tuple[Cell, ...]:
        """The serials next to a number, with its own."""
        found = self._year(number.series, number.year)
        first, last = max(1, number.serial - reach), min(number.serial + reach, self._highest(number))
        near = {serial: found[serial] for serial in range(first, last + 1) if serial in found}
        return tuple(_cells(near, first, last, number.serial))

    def _highest(self, number: Number) -> int:
        key = (number.series, number.year)
        if key not in self._tops:
            self._tops[key] = max(self._years.get(key, ()), default=0)
        return self._tops[key]

    def counts(self, series: str, year: int | None) -> tuple[Count, ...]:
        """How many serials of a year are in each state."""
        found = self._year(series, year)
        states = [each.state for each in found.values()]
        unseen = max(found, default=0) - len(found)
        return tuple(
            Count(state, word, meaning, unseen if state == "unseen" else states.count(state))
            for state, (word, meaning) in STATES.items()
        )

    def _year(self, series: str, year: int | None) -> Mapping[int, Known]:
        return self._years.get((series, year), {})


@once
def _serials(site: Site) -> Serials:
    shown = {work.number.series for work in site.works if work.number}
    shown |= {stub.number.series for stub in site.graph.stubs.values()}
    return Serials((*_works(site), *_stubs(site), *_cited(site, shown)), site.gazette.codes)


def _works(site: Site) -> Iterator[Known]:
    for work in site.works:
        if work.number:
            yield Known(work.number, "printed", work.title, site.urls.work(work), work.signed)


def _stubs(site: Site) -> Iterator[Known]:
    for stub in site.graph.stubs.values():
        title = stub.titles[0] if stub.titles else ""
        yield Known(stub.number, "listed" if stub.listed else "cited", title, site.urls.number(stub.number))


def _cited(site: Site, shown: set[str]) -> Iterator[Known]:
    """Numbers of the series somebody else owns, where the archive prints other decrees of that series."""
    for each in site.graph.cited.values():
        if each.number and each.number.series in shown:
            yield Known(each.number, "cited", each.title or "", site.urls.cited(each.key))


def _cells(found: Mapping[int, Known], first: int, last: int, here: int | None = None) -> Iterator[Cell]:
    """The cells from first to last; a long run of unseen ones is one cell."""
    stops = [serial for serial in sorted(found) if first <= serial <= last]
    before = first - 1
    for serial in (*stops, last + 1):
        yield from _gap(before + 1, serial - 1)
        if serial <= last:
            each = found[serial]
            yield Cell(serial, serial, each.state, each.title, each.path, serial == here)
        before = serial


def _gap(first: int, last: int) -> Iterator[Cell]:
    if last - first + 1 > LONG_GAP:
        yield Cell(first, last, "unseen")
        return
    for serial in range(first, last + 1):
        yield Cell(serial, serial, "unseen")
