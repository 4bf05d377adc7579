"""What the page of an issue shows, every value ready."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gongbao import numbers
from gongbao.linking.differences import Part
from gongbao.model import KIND_NAMES, Catalogue, Decree, InterpretationCatalogue, Issue, Listed, Record
from gongbao.site.accounts import file_path
from gongbao.site.collation import Collated, apart, collate, letters, verdict
from gongbao.site.context import Site
from gongbao.site.page import Link
from gongbao.typography import fold

MEASURES: Mapping[str, str] = {  # the kinds that are counted, with their measure words
    "decree": "件",
    "interpretation": "篇",
    "appointments": "篇",
    "catalogue": "篇",
    "interpretation-catalogue": "篇",
    "other": "篇",
    "table": "张",
}


@dataclass(frozen=True)
class Entry:
    """A line of the contents; `title` leads nowhere where there is no body."""

    title: Link
    number: Link | None
    page: int | None
    note: str
    badge: str


@dataclass(frozen=True)
class Section:
    """A heading of the contents and what stands under it."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Deviation:
    """A place where contents and body disagree: what is the matter, and both as they are printed."""

    what: str
    listed: str
    printed: Link
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Match:
    """A line of the contents that agrees with its body, and where that stands in the source."""

    link: Link
    place: Link


@dataclass(frozen=True)
class Collation:
    """Contents against bodies, the verdict first."""

    verdict: str
    deviations: tuple[Deviation, ...]
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class CatalogueLine:
    """A line of a catalogue: what it lists, where it stands, and how its title differs from the body's."""

    number: Link | None
    title: Link
    printed: bool
    state: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class CatalogueView:
    """A 发文目录 of the issue."""

    link: Link
    verdict: str
    lines: tuple[CatalogueLine, ...]


@dataclass(frozen=True)
class DoubtView:
    """What was unsure: the line of the source, what it was, and the record it concerns."""

    line: Link
    what: str
    record: Link


@dataclass(frozen=True)
class Download:
    """A record and the files it can be had as."""

    record: Link
    files: tuple[Link, ...]


@dataclass(frozen=True)
class IssueView:
    """An issue of the gazette."""

    title: tuple[str, ...]  # in the parts between which a line may break
    serial: str
    published: date | None
    holds: str
    facts: tuple[tuple[str, str], ...]
    source: Link
    file: Link
    listed: bool  # whether the issue prints a table of contents
    sections: tuple[Section, ...]
    collation: Collation
    catalogues: tuple[CatalogueView, ...]
    doubts: tuple[DoubtView, ...]
    downloads: tuple[Download, ...]
    older: Link | None
    newer: Link | None


def view_of(site: Site, issue: Issue, around: tuple[Issue | None, Issue | None]) -> IssueView:
    """The view of an issue; `around` are the one before and the one after it."""
    collated = collate(site, issue)
    older, newer = around
    return IssueView(
        _apart(issue),
        serial_of(issue),
        issue.published,
        summary(site, issue),
        tuple(_facts(issue)),
        Link("逐行查看", site.urls.source(issue.source.file)),
        Link(issue.source.file, file_path(issue.source.file)),
        bool(issue.toc),
        tuple(_sections(site, collated)),
        _collation(site, issue, collated),
        tuple(_catalogues(site, issue)),
        tuple(_doubts(site, issue)),
        tuple(_downloads(site, issue)),
        _neighbour(site, older, "上一期", missing(site, older, issue)) if older else None,
        _neighbour(site, newer, "下一期", missing(site, issue, newer)) if newer else None,
    )


def name_of(issue: Issue) -> str:
    """The short name of an issue: 2023年第04期; its title where year or number are unknown."""
    return f"{issue.year}年第{issue.number}期" if issue.year and issue.number else issue.title


def _apart(issue: Issue) -> tuple[str, ...]:
    """The name of the gazette, and which issue it is."""
    name = name_of(issue)
    gazette = issue.title.removesuffix(name)
    return (gazette, name) if gazette and gazette != issue.title else (issue.title,)


def serial_of(issue: Issue) -> str:
    """The running count: 总第241、242期; nothing where it is unknown."""
    return f"总第{'、'.join(map(str, issue.serial))}期" if issue.serial else ""


def missing(site: Site, older: Issue, newer: Issue) -> str:
    """The issues that the running counts of two neighbours show to lie between them: 总第239—240期; empty for none."""
    if not older.serial or not newer.serial:
        return ""
    first, last = max(older.serial) + 1, min(newer.serial) - 1
    if first > last or not site.serials.isdisjoint(range(first, last + 1)):
        return ""
    return f"总第{first}期" if first == last else f"总第{first}—{last}期"


def summary(site: Site, issue: Issue) -> str:
    """What an issue holds, counted by kind."""
    counts = Counter(record.kind for record in site.library.of_issue(issue.id))
    return "，".join(f"{KIND_NAMES[kind]}{counts[kind]}{word}" for kind, word in MEASURES.items() if counts[kind])


def number_link(site: Site, text: str | None) -> Link | None:
    """A document number, leading to its page if it has one."""
    if not text:
        return None
    parsed = numbers.parse(text)
    target = site.graph.target_of(parsed) if parsed else None
    return Link(text, site.urls.target(target) if target else "")


