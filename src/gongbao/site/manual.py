"""/manual/: the documentation of the program, docs/, as pages of the site; search engines are not asked to list it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gongbao.site.context import Site
from gongbao.site.manual_text import Places, Text, text_of
from gongbao.site.page import File, Link, Page
from gongbao.site.parts import hashed, joined
from gongbao.site.render import href
from gongbao.site.shipped import PROJECT

PATH = "manual/"
DOCS = PROJECT / "docs"
INDEX = "index.md"
_CHAPTER = re.compile(
    r"""
    # - [内容格式](content.md)：每个字段。   not: 见 [内容格式](content.md), - [网站](https://yunzhou.example)
    ^ - [ ] \[ (?P<title> [^\]]+ ) \] \( (?P<file> [\w-]+ \.md ) \) [：:]? (?P<what> .* ) \n?
    """,
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True)
class Chapter:
    """A chapter as docs/index.md names it; `file` is its file in docs/."""

    title: str
    file: str
    what: str

    @property
    def path(self) -> str:
        """Its page."""
        return f"{PATH}{self.file.removesuffix('.md')}/"

    @property
    def link(self) -> Link:
        """A link to it."""
        return Link(self.title, self.path, self.what)


@dataclass(frozen=True)
class Entry:
    """A chapter in the list of chapters."""

    link: Link
    current: bool


@dataclass(frozen=True)
class View:
    """What a page of the manual shows; `text` is HTML."""

    title: str
    text: str
    foreign: bool
    sections: tuple[Link, ...]
    chapters: tuple[Entry, ...]  # none on the page that is their list
    before: Link | None
    next: Link | None


def pages(site: Site) -> Iterator[Page | File]:
    """The list of chapters, the chapters in its order, and their pictures."""
    yield from Manual(DOCS).pages(site.gazette.name or "政府公报")


def basis() -> bytes:
    """What the manual is made of."""
    files = sorted(path for path in DOCS.rglob("*") if path.is_file())
    return joined(hashed(path.relative_to(DOCS).as_posix().encode() + b"\0" + path.read_bytes()) for path in files)


class Manual:
    """The manual that stands in a folder; a chapter that is listed and not written yet is left out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = (folder / INDEX).read_text("utf-8")
        self.chapters = [each for each in _listed(self._index) if (folder / each.file).is_file()]

    def pages(self, gazette: str) -> Iterator[Page | File]:
        """Every page and picture."""
        shown: dict[str, Path] = {}
        cover = Chapter("手册", INDEX, f"{gazette}的网站是怎样做成的：档案员怎样用，程序怎样工作。")
        ways = [Link("首页", PATH), *(chapter.link for chapter in self.chapters)]
        yield self._page(cover, PATH, (None, ways[1] if self.chapters else None), shown)
        for place, chapter in enumerate(self.chapters, 1):
            before = ways[place - 1] if place > 1 else Link("手册", PATH)
            yield self._page(chapter, chapter.path, (before, ways[place + 1] if place + 1 < len(ways) else None), shown)
        for path in sorted(shown):
            yield File(path, shown[path].read_bytes())

    def _page(
        self, chapter: Chapter, path: str, around: tuple[Link | None, Link | None], shown: dict[str, Path]
    ) -> Page:
        page = Page(path, "manual.html", "", None, "manual")
        markdown = (self._folder / chapter.file).read_text("utf-8")
        text = text_of(self._there(markdown) if chapter.file == INDEX else markdown, self._places(page, shown))
        crumbs = (Link("手册", PATH),) if path == PATH else (Link("手册", PATH), chapter.link)
        return Page(
            path,
            "manual.html",
            "手册" if path == PATH else f"{chapter.title} · 手册",
            self._view(chapter, path, text, around),
            "manual",
            description=chapter.what or f"手册的一章：{chapter.title}。",
            crumbs=crumbs,
            styles=("manual",),
            indexed=False,
        )

    def _view(self, chapter: Chapter, path: str, text: Text, around: Sequence[Link | None]) -> View:
        return View(
            title=chapter.title,
            text=text.html,
            foreign=text.foreign,
            sections=tuple(Link(each.title, f"{path}#{each.anchor}") for each in text.sections),
            chapters=() if path == PATH else tuple(Entry(each.link, each.path == path) for each in self.chapters),
            before=around[0],
            next=around[1],
        )

    def _there(self, index: str) -> str:
        """The list of chapters without those that are not written yet."""
        files = {chapter.file for chapter in self.chapters}
        return _CHAPTER.sub(lambda found: found[0] if found["file"] in files else "", index)

    def _places(self, page: Page, shown: dict[str, Path]) -> Places:
        return Places(
            link=partial(self._link, page),
            image=partial(self._image, page, shown),
            title=lambda address: next((each.title for each in self.chapters if each.file == address), None),
        )

    def _link(self, page: Page, address: str) -> str | None:
        """How the page writes a link between docs; None for what the manual does not hold."""
        name, mark, fragment = address.partition("#")
        if not name:
            return address
        chapter = next((each for each in self.chapters if each.file == name), None)
        if chapter is None:
            return href(page, PATH) if name == INDEX else None
        return href(page, f"{chapter.path}{mark}{fragment}")

    def _image(self, page: Page, shown: dict[str, Path], address: str) -> tuple[str, Path] | None:
        file = self._folder / posixpath.normpath(address)
        if not address.startswith("images/") or ".." in address or not file.is_file():
            return None
        path = f"{PATH}{posixpath.normpath(address)}"
        shown[path] = file
        return href(page, path), file


def _listed(index: str) -> Iterator[Chapter]:
    for found in _CHAPTER.finditer(index):
        yield Chapter(found["title"], found["file"], found["what"].strip())
