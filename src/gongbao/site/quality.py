"""The quality of the archive, measured: for each source and for all of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import partial

from gongbao.model import Decree, Issue, Record, Table
from gongbao.site import urls
from gongbao.site.collation import collate
from gongbao.site.context import Site
from gongbao.site.data.origins import source_bytes
from gongbao.site.gathered import Piece, gathered_apart
from gongbao.site.page import File, Link, Page
from gongbao.site.parts import joined
from gongbao.site.sources import account_of, digest_of, home_of, records_of

DATA = "data/quality.json"


@dataclass(frozen=True)
class Measures:
    """What is counted of a source; all can be added up."""

    lines: int = 0  # not blank
    owned: int = 0  # of these, with exactly one owner
    listed: int = 0  # lines of the contents
    matched: int = 0  # of these, that agree with a body
    unlisted: int = 0  # bodies the contents do not list
    decrees: int = 0
    numbered: int = 0  # of these, that print their number
    inferred: int = 0  # of these, whose number was concluded
    citations: int = 0
    resolved: int = 0  # to a decree that is here
    awaited: int = 0  # to a number of the gazette's own series whose text is not here
    ambiguous: int = 0  # that several decrees fit
    outside: int = 0  # that nothing here fits
    tables: int = 0
    warnings: int = 0

    def __add__(self, other: Measures) -> Measures:
        return Measures(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


@dataclass(frozen=True)
class SourceRow:
    """A source and what was counted of it."""

    home: Link
    source: Link
    digest: str
    issue: bool
    faults: tuple[Link, ...]
    counted: Measures

    @property
    def cells(self) -> tuple[str, ...]:
        """The figures as the table shows them; what arrived without contents has none to be held against."""
        return cells(self.counted, self.issue)


@dataclass(frozen=True)
class Measure:
    """A measure in one plain sentence, and what it comes to in all."""

    name: str
    result: str
    meaning: str


@dataclass(frozen=True)
class QualityView:
    """All measures, all sources."""

    measures: tuple[Measure, ...]
    rows: tuple[SourceRow, ...]
    total: tuple[str, ...]
    data: Link


def pages(site: Site) -> Iterator[Page | File]:
    """The quality page, and its figures as JSON."""
    rows = tuple(sorted(_rows(site), key=lambda row: (not row.issue, row.source.text)))
    total = sum((row.counted for row in rows), Measures())
    view = QualityView(tuple(_measures(total)), rows, cells(total), Link("quality.json", DATA))
    text = "逐期、逐份原文的整理质量：原文行的归属、目录核对、文号与引用的指向、表格和存疑之处。"
    alternates = (("application/json", DATA),)
    yield Page(
        urls.QUALITY, "quality.html", "质量报告", view, "quality", text, styles=("issue",), alternates=alternates
    )
    yield File(DATA, _json(rows, total))


def cells(counted: Measures, contents: bool = True) -> tuple[str, ...]:
    """The figures in the order of the table's columns."""
    listing = (counted.matched, counted.listed, counted.unlisted)
    return (
        *map(str, (counted.owned, counted.lines)),
        *(map(str, listing) if contents else ("—",) * len(listing)),
        *map(str, (counted.numbered, counted.inferred, counted.decrees)),
        *map(str, (counted.resolved, counted.awaited, counted.ambiguous, counted.outside)),
        *map(str, (counted.tables, counted.warnings)),
    )


def _rows(site: Site) -> Iterator[SourceRow]:
    pieces = (Piece(name[:4], _basis(site, name), partial(_row, site, name)) for name in site.sources)
    yield from gathered_apart(site, "quality", pieces)


def _basis(site: Site, name: str) -> bytes:
    """What the figures of a source are made of: itself, its records, and what the contents of an issue are held against."""
    records = records_of(site, name)
    bodies = (each for record in records if isinstance(record, Issue) for each in _bodies(site, record))
    near = site.basis.of(*(record.id for record in records))
    return joined((site.basis.file(name), near, *map(site.basis.record, bodies)))


