"""What can be found by its number or its name: the page to search on, and the list the browser searches.

The browser's half is static/js/lookup.js, which knows the order of an entry's values.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongbao.linking import duties
from gongbao.linking.careers import holders
from gongbao.model import Decree, Issue, Table
from gongbao.numbers import Number
from gongbao.site import history, urls
from gongbao.site.context import Site
from gongbao.site.issue_view import name_of
from gongbao.site.ledgers import year_name
from gongbao.site.page import File, Link, Page
from gongbao.site.postings import Staff
from gongbao.site.render import clean
from gongbao.site.serials import Serials
from gongbao.typography import fold

LIST = f"{urls.DATA}lookup.json"

# As results name them, in the order in which equally good ones stand.
KINDS = {
    "decree": "文件",
    "stub": "本库未收全文",
    "series": "文号系列",
    "issue": "公报",
    "interpretation": "政策解读",
    "appointments": "人事任免",
    "catalogue": "发文目录",
    "interpretation-catalogue": "政策解读目录",
    "table": "表格",
    "department": "责任单位",
    "organisation": "任免单位",
    "person": "任免人员",
    "cited": "外部引用",
    "other": "其他内容",
    "colophon": "版权页",
}

Value = str | int | None


@dataclass(frozen=True)
class Entry:
    """Something that has a page: `names` are what else it is called, `path` is where it stands."""

    kind: str
    title: str
    path: str
    day: date | None = None
    names: tuple[str, ...] = ()
    series: str = ""
    year: int | None = None
    serial: int | None = None


@dataclass(frozen=True)
class SearchView:
    """The ways to look something up where the search does not work."""

    ways: tuple[Link, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The page, and the list."""
    yield File(LIST, encoded(site, entries(site)))
    yield Page(
        urls.SEARCH,
        "search.html",
        "查找",
        SearchView(ways()),
        "search",
        description=f"按文号或标题查找{site.gazette.name or '政府公报'}的文件、各期、表格、责任单位和任免人员。",
        styles=("search",),
        scripts=("search",),
        indexed=False,
    )


def ways() -> tuple[Link, ...]:
    """The ways in that need no script."""
    return (
        Link("文号", urls.SERIES, "每个系列、每一年的每一个号"),
        Link("年份", urls.YEARS, "按成文的年份和月份"),
        Link("期号", urls.ISSUES, "每期公报的目录"),
        Link("文种", urls.KINDS, "通知、意见、决定等"),
        Link("责任单位", urls.DEPARTMENTS, "各单位承担的任务"),
        Link("人事任免", urls.APPOINTMENTS, "按姓名和单位"),
    )


def entries(site: Site) -> tuple[Entry, ...]:
    """Everything that can be found, kind by kind."""
    return (
        *_works(site),
        *_stubs(site),
        *_series(site),
        *_issues(site),
        *_texts(site),
        *_departments(site),
        *_organisations(site),
        *(Entry("person", name, site.urls.person(name)) for name in Staff.of(site).by_name),
        *_cited(site),
    )


def encoded(site: Site, found: Iterable[Entry]) -> bytes:
    """The list as JSON: the kinds and the series once, and of each entry the values alone, the last ones only if there.

    An entry is [kind, title, path, day, names, series, year, serial].
    """
    found = tuple(found)
    series = sorted({entry.series for entry in found if entry.series})
    kinds = list(KINDS)
    rows = [_row(entry, kinds, series) for entry in found]
    listed = {
        "kinds": list(KINDS.values()),
        "series": [[each, site.urls.code(each), int(each in site.gazette.codes)] for each in series],
        "entries": rows,
    }
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _row(entry: Entry, kinds: Sequence[str], series: Sequence[str]) -> list[Value]:
    day = entry.day.isoformat() if entry.day else ""
    row: list[Value] = [kinds.index(entry.kind), clean(entry.title), entry.path, day, clean("\n".join(entry.names))]
    if entry.series:
        return [*row, series.index(entry.series), entry.year, entry.serial]
    while row[-1] == "":
        row.pop()
    return row


def _others(title: str, names: Iterable[str | None]) -> tuple[str, ...]:
    """The names that say something else than the title, each once."""
    found = {fold(name): name for name in names if name}
    return tuple(name for letters, name in found.items() if letters and letters not in fold(title))


def _with(number: Number | None, entry: Entry) -> Entry:
    if number is None:
        return entry
    return replace(entry, series=number.series, year=number.year, serial=number.serial)


def _works(site: Site) -> Iterator[Entry]:
    for work in site.works:
        names = _others(work.title, _called(work.printings))
        yield _with(work.number, Entry("decree", work.title, site.urls.work(work), work.signed, names))


def _called(printings: Iterable[Decree]) -> Iterator[str]:
    """What a decree is called elsewhere, and the titles of what it issues."""
    for each in printings:
        yield each.title
        yield from (variant.text for variant in each.title_variants)
        yield from (instrument.title for instrument in each.instruments)


def _stubs(site: Site) -> Iterator[Entry]:
    for stub in site.graph.stubs.values():
        title, *names = stub.titles or ("",)
        entry = Entry("stub", title, site.urls.number(stub.number), None, _others(title, names))
        yield _with(stub.number, entry)


def _series(site: Site) -> Iterator[Entry]:
    """Every series, and the ledger of each of its years."""
    serials = Serials.of(site)
    for name in serials.series():
        issuer = site.gazette.issuer_of(name) or ""
        yield Entry("series", name, site.urls.series(name), None, _others(name, [issuer]), name)
        for year in serials.years(name):
            title = f"{name}{year_name(year)}文号一览"
            yield Entry("series", title, site.urls.ledger(name, year), None, (), name, year)


def _issues(site: Site) -> Iterator[Entry]:
    for issue in site.issues:
        plain = name_of(issue).replace("第0", "第").replace("、0", "、")
        yield Entry("issue", issue.title, site.urls.issue(issue.id), issue.published, _others(issue.title, [plain]))


def _texts(site: Site) -> Iterator[Entry]:
    for record in site.library.records.values():
        if not isinstance(record, Decree | Issue):
            names = _others(record.title, [record.caption]) if isinstance(record, Table) else ()
            owner = site.library.records.get(record.belongs_to, record) if isinstance(record, Table) else record
            day = history.published(site, owner)
            yield Entry(record.kind, record.title, site.urls.record(record), day, names)


def _departments(site: Site) -> Iterator[Entry]:
    aliases = {each.name: each.aliases for each in site.gazette.departments}
    for name in sorted({*aliases, *duties(site.library, site.gazette)}):
        yield Entry("department", name, site.urls.department(name), None, _others(name, aliases.get(name, ())))


def _organisations(site: Site) -> Iterator[Entry]:
    for name in holders(Staff.of(site).posts):
        yield Entry("organisation", name, site.urls.organisation(name))


def _cited(site: Site) -> Iterator[Entry]:
    for each in site.graph.cited.values():
        title = each.title or str(each.number or "")
        entry = Entry("cited", title, site.urls.cited(each.key), None, _others(title, each.variants))
        yield _with(each.number, entry)
