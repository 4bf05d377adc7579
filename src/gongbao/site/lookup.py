"""What can be found by a name: the page to search on, and what the browser knows besides the index of texts.

Names are one small list; instruments from outside stand in a file for each series, fetched when one of it is asked for.
The browser's half is static/js/lookup.js, which knows the order of the values.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongbao.site import standing, urls
from gongbao.site.context import Site
from gongbao.site.issue_view import name_of
from gongbao.site.ledgers import year_name
from gongbao.site.page import File, Link, Page
from gongbao.site.postings import Staff
from gongbao.site.render import clean
from gongbao.site.serials import Serials
from gongbao.typography import fold

NAMES = f"{urls.SEARCH}names.json"
CITED = f"{urls.SEARCH}cited/"

# As results name them, in the order in which equally good ones stand.
KINDS = {
    "series": "文号系列",
    "issue": "公报",
    "department": "责任单位",
    "organisation": "任免单位",
    "person": "任免人员",
}


@dataclass(frozen=True)
class Entry:
    """A name that has a page: `others` are what else it is called, `path` is where it stands."""

    kind: str
    name: str
    path: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchView:
    """The ways to look something up where the search does not work."""

    ways: tuple[Link, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The page, the names, the instruments from outside, and what tells whether decrees are in force."""
    yield File(NAMES, _json({"names": _grouped(entries(site)), "series": _foreign(site)}))
    yield from cited_files(site)
    yield from standing.files(site)
    yield Page(
        urls.SEARCH,
        "search.html",
        "查找",
        SearchView(ways()),
        "search",
        description=f"按文号、词语或整句查找{site.gazette.name or '政府公报'}的文件、解读、表格、责任单位和任免人员。",
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
    """Everything that has a name and is no text, kind by kind."""
    return (
        *_series(site),
        *_issues(site),
        *_departments(site),
        *(Entry("organisation", name, site.urls.organisation(name)) for name in Staff.of(site).by_organisation),
        *(Entry("person", name, site.urls.person(name)) for name in Staff.of(site).by_name),
    )


def cited_files(site: Site) -> Iterator[File]:
    """Of each series from outside what is cited of it: [series, year, serial, title, path]."""
    rows: dict[str, list[list[object]]] = {}
    for each in site.graph.cited.values():
        if each.number:
            series, year, serial = each.number.series, each.number.year, each.number.serial
            row = [series, year or 0, serial, clean(each.title or ""), site.urls.cited(each.key)]
            rows.setdefault(site.urls.code(series), []).append(row)
    for code in sorted(rows):
        yield File(f"{CITED}{code}.json", _json(sorted(rows[code], key=repr)))


def _foreign(site: Site) -> list[list[str]]:
    """The series from outside that something is cited of, with the names of their files."""
    series = {each.number.series for each in site.graph.cited.values() if each.number}
    return [[name, site.urls.code(name)] for name in sorted(series)]


def _grouped(found: Iterable[Entry]) -> list[list[object]]:
    """Of each kind [its name, the beginning of all its paths, [[name, rest of the path, other names …] …]]."""
    of_kind: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    for entry in found:
        of_kind[entry.kind].append(entry)
    return [[KINDS[kind], *_shortened(group)] for kind, group in of_kind.items() if group]


def _shortened(group: list[Entry]) -> list[object]:
    start = _start([entry.path for entry in group])
    rows = [[clean(each.name), each.path[len(start) :], *map(clean, each.others)] for each in group]
    return [start, rows]


def _start(paths: list[str]) -> str:
    """The folder all paths are in: people/ of people/li/ and people/lin/."""
    first, last = min(paths), max(paths)
    same = next((at for at, letter in enumerate(first) if last[at : at + 1] != letter), len(first))
    return first[: first.rfind("/", 0, same) + 1]


def _json(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _others(name: str, others: Iterable[str | None]) -> tuple[str, ...]:
    """The names that say something else than the first, each once."""
    found = {fold(each): each for each in others if each}
    return tuple(each for letters, each in found.items() if letters and letters not in fold(name))


def _series(site: Site) -> Iterator[Entry]:
    """Every series, and the ledger of each of its years."""
    serials = Serials.of(site)
    for name in serials.series():
        issuer = site.gazette.issuer_of(name) or ""
        yield Entry("series", name, site.urls.series(name), _others(name, [issuer]))
        for year in serials.years(name):
            yield Entry("series", f"{name}{year_name(year)}文号一览", site.urls.ledger(name, year))


def _issues(site: Site) -> Iterator[Entry]:
    for issue in site.issues:
        plain = name_of(issue).replace("第0", "第").replace("、0", "、")
        yield Entry("issue", issue.title, site.urls.issue(issue.id), _others(issue.title, [plain]))


def _departments(site: Site) -> Iterator[Entry]:
    aliases = {each.name: each.aliases for each in site.gazette.departments}
    for name in sorted({*aliases, *site.urls.duties}):
        yield Entry("department", name, site.urls.department(name), _others(name, aliases.get(name, ())))
