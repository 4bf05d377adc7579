"""Numbers of the gazette's own series whose text the archive does not hold: a page each, that says what is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.linking import Listing, Stub
from gongbao.model import Issue
from gongbao.site import urls
from gongbao.site.citing import Citations, Citing
from gongbao.site.context import Site
from gongbao.site.ledgers import year_name
from gongbao.site.page import File, Link, Page
from gongbao.site.serials import Cell, Serials

NEIGHBOURS = 4


@dataclass(frozen=True)
class Entry:
    """A list that names the document: the list, the issue it stands in, and what the list says of it."""

    link: Link
    issue: Link | None
    title: str
    printed: bool


@dataclass(frozen=True)
class StubView:
    """What is known of a document without its text."""

    number: str
    title: str
    titles: tuple[str, ...]
    issuer: str
    entries: tuple[Entry, ...]
    citing: tuple[Citing, ...]
    repealed: tuple[Citing, ...]
    cells: tuple[Cell, ...]
    ledger: Link


def pages(site: Site) -> Iterator[Page | File]:
    """A page for each stub."""
    known = (Serials.of(site), Citations(site))
    for stub in site.graph.stubs.values():
        yield page_of(site, stub, known)


def page_of(site: Site, stub: Stub, known: tuple[Serials, Citations]) -> Page:
    """The page of one number."""
    return _page(site, stub, _view(site, stub, known))


def _view(site: Site, stub: Stub, known: tuple[Serials, Citations]) -> StubView:
    serials, citations = known
    number = stub.number
    title, *others = stub.titles or ("",)
    citing = citations.of(stub)
    all_of = f"{number.series}{year_name(number.year) if number.year else ''}全部文号"
    return StubView(
        number=str(number),
        title=title,
        titles=tuple(others),
        issuer=site.gazette.issuer_of(number.series) or "",
        entries=tuple(_entry(site, each) for each in stub.listed),
        citing=citing,
        repealed=tuple(each for each in citing if each.repeals),
        cells=serials.around(number, NEIGHBOURS),
        ledger=Link(all_of, site.urls.ledger(number.series, number.year)),
    )


def _entry(site: Site, listing: Listing) -> Entry:
    record = site.library.records[listing.record]
    issue = site.library.records.get(listing.issue or "")
    text = "目录页" if isinstance(record, Issue) else record.title
    shown = site.link(issue) if isinstance(issue, Issue) else None
    path = f"{site.urls.record(record)}#{'contents' if isinstance(record, Issue) else 'entries'}"
    return Entry(Link(text, path), shown, listing.title, listing.printed)


def _page(site: Site, stub: Stub, view: StubView) -> Page:
    number = stub.number
    title = f"{view.number} {view.title}".strip()
    description = f"{view.number}{f'《{view.title}》' if view.title else ''}：本公报库未收录全文。这里列出哪一期的目录列有它，哪些文件提到它。"
    crumbs = (
        Link("文号", urls.SERIES),
        Link(number.series, site.urls.series(number.series)),
        Link(year_name(number.year), site.urls.ledger(number.series, number.year)),
    )
    return Page(site.urls.number(number), "stub.html", title, view, "stub", description, crumbs, ("ledger", "lists"))
