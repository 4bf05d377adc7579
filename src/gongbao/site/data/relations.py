"""citations.csv and catalogue.csv: what names other documents, and what that leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from gongbao import numbers
from gongbao.linking import Edge, Target
from gongbao.model import Catalogue, InterpretationCatalogue, Listed
from gongbao.site.context import Site
from gongbao.site.data.schema import Dataset, Group, Reference, Told, columns_of
from gongbao.site.data.whereabouts import (
    IN_ARCHIVE,
    NUMBER_ONLY,
    STATES,
    candidates_of,
    held,
    state_of,
    target_address,
)
from gongbao.site.parts import joined


@dataclass(frozen=True)
class CitationRow:
    """A document that a record names."""

    record: Annotated[str, Told("记录", "提到它的记录。")]
    entry: Annotated[int, Told("序号", "在该记录的引用中排第几，从 1 数起。")]
    relation: Annotated[
        str, Told("关系", "cites 引用，repeals 废止，interprets 解读。", ("cites", "repeals", "interprets"))
    ]
    number: Annotated[str | None, Told("所引字号", "原文提到的发文字号。")]
    title: Annotated[str | None, Told("所引标题", "原文提到的标题，不带书名号。")]
    basis: Annotated[str | None, Told("依据", "写明废止的原句。")]
    state: Annotated[
        str,
        Told(
            "结论",
            "程序的判断：in_archive 库里有正文，number_only 本公报系列的字号而库里没有正文，"
            "outside 库外的文件，ambiguous 可能是几件文件、不作认定。",
            STATES,
        ),
    ]
    target: Annotated[str, Told("所指", "所指文件的编号、字号或库外文件的代号，随结论而定。")]
    target_record: Annotated[str | None, Told("所指记录", "库里有正文时，首选版本的编号。")]
    target_anchor: Annotated[str | None, Told("所指位置", "所引的是文件印发的办法、方案时，它在正文中的位置。")]
    candidates: Annotated[str | None, Told("候选", "不作认定时可能的记录编号，用分号加空格隔开。")]
    address: Annotated[str, Told("网址", "所指文件的页面；网站地址未定时，是从网站根目录起的路径。")]


@dataclass(frozen=True)
class CatalogueRow:
    """A document that a catalogue lists."""

    record: Annotated[str, Told("记录", "列出它的发文目录或政策解读目录。")]
    entry: Annotated[int, Told("序号", "在目录中排第几，从 1 数起。")]
    issue: Annotated[str | None, Told("期", "刊登目录的一期。")]
    kind: Annotated[
        str,
        Told(
            "目录种类",
            "catalogue 发文目录，interpretation-catalogue 政策解读目录。",
            ("catalogue", "interpretation-catalogue"),
        ),
    ]
    number: Annotated[str | None, Told("发文字号", "目录所列的字号；没有列出时为空。")]
    title: Annotated[str, Told("标题", "照目录所印。")]
    printed: Annotated[bool, Told("是否刊登", "false 表示目录列出而这一期没有刊登正文。")]
    state: Annotated[
        str | None,
        Told(
            "结论",
            "按字号判断：in_archive 库里有正文，number_only 库里没有正文；没有字号或字号不属本公报时为空。",
            (IN_ARCHIVE, NUMBER_ONLY),
        ),
    ]
    target_record: Annotated[str | None, Told("所指记录", "库里有正文时，首选版本的编号。")]
    address: Annotated[str | None, Told("网址", "该字号的页面；网站地址未定时，是从网站根目录起的路径。")]


def _citations(site: Site) -> Iterator[Group]:
    for id_ in site.library.records:
        if site.graph.edges_from(id_):
            yield Group(site.basis.of(id_), partial(_of_record, site, id_))


def _of_record(site: Site, id_: str) -> list[CitationRow]:
    return [_citation(site, edge, place) for place, edge in enumerate(site.graph.edges_from(id_), 1)]


def _citation(site: Site, edge: Edge, place: int) -> CitationRow:
    return CitationRow(
        record=edge.source,
        entry=place,
        relation=edge.relation,
        number=edge.number,
        title=edge.title,
        basis=edge.basis,
        state=state_of(site, edge.target),
        target=edge.target.key,
        target_record=held(edge.target),
        target_anchor=edge.target.anchor,
        candidates="; ".join(candidates_of(site, edge)) or None,
        address=target_address(site, edge.target),
    )


def _catalogue(site: Site) -> Iterator[Group]:
    for record in site.library.records.values():
        if isinstance(record, Catalogue | InterpretationCatalogue):
            led = (site.basis.number(entry.number) for entry in record.entries)
            own = joined((site.basis.record(record), *led))
            yield Group(own, partial(_of_catalogue, site, record))


def _of_catalogue(site: Site, record: Catalogue | InterpretationCatalogue) -> list[CatalogueRow]:
    return [_listed(site, record, item) for item in enumerate(record.entries, 1)]


def _listed(site: Site, record: Catalogue | InterpretationCatalogue, item: tuple[int, Listed]) -> CatalogueRow:
    place, entry = item
    target = _target(site, entry.number)
    return CatalogueRow(
        record=record.id,
        entry=place,
        issue=record.issue,
        kind=record.kind,
        number=entry.number,
        title=entry.title,
        printed=entry.printed,
        state=state_of(site, target) if target else None,
        target_record=held(target),
        address=target_address(site, target) if target else None,
    )


def _target(site: Site, number: str | None) -> Target | None:
    """What a listed number leads to within the gazette's own series."""
    read = numbers.parse(number) if number else None
    target = site.graph.target_of(read) if read else None
    return target if target and target.kind != "cited" else None


CITATIONS = Dataset(
    name="citations",
    title="引用",
    description="文件和政策解读提到的每一件其他文件一行，以及程序认定它是什么。认定不了的写明候选，不作猜测。",
    columns=columns_of(CitationRow),
    key=("record", "entry"),
    references=(Reference("record", "records", "id"), Reference("target_record", "records", "id")),
    groups=_citations,
)

CATALOGUE = Dataset(
    name="catalogue",
    title="发文目录",
    description="发文目录和政策解读目录的每一条一行，包括列出而没有刊登的文件。",
    columns=columns_of(CatalogueRow),
    key=("record", "entry"),
    references=(
        Reference("record", "records", "id"),
        Reference("issue", "issues", "id"),
        Reference("target_record", "records", "id"),
    ),
    groups=_catalogue,
)
