"""Instruments outside the archive that its texts cite: an index of all, and a page each with the citing sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from gongbao import numbers
from gongbao.linking import Cited
from gongbao.site import genres, urls
from gongbao.site.citing import Citations, Citing
from gongbao.site.context import Site
from gongbao.site.gathered import Piece, gathered_apart, plain_digest
from gongbao.site.page import File, Link, Page

OPEN = 60  # a group with more entries than this starts closed
TOP = 10


@dataclass(frozen=True)
class CitedView:
    """An instrument: its names, its group, who cites it, and the decrees a name may mean."""

    name: str
    number: str
    group: str
    variants: tuple[str, ...]
    citing: tuple[Citing, ...]
    repealed: tuple[Citing, ...]
    candidates: tuple[Link, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the index; `sound` is what it is sorted by."""

    link: Link
    count: int
    sound: str
    doubtful: bool


@dataclass(frozen=True)
class Group:
    """The entries of a group."""

    anchor: str
    name: str
    entries: tuple[Entry, ...]
    open: bool


@dataclass(frozen=True)
class IndexView:
    """All instruments in their groups, and those cited most."""

    total: int
    groups: tuple[Group, ...]
    top: tuple[Entry, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The index, and a page for each instrument."""
    citations = Citations(site)
    for cited in site.graph.cited.values():
        yield page_of(site, cited, citations)
    yield from list_pages(site, citations)


def page_of(site: Site, cited: Cited, citations: Citations) -> Page:
    """The page of one instrument."""
    return _page(site.urls.cited(cited.key), _view(site, cited, citations))


def list_pages(site: Site, citations: Citations) -> Iterator[Page]:
    """The index of all instruments."""
    entries: dict[str, list[Entry]] = {}
    sounds = _sounds(site)
    for cited in site.graph.cited.values():
        name, number = _name(cited), str(cited.number or "")
        link = Link(name, site.urls.cited(cited.key), number if number != name else "")
        entry = Entry(link, citations.count(cited), sounds[name], bool(cited.candidates))
        entries.setdefault(genres.group(cited), []).append(entry)
    yield _index(entries)


def _view(site: Site, cited: Cited, citations: Citations) -> CitedView:
    works = (site.graph.works[each] for each in cited.candidates)
    number = str(cited.number or "")
    citing = citations.of(cited)
    return CitedView(
        name=cited.title or number,
        number=number,
        group=genres.group(cited),
        variants=cited.variants,
        citing=citing,
        repealed=tuple(each for each in citing if each.repeals),
        candidates=tuple(site.work_link(work) for work in works),
    )


def _page(path: str, view: CitedView) -> Page:
    number = f"（{view.number}）" if view.number and view.number != view.name else ""
    description = f"“{view.name}”{number}不在本公报库内；这里列出公报中引用它的 {len(view.citing)} 件文件和引用的原句。"
    crumbs = (Link("外部引用", urls.CITED), Link(view.group, f"{urls.CITED}#{_anchor(view.group)}"))
    return Page(path, "cited.html", view.name, view, "cited", description, crumbs, ("lists",))


def _index(entries: dict[str, list[Entry]]) -> Page:
    groups = tuple(_group(name, entries[name]) for name in genres.GROUPS if name in entries)
    every = [entry for group in groups for entry in group.entries]
    top = sorted((entry for entry in every if entry.count > 1), key=lambda entry: (-entry.count, *_sound(entry)))
    view = IndexView(len(every), groups, tuple(top[:TOP]) if len(every) > 3 * TOP else ())
    description = f"公报文件引用而本库未收录的 {len(every)} 件法律、法规、上级文件和其他文件，各附引用它的文件和原句。"
    return Page(
        urls.CITED, "cited_index.html", "外部引用", view, "cited", description, styles=("lists",), scripts=("cited",)
    )


def _group(name: str, entries: list[Entry]) -> Group:
    return Group(_anchor(name), name, tuple(sorted(entries, key=_sound)), len(entries) <= OPEN)


def _sound(entry: Entry) -> tuple[str, str]:
    return (entry.sound, entry.link.path)


def _name(cited: Cited) -> str:
    return cited.title or str(cited.number or "")


def _sounds(site: Site) -> Mapping[str, str]:
    """The names in pinyin."""
    names = sorted({_name(each) for each in site.graph.cited.values()})
    pieces = (Piece(each[:1], plain_digest(each), partial(numbers.slug, each)) for each in names)
    return dict(zip(names, gathered_apart(site, "slug", pieces), strict=True))


def _anchor(group: str) -> str:
    return numbers.slug(group)