def _neighbour(site: Site, issue: Issue, word: str, gap: str) -> Link:
    note = f"本库{word}（其间{gap}未收录）" if gap else word
    return Link(name_of(issue), site.urls.issue(issue.id), note)


def _facts(issue: Issue) -> Iterator[tuple[str, str]]:
    if issue.year:
        yield "年份", f"{issue.year}年"
    if issue.number:
        yield "期数", f"第{issue.number}期"
    if issue.serial:
        yield "总期数", serial_of(issue)
    yield from issue.colophon.items()


def _sections(site: Site, collated: tuple[Collated, ...]) -> Iterator[Section]:
    for name, group in groupby(collated, key=_section_of):
        yield Section(name, tuple(_entry(site, each) for each in group))


def _section_of(each: Collated) -> str:
    if each.entry is None:
        return "目录未列的篇目"
    return each.entry.section or "未归栏目"


def _entry(site: Site, each: Collated) -> Entry:
    entry, record = each.entry, each.record
    text = entry.title if entry else each.heading
    number = entry.number if entry else _number_of(record)
    tables = len(site.tables.get(record.id, ())) if record else 0
    return Entry(
        Link(text, site.urls.record(record) if record else ""),
        number_link(site, number),
        entry.page if entry else None,
        f"表格{tables}张" if tables else "",
        "" if each.matched or entry is None else "、".join(_BADGES[state] for state in each.states),
    )


_BADGES = {"title": "题名有出入", "number": "文号有出入", "missing": "未见正文"}


def _number_of(record: Record | None) -> str | None:
    return record.number if isinstance(record, Decree) else None


def _collation(site: Site, issue: Issue, collated: tuple[Collated, ...]) -> Collation:
    matches = (
        Match(site.link(each.record), _place(site, each.record)) for each in collated if each.matched and each.record
    )
    deviations = (found for each in collated for found in _deviations(site, each))
    return Collation(verdict(collated, len(issue.toc)), tuple(deviations) if issue.toc else (), tuple(matches))


def _deviations(site: Site, each: Collated) -> Iterator[Deviation]:
    path = site.urls.record(each.record) if each.record else ""
    printed = Link(each.heading, path)
    listed = each.entry.title if each.entry else ""
    for state in each.states:
        if state == "title":
            yield Deviation("题名不同", listed, printed, each.parts)
        elif state == "number" and each.numbers:
            one, other = each.numbers
            yield Deviation("文号不同", one, Link(other, path), letters(one, other))
        elif state == "missing":
            yield Deviation("目录有、正文无", listed, printed, ())
        elif state == "unlisted":
            yield Deviation("正文有、目录无", "", printed, ())


def _place(site: Site, record: Record) -> Link:
    first, last = record.source.lines
    text = f"第{first}–{last}行" if last > first else f"第{first}行"
    return Link(text, site.urls.source(record.source.file, first))


def _catalogues(site: Site, issue: Issue) -> Iterator[CatalogueView]:
    for record in site.library.of_issue(issue.id):
        if isinstance(record, Catalogue | InterpretationCatalogue):
            lines = tuple(_catalogue_line(site, issue, entry) for entry in record.entries)
            printed = sum(line.printed for line in lines)
            verdict_ = f"列{len(lines)}件，本期刊出{printed}件，未刊{len(lines) - printed}件。"
            yield CatalogueView(site.link(record), verdict_ if lines else "没有读出条目。", lines)


def _catalogue_line(site: Site, issue: Issue, entry: Listed) -> CatalogueLine:
    work = site.graph.work_by_number(entry.number) if entry.number else None
    record = work.record if work else _titled(site, issue, entry.title)
    elsewhere = work is not None and all(each.issue != issue.id for each in work.printings)
    state = "本期刊出" if entry.printed else "本期未刊，本站另有其文" if elsewhere else "本期未刊"
    title = Link(entry.title, site.urls.record(record) if record else "")
    parts = apart(site, entry.title, record.title, record) if record else ()
    return CatalogueLine(number_link(site, entry.number), title, entry.printed, state, parts)


def _titled(site: Site, issue: Issue, title: str) -> Record | None:
    """The one text of an issue that bears a title."""
    texts = (each for each in site.library.of_issue(issue.id) if each.kind in _TEXTS)
    found = [each for each in texts if fold(each.title) == fold(title)]
    return found[0] if len(found) == 1 else None


_TEXTS = ("decree", "interpretation", "appointments", "other")


def _doubts(site: Site, issue: Issue) -> Iterator[DoubtView]:
    records = (issue, *site.library.of_issue(issue.id))
    found = [(doubt, record) for record in records for doubt in record.warnings]
    for doubt, record in sorted(found, key=lambda pair: (pair[0].line, pair[1].id, pair[0].what)):
        line = Link(f"第{doubt.line}行", site.urls.source(record.source.file, doubt.line))
        yield DoubtView(line, doubt.what, site.link(record))


def _downloads(site: Site, issue: Issue) -> Iterator[Download]:
    for record in (issue, *site.library.of_issue(issue.id)):
        path = site.urls.record(record)
        files = (
            Link("JSON", f"{path}index.json"),
            Link("Markdown", f"{path}index.md"),
            Link("文本", f"{path}index.txt"),
        )
        yield Download(site.link(record), files)
