"""The home page: a box to search in, the latest issue, the years as a picture, and every way in with its counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gongbao.model import KIND_NAMES, Colophon, Decree, Interpretation, Issue, Table, TocEntry
from gongbao.site import history, standing, urls
from gongbao.site.context import Site
from gongbao.site.department_years import total
from gongbao.site.departments import COLLECTIVE
from gongbao.site.history import Change
from gongbao.site.issue_view import name_of, number_link, serial_of, summary
from gongbao.site.ledgers import year_name
from gongbao.site.months import Picture, picture
from gongbao.site.page import File, Link, Page
from gongbao.site.postings import Staff
from gongbao.site.render import absolute, clean
from gongbao.site.serials import Serials

NAMELESS = "政府公报"
CONTENTS = 10  # entries of the latest issue that are shown
CHANGES = 5
MOST = 8  # of the kinds and the departments that are named
YEARS = 6  # years of a series, and of the issues, that are named


@dataclass(frozen=True)
class Entry:
    """A line of the latest issue's contents: who, and about what, so that the eye finds the second."""

    who: str
    what: str
    path: str
    number: str


@dataclass(frozen=True)
class Section:
    """A heading of the contents."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Latest:
    """The latest issue in short; `more` counts the entries that are left out."""

    link: Link
    serial: str
    published: date | None
    holds: str
    sections: tuple[Section, ...]
    more: int


@dataclass(frozen=True)
class SeriesWay:
    """A series of the gazette's own: how much of it is here, and the ledgers of its newest years."""

    link: Link
    issuer: str
    printed: int
    years: tuple[Link, ...]


