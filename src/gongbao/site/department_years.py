"""The tasks of a department by year: with very many, its page shows the newest years, and each older one has a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain, islice

from gongbao.linking import Duty, Work
from gongbao.site.context import Site
from gongbao.site.gathered import Piece, gathered, plain_digest
from gongbao.site.laid import Piece as Lines
from gongbao.site.mandates import bases, given, lines_of, part_of
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

    @property
    def short(self) -> str:
        """In a few words."""
        return f"{self.decrees}件文件，" + (f"{self.tasks}项任务" if self.tasks else "只列名")

    @classmethod
    def of(cls, decrees: int, duties: Sequence[Duty]) -> Tally:
        """Counted of the duties that so many decrees give."""
        tasks = Counter((duty.leads, bool(duty.task.lead)) for duty in duties if duty.task)
        leads = sum(count for (leads, _), count in tasks.items() if leads)
        return cls(decrees, tasks.total(), leads, frozenset(part_of(*each) for each in tasks))


@dataclass(frozen=True)
class Year:
    """What the decrees of a year give to a department."""

    department: str
    name: str  # 2010, or UNDATED
    duties: tuple[Duty, ...] = field(repr=False)
    records: tuple[str, ...] = field(repr=False)  # that give the duties

    @property
    def title(self) -> str:
        """The year in Chinese."""
        return "年份不详" if self.name == UNDATED else f"{self.name}年"

    @cached_property
    def tally(self) -> Tally:
        """What is in it, counted."""
        return Tally.of(len(self.records), self.duties)

    def link(self, site: Site, note: str = "") -> Link:
        """A link to its page."""
        return Link(self.title, f"{site.urls.department(self.department)}{self.name}/", note)


@dataclass(frozen=True)
class Years:
    """All years of a department, newest first: how many stand on its own page; the rest have pages."""

    all: tuple[Year, ...]
    shown: int

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
    held = given(site).get(name, {})
    if not _is_long(site.urls.duties.get(name, ())):
        return Years((_year(site, (name, ""), tuple(held)),), 1)
    signed = _signed(site)
    found: dict[str, list[str]] = {}
    for record in held:
        found.setdefault(signed[record], []).append(record)
    dated = sorted(found.keys() - {UNDATED}, key=int, reverse=True)
    every = tuple(_year(site, (name, year), found[year]) for year in (*dated, UNDATED) if year in found)
    return Years(every, _shown(every))


def _is_long(duties: Sequence[Duty]) -> bool:
    """Whether there are more than LONG tasks among them."""
    return any(islice((duty.task for duty in duties if duty.task), LONG, None))


def _year(site: Site, names: tuple[str, str], records: Sequence[str]) -> Year:
    held = given(site).get(names[0], {})
    return Year(*names, tuple(chain.from_iterable(held[each] for each in records)), tuple(records))


def tallies(site: Site, name: str) -> Sequence[Tally]:
    """Of each year of a department what is in it, counted; remembered for the newest two and each ten years before."""
    known = _counted(site)
    if name not in known:
        every = enumerate(years(site, name).all)
        pieces = (Piece(_shelf(year, place), basis_of(site, year), partial(_tally, year)) for place, year in every)
        known[name] = tuple(gathered(site, "tally", pieces))
    return known[name]


@once
def _counted(_: Site) -> dict[str, Sequence[Tally]]:
    return {}  # filled as they are asked for


def _shelf(year: Year, place: int) -> str:
    return year.name if place < _APART else year.name[:3]


def _tally(year: Year) -> Tally:
    return year.tally


def total(site: Site, name: str) -> Tally:
    """All years of a department together; no decree stands in two of them."""
    told = tallies(site, name)
    return Tally(
        sum(each.decrees for each in told),
        sum(each.tasks for each in told),
        sum(each.leads for each in told),
        frozenset(part for each in told for part in each.parts),
    )


def basis_of(site: Site, year: Year) -> bytes:
    """What the tasks of a year are made of."""
    known, name = _bases(site), (year.department, year.name)
    if name not in known:
        held = bases(site)
        known[name] = joined((plain_digest(name), *(held[each] for each in year.records)))
    return known[name]


@once
def _bases(_: Site) -> dict[tuple[str, str], bytes]:
    return {}  # filled as they are asked for


def lines(site: Site, every: Years) -> Iterator[Lines]:
    """The tasks of each year as lines of the sheet."""
    for year in every.all:
        yield Lines(basis_of(site, year), partial(lines_of, site, year.department, year.duties))


def _shown(every: Sequence[Year]) -> int:
    """As many of the newest years as have no more than LONG tasks together, one at least."""
    tasks = shown = 0
    for year in every:
        tasks += year.tally.tasks
        if tasks > LONG:
            break
        shown += 1
    return max(shown, 1)


@once
def _signed(site: Site) -> Mapping[str, str]:
    """The year each decree was signed in, or else that of its number, by its printings."""
    return {each.id: _year_of(work) for work in site.graph.works.values() for each in work.printings}


def _year_of(work: Work) -> str:
    signed = work.signed
    year = signed.year if signed else work.number.year if work.number else None
    return str(year) if year else UNDATED