def _bodies(site: Site, issue: Issue) -> Iterator[Record]:
    """What belongs to an issue, and what its contents lead to."""
    yield from site.library.of_issue(issue.id)
    listed = (site.library.records.get(entry.record or "") for entry in issue.toc)
    yield from filter(None, listed)


def _row(site: Site, name: str) -> SourceRow:
    records = records_of(site, name)
    found = account_of(site, name)
    data = source_bytes(site, name)
    faults = tuple(Link(f"第{run.first}–{run.last}行", site.urls.source(name, run.first)) for run in found.faults)
    return SourceRow(
        home_of(site, name),
        Link(name, site.urls.source(name) if data is not None else ""),
        digest_of(data) if data is not None else "",
        any(isinstance(record, Issue) for record in records),
        faults,
        Measures(lines=found.written, owned=found.owned) + _of_records(site, records),
    )


def _of_records(site: Site, records: Sequence[Record]) -> Measures:
    decrees = [record for record in records if isinstance(record, Decree)]
    contents = [each for record in records if isinstance(record, Issue) for each in collate(site, record) if record.toc]
    return _citations(site, records) + Measures(
        listed=sum(each.entry is not None for each in contents),
        matched=sum(each.matched for each in contents),
        unlisted=sum(each.entry is None for each in contents),
        decrees=len(decrees),
        numbered=sum(record.number is not None for record in decrees),
        inferred=sum(record.number is None and record.number_inferred is not None for record in decrees),
        tables=sum(isinstance(record, Table) for record in records),
        warnings=sum(len(record.warnings) for record in records),
    )


def _citations(site: Site, records: Iterable[Record]) -> Measures:
    kinds: Counter[str] = Counter()
    for edge in (edge for record in records for edge in site.graph.edges_from(record.id)):
        several = edge.target.kind == "cited" and bool(site.graph.cited[edge.target.key].candidates)
        kinds["ambiguous" if several else edge.target.kind] += 1
    return Measures(
        citations=sum(kinds.values()),
        resolved=kinds["work"],
        awaited=kinds["stub"],
        ambiguous=kinds["ambiguous"],
        outside=kinds["cited"],
    )


def _measures(total: Measures) -> Iterator[Measure]:
    yield Measure(
        "原文行",
        _of(total.owned, total.lines),
        "原文每一个非空行都应恰好归入一篇记录、一张表格或这一期自身的刊头、目录等；分子是做到的行数，分母是全部非空行。",
    )
    yield Measure(
        "目录核对",
        _of(total.matched, total.listed),
        f"目录所列的每一篇都应在正文中找到，题名和文号一致；分子是一致的篇数。正文中另有{total.unlisted}篇目录未列。",
    )
    yield Measure(
        "文号",
        _of(total.numbered, total.decrees),
        f"文件中印有发文字号的件数；另有{total.inferred}件的文号由其他刊本或目录推定，并注明了依据。",
    )
    yield Measure(
        "引用",
        _of(total.resolved, total.citations),
        f"文件和解读引用、废止、解读其他公文的处数，分子是指到本站全文的。其余{total.awaited}处是本公报自己的文号而本站没有全文，"
        f"{total.ambiguous}处有几件文件都可能是，只列出而不指定，{total.outside}处本站没有收录，例如国家、省的法规和文件。",
    )
    yield Measure("表格", f"{total.tables}", "单独成篇、可以下载的表格张数。")
    yield Measure(
        "存疑",
        f"{total.warnings}",
        "程序读原文时拿不准、请人核对的地方；每一处都注明了原文的行。",
    )


def _of(part: int, whole: int) -> str:
    return f"{part} / {whole}" if whole else "没有"


def _json(rows: Iterable[SourceRow], total: Measures) -> bytes:
    sources = [
        {"source": row.source.text, "sha256": row.digest or None, "title": row.home.text, **_figures(row.counted)}
        for row in rows
    ]
    return (json.dumps({"total": _figures(total), "sources": sources}, ensure_ascii=False, indent=1) + "\n").encode()


def _figures(measures: Measures) -> dict[str, int]:
    return {each.name: getattr(measures, each.name) for each in fields(measures)}
