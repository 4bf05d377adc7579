"""A document as a row of a list: its number, its title, its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongbao.linking import Work
from gongbao.model import Issue, Record
from gongbao.site.context import Site
from gongbao.site.once import once

Plain = tuple[str, str, str, str]  # a row as texts
NO_DAY = str(None)


@dataclass(frozen=True)
class Row:
    """One row; `note` stands where a decree has its number."""

    title: str
    path: str
    day: date | None
    note: str = ""


@dataclass(frozen=True)
class Rows:
    """Rows under a heading, with the heading's anchor."""

    anchor: str
    heading: str
    rows: tuple[Row, ...]


def of_work(site: Site, work: Work) -> Row:
    """A decree by its title, with its number; one that is only inferred says so."""
    number = str(work.number or "")
    inferred = bool(number) and all(each.number is None for each in work.printings)
    return Row(work.title, site.urls.work(work), work.signed, f"{number}（推断）" if inferred else number)


def of_record(site: Site, record: Record) -> Row:
    """Any other record by its title, with the day its issue came out."""
    issue = site.library.records.get(record.issue or "")
    if not isinstance(issue, Issue):
        return Row(record.title, site.urls.record(record), None)
    return Row(record.title, site.urls.record(record), issue.published, _short(issue))


def plain(row: Row) -> Plain:
    """A row as plain texts, of which a digest is made."""
    return row.title, row.path, str(row.day), row.note


def shown(row: Plain) -> Row:
    """The row again."""
    title, path, day, note = row
    return Row(title, path, date.fromisoformat(day) if day != NO_DAY else None, note)


@once
def told(site: Site) -> tuple[Plain, ...]:
    """All decrees as rows, newest first."""
    return tuple(plain(of_work(site, work)) for work in site.works)


def by_year(rows: Iterable[Row]) -> tuple[Rows, ...]:
    """Rows under their years, newest year first; those without a day last."""
    years: dict[int, list[Row]] = {}
    for row in rows:
        years.setdefault(row.day.year if row.day else 0, []).append(row)
    return tuple(
        Rows(f"y{year}" if year else "undated", f"{year}年" if year else "日期不明", tuple(years[year]))
        for year in sorted(years, reverse=True)
    )


def _short(issue: Issue) -> str:
    if issue.year is None or issue.number is None:
        return issue.title
    return f"{issue.year}年第{issue.number}期"
