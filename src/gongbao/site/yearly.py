"""A long list by year: its own page shows the newest years, and each older year has a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from gongbao.site.page import Link

LONG = 400  # rows: a list with more has pages by year
UNDATED = "undated"
T = TypeVar("T")


@dataclass(frozen=True)
class Year(Generic[T]):
    """The rows of a year, in the order they were given."""

    name: str  # 2010, or UNDATED
    rows: Sequence[T] = field(repr=False)

    @property
    def title(self) -> str:
        """The year in Chinese."""
        return "日期不明" if self.name == UNDATED else f"{self.name}年"

    @property
    def anchor(self) -> str:
        """Where it stands on the list's own page: y2010."""
        return self.name if self.name == UNDATED else f"y{self.name}"


@dataclass(frozen=True)
class Entry:
    """A year in the row of all years; an older one carries the anchor it had while it stood on the list's own page."""

    link: Link
    count: str
    anchor: str


@dataclass(frozen=True)
class Yearly(Generic[T]):
    """All years of a list, newest first, what has no year last: how many stand on its own page; the rest have pages."""

    base: str  # the address of the list
    all: tuple[Year[T], ...]
    shown: int

    @property
    def here(self) -> tuple[Year[T], ...]:
        """The years on the list's own page: all, where that is not divided."""
        return self.all[: self.shown]

    @property
    def older(self) -> tuple[Year[T], ...]:
        """The years with a page of their own."""
        return self.all[self.shown :]

    @cached_property
    def total(self) -> int:
        """How many rows there are in all."""
        return sum(len(year.rows) for year in self.all)

    @property
    def rows(self) -> Iterator[T]:
        """The rows on the list's own page."""
        return (row for year in self.here for row in year.rows)

    @property
    def span(self) -> str:
        """The years on the list's own page in words: 2026年, 2024—2026年."""
        first, last = self.here[-1], self.here[0]
        return last.title if first is last else f"{first.name}—{last.title}"

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many rows each year has; that of the older ones is all the list's own page says of them."""
        return tuple((year.name, len(year.rows)) for year in self.all)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The row of all years; empty where the list is not divided."""
        if not self.older:
            return ()
        return tuple(
            Entry(self.link(place), f"{len(year.rows):,}", year.anchor if place >= self.shown else "")
            for place, year in enumerate(self.all)
        )

    def told(self, unit: str) -> str:
        """What the list's own page says of itself where it is divided: how many there are, and which of them are here."""
        if not self.older:
            return ""
        here = sum(len(year.rows) for year in self.here)
        return f"共{self.total:,}{unit}，这里是{self.span}的{here:,}{unit}；其他年份各有一页。"

    def path(self, place: int) -> str:
        """Where a year stands: at its place on the list's own page, or on its own."""
        year = self.all[place]
        return f"{self.base}#{year.anchor}" if place < self.shown else f"{self.base}{year.name}/"

    def link(self, place: int) -> Link:
        """A link to a year."""
        return Link(self.all[place].title, self.path(place))

    def beside(self, place: int) -> tuple[Link | None, Link | None]:
        """The years before and after one, wherever they stand."""
        before = self.link(place + 1) if place + 1 < len(self.all) else None
        return before, self.link(place - 1) if place else None

    @property
    def apart(self) -> tuple[tuple[int, str], ...]:
        """The places and the names of the years that have a page of their own."""
        return tuple((place, self.all[place].name) for place in range(self.shown, len(self.all)))


def yearly(base: str, rows: Iterable[T], year_of: Callable[[T], int | None]) -> Yearly[T]:
    """A list divided into its years. One of at most LONG rows stands on one page."""
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(str(year_of(row) or UNDATED), []).append(row)
    return divided(base, {name: tuple(held) for name, held in found.items()})


def divided(base: str, found: Mapping[str, Sequence[T]]) -> Yearly[T]:
    """The same of what is divided already."""
    dated = sorted(found.keys() - {UNDATED}, key=int, reverse=True)
    every = tuple(Year(name, found[name]) for name in (*dated, UNDATED) if name in found)
    return Yearly(base, every, _shown(every))


def _shown(every: Iterable[Year[T]]) -> int:
    """As many of the newest years as have no more than LONG rows together, one at least."""
    rows = shown = 0
    for year in every:
        rows += len(year.rows)
        if shown and rows > LONG:
            break
        shown += 1
    return shown
