"""A text on its page: what decrees, interpretations and other writings have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.linking import Edge
from gongbao.model import Decree, Issue, Record
from gongbao.site import tables
from gongbao.site.bodies import Bodies, Body
from gongbao.site.context import Site
from gongbao.site.page import Link
from gongbao.site.render import day

STATES = {"work": "本库收录", "stub": "本库只见文号", "cited": "库外文件"}


@dataclass(frozen=True)
class Fact:
    """A line of the facts: its name and its values, each perhaps a link."""

    name: str
    values: tuple[Link, ...]


@dataclass(frozen=True)
class Reference:
    """A document this one leads to, or that leads here."""

    link: Link
    state: str
    basis: str = ""
    candidates: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Doubtful:
    """What the reader of the source was unsure of, and the line."""

    text: str
    place: Link


@dataclass(frozen=True)
class Writing:
    """A text with all that is shown around it, whatever kind it is."""

    id: str
    body: Body
    tables: dict[str, tables.TableView]
    source: str  # the page of its source, to which #L… is added
    source_lines: Link
    doubts: tuple[Doubtful, ...]
    downloads: tuple[Link, ...]


def writing(site: Site, bodies: Bodies, record: Record) -> Writing:
    """The text of a record and what belongs to it."""
    first, last = record.source.lines
    own = site.tables.get(record.id, ())
    return Writing(
        id=record.id,
        body=bodies.of(record),
        tables={table.id: tables.view(site, table) for table in own},
        source=site.urls.source(record.source.file),
        source_lines=Link(f"{record.source.file} 第{first}–{last}行", site.urls.source(record.source.file, first)),
        doubts=tuple(_doubts(site, (record, *own))),
        downloads=downloads(site.urls.record(record)),
    )


def downloads(path: str) -> tuple[Link, ...]:
    """The other forms of the record of a page."""
    return (
        Link("Markdown", f"{path}index.md", "text/markdown"),
        Link("JSON", f"{path}index.json", "application/json"),
        Link("纯文本", f"{path}index.txt", "text/plain"),
    )


def alternates(path: str) -> tuple[tuple[str, str], ...]:
    """The same for the head of the page."""
    return tuple((link.note, link.path) for link in downloads(path))


def printed_in(site: Site, record: Record) -> Link | None:
    """The issue a record is printed in, with the page."""
    issue = site.library.records.get(record.issue or "")
    if not isinstance(issue, Issue):
        return None
    page = f"第{record.page}页起" if record.page else ""
    return Link(issue.title, site.urls.issue(issue.id), page)


def facts(pairs: Sequence[tuple[str, str | Link | Sequence[Link] | None]]) -> tuple[Fact, ...]:
    """The facts that have a value."""
    return tuple(Fact(name, _links(value)) for name, value in pairs if value)


def _links(value: str | Link | Sequence[Link]) -> tuple[Link, ...]:
    if isinstance(value, str):
        return (Link(value, ""),)
    return (value,) if isinstance(value, Link) else tuple(value)


def references(site: Site, edges: Sequence[Edge]) -> tuple[Reference, ...]:
    """What a record leads to, each once."""
    seen: dict[tuple[str, str], Reference] = {}
    for edge in edges:
        key = (edge.target.kind, edge.target.key)
        if key not in seen:
            seen[key] = _reference(site, edge)
    return tuple(seen.values())


def _reference(site: Site, edge: Edge) -> Reference:
    target = edge.target
    if target.kind == "work":
        work = site.graph.works[target.key]
        link, state = site.work_link(work), STATES["work"]
        return Reference(Link(link.text, site.urls.target(target), link.note), state, edge.basis or "")
    title, number = edge.title, edge.number
    link = Link(f"《{title}》" if title else number or "", site.urls.target(target), number or "" if title else "")
    candidates: tuple[Link, ...] = ()
    if target.kind == "cited":
        ids = site.graph.cited[target.key].candidates
        candidates = tuple(site.work_link(site.graph.works[id_]) for id_ in ids)
    return Reference(
        link, "有几份同名文件，不能确定" if candidates else STATES[target.kind], edge.basis or "", candidates
    )


def backward(site: Site, edges: Sequence[Edge]) -> tuple[Reference, ...]:
    """Who leads here."""
    words = {"cites": "引用", "repeals": "废止", "interprets": "解读"}
    found = []
    for edge in edges:
        record = site.library.records[edge.source]
        work = site.graph.work_of(record.id)
        link = site.work_link(work) if work else site.link(record)
        note = link.note or (day(record.signed) if isinstance(record, Decree) else "")
        found.append(Reference(Link(link.text, site.urls.record(record), note), words[edge.relation], edge.basis or ""))
    return tuple(found)


def _doubts(site: Site, records: Sequence[Record]) -> list[Doubtful]:
    return [
        Doubtful(doubt.what, Link(f"第{doubt.line}行", site.urls.source(record.source.file, doubt.line)))
        for record in records
        for doubt in record.warnings
    ]
