"""责任单位: every department that decrees make responsible, and all that is given to it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from gongbao import numbers
from gongbao.model import Decree, Record
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.department_years import Tally, Year, Years, lines, tallies, total, years
from gongbao.site.department_years import basis_of as basis_of_year
from gongbao.site.gathered import plain_digest
from gongbao.site.laid import Place, laid, note
from gongbao.site.mandates import LEAD, Mandate, bases, bound, mandates, sheet_head
from gongbao.site.namings import may_include, written
from gongbao.site.once import once
from gongbao.site.page import File, Link, Page
from gongbao.site.parts import Former, joined
from gongbao.site.postings import Staff

# What names no organ of its own but many: 各县（市、区）政府, 市政府直属各单位, 成员单位.
COLLECTIVE = ("各", "有关", "相关", "成员单位")
KNOWN, OTHER, MANY = "部门和地方", "其他单位", "统称"
SORTS = {
    KNOWN: "名称写全称，文件里的简称已经归到一处。",
    OTHER: "名称照文件所写；不同的写法没有合并。",
    MANY: "文件没有逐个点名，所指的单位也没有拆开计算。",
}


@dataclass(frozen=True)
class Row:
    """A department in the list of all."""

    link: Link
    aliases: str
    decrees: int
    tasks: int
    leads: int


@dataclass(frozen=True)
class Group:
    """Departments of one sort, and what is to be said of them."""

    title: str
    sentence: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class DepartmentsView:
    """The list of all departments."""

    sentence: str
    groups: tuple[Group, ...]
    idle: tuple[Link, ...]  # described by the gazette, and made responsible for nothing


@dataclass(frozen=True)
class Around:
    """What the page of a department needs of the others: who has people, the collectives, the names documents write."""

    held: Collection[str]
    collectives: tuple[Link, ...]
    written: Mapping[str, Collection[str]]


@dataclass(frozen=True)
class DepartmentView:
    """The page of a department."""

    name: str
    sentence: str
    described: bool
    written: tuple[str, ...]  # the short names that the documents write
    known: tuple[str, ...]  # the other short names the gazette lists
    organisation: Link | None
    collectives: tuple[Link, ...]
    mandates: tuple[Mandate, ...]
    sheet: Link | None
    parts: tuple[str, ...]  # the parts it has in one task or another
    here: str  # which years stand here, where not all do
    older: tuple[Link, ...]  # the pages of the other years


@dataclass(frozen=True)
class YearView:
    """The tasks a department with very many was given in a year."""

    name: str
    title: str
    sentence: str
    mandates: tuple[Mandate, ...]
    sheet: Link | None
    parts: tuple[str, ...]
    before: Link | None
    after: Link | None


def pages(site: Site) -> Iterator[Page | File]:
    """The list of all departments, the page of each, and its tasks as a sheet."""
    yield from list_pages(site)
    around = around_of(site)
    for name in names(site):
        every = years(site, name)
        yield from pages_of(site, name, (every, around))
        for place in range(every.shown, len(every.all)):
            yield from year_pages(site, every, place)


def list_pages(site: Site) -> Iterator[Page]:
    """The list of all departments."""
    given = site.urls.duties
    yield _index(site, {name: _row(site, name) for name in given})


def list_basis(site: Site) -> bytes:
    """What that list is made of: every record that gives duties, and the names."""
    given = [(name, site.urls.department(name)) for name in names(site)]
    return joined((plain_digest(given), *bases(site).values()))


def names(site: Site) -> tuple[str, ...]:
    """Every department that has a page: those the gazette describes first."""
    return tuple(dict.fromkeys((*(each.name for each in site.gazette.departments), *site.urls.duties)))


@once
def around_of(site: Site) -> Around:
    """What the pages of all departments need to know."""
    given = site.urls.duties
    collectives = tuple(Link(name, site.urls.department(name)) for name in given if _collective(name))
    return Around(frozenset(Staff.of(site).by_organisation), collectives, written(site, bound(site)))


def basis_of(site: Site, name: str, around: Around) -> bytes:
    """What the page of a department is made of, besides the collectives."""
    own = [name, site.urls.department(name), name in around.held, site.urls.organisation(name)]
    return joined(
        (
            plain_digest([own, sorted(around.written.get(name, ()))]),
            *map(partial(basis_of_year, site), years(site, name).all),
        )
    )


def pages_of(site: Site, name: str, known: tuple[Years, Around], former: Former | None = None) -> Iterator[Page | File]:
    """The page of one department, and all its tasks as a sheet; of that the years that did not change are taken over."""
    every, around = known
    view = _view(site, name, every, around)
    yield _page(site, view)
    if view.sheet:
        yield laid(site, Place(view.sheet.path, sheet_head()), lines(site, every), former).file


def note_of(site: Site, name: str) -> bytes:
    """What is to be noted of the sheet of a department when it was made."""
    return note(site, _sheet_path(site, name))


def year_pages(site: Site, every: Years, place: int) -> Iterator[Page]:
    """The page of an older year of a department with very many tasks."""
    year = every.all[place]
    before, after = every.beside(site, place)
    view = YearView(
        name=year.department,
        title=f"{year.department}：{year.title}的任务",
        sentence=f"{year.title}，{_sentence(year.tally)}",
        mandates=mandates(site, year.duties),
        sheet=_sheet(site, year.department),
        parts=_parts(year.tally),
        before=before,
        after=after,
    )
    yield _year_page(site, year, view)


def year_basis(site: Site, every: Years, place: int) -> bytes:
    """What that page is made of: the year itself, and the links to the years beside it."""
    year = every.all[place]
    links = (*every.beside(site, place), _sheet(site, year.department))
    return joined((basis_of_year(site, year), plain_digest([link and (link.text, link.path) for link in links])))


def _index(site: Site, rows: Mapping[str, Row]) -> Page:
    tasks = sum(_given(site.library.records[each]) for each in bases(site))
    sentence = f"文件把{tasks}项任务交给{len(rows)}个单位。" if rows else "本站收录的文件还没有写明责任单位。"
    idle = [each.name for each in site.gazette.departments if each.name not in rows]
    links = tuple(Link(name, site.urls.department(name)) for name in idle)
    return Page(
        urls.DEPARTMENTS,
        "departments.html",
        "责任单位",
        DepartmentsView(sentence, tuple(_groups(site, rows)), links),
        "departments",
        description=f"{site.gazette.name}各文件的责任单位、牵头单位及其任务：{sentence}",
        styles=("narrow", "departments"),
        scripts=("narrow",),
    )


def _given(record: Record) -> int:
    """How many different tasks a decree gives to somebody."""
    tasks = [task for task in record.tasks if task.lead or task.departments] if isinstance(record, Decree) else []
    apart = len({(task.line, task.what) for task in tasks}) == len(tasks)  # told apart sooner than by all they say
    return len(tasks) if apart else len(set(tasks))


def _groups(site: Site, rows: Mapping[str, Row]) -> Iterator[Group]:
    described = {each.name for each in site.gazette.departments}
    sorts = {sort: [row for name, row in rows.items() if _sort(name, described) == sort] for sort in SORTS}
    for sort, chosen in sorts.items():
        if chosen:
            yield Group(sort, SORTS[sort], tuple(sorted(chosen, key=_busiest)))


def _sort(name: str, described: Container[str]) -> str:
    if name in described:
        return KNOWN
    return MANY if _collective(name) else OTHER


def _busiest(row: Row) -> tuple[int, int, str, str]:
    return -row.tasks, -row.decrees, numbers.slug(row.link.text), row.link.text


def _collective(name: str) -> bool:
    return any(word in name for word in COLLECTIVE)


def _row(site: Site, name: str) -> Row:
    tally = total(site, name)
    link = Link(name, site.urls.department(name))
    return Row(link, "、".join(_aliases(site, name)), tally.decrees, tally.tasks, tally.leads)


def _aliases(site: Site, name: str) -> tuple[str, ...]:
    return next((each.aliases for each in site.gazette.departments if each.name == name), ())


def _view(site: Site, name: str, every: Years, around: Around) -> DepartmentView:
    aliases, printed, tally = _aliases(site, name), around.written.get(name, ()), total(site, name)
    return DepartmentView(
        name,
        _sentence(tally),
        any(each.name == name for each in site.gazette.departments),
        tuple(each for each in aliases if each in printed),
        tuple(each for each in aliases if each not in printed),
        Link("历次人事任免", site.urls.organisation(name)) if name in around.held else None,
        () if _collective(name) else tuple(each for each in around.collectives if may_include(site, each.text, name)),
        mandates(site, [duty for year in every.here for duty in year.duties]),
        _sheet(site, name),
        _parts(tally),
        _here(every),
        tuple(
            year.link(site, counted.short)
            for year, counted in zip(every.older, tallies(site, name)[every.shown :], strict=True)
        ),
    )


def _sheet(site: Site, name: str) -> Link | None:
    has_tasks = any(duty.task for duty in site.urls.duties.get(name, ()))
    return Link("下载任务表（CSV）", _sheet_path(site, name)) if has_tasks else None


def _sheet_path(site: Site, name: str) -> str:
    return f"{site.urls.department(name)}tasks.csv"


def _parts(tally: Tally) -> tuple[str, ...]:
    return tuple(sorted(tally.parts, key=lambda part: (part != LEAD, part)))


def _here(every: Years) -> str:
    """What a page says that does not show all years."""
    if not every.older:
        return ""
    told = "、".join(year.title for year in every.here)
    return f"本页只列{told}的任务，较早的按年另列在下面；任务表（CSV）里是全部。"


def _sentence(tally: Tally) -> str:
    if not tally.decrees:
        return "本站收录的文件没有把它列为责任单位。"
    said = f"{tally.decrees}件文件把它列为责任单位"
    if not tally.tasks:
        return said + "，没有读出具体的任务。"
    said += f"，共{tally.tasks}项任务"
    return said + (f"，其中牵头{tally.leads}项。" if tally.leads else "。")


def _page(site: Site, view: DepartmentView) -> Page:
    path = site.urls.department(view.name)
    return Page(
        path,
        "department.html",
        view.name,
        view,
        "department",
        description=f"{site.gazette.name}各文件交给{view.name}的任务：{view.sentence}",
        crumbs=(Link("责任单位", urls.DEPARTMENTS),),
        styles=("narrow", "departments"),
        scripts=("narrow",),
        feeds=(
            Link(f"{view.name}（Atom）", site.urls.feed(path, "atom")),
            Link(f"{view.name}（JSON Feed）", site.urls.feed(path, "json")),
        ),
        alternates=(("text/csv", view.sheet.path),) if view.sheet else (),
        updated=_updated(view.mandates),
    )


def _updated(found: Sequence[Mandate]) -> date | None:
    return max((mandate.day for mandate in found if mandate.day), default=None)


def _year_page(site: Site, year: Year, view: YearView) -> Page:
    path = site.urls.department(year.department)
    return Page(
        f"{path}{year.name}/",
        "department_year.html",
        view.title,
        view,
        "department",
        description=f"{site.gazette.name}{year.title}的文件交给{year.department}的任务：{view.sentence}",
        crumbs=(Link("责任单位", urls.DEPARTMENTS), Link(year.department, path)),
        styles=("lists", "narrow", "departments"),
        scripts=("narrow",),
        alternates=(("text/csv", view.sheet.path),) if view.sheet else (),
        updated=_updated(view.mandates),
    )
