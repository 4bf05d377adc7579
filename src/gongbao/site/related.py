"""What a decree has to do with others, in groups for a picture: each document once, with a short name and a full one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongbao.linking import Edge, Target, Work
from gongbao.linking.titles import split_issuer
from gongbao.model import Decree, Record
from gongbao.site.context import Site
from gongbao.site.page import Link

State = Literal["here", "work", "stub", "cited", "text"]
MOST = 7  # documents of a group that are shown; the rest is counted
LABEL = 12  # letters of a title that there is room for
_FORMAL = re.compile(
    r"""
    # what says little at the head of 关于印发云州市集市办法的通知; not: 关于 inside a title
    \A 关于 (?: 印发 | 公布 | 转发 | 批转 | 下达 )? 《?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Document:
    """A document of the picture: a link with its short name, what it is called in full with its relation, its state."""

    link: Link
    title: str
    state: State


@dataclass(frozen=True)
class Group:
    """Documents that have the same relation to the decree."""

    name: str
    documents: tuple[Document, ...]

    @property
    def shown(self) -> tuple[Document, ...]:
        """Those there is room for; the last place may be needed to say how many more there are."""
        return self.documents if len(self.documents) <= MOST else self.documents[: MOST - 1]

    @property
    def rows(self) -> int:
        """How many places the group takes."""
        return min(len(self.documents), MOST)


def itself(site: Site, work: Work) -> Document:
    """The decree the picture is about."""
    return _document(site, Link(work.title, site.urls.work(work), str(work.number or "")), "here")


def cited(site: Site, work: Work) -> Group:
    """What the decree leads to; what it repeals first, because that says most."""
    edges = [edge for edge in site.graph.edges_from(work.id) if edge.relation != "interprets"]
    found: dict[tuple[str, str], Document] = {}
    for edge in sorted(edges, key=lambda each: each.relation != "repeals"):
        found.setdefault((edge.target.kind, edge.target.key), _led_to(site, edge))
    repeals = any(edge.relation == "repeals" for edge in edges)
    return Group("本文件引用、废止" if repeals else "本文件引用", tuple(found.values()))


def citing(site: Site, work: Work) -> Group:
    """Who leads to the decree; its interpretations stand below."""
    found: dict[str, Document] = {}
    for edge in site.graph.cited_by(work):
        if edge.relation != "interprets":
            record = site.library.records[edge.source]
            relation = "它废止本文件" if edge.relation == "repeals" else "它引用本文件"
            found.setdefault(record.id, _record(site, record, relation))
    return Group("引用本文件", tuple(found.values()))


def kin(site: Site, work: Work) -> Iterator[Group]:
    """Interpretations, other printings and other years, as far as there are any."""
    years = site.graph.other_years(work.id)
    groups = (
        Group("政策解读", tuple(_record(site, each, "解读本文件") for each in site.graph.interpretations_of(work.id))),
        Group("其他版本", tuple(_printing(site, each) for each in work.printings[1:])),
        Group("其他年份", tuple(_record(site, each.record, "其他年份的同类文件") for each in years)),
    )
    return (group for group in groups if group.documents)


def _led_to(site: Site, edge: Edge) -> Document:
    title, number = _name(site, edge.target)
    if edge.target.kind != "work":
        title = edge.title or title
    relation = "本文件废止它" if edge.relation == "repeals" else "本文件引用它"
    return _document(site, Link(title or number, site.urls.target(edge.target), number), edge.target.kind, relation)


def _name(site: Site, target: Target) -> tuple[str, str]:
    """The title and the number of what a citation leads to; either may be empty."""
    if target.kind == "work":
        work = site.graph.works[target.key]
        return work.title, str(work.number or "")
    if target.kind == "stub":
        stub = site.graph.stubs[target.key]
        return next(iter(stub.titles), ""), str(stub.number)
    cited_ = site.graph.cited[target.key]
    return cited_.title or "", str(cited_.number or "")


def _record(site: Site, record: Record, relation: str) -> Document:
    work = site.graph.work_of(record.id)
    path = site.urls.record(record)
    if work is None:
        return _document(site, Link(record.title, path), "text", relation)
    return _document(site, Link(work.title, path, str(work.number or "")), "work", relation)


def _printing(site: Site, record: Decree) -> Document:
    where = f"{record.issue}期公报" if record.issue else "单独收录的文本"
    return Document(Link(where, site.urls.record(record)), f"{where}　{record.title}（其他版本）", "work")


def _document(site: Site, link: Link, state: State, relation: str = "") -> Document:
    """A document by its number (the note of its link), else by its title; the full name holds the visible words."""
    name = link.note or _short(site, link.text)
    full = f"{link.note}　{link.text}" if link.note and link.note != link.text else link.text
    return Document(Link(name, link.path), f"{full}（{relation}）" if relation else full, state)


def _short(site: Site, title: str) -> str:
    """A title without its issuer and its formal opening, cut to the room there is."""
    _, rest = split_issuer(title.removeprefix("《"), site.gazette)
    rest = _FORMAL.sub("", rest) or title
    return rest if len(rest) <= LABEL else rest[: LABEL - 1] + "…"
