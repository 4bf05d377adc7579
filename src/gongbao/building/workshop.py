"""Where parts of the site are made: in this process, or in one that works for it; files go to the staging folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from gongbao.building.former import Former, placed, seal
from gongbao.building.order import Order
from gongbao.building.recall import Recall
from gongbao.building.store import Kept
from gongbao.building.templates import Templates
from gongbao.errors import SiteError
from gongbao.site.build import file_of
from gongbao.site.compressed import packed
from gongbao.site.context import Site
from gongbao.site.page import File, Page, Same
from gongbao.site.parts import Part, UnfitError, digest, hashed
from gongbao.site.portable import dressed
from gongbao.site.render import Renderer

_NOWHERE = {"", ".", ".."}  # parts no address of a file has


class Task(NamedTuple):
    """A part to be made, and its files as they stand."""

    order: Order
    seen: (
        bytes  # the hash of the stamps of this build: a worker of a cluster may still hold the archive of the last one
    )
    key: str
    kept: tuple[Kept, ...]


class Made(NamedTuple):
    """A part that was made: its files, and which of them were written because their bytes are new."""

    key: str
    templates: tuple[str, ...]
    files: tuple[Kept, ...]
    written: tuple[str, ...]
    learnt: tuple[tuple[bytes, bytes], ...] = ()  # for the memory


@dataclass
class Workshop:
    """The parts of a site, and what they are rendered with."""

    order: Order
    parts: dict[str, Part]
    renderer: Renderer
    templates: Templates
    settings: bytes  # the digest of what every page shows besides its own matter
    address: str  # of the site, where it is known
    size: tuple[int, int]  # records and issues
    recall: Recall
    site: Site
    marks: dict[str, bytes] = field(default_factory=dict)  # of the parts: what their bases come to
    made_folders: set[bytes] = field(default_factory=set)

    def make(self, task: Task) -> Made:
        """Make a part: render what changed, write what came out different."""
        making = _Making(self, {each.path: each for each in task.kept} if task.kept else {})
        part = self.parts[task.key]
        for item in self._items(part, making.kept):
            making.take(item, by_view=part.basis is None)
        if part.amend:
            self.recall.put(_noted(part), seal(self.settings, making.files) + part.note())
        return Made(
            task.key, tuple(sorted(making.templates)), tuple(making.files), tuple(making.written), self.recall.take()
        )

    def _items(self, part: Part, kept: dict[str, Kept]) -> Iterable[Page | File | Same]:
        """The pages and files of a part, made of what stands there where that can be."""
        if not part.amend or not kept:
            return part.make()
        try:
            former = Former.sealed(self.order, kept, (self.settings, self.recall.get(_noted(part))))
            items = list(part.amend(former))
        except UnfitError:
            return part.make()
        stand = all(former.stands(each.path) for each in items if isinstance(each, Same))
        return items if stand else part.make()

    def forms(self, plain: File) -> Iterator[File]:
        """A file in the forms the site is asked for in."""
        file = dressed(plain) if self.order.portable else plain
        if self.order.compressed:
            yield from packed(file)
        else:
            yield file

    def write(self, path: str, content: bytes) -> None:
        """Lay a file down; by its name in UTF-8, whatever the system's own encoding of names is."""
        target = self._staging + b"/" + path.encode()
        folder = os.path.dirname(target)
        if folder not in self.made_folders:
            _make_folder(folder)
            self.made_folders.add(folder)
        with open(target, "wb") as handle:
            handle.write(content)

    @cached_property
    def _staging(self) -> bytes:
        return os.fsencode(self.order.staging)


@dataclass
class _Making:
    """One part on its way."""

    shop: Workshop
    kept: dict[str, Kept]
    templates: set[str] = field(default_factory=set)
    files: list[Kept] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    written: list[str] = field(default_factory=list)

    def take(self, item: Page | File | Same, by_view: bool) -> None:
        """Take a page or file in."""
        if isinstance(item, File):
            self._put(item)
        elif isinstance(item, Same):
            self._let(placed(self.shop.order, item.path))
        else:
            self._take_page(item, by_view)

    def _take_page(self, item: Page, by_view: bool) -> None:
        self.templates.add(item.template)
        path = file_of(item.path)
        view = digest(item, self.shop.settings, self.shop.templates.digest([item.template])) if by_view else b""
        known = self.kept.get(path)
        if view and known and known.view == view:
            self._let(path)
            return
        listed = self.shop.renderer.robots.takes(item)
        updated = item.updated.isoformat() if item.updated else ""
        self._put(File(path, self.shop.renderer.render(item)), (view, listed, updated))

    def _let(self, path: str) -> None:
        """A page that came out the same, with its packed forms, stays as it is."""
        for each in (path, f"{path}.gz", f"{path}.br"):
            if each in self.kept:
                self.files.append(self.kept[each])
                self.paths.add(each)

    def _put(self, plain: File, page: tuple[bytes, bool, str] = (b"", False, "")) -> None:
        for file in self.shop.forms(plain):
            self._lay(file, page if file.path == plain.path else (b"", False, ""))

    def _lay(self, file: File, page: tuple[bytes, bool, str]) -> None:
        refuse_stray(file.path)
        if file.path in self.paths:
            raise SiteError(taken(file.path))
        self.paths.add(file.path)
        mark = hashed(file.content)
        known = self.kept.get(file.path)
        self.files.append(Kept(file.path, mark, *page))
        if known is None or known.digest != mark:
            self.shop.write(file.path, file.content)
            self.written.append(file.path)


def _make_folder(folder: bytes) -> None:
    try:
        os.mkdir(folder)  # most stand in one that is there; `makedirs` would ask for each above it first
    except OSError:
        os.makedirs(folder, exist_ok=True)


def _noted(part: Part) -> bytes:
    """The key of what a part noted of its files; there is one of each part, the last."""
    return digest("note", part.key)


def taken(path: str) -> str:
    """What is said of an address that two pages want."""
    return f"两个页面要写进同一个地址“{path}”。请检查 gazette.yml 里的系列代号和记录的 aliases。"


def refuse_stray(path: str) -> None:
    """SiteError for an address that is none inside the site."""
    if set(path.split("/")) & _NOWHERE or "\\" in path or "\0" in path:
        raise SiteError(f"地址“{path}”不在网站里。请检查记录的 aliases。")