@dataclass(frozen=True)
class HomeView:
    """Everything the home page shows."""

    title: tuple[str, ...]  # in the parts between which a line may break
    sentence: str
    examples: tuple[str, ...]
    latest: Latest | None
    picture: Picture
    series: tuple[SeriesWay, ...]
    kinds: tuple[Link, ...]
    departments: tuple[Link, ...]
    others: tuple[Link, ...]
    changes: tuple[Change, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The home page."""
    view = _view(site)
    yield Page(
        urls.HOME,
        "home.html",
        site.gazette.title or site.gazette.name or NAMELESS,
        view,
        "home",
        description=f"{site.gazette.name or NAMELESS}全文：{view.sentence}按文号、标题、年份、责任单位查找，逐条附原文行号。",
        styles=("search", "home"),
        linked_data=linked_data(site),
    )


def linked_data(site: Site) -> str:
    """The site and its search in the words of schema.org; nothing where its address is not known."""
    gazette = site.gazette
    if not gazette.address:
        return ""
    described = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": clean(gazette.title or gazette.name),
        "url": absolute(gazette.address, urls.HOME),
        "inLanguage": "zh-CN",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(gazette.address, urls.SEARCH) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    return json.dumps(described, ensure_ascii=False).replace("<", "\\u003c")


def _view(site: Site) -> HomeView:
    *heads, rest = (site.gazette.title or site.gazette.name or NAMELESS).split("·")
    return HomeView(
        title=(*(f"{part}·" for part in heads), rest),
        sentence=_sentence(site),
        examples=tuple(_examples(site)),
        latest=_latest(site, site.issues[0]) if site.issues else None,
        picture=picture(site),
        series=tuple(_series(site)),
        kinds=_kinds(site),
        departments=_departments(site),
        others=tuple(_others(site)),
        changes=history.changes(site)[:CHANGES],
    )


def _sentence(site: Site) -> str:
    issues = f"公报{len(site.issues)}期（{_by_year(site.issues)}）" if site.issues else ""
    works = f"文件{len(site.works)}件" if site.works else ""
    held = "，".join(filter(None, (issues, works)))
    return f"收录{held}。" if held else "还没有收录文件。"


def _by_year(issues: Sequence[Issue]) -> str:
    """How many issues of which year, so that nobody takes first and last for a closed run."""
    counts = Counter(issue.year or (issue.published.year if issue.published else 0) for issue in issues)
    years = sorted(year for year in counts if year)
    if len(years) > YEARS:
        told = [f"{years[0]}—{years[-1]}年间的{len(years)}个年份"]
    else:
        told = [f"{year}年{counts[year]}期" for year in years]
    return "、".join(told + ([f"年份不详{counts[0]}期"] if counts[0] else []))


def _examples(site: Site) -> Iterator[str]:
    """A number as it is printed, another series as people type it, and the words of a title; all from the archive."""
    met: dict[str, None] = {}
    for number in (work.number for work in site.works if work.number and work.number.year):
        if number.series in site.gazette.codes and number.series not in met:
            yield f"{number.series} {number.year} {number.serial}" if met else str(number)
            met[number.series] = None
        if len(met) == 2:
            break
    titles = {each.title.removeprefix(site.gazette.place) for work in site.works for each in work.record.instruments}
    short = [title for title in titles if 4 <= len(title) <= 16]
    if short:
        yield min(short, key=lambda title: (len(title), title))


def _latest(site: Site, issue: Issue) -> Latest:
    listed = issue.toc or tuple(_unlisted(site, issue))
    sections = (
        Section(name or "其他", tuple(_entry(site, each) for each in group))
        for name, group in groupby(listed[:CONTENTS], key=lambda entry: entry.section)
    )
    link = Link(name_of(issue), site.urls.issue(issue.id))
    more = len(listed) - CONTENTS
    return Latest(link, serial_of(issue), issue.published, summary(site, issue), tuple(sections), more)


def _unlisted(site: Site, issue: Issue) -> Iterator[TocEntry]:
    """The texts of an issue that prints no table of contents."""
    for record in site.library.of_issue(issue.id):
        if not isinstance(record, Table | Colophon):
            number = record.number if isinstance(record, Decree) else None
            yield TocEntry(record.section or KIND_NAMES[record.kind], record.title, number, record.page, record.id)


def _entry(site: Site, entry: TocEntry) -> Entry:
    record = site.library.records.get(entry.record or "")
    who, about, what = entry.title.partition("关于")
    number = number_link(site, entry.number)
    named = bool(about) and isinstance(record, Decree) and who == record.issuer
    path = site.urls.record(record) if record else number.path if number else ""
    return Entry(who if named else "", about + what if named else entry.title, path, entry.number or "")


def _series(site: Site) -> Iterator[SeriesWay]:
    serials = Serials.of(site)
    for name in serials.series():
        years = serials.years(name)
        if name in site.gazette.codes and years:
            printed = sum(serials.counts(name, year)[0].count for year in years)
            links = tuple(Link(year_name(year), site.urls.ledger(name, year)) for year in years[:YEARS])
            yield SeriesWay(Link(name, site.urls.series(name)), site.gazette.issuer_of(name) or "", printed, links)


def _kinds(site: Site) -> tuple[Link, ...]:
    named = (next((each.doctype for each in work.printings if each.doctype), None) for work in site.works)
    return _most(Counter(name for name in named if name), site.urls.doctype, "件")


def _departments(site: Site) -> tuple[Link, ...]:
    tasks = {name: total(site, name).tasks for name in site.urls.duties}
    own = {name: count for name, count in tasks.items() if count and not any(word in name for word in COLLECTIVE)}
    return _most(Counter(own), site.urls.department, "项任务")


def _most(counts: Counter[str], path: Callable[[str], str], unit: str) -> tuple[Link, ...]:
    ranked: Sequence[tuple[str, int]] = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Link(name, path(name), f"{count}{unit}") for name, count in ranked[:MOST])


def _others(site: Site) -> Iterator[Link]:
    records = site.library.records.values()
    staff = Staff.of(site)
    if staff.by_name:
        yield Link("人事任免", urls.APPOINTMENTS, f"{len(staff.by_name)}个姓名，{len(staff.by_organisation)}个单位")
    tables = sum(isinstance(each, Table) for each in records)
    if tables:
        yield Link("表格", urls.TABLES, f"{tables}张，可排序、可下载")
    read = sum(isinstance(each, Interpretation) for each in records)
    if read:
        yield Link("政策解读", site.urls.doctype("政策解读"), f"{read}篇")
    yield Link("时效", urls.VALIDITY, _validity(site))
    if site.graph.cited:
        yield Link("外部引用", urls.CITED, f"文件引用的{len(site.graph.cited)}件法律、法规和其他文件")


def _validity(site: Site) -> str:
    """How many decrees say something about their validity; whether they are in force is for the reader's own day."""
    known = standing.known_of(site)
    ends, repealed = (sum(each.kinds.get(kind, 0) for each in known) for kind in ("until", "repealed"))
    told = [f"{ends}件写明有效期" if ends else "", f"{repealed}件被写明废止" if repealed else ""]
    return "，".join(filter(None, told)) or "施行、到期和废止的日期"
