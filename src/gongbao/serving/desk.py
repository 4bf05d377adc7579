"""The desk of the archivist: the review of each issue, and the list of them, as of the last good build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongbao.archive.places import shown
from gongbao.archive.remembered import Store
from gongbao.building.opening import open_site
from gongbao.checking.check import examine
from gongbao.errors import GongbaoError
from gongbao.model import Issue
from gongbao.problems import Problem
from gongbao.serving.editor import Editor
from gongbao.serving.press import Press
from gongbao.serving.review import Review, counts_of
from gongbao.site.context import Site
from gongbao.site.frame import frame
from gongbao.site.page import Link, Page
from gongbao.site.render import Renderer, day
from gongbao.site.shipped import PROJECT
from gongbao.site.sources import home_of

PAGES = Path(__file__).parent / "pages"
REVIEW = "_review/"


@dataclass(frozen=True)
class Entry:
    """A source in the list."""

    link: Link
    records: int
    counts: str
    published: str


@dataclass(frozen=True)
class IndexView:
    """The list: issues, newest first, then what came alone."""

    issues: tuple[Entry, ...]
    others: tuple[Entry, ...]
    elsewhere: tuple[Problem, ...]  # findings in files that are no records


@dataclass(frozen=True)
class Opened:
    """The archive at one turn, and what was found in it."""

    turn: str
    site: Site
    problems: Mapping[str, Sequence[Problem]]  # by the source of the record they are about; of no record: ""
    renderer: Renderer

    @property
    def names(self) -> Mapping[str, str]:
        """The sources by what they are called in addresses: the issue, or their own name."""
        own = {name: name for name in self.site.read_from}
        return own | {issue.id: issue.source.file for issue in self.site.issues}


class Desk:
    """Makes the pages of the review; the archive is opened once a turn, when it is asked for."""

    def __init__(self, press: Press, editor: Editor) -> None:
        self._press = press
        self._editor = editor
        self._opened: Opened | None = None

    def page(self, path: str, turn: str) -> bytes | None:
        """The page at a path below _review/; None where there is none."""
        with self._press.busy:
            opened = self._at(turn)
            name = path.removesuffix("/")
            if opened is None or (name and name not in opened.names):
                return None
            page = self._review(opened, name) if name else self._index(opened)
            return opened.renderer.render(page)

    def place_of(self, path: str) -> str:
        """Where the record of a page of the site is reviewed; the list for every other page."""
        with self._press.busy:
            opened = self._at(self._press.bell.state.turn)
            if opened is None:
                return ""
            site = opened.site
            called = {source: name for name, source in opened.names.items()}
            for record in site.library.records.values():
                if site.urls.record(record) == path:
                    return f"{called[record.source.file]}/#r-{record.id}"
            source = next((name for name in site.read_from if site.urls.source(name) == path), "")
            return f"{called[source]}/" if source else ""

    def _at(self, turn: str) -> Opened | None:
        if self._opened is None or self._opened.turn != turn:
            with suppress(GongbaoError, OSError):  # it is broken just now: what was last opened stays
                self._opened = _open(self._press, turn)
        return self._opened

    def _index(self, opened: Opened) -> Page:
        site = opened.site
        issues = tuple(_entry(opened, issue.source.file, issue) for issue in site.issues)
        told = {issue.source.file for issue in site.issues}
        others = tuple(_entry(opened, name, None) for name in sorted(site.read_from) if name not in told)
        view = IndexView(issues, others, tuple(opened.problems.get("", ())))
        return Page(REVIEW, "review-index.html", "核对", view, "review")

    def _review(self, opened: Opened, name: str) -> Page:
        source = opened.names[name]
        view = Review(opened.site, source, opened.problems.get(source, ()), self._editor).view()
        crumbs = (Link("核对", REVIEW),)
        return Page(f"{REVIEW}{name}/", "review.html", f"核对：{view.home.text}", view, "review", crumbs=crumbs)


def _entry(opened: Opened, name: str, issue: Issue | None) -> Entry:
    home = home_of(opened.site, name)
    path = f"{REVIEW}{issue.id if issue else name}/"
    published = day(issue.published) if issue and isinstance(issue.published, date) else ""
    return Entry(
        Link(home.text, path), len(opened.site.read_from[name]), counts_of(opened.problems.get(name, ())), published
    )


def _open(press: Press, turn: str) -> Opened:
    site = open_site(press.order)
    folders = (site.root / "templates", PROJECT / "templates", PAGES)
    sources = {
        shown(site.root, path): site.library.records[id_].source.file for id_, path in site.library.paths.items()
    }
    found: dict[str, list[Problem]] = {}
    with closing(Store.beside(press.order.content)) as store:
        problems = examine(press.order.content, store).problems
    for each in problems:
        found.setdefault(sources.get(each.path, ""), []).append(each)
    return Opened(turn, site, found, Renderer(site.gazette, frame(site), folders))
