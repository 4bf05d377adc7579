"""The further printings of a decree: what differs from the first one, paragraph by paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongbao.linking import Work
from gongbao.linking.differences import Difference, compare
from gongbao.linking.differences import Part as DifferencePart
from gongbao.model import Decree
from gongbao.site.context import Site
from gongbao.site.page import File, Link, Page
from gongbao.site.render import day
from gongbao.site.spots import Spots
from gongbao.site.writing import Fact, alternates, downloads, facts, printed_in

FIRST, OWN = "首份", "本份"
WORDS: Mapping[str, str] = {"changed": "有字句差异", "removed": f"只见于{FIRST}", "added": f"只见于{OWN}"}


@dataclass(frozen=True)
class PrintingSummary:
    """A further printing as the decree's page names it, with what the comparison came to."""

    link: Link
    verdict: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of both printings: what is to be said of it, its letters, its lines in the sources."""

    word: str
    parts: tuple[DifferencePart, ...]
    places: tuple[Link, ...]
    anchors: tuple[str, ...]  # those it has in this printing


@dataclass(frozen=True)
class Run:
    """Neighbouring paragraphs that differ, or that are the same and are folded."""

    same: bool
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Tables:
    """The tables of a printing, which are not compared cell by cell, by their ids."""

    name: str
    links: tuple[tuple[str, Link], ...]


@dataclass(frozen=True)
class PrintingView:
    """The page of a further printing."""

    title: str
    number: str
    inferred: str  # from where the number was concluded, if this printing has none
    name: str  # where this printing was found
    first: Link
    verdict: str
    runs: tuple[Run, ...]
    anchors: tuple[str, ...]  # of what is not compared, so that links to it lead here
    tables: tuple[Tables, ...]
    facts: tuple[Fact, ...]
    site: tuple[Fact, ...]  # what the web page's own table of facts says
    sources: tuple[Link, ...]
    downloads: tuple[Link, ...]

    @property
    def differs(self) -> bool:
        """Whether there is any paragraph that is not the same."""
        return not all(run.same for run in self.runs)


def pages(site: Site) -> Iterator[Page | File]:
    """A page each printing after the first."""
    for work in site.works:
        yield from pages_of(site, work)


def pages_of(site: Site, work: Work) -> Iterator[Page]:
    """The pages of the further printings of one decree."""
    for record in work.printings[1:]:
        yield _page(site, work, record)


def summary(site: Site, work: Work) -> tuple[PrintingSummary, ...]:
    """The further printings of a work, for its own page."""
    return tuple(
        PrintingSummary(Link(where(site, record), site.urls.record(record)), _verdict(_compared(site, work, record)))
        for record in work.printings[1:]
    )


def where(site: Site, record: Decree) -> str:
    """Where a printing was found, in words."""
    issue = printed_in(site, record)
    if issue:
        return f"{issue.text}所刊文本"
    return "政府网站公布的文本" if record.site else f"单独收录的文本（{record.source.file}）"


def _page(site: Site, work: Work, record: Decree) -> Page:
    path = site.urls.record(record)
    name = where(site, record)
    verdict = _verdict(_compared(site, work, record))
    number = f"（{work.number}）" if work.number else ""
    return Page(
        path=path,
        template="printing.html",
        title=f"{record.title}{number}：{name}",
        view=_view(site, work, record),
        kind="printing",
        description=f"{record.title}{number}的另一文本：{name}。{verdict}",
        crumbs=(Link(str(work.number or work.title), site.urls.work(work)),),
        styles=("text", "printing"),
        alternates=alternates(path),
        updated=max((each.day for each in record.changes), default=record.signed or record.printed_on),
        published=record.signed or record.printed_on,
    )


def _view(site: Site, work: Work, record: Decree) -> PrintingView:
    differences = _compared(site, work, record)
    own = Spots(site, record)
    runs = tuple(_runs(differences, Spots(site, work.record), own))
    tables = tuple(each for each in (_tables(site, work.record, FIRST), _tables(site, record, OWN)) if each.links)
    return PrintingView(
        title=record.title,
        number=str(work.number or ""),
        inferred=record.number_basis or "" if not record.number else "",
        name=where(site, record),
        first=Link(where(site, work.record), site.urls.work(work), work.title),
        verdict=_verdict(differences),
        runs=runs,
        anchors=tuple(anchor for anchor in own.rest if anchor not in {each for one in tables for each, _ in one.links}),
        tables=tables,
        facts=_facts(site, record),
        site=facts(sorted(record.site.items())),
        sources=(_source(site, work.record, FIRST), _source(site, record, OWN)),
        downloads=downloads(site.urls.record(record)),
    )


def _compared(site: Site, work: Work, record: Decree) -> tuple[Difference, ...]:
    return compare(_running(site, work.record), _running(site, record))


def _running(site: Site, record: Decree) -> str:
    """The body without the places of its tables, which are listed and not compared."""
    places = tuple(f"({table.id}.md)" for table in site.tables.get(record.id, ()))
    blocks = record.body.split("\n\n")
    return "\n\n".join(each for each in blocks if not (each.strip().startswith("[") and each.strip().endswith(places)))


def _verdict(differences: Sequence[Difference]) -> str:
    """What a comparison comes to, in one sentence."""
    counts: Counter[str] = Counter(each.op for each in differences)
    if counts["same"] == len(differences):
        return f"两处文字相同，共{len(differences)}段；标点和空格的出入不计。"
    told = [f"{counts['same']}段相同"] if counts["same"] else []
    told += [f"{counts[op]}段{words}" for op, words in WORDS.items() if counts[op]]
    return f"两处文字：{'，'.join(told)}；标点和空格的出入不计。"


def _runs(differences: Sequence[Difference], first: Spots, own: Spots) -> Iterator[Run]:
    for same, group in groupby(differences, key=lambda each: each.op == "same"):
        yield Run(same, tuple(_paragraph(each, first, own) for each in group))


def _paragraph(difference: Difference, first: Spots, own: Spots) -> Paragraph:
    before, after = first.find(difference.before), own.find(difference.after)
    lines = ((FIRST, before.line), (OWN, after.line))
    places = tuple(Link(f"{name}{line.text}", line.path) for name, line in lines if line)
    return Paragraph(WORDS.get(difference.op, ""), difference.parts, places, after.anchors)


def _tables(site: Site, record: Decree, name: str) -> Tables:
    held = site.tables.get(record.id, ())
    return Tables(name, tuple((table.id, site.link(table, f"{table.rows}行")) for table in held))


def _facts(site: Site, record: Decree) -> tuple[Fact, ...]:
    return facts(
        [
            ("刊载", printed_in(site, record)),
            ("发文机关", record.issuer),
            ("成文日期", day(record.signed)),
            ("主送", record.addressee),
            ("抄送", record.cc),
            ("印发", "，".join(filter(None, (record.printed_by, day(record.printed_on))))),
            ("公开方式", record.publicity),
        ]
    )


def _source(site: Site, record: Decree, name: str) -> Link:
    first, last = record.source.lines
    return Link(f"{name}：{record.source.file} 第{first}–{last}行", site.urls.source(record.source.file, first))
