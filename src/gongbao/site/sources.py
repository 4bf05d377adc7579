"""The sources: every text as it was received, line by line, with the record that owns each line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.archive.originals import SOURCES, leaves, originals_of
from gongbao.model import KIND_NAMES, Decree, Issue, Record, Table
from gongbao.site import urls
from gongbao.site.accounts import FURNITURE, Account, Owner, Run, account, counted, file_path, is_web
from gongbao.site.context import Site
from gongbao.site.data.origins import source_bytes
from gongbao.site.issue_view import name_of
from gongbao.site.page import File, Link, Page

CHUNK = 100  # lines the browser lays out together, or leaves alone while they are out of sight


@dataclass(frozen=True)
class Row:
    """A line of the source, and what was unsure about it; `leaf` is the page of the document that begins with it."""

    number: int
    text: str
    doubts: tuple[str, ...]
    leaf: Link | None = None


@dataclass(frozen=True)
class OwnerView:
    """An owner in the margin; `link` leads nowhere for a part of the issue itself."""

    link: Link
    kind: str


@dataclass(frozen=True)
class Stretch:
    """Lines of one owner: short ones have room for one line of margin only."""

    place: Link
    owners: tuple[OwnerView, ...]
    fault: str
    short: bool
    chunks: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True)
class SourceView:
    """A source and all its lines."""

    name: str
    file: Link
    digest: str
    lines: int
    accounted: str
    web: bool
    home: Link
    stretches: tuple[Stretch, ...]
    originals: tuple[Link, ...] = ()  # the documents the text was taken out of


def pages(site: Site) -> Iterator[Page | File]:
    """Every source as it was received, and a page that shows it."""
    for name in sorted(site.sources):
        yield from pages_of(site, name)


def pages_of(site: Site, name: str) -> Iterator[Page | File]:
    """One source, and the page that shows it; nothing where the source is gone."""
    data = source_bytes(site, name)
    if data is not None:
        yield File(file_path(name), data)
        yield _page(site, name, data)


def originals(site: Site, name: str) -> Iterator[tuple[str, bytes]]:
    """The documents beside a source, each with what tells whether it changed: they may be too large to be read for that."""
    for beside in originals_of(site.root, name):
        known = (site.root / SOURCES / beside).stat()
        yield beside, f"{known.st_size} {known.st_mtime_ns}".encode()


def original(site: Site, name: str) -> Iterator[File]:
    """A document as it was received."""
    data = source_bytes(site, name)
    if data is not None:
        yield File(_original_path(name), data)


def leaves_of(site: Site, name: str) -> dict[int, Link]:
    """The lines that begin a page of the document, with the page; a PDF is opened there."""
    found = leaves(site.sources[name])
    pdf = next((each for each in originals_of(site.root, name) if each.endswith(".pdf")), "")
    begun: dict[int, Link] = {}
    for number, leaf in enumerate(found, 1):
        if number == 1 or leaf != found[number - 2]:
            begun[number] = Link(f"第{leaf}页", f"{_original_path(pdf)}#page={leaf}" if pdf else "")
    return begun


def digest_of(data: bytes) -> str:
    """The SHA-256 of a source, by which anybody can tell whether he holds the same one."""
    return hashlib.sha256(data).hexdigest()


def records_of(site: Site, name: str) -> tuple[Record, ...]:
    """The records read from a source, in the order of its lines; the widest first."""
    return site.read_from.get(name, ())


def account_of(site: Site, name: str) -> Account:
    """Who owns which line of a source."""
    return account(counted(site.sources[name]), records_of(site, name), is_web(name))


def home_of(site: Site, name: str) -> Link:
    """What a source is the source of: an issue, or a record that came alone."""
    records = records_of(site, name)
    issue = next((each for each in records if isinstance(each, Issue)), None)
    if issue:
        return Link(name_of(issue), site.urls.issue(issue.id))
    first = next((each for each in records if not isinstance(each, Table)), records[0])
    return Link(first.title, site.urls.record(first))


def _original_path(name: str) -> str:
    return f"sources/{name}"


def _page(site: Site, name: str, data: bytes) -> Page:
    home = home_of(site, name)
    view = _view(site, name, data)
    lone = not home.path.startswith(urls.ISSUES)
    crumbs = (home,) if lone else (Link("期号", urls.ISSUES), home)
    return Page(
        site.urls.source(name),
        "source.html",
        f"原文：{home.text}",
        view,
        "source",
        f"{home.text}的原文{view.lines}行，逐行编号，注明每一行归入哪一篇。",
        crumbs=crumbs,
        styles=("source",),
        scripts=("source",),
        alternates=(("text/plain", file_path(name)),),
    )


def _view(site: Site, name: str, data: bytes) -> SourceView:
    found = account_of(site, name)
    whole = not found.faults
    said = "每一行都恰有一个归属" if whole else f"{found.written - found.owned}行不是恰有一个归属"
    accounted = f"非空行{found.written}行，{said}。"
    file = Link(name, file_path(name))
    stretches = tuple(_stretches(site, name, found))
    beside = tuple(originals_offered(site, name))
    home = home_of(site, name)
    return SourceView(name, file, digest_of(data), found.lines, accounted, is_web(name), home, stretches, beside)


def originals_offered(site: Site, name: str) -> Iterator[Link]:
    """Where the site hands out the documents a source was taken out of."""
    for each in originals_of(site.root, name):
        yield Link(f"原件（{each.rpartition('.')[2].upper()}）", _original_path(each))


def _stretches(site: Site, name: str, found: Account) -> Iterator[Stretch]:
    lines = counted(site.sources[name])
    doubts, begun = _doubts(site, name), leaves_of(site, name)
    lead = found.runs[0].first if found.runs else len(lines) + 1
    runs = (Run(1, lead - 1, (Owner("furniture", ""),)), *found.runs) if lead > 1 else found.runs
    for run in runs:
        rows = [Row(at, lines[at - 1], doubts.get(at, ()), begun.get(at)) for at in range(run.first, run.last + 1)]
        chunks = tuple(tuple(rows[at : at + CHUNK]) for at in range(0, len(rows), CHUNK))
        place = Link(_lines(run), f"{site.urls.source(name, run.first)}")
        owners = tuple(_owner(site, owner) for owner in run.owners if owner.key)
        yield Stretch(place, owners, _fault(run), len(rows) < 4, chunks)


def _fault(run: Run) -> str:
    if not run.owners:
        return "无主"
    return "多处归属" if len(run.owners) > 1 else ""


def _lines(run: Run) -> str:
    return f"{run.first}–{run.last}" if run.last > run.first else f"{run.first}"


def _owner(site: Site, owner: Owner) -> OwnerView:
    if owner.kind == "furniture":
        return OwnerView(Link(FURNITURE.get(owner.key, owner.key), ""), "")
    record = site.library.records[owner.key]
    kind = KIND_NAMES[record.kind]
    number = record.number or record.number_inferred if isinstance(record, Decree) else None
    text = record.caption or "表格" if isinstance(record, Table) else record.title
    return OwnerView(Link(text, site.urls.record(record), number or ""), kind)


def _doubts(site: Site, name: str) -> dict[int, tuple[str, ...]]:
    doubts: dict[int, tuple[str, ...]] = {}
    for record in records_of(site, name):
        for doubt in record.warnings:
            doubts[doubt.line] = (*doubts.get(doubt.line, ()), doubt.what)
    return doubts
