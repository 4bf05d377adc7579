"""The page of a decree: its text, its facts, and everything it has to do with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.linking import Work
from gongbao.model import Attachment, Decree, Task
from gongbao.site import history, linked_data, parallel, printings, relations, status
from gongbao.site.bodies import Bodies
from gongbao.site.context import Site
from gongbao.site.page import File, Link, Page
from gongbao.site.quoting import Quoting, quoting
from gongbao.site.render import day
from gongbao.site.writing import (
    Fact,
    Reference,
    Writing,
    alternates,
    backward,
    facts,
    printed_in,
    references,
    writing,
)
from gongbao.typography import fold

STYLES = ("text", "table", "status", "relations", "parallel")
SCRIPTS = ("text", "status", "table")


@dataclass(frozen=True)
class DecreeView:
    """Everything the page of a decree shows."""

    writing: Writing
    title: tuple[str, str]  # who, and about what: the line breaks between them
    number: str
    inferred: str  # from where the number was concluded, if the text prints none
    addressee: str
    facts: tuple[Fact, ...]
    status: status.StatusView
    cites: tuple[Reference, ...]
    repeals: tuple[Reference, ...]
    cited_by: tuple[Reference, ...]
    interpretations: tuple[Link, ...]
    printings: tuple[printings.PrintingSummary, ...]
    other_years: tuple[Link, ...]
    departments: tuple[Link, ...]
    picture: relations.Picture | None
    parallel: parallel.ParallelView | None
    quoting: Quoting
    changes: tuple[tuple[str, str], ...]

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """What follows the text, for the table of contents."""
        follows = (
            ("对照解读", "explained", self.parallel),
            ("责任单位", "organs", self.departments),
            ("与其他文件的关系", "relations", True),
            ("其他版本", "printings", self.printings),
            ("引用本文", "cite", True),
        )
        return tuple((text, anchor) for text, anchor, there in follows if there)


def pages(site: Site) -> Iterator[Page | File]:
    """A page a work."""
    for work in site.works:
        yield page_of(site, work)


def page_of(site: Site, work: Work) -> Page:
    """The page of one decree."""
    return _page(site, site.bodies, work)


def _page(site: Site, bodies: Bodies, work: Work) -> Page:
    record = work.record
    path = site.urls.work(work)
    return Page(
        path=path,
        template="decree.html",
        title=f"{record.title}（{work.number}）" if work.number else record.title,
        view=_view(site, bodies, work),
        kind="decree",
        description=_description(site, work),
        crumbs=_crumbs(site, work),
        styles=STYLES,
        scripts=SCRIPTS,
        linked_data=linked_data.of_decree(site, work),
        alternates=alternates(path),
        updated=max((each.day for each in record.changes), default=record.signed),
        published=history.published(site, record),
    )


def _crumbs(site: Site, work: Work) -> tuple[Link, ...]:
    if work.number and work.number.year:
        series, year = work.number.series, work.number.year
        return (Link(series, site.urls.series(series)), Link(f"{year}年", site.urls.ledger(series, year)))
    issue = printed_in(site, work.record)
    return (issue,) if issue else ()


def _description(site: Site, work: Work) -> str:
    record = work.record
    parts = [str(work.number) if work.number else "", record.issuer or "", day(record.signed)]
    issue = printed_in(site, record)
    head = "，".join(part for part in parts if part)
    return f"{record.title}。{head}{f'，载{issue.text}' if issue else ''}。全文、附件、引用关系与时效。"


def _view(site: Site, bodies: Bodies, work: Work) -> DecreeView:
    record = work.record
    edges = site.graph.edges_from(record.id)
    return DecreeView(
        writing=writing(site, bodies, record),
        title=_title(record),
        number=str(work.number or record.number or record.number_inferred or ""),
        inferred="" if record.number else record.number_basis or "",
        addressee=record.addressee or "",
        facts=_facts(site, bodies, work),
        status=status.view(site, work),
        cites=references(site, [edge for edge in edges if edge.relation == "cites"]),
        repeals=references(site, [edge for edge in edges if edge.relation == "repeals"]),
        cited_by=backward(site, [each for each in site.graph.cited_by(work) if each.relation != "interprets"]),
        interpretations=tuple(site.link(each) for each in site.graph.interpretations_of(work.id)),
        printings=printings.summary(site, work),
        other_years=tuple(site.work_link(each) for each in site.graph.other_years(work.id) if each.id != work.id),
        departments=_departments(site, record),
        picture=relations.picture(site, work),
        parallel=parallel.for_work(site, bodies, work),
        quoting=quoting(site, work),
        changes=tuple((day(each.day), each.what) for each in record.changes),
    )


def _title(record: Decree) -> tuple[str, str]:
    """The title in the two parts that stand on lines of their own where one line does not hold it."""
    who = record.issuer or ""
    return (who, record.title.removeprefix(who)) if record.title.startswith(f"{who}关于") else ("", record.title)


def _facts(site: Site, bodies: Bodies, work: Work) -> tuple[Fact, ...]:
    record = work.record
    issued = [Link(each.title, f"{site.urls.work(work)}#{each.anchor}", each.type) for each in record.instruments]
    attached = [_attached(site, work, each) for each in record.attachments]
    doctype = Link(record.doctype, site.urls.doctype(record.doctype)) if record.doctype else None
    return facts(
        [
            ("发文机关", record.issuer),
            ("成文日期", day(record.signed)),
            ("文种", doctype),
            ("标题异文", _variants(record)),
            ("主送", record.addressee),
            ("刊载", printed_in(site, record)),
            ("印发内容", issued),
            ("附件", attached),
            ("抄送", record.cc),
            ("印发", "，".join(filter(None, (record.printed_by, day(record.printed_on))))),
            ("公开方式", record.publicity),
        ]
    )


VARIANTS = {"heading": "正文印作", "toc": "目录作", "catalogue": "发文目录作"}


def _variants(record: Decree) -> list[Link]:
    """The other spellings of the title, and where they stand."""
    return [Link(each.text, "", VARIANTS.get(each.origin, "另一版本作")) for each in record.title_variants]


def _attached(site: Site, work: Work, attachment: Attachment) -> Link:
    """An attachment; one that this printing leaves out may stand in another."""
    text = f"{attachment.label} {attachment.title}"
    if not attachment.omitted:
        return Link(text, "")
    for printing in work.printings[1:]:
        for table in site.tables.get(printing.id, ()):
            if fold(table.title) == fold(attachment.title):
                return Link(text, site.urls.table(table.id), "本期略，另一版本载有")
    return Link(text, "", "公报未刊登")


def _departments(site: Site, record: Decree) -> tuple[Link, ...]:
    names = {site.gazette.department(name) or name for name in record.departments}
    counted = Counter(name for task in record.tasks for name in _organs(site, task))
    ranked = sorted(names, key=lambda name: (-counted[name], name))
    return tuple(
        Link(name, site.urls.department(name), f"{counted[name]}项任务" if counted[name] else "") for name in ranked
    )


def _organs(site: Site, task: Task) -> set[str]:
    return {site.gazette.department(name) or name for name in (*task.lead, *task.departments)}
