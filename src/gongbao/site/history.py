"""What changed in the archive, by the days that stand in the records: nothing here asks a clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongbao.linking import Edge, Target, Work
from gongbao.model import Appointments, Catalogue, Decree, Interpretation, Issue, Record
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.gathered import of_shelf, shelves
from gongbao.site.once import once
from gongbao.site.page import File, Link, Page
from gongbao.site.render import clean, day
from gongbao.site.yearly import UNDATED, Entry, Year, Yearly, yearly
from gongbao.typography import fold

LABELS = {
    "issue": "出版",
    "decree": "收录",
    "signed": "成文",
    "printed": "印发",
    "filled": "补全",
    "repealed": "废止",
    "amended": "修改",
    "corrected": "更正",
}
TITLE = "变更记录"
_AMENDS = re.compile(
    r"""
    # 关于修改《云州市集市办法》的决定; not: 关于印发云州市集市办法（修订）的通知, where nothing is named behind the word
    关于 .{0,12}? (?: 修改 | 修正 | 修订 ) (?P<what> .{4,} )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Change:
    """One change: `id` is made of the ids of records and stays the same when addresses or titles change."""

    id: str
    day: date | None
    kind: str
    text: str
    link: Link  # what it is about
    by: Link | None = None  # the decree that did it
    basis: str = ""

    @property
    def label(self) -> str:
        """The kind in Chinese."""
        return LABELS[self.kind]


@dataclass(frozen=True)
class Span:
    """The changes of a year."""

    name: str
    anchor: str
    changes: Sequence[Change]


@dataclass(frozen=True)
class ChangesView:
    """The page of changes, newest first; those without a day at the end. Of very many the newest, with a way to the rest."""

    spans: tuple[Span, ...]
    feeds: tuple[Link, ...]
    here: str  # which of them stand here, where not all do
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class YearView:
    """The changes of an older year."""

    title: str
    changes: Sequence[Change]
    before: Link | None
    after: Link | None


def pages(site: Site) -> Iterator[Page | File]:
    """The page of changes and those of older years, each told by what it shows; the feeds are made with the others."""
    years = yearly(urls.CHANGES, changes(site), lambda each: each.day.year if each.day else None)
    yield _newest(site, years)
    for place, _ in years.apart:
        yield _older(site, years, place)


def _newest(site: Site, years: Yearly[Change]) -> Page:
    feeds = tuple(
        Link(f"{TITLE}（{name}）", site.urls.feed(urls.CHANGES, kind))
        for name, kind in (("Atom", "atom"), ("JSON Feed", "json"))
    )
    view = ChangesView(tuple(map(_span, years.here)), feeds, years.told("条"), years.entries)
    return Page(
        urls.CHANGES,
        "changes.html",
        TITLE,
        view,
        "changes",
        description=f"{site.gazette.name}文献库的变更：出版的各期、补全的文件、写明的废止和修改、人工更正，按日期排列。",
        styles=("validity", "yearly") if years.older else ("validity",),
        feeds=feeds,
        updated=next((each.day for each in years.rows if each.day), None),
    )


def _older(site: Site, years: Yearly[Change], place: int) -> Page:
    year = years.all[place]
    view = YearView(f"{TITLE}：{year.title}", year.rows, *years.beside(place))
    return Page(
        years.path(place),
        "changes_year.html",
        view.title,
        view,
        "changes",
        description=f"{site.gazette.name}文献库的变更，{year.title}的{len(year.rows):,}条，按日期从新到旧排列。",
        crumbs=(Link(TITLE, urls.CHANGES),),
        styles=("lists", "validity"),
        updated=year.rows[0].day,
    )


@once
def changes(site: Site) -> tuple[Change, ...]:
    """Everything that changed, newest first; what has no day comes last."""
    found = [*_issues(site), *_lone(site), *_filled(site), *_replaced(site), *_corrected(site)]
    return tuple(sorted(found, key=lambda each: (-each.day.toordinal() if each.day else 1, each.kind, each.id)))


def published(site: Site, record: Record) -> date | None:
    """The day a record came before the public: of its issue; else the day it was printed or signed."""
    if isinstance(record, Issue):
        return record.published
    issue = site.library.records.get(record.issue or "")
    if isinstance(issue, Issue) and issue.published:
        return issue.published
    return (record.printed_on or record.signed) if isinstance(record, Decree) else None


def updated(site: Site, record: Record) -> date | None:
    """The last day something happened to a record itself: it was published, or put right by hand."""
    days = [published(site, record), *(each.day for each in record.changes)]
    return max((each for each in days if each), default=None)


def amendments(site: Site, work: Work) -> tuple[Edge, ...]:
    """What a decree amends: the documents it cites and names in its own title behind 修改."""
    found = _AMENDS.search(work.title)
    if not found:
        return ()
    what = fold(found["what"])
    edges = (edge for each in work.printings for edge in site.graph.edges_from(each.id))
    named = (edge for edge in edges if edge.relation == "cites" and edge.title and fold(edge.title) in what)
    return tuple({(edge.target.kind, edge.target.key): edge for edge in named if edge.target.key != work.id}.values())


