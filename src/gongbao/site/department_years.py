"""The tasks of a department by year: with very many, its page shows the newest years, and each older one has a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import groupby
from operator import attrgetter

from gongbao.linking import Duty
from gongbao.site.context import Site
from gongbao.site.gathered import Piece, gathered_apart, plain_digest
from gongbao.site.mandates import bases, lines_of, mandates, part_of
from gongbao.site.once import once
from gongbao.site.page import Link
from gongbao.site.parts import joined

LONG = 150  # tasks: a department with more has pages by year
UNDATED = "undated"
_APART = 2  # years: what is added now is signed in one of these


@dataclass(frozen=True)
class Tally:
    """How many decrees make a department responsible, for how many tasks, how many it leads, and its parts in them."""

    decrees: int
    tasks: int
    leads: int
    parts: frozenset[str]

    @classmethod
    def of(cls, given: Sequence[Duty]) -> Tally:
        """Counted of duties."""
        tasks = [(duty.leads, duty.task) for duty in given if duty.task]
        parts = {part_of(leads, task) for leads, task in tasks}
        return cls(len({duty.record for duty in given}), len(tasks), sum(leads for leads, _ in tasks), frozenset(parts))


@dataclass(frozen=True)
class Year:
    """What the decrees of a year give to a department."""

    department: str
    name: str  # 2010, or UNDATED
    duties: tuple[Duty, ...] = field(repr=False)

    @property
    def title(self) -> str:
        """The year in Chinese."""
        return "年份不详" if self.name == UNDATED else f"{self.name}年"

    @cached_property
    def tally(self) -> Tally:
        """What is in it, counted."""
        return Tally.of(self.duties)

    @cached_property
    def records(self) -> tuple[str, ...]:
        """The records that give the duties."""
        return tuple(dict.fromkeys(duty.record for duty in self.duties))

    @property
    def counted(self) -> str:
        """What is in it, in a few words."""
        tally = self.tally
        return f"{tally.decrees}件文件，" + (f"{tally.tasks}项任务" if tally.tasks else "只列名")

    def link(self, site: Site, note: str = "") -> Link:
        """A link to its page."""
        return Link(self.title, f"{site.urls.department(self.department)}{self.name}/", note)


@dataclass(frozen=True)
class Years:
    """All years of a department, newest first: how many stand on its own page; the rest have pages."""

    all: tuple[Year, ...]
    shown: int

    @cached_property
    def tally(self) -> Tally:
        """All years together; no decree stands in two of them."""
        told = [year.tally for year in self.all]
        return Tally(
            sum(each.decrees for each in told),
            sum(each.tasks for each in told),
            sum(each.leads for each in told),
            frozenset(part for each in told for part in each.parts),
        )

    @property
    def here(self) -> tuple[Year, ...]:
        """The years on the department's own page."""
        return self.all[: self.shown]

    @property
    def older(self) -> tuple[Year, ...]:
        """The years with a page of their own."""
        return self.all[self.shown :]

    def beside(self, site: Site, place: int) -> tuple[Link | None, Link | None]:
        """The pages of the years before and after one of the older ones."""
        before = self.all[place + 1].link(site) if place + 1 < len(self.all) else None
        return before, self.all[place - 1].link(site) if place > self.shown else None


def years(site: Site, name: str) -> Years:
    """The years of a department."""
    known = _known(site)
    if name not in known:
        known[name] = _years(site, name)
    return known[name]


@once
def _known(_: Site) -> dict[str, Years]:
    return {}  # filled as they are asked for


def _years(site: Site, name: str) -> Years:
    given = site.urls.duties.get(name, ())
    if sum(duty.task is not None for duty in given) <= LONG:
        return Years((Year(name, "", given),), 1)
    found: dict[str, list[Duty]] = {}
    for record, group in groupby(given, key=attrgetter("record")):
        found.setdefault(_year(site, record), []).extend(group)
    dated = sorted(found.keys() - {UNDATED}, key=int, reverse=True)
    every = tuple(Year(name, year, tuple(found[year])) for year in (*dated, UNDATED) if year in found)
    return Years(every, _shown(every))


def basis_of(site: Site, year: Year) -> bytes:
    """What the tasks of a year are made of."""
    held = bases(site)
    return joined((plain_digest([year.department, year.name]), *(held[each] for each in year.records)))


def lines(site: Site, every: Years) -> Iterator[bytes]:
    """The tasks of all years as lines of the sheet, each year remembered, and each ten years before the newest two."""
    pieces = (
        Piece(year.name if place < _APART else year.name[:3], basis_of(site, year), partial(_lines, site, year))
        for place, year in enumerate(every.all)
    )
    yield from gathered_apart(site, "tasks", pieces)


def _lines(site: Site, year: Year) -> bytes:
    return lines_of(site, year.department, mandates(site, year.duties))


def _shown(every: Sequence[Year]) -> int:
    """As many of the newest years as have no more than LONG tasks together, one at least."""
    tasks = shown = 0
    for year in every:
        tasks += year.tally.tasks
        if tasks > LONG:
            break
        shown += 1
    return max(shown, 1)


def _year(site: Site, record: str) -> str:
    """The year a decree was signed in, or else that of its number."""
    work = site.graph.work_of(record)
    signed = work.signed if work else None
    year = signed.year if signed else work.number.year if work and work.number else None
    return str(year) if year else UNDATED
