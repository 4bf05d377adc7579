"""What decrees say of days, by year: of each year it is known what is said; the rows themselves are fetched to be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from gongbao.linking import Work
from gongbao.site.context import Site
from gongbao.site.days import Row, Said, by_kind, newest, said
from gongbao.site.fetched import Fetched
from gongbao.site.gathered import Shelf, of_shelf, plain_digest, shelves, works_bases
from gongbao.site.once import once
from gongbao.site.page import Link
from gongbao.site.parts import joined
from gongbao.site.yearly import UNDATED

DATED, UNKNOWN = "dated", "unknown"
_Year = tuple[str, str]  # DATED with the year of the day; UNKNOWN with that of the text
_Told = dict[_Year, tuple[int, bytes]]  # of each year how many rows it has, and the digest of what they say
_Placed = tuple[
    bool, str, Row
]  # whether it is of another document, the decree that says it or that it is of, and the row


@dataclass(frozen=True)
class Days:
    """The rows with a day by the year of that; those without by the year of the text they stand in."""

    dated: Mapping[str, Sequence[Row]]
    undated: Mapping[str, Sequence[Row]]
    without: int  # decrees that say nothing of it
    unknown: Sequence[Row]  # the same as `undated`, in one row


@dataclass(frozen=True)
class _Known:
    """What is known of the rows of a shelf."""

    shelf: Shelf
    told: _Told
    without: int


def days(site: Site) -> Days:
    """Everything the archive's decrees say of their validity, and of that of others."""
    known = [_Known(shelf, *_told_of(site, shelf)) for shelf in shelves(site)]
    found: defaultdict[_Year, list[_Known]] = defaultdict(list)
    for each in known:
        for year in each.told:
            found[year].append(each)
    held = {year: _rows(site, [year], among) for year, among in found.items()}
    return Days(
        {name: rows for (kind, name), rows in held.items() if kind == DATED},
        {name: rows for (kind, name), rows in held.items() if kind == UNKNOWN},
        sum(each.without for each in known),
        _rows(site, [year for year in found if year[0] == UNKNOWN], known),
    )


def _told_of(site: Site, shelf: Shelf) -> tuple[_Told, int]:
    return site.memory.of("days/years", shelf.basis, partial(_told, site, shelf))


def _told(site: Site, shelf: Shelf) -> tuple[_Told, int]:
    """Of the rows of a shelf what each year has of them, and how many of its decrees have none of their own."""
    found: defaultdict[_Year, list[object]] = defaultdict(list)
    without = 0
    for work, (own, others) in zip(shelf.works, _said(site, shelf), strict=True):
        without += not own
        place = (str(work.signed), str(work.number), work.id)  # rows that say the same stand by the age of the decrees
        for row in own:
            found[_year(row)].append((place, _plain(row)))
        for row in others:
            found[_year(row)].append((place, "others", _plain(row)))
    return {year: (len(rows), plain_digest(rows)) for year, rows in found.items()}, without


def _said(site: Site, shelf: Shelf) -> Sequence[Said]:
    """What each decree of a shelf says."""
    held = _held(site)
    if shelf.basis not in held:
        held[shelf.basis] = of_shelf(site, "days", shelf, _remembered)
    return held[shelf.basis]


def _remembered(site: Site, work: Work) -> Said:
    return site.memory.of("days", works_bases(site)[work.id], partial(said, site, work))


@once
def _held(_: Site) -> dict[bytes, Sequence[Said]]:
    return {}  # filled as they are asked for


def _rows(site: Site, years: Iterable[_Year], known: Sequence[_Known]) -> Fetched[Row]:
    wanted = frozenset(years)
    among = [(each.shelf, year, *each.told[year]) for each in known for year in sorted(wanted & each.told.keys())]
    places = [(shelf, year, mark) for shelf, year, _, mark in among]
    return Fetched(
        joined(mark for _, _, mark in places),
        partial(_ordered, site, places),
        sum(count for _, _, count, _ in among),
    )


def _ordered(site: Site, among: Sequence[tuple[Shelf, _Year, bytes]]) -> Sequence[Row]:
    """Rows as the pages show them: those that say the same in the order of the decrees, a decree's own first."""
    found = [
        (others, site.ages[id_], row)
        for shelf, year, mark in among
        for others, id_, row in site.memory.of("days/year", mark, partial(_placed, site, year, shelf))
    ]
    rows = [row for _, _, row in sorted(found, key=lambda each: each[:2])]
    return tuple(sorted(rows, key=newest if all(year[0] == DATED for _, year, _ in among) else by_kind))


def _placed(site: Site, year: _Year, shelf: Shelf) -> list[_Placed]:
    """The rows of a shelf that belong to a year."""
    said_ = list(zip(shelf.works, _said(site, shelf), strict=True))
    own = [(False, work.id, row) for work, (rows, _) in said_ for row in rows if _year(row) == year]
    return own + [(True, work.id, row) for work, (_, rows) in said_ for row in rows if _year(row) == year]


def _year(row: Row) -> _Year:
    return (DATED, str(row.day.year)) if row.day else (UNKNOWN, str(row.written or UNDATED))


def _plain(row: Row) -> tuple[object, ...]:
    said_of = (str(row.day), row.kind, row.label, row.sentence, row.place, row.inferred, row.written)
    return (*said_of, row.note, row.repealed, _link(row.document), row.where and _link(row.where))


def _link(link: Link) -> tuple[str, str, str]:
    return link.text, link.path, link.note