def repeals(site: Site, work: Work) -> tuple[Edge, ...]:
    """What a decree puts out of force, each once."""
    edges = (edge for each in work.printings for edge in site.graph.edges_from(each.id))
    found: dict[tuple[str, str, str | None], Edge] = {}
    for edge in edges:
        if edge.relation == "repeals":
            found.setdefault((edge.target.kind, edge.target.key, edge.target.anchor), edge)
    return tuple(found.values())


def target_link(site: Site, target: Target) -> Link:
    """What a citation leads to, by its title, with its number beside it."""
    if target.kind == "work":
        work = site.graph.works[target.key]
        return Link(clean(work.title), site.urls.target(target), str(work.number or ""))
    if target.kind == "stub":
        stub = site.graph.stubs[target.key]
        return Link(clean(stub.titles[0] if stub.titles else target.key), site.urls.target(target), target.key)
    cited = site.graph.cited[target.key]
    number = str(cited.number or "")
    return Link(clean(cited.title or number), site.urls.target(target), number if cited.title else "")


def holdings(site: Site, issue: Issue) -> str:
    """What an issue holds, in a few words; empty for an issue of which nothing is here."""
    held = site.library.of_issue(issue.id)
    counts = (
        (sum(isinstance(each, Decree) for each in held), "文件", "件"),
        (sum(isinstance(each, Interpretation) for each in held), "政策解读", "篇"),
        (sum(isinstance(each, Appointments) for each in held), "人事任免", "份"),
    )
    return "、".join(f"{name}{count}{unit}" for count, name, unit in counts if count)


def _issues(site: Site) -> Iterator[Change]:
    for issue in site.issues:
        told = holdings(site, issue)
        text = f"出版，收有{told}。" if told else "出版。"
        yield Change(f"{issue.id}#issue", issue.published, "issue", text, site.link(issue))


def _lone(site: Site) -> Iterator[Change]:
    """Decrees that arrived alone: the first text of a decree, or another printing of one that is here already.

    The day they were added is not known; they stand by the day they were printed or signed, and say so.
    """
    for work in site.works:
        for each in work.printings:
            if each.issue is None:
                when, kind = published(site, each), _kind(each)
                told = "全文单独收录" if each.id == work.id else "另收录这一版本，可与公报所刊的文字对照"
                text = f"{day(when)}{LABELS[kind]}。{told}；收录的日期没有记载。" if when else f"{told}；日期没有写明。"
                link = Link(clean(each.title), site.urls.record(each), str(work.number or ""))
                yield Change(f"{each.id}#decree", when, kind, text, link)


def _kind(decree: Decree) -> str:
    """What happened on the day a decree that arrived alone is told on."""
    return "printed" if decree.printed_on else "signed" if decree.signed else "decree"


def _filled(site: Site) -> Iterator[Change]:
    """Decrees that a catalogue had listed without their text and that a later issue printed."""
    for catalogue in site.library.records.values():
        listed = published(site, catalogue) if isinstance(catalogue, Catalogue) else None
        if not isinstance(catalogue, Catalogue) or listed is None:
            continue
        numbers = dict.fromkeys(entry.number for entry in catalogue.entries if entry.number and not entry.printed)
        for work in filter(None, map(site.graph.work_by_number, numbers)):
            first = min(filter(None, (published(site, each) for each in work.printings)), default=None)
            if first and first > listed:
                text = f"此前只见于{clean(catalogue.title)}，现已收录全文。"
                yield Change(f"{work.id}#filled-{catalogue.id}", first, "filled", text, site.work_link(work))


def _replaced(site: Site) -> Iterator[Change]:
    for shelf in shelves(site):
        for found in of_shelf(site, "replaced", shelf, _replacing):
            yield from found


def _replacing(site: Site, work: Work) -> list[Change]:
    """What a decree puts out of force or amends."""
    when, by, made = published(site, work.record), site.work_link(work), []
    for kind, edges in (("repealed", repeals(site, work)), ("amended", amendments(site, work))):
        for edge in edges:
            place = f"{edge.target.key}#{edge.target.anchor}" if edge.target.anchor else edge.target.key
            text = "写明废止：" if kind == "repealed" else "写明修改："
            link = target_link(site, edge.target)
            made.append(Change(f"{work.id}#{kind}-{place}", when, kind, text, link, by, edge.basis or ""))
    return made


def _corrected(site: Site) -> Iterator[Change]:
    for record in site.library.records.values():
        met: dict[date, int] = {}
        for each in record.changes:
            met[each.day] = met.get(each.day, 0) + 1
            name = f"{record.id}#corrected-{each.day.isoformat()}-{met[each.day]}"
            yield Change(name, each.day, "corrected", clean(each.what), site.link(record))


def _span(year: Year[Change]) -> Span:
    return Span("没有日期" if year.name == UNDATED else year.title, year.anchor, year.rows)


def sentence(change: Change) -> str:
    """The change as one sentence, as feeds tell it."""
    what = f"《{clean(change.link.text)}》" + (f"（{change.link.note}）" if change.link.note else "")
    if change.by:
        return f"《{clean(change.by.text)}》{change.text}{what}" + (
            f"：“{clean(change.basis)}”" if change.basis else "。"
        )
    return f"{what}{change.text}" if change.kind != "corrected" else f"{what}：{change.text}"
