"""The pages of what is printed beside the decrees: interpretations, appointments, catalogues, anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongbao.model import (
    KIND_NAMES,
    Appointment,
    Appointments,
    Catalogue,
    Interpretation,
    InterpretationCatalogue,
    Issue,
    Listed,
    Record,
    Table,
)
from gongbao.site import linked_data, parallel
from gongbao.site.context import Site
from gongbao.site.issue_view import number_link
from gongbao.site.page import File, Link, Page
from gongbao.site.writing import (
    Fact,
    Reference,
    Writing,
    alternates,
    facts,
    printed_in,
    references,
    writing,
)

SHORT = 16  # a title of so few letters stands in many issues
ACTIONS = {"appoint": "任命", "remove": "免去"}


@dataclass(frozen=True)
class Row:
    """An entry of a notice of appointments or of a catalogue: its cells, each perhaps a link."""

    cells: tuple[Link, ...]


@dataclass(frozen=True)
class TextView:
    """Everything such a page shows."""

    writing: Writing
    name: str
    title: str
    facts: tuple[Fact, ...]
    cites: tuple[Reference, ...]
    parallel: parallel.ParallelView | None
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """What follows the text, for the table of contents."""
        follows = (
            ("整理成表", "entries", self.rows),
            ("对照原文件", "explained", self.parallel),
            ("引用了", "cites", self.cites),
        )
        return tuple((text, anchor) for text, anchor, there in follows if there)


def pages(site: Site) -> Iterator[Page | File]:
    """A page each record that is neither issue, decree nor table."""
    for record in site.library.records.values():
        if not isinstance(record, Issue | Table) and record.kind != "decree":
            yield page_of(site, record)


def page_of(site: Site, record: Record) -> Page:
    """The page of one text."""
    return _page(site, record)


def _page(site: Site, record: Record) -> Page:
    path = site.urls.record(record)
    issue = printed_in(site, record)
    published = _published(site, record)
    return Page(
        path=path,
        template="text.html",
        title=_title(record, issue),
        view=_view(site, record),
        kind=record.kind,
        description=f"{KIND_NAMES[record.kind]}：{record.title}。{f'载{issue.text}。' if issue else ''}",
        crumbs=(Link(issue.text, issue.path),) if issue else (),
        styles=("text", "table", "parallel"),
        scripts=("text", "table"),
        linked_data=linked_data.of_interpretation(site, record) if isinstance(record, Interpretation) else "",
        alternates=alternates(path),
        updated=published,
        published=published,
    )


def _title(record: Record, issue: Link | None) -> str:
    """A title that says of which issue it is: every issue has its 政策解读目录."""
    return f"{record.title}（{issue.text}）" if issue and len(record.title) <= SHORT else record.title


def _view(site: Site, record: Record) -> TextView:
    header, rows = _entries(site, record)
    interpretation = record if isinstance(record, Interpretation) else None
    edges = [edge for edge in site.graph.edges_from(record.id) if edge.relation == "cites"]
    return TextView(
        writing=writing(site, site.bodies, record),
        name=KIND_NAMES[record.kind],
        title=record.title,
        facts=_facts(site, record),
        cites=references(site, edges),
        parallel=parallel.for_interpretation(site, site.bodies, interpretation) if interpretation else None,
        header=header,
        rows=rows,
    )


def _facts(site: Site, record: Record) -> tuple[Fact, ...]:
    return facts([("刊载", printed_in(site, record)), *_of_interpretation(site, record)])


def _of_interpretation(site: Site, record: Record) -> list[tuple[str, str | Link | tuple[Link, ...] | None]]:
    if not isinstance(record, Interpretation):
        return []
    contact = record.contact
    explained = [edge for edge in site.graph.edges_from(record.id) if edge.relation == "interprets"]
    person = f"{contact.person or ''}{f'（{contact.post}）' if contact.post else ''}" if contact else ""
    return [
        ("解读的文件", tuple(each.link for each in references(site, explained))),
        ("解读机关", contact.organ if contact else None),
        ("解读人", person),
        ("联系电话", contact.phone if contact else None),
    ]


def _entries(site: Site, record: Record) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    if isinstance(record, Appointments):
        return ("姓名", "任免", "职务", "备注", "原文"), tuple(
            _appointment(site, record, each) for each in record.entries
        )
    if isinstance(record, Catalogue | InterpretationCatalogue):
        return ("文号", "标题", "本期是否刊登"), tuple(_listed(site, each) for each in record.entries)
    return (), ()


def _appointment(site: Site, record: Appointments, entry: Appointment) -> Row:
    person = Link(entry.person, site.urls.person(entry.person)) if entry.person else Link("（未写姓名）", "")
    line = Link(f"第{entry.line}行", site.urls.source(record.source.file, entry.line))
    return Row(
        (
            person,
            _plain(ACTIONS.get(entry.action, entry.action)),
            _plain("；".join(entry.positions)),
            _plain(entry.note),
            line,
        )
    )


def _listed(site: Site, entry: Listed) -> Row:
    number = number_link(site, entry.number)
    path = number.path if number else ""
    return Row((_plain(entry.number), Link(entry.title, path), _plain("刊登" if entry.printed else "未刊登")))


def _plain(text: str | None) -> Link:
    return Link(text or "", "")


def _published(site: Site, record: Record) -> date | None:
    issue = site.library.records.get(record.issue or "")
    return issue.published if isinstance(issue, Issue) else None
