"""The years as a picture: how many decrees were signed in each month, a bar a month and a strip a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.site.context import Site

HEIGHT = 40  # of a strip; the fullest month fills it
LEAST = 3  # what one decree is high at least, so that it is seen


@dataclass(frozen=True)
class Month:
    """A month: its bar from the top (`y`) down, and where its decrees are listed; without any it leads nowhere."""

    name: str
    count: int
    y: int
    height: int
    path: str
    label: str


@dataclass(frozen=True)
class Year:
    """A strip; `undated` decrees belong to the year by their number. Without months: years of which nothing is here."""

    name: str
    path: str
    total: int
    undated: int
    months: tuple[Month, ...]


@dataclass(frozen=True)
class Picture:
    """All strips, the newest first; `fullest` is what a bar of full height stands for."""

    years: tuple[Year, ...]
    fullest: int
    height: int
    total: int


def picture(site: Site) -> Picture:
    """The picture of an archive."""
    months = Counter((work.signed.year, work.signed.month) for work in site.works if work.signed)
    undated = Counter(work.number.year for work in site.works if not work.signed and work.number and work.number.year)
    fullest = max(months.values(), default=0)
    total = months.total() + undated.total()
    return Picture(tuple(_years(site, months, undated)), fullest, HEIGHT, total)


def _years(site: Site, months: Counter[tuple[int, int]], undated: Counter[int]) -> Iterator[Year]:
    fullest = max(months.values(), default=1)
    after = None
    for year in sorted({*undated, *(year for year, _ in months)}, reverse=True):
        if after and after - year > 1:
            yield _gap(year + 1, after - 1)
        shown = tuple(_month(site, (year, month), months[year, month], fullest) for month in range(1, 13))
        total = sum(month.count for month in shown) + undated[year]
        yield Year(f"{year}年", site.urls.year(year), total, undated[year], shown)
        after = year


def _gap(first: int, last: int) -> Year:
    return Year(f"{first}年" if first == last else f"{first}—{last}年", "", 0, 0, ())


def _month(site: Site, when: tuple[int, int], count: int, fullest: int) -> Month:
    year, month = when
    height = max(LEAST, round(HEIGHT * count / fullest)) if count else 0
    path = site.urls.year(year, month) if count else ""
    label = f"{year}年{month}月，{count}件" if count else f"{year}年{month}月，没有收录"
    return Month(f"{month}月", count, HEIGHT - height, height, path, label)
