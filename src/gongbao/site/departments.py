"""责任单位: every department that decrees make responsible, and all that is given to it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongbao import numbers
from gongbao.linking import Duty
from gongbao.linking.careers import holders
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.mandates import LEAD, Mandate, mandates, sheet
from gongbao.site.namings import may_include, written
from gongbao.site.page import File, Link, Page

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


def pages(site: Site) -> Iterator[Page | File]:
    """The list of all departments, the page of each, and its tasks as a sheet."""
    yield from list_pages(site)
    around = around_of(site)
    for name in names(site):
        yield from pages_of(site, name, around)


def list_pages(site: Site) -> Iterator[Page]:
    """The list of all departments."""
    given = site.urls.duties
    yield _index(site, given, {name: _row(site, name, given[name]) for name in given})


def names(site: Site) -> tuple[str, ...]:
    """Every department that has a page: those the gazette describes first."""
    return tuple(dict.fromkeys((*(each.name for each in site.gazette.departments), *site.urls.duties)))


def around_of(site: Site) -> Around:
    """What the pages of all departments need to know."""
    given = site.urls.duties
    collectives = tuple(Link(name, site.urls.department(name)) for name in given if _collective(name))
    return Around(frozenset(holders(site.urls.posts)), collectives, written(site, given))


def pages_of(site: Site, name: str, around: Around) -> Iterator[Page | File]:
    """The page of one department, and its tasks as a sheet."""
    view = _view(site, name, site.urls.duties.get(name, ()), around)
    yield _page(site, view)
    if view.sheet:
        yield File(view.sheet.path, sheet(site, name, view.mandates))


def _index(site: Site, given: Mapping[str, Sequence[Duty]], rows: Mapping[str, Row]) -> Page:
    tasks = len({(duty.record, duty.task) for each in given.values() for duty in each if duty.task})
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


def _row(site: Site, name: str, given: Sequence[Duty]) -> Row:
    tasks = [duty for duty in given if duty.task]
    return Row(
        Link(name, site.urls.department(name)),
        "、".join(_aliases(site, name)),
        len({duty.record for duty in given}),
        len(tasks),
        sum(duty.leads for duty in tasks),
    )


def _aliases(site: Site, name: str) -> tuple[str, ...]:
    return next((each.aliases for each in site.gazette.departments if each.name == name), ())


def _view(site: Site, name: str, given: Sequence[Duty], around: Around) -> DepartmentView:
    found = mandates(site, given)
    path = site.urls.department(name)
    aliases, printed = _aliases(site, name), around.written.get(name, ())
    tasks = [task for mandate in found for task in mandate.tasks]
    return DepartmentView(
        name,
        _sentence(found),
        any(each.name == name for each in site.gazette.departments),
        tuple(each for each in aliases if each in printed),
        tuple(each for each in aliases if each not in printed),
        Link("历次人事任免", site.urls.organisation(name)) if name in around.held else None,
        () if _collective(name) else tuple(each for each in around.collectives if may_include(site, each.text, name)),
        found,
        Link("下载任务表（CSV）", f"{path}tasks.csv") if tasks else None,
        tuple(sorted({task.part for task in tasks}, key=lambda part: (part != LEAD, part))),
    )


def _sentence(found: Sequence[Mandate]) -> str:
    tasks = [task for mandate in found for task in mandate.tasks]
    if not found:
        return "本站收录的文件没有把它列为责任单位。"
    leads = sum(task.part == LEAD for task in tasks)
    said = f"{len(found)}件文件把它列为责任单位"
    if not tasks:
        return said + "，没有读出具体的任务。"
    said += f"，共{len(tasks)}项任务"
    return said + (f"，其中牵头{leads}项。" if leads else "。")


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
        updated=max((mandate.day for mandate in view.mandates if mandate.day), default=None),
    )
