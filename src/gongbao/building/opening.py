"""An archive opened for a build: read, linked, divided into parts; once in a process."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import NamedTuple

from gongbao.archive import Library, remembered
from gongbao.building.catalogue import all_parts
from gongbao.building.order import Order
from gongbao.building.recall import Recall
from gongbao.building.store import Store
from gongbao.building.templates import Templates
from gongbao.building.workshop import Made, Task, Workshop
from gongbao.errors import SiteError
from gongbao.gazette import Gazette
from gongbao.jobs import cores
from gongbao.site.context import Site
from gongbao.site.frame import frame
from gongbao.site.memory import NOTHING, Memory
from gongbao.site.parts import Part, digest
from gongbao.site.render import Renderer
from gongbao.site.shipped import PROJECT

SETTINGS = "gazette.yml"

_open: dict[tuple[Order, bytes], Workshop] = {}  # of this process; a forked worker finds what the parent opened


def make(tasks: Sequence[Task]) -> Sequence[Made]:
    """Make parts wherever this runs; a worker on another machine opens the archive first."""
    shop = workshop(tasks[0].order, tasks[0].seen)
    return [shop.make(task) for task in tasks]


class Given(NamedTuple):
    """What the process that runs a build has already: the store, which it alone writes, and perhaps the archive."""

    store: Store | None = None
    library: Library | None = None


def workshop(order: Order, seen: bytes, given: Given | None = None) -> Workshop:
    """The workshop of a build."""
    if (order, seen) not in _open:
        _open.clear()
        _open[order, seen] = _opened(order, given or Given())
    return _open[order, seen]


def close() -> None:
    """Forget the workshop, as the archive may change before the next build."""
    _open.clear()


def open_site(order: Order, memory: Memory = NOTHING, library: Library | None = None, jobs: int = 1) -> Site:
    """The archive as a site about to be published."""
    if library is None:
        with closing(remembered.Store.beside(order.content)) as store:
            library = Library.open(order.content, store, jobs)
    path = order.content / SETTINGS
    gazette = Gazette.load(path) if path.exists() else Gazette.default()
    return Site.of(library, replace(gazette, address=order.address or gazette.address), memory)


def _opened(order: Order, given: Given) -> Workshop:
    recall, settings = Recall(order.store, given.store), _settings(order)
    jobs = (order.jobs or cores()) if given.store else 1  # a worker has no workers
    site = open_site(order, Memory(recall, settings), given.library, jobs)
    folders = (site.root / "templates", PROJECT / "templates")
    shown = frame(site)
    return Workshop(
        order,
        _parts(site, order),
        Renderer(site.gazette, shown, folders, recall),
        Templates(folders),
        digest(settings, shown),
        shown.address,
        (len(site.library.records), len(site.issues)),
        recall,
        site,
    )


def _parts(site: Site, order: Order) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    for part in all_parts(site, order.portable):
        if part.key in parts:
            raise SiteError(f"网站有两个部分都叫“{part.key}”。请检查记录的编号是否重复。")
        parts[part.key] = part
    return parts


def _settings(order: Order) -> bytes:
    """What every page may hang on besides the records."""
    path = order.content / SETTINGS
    return order.form.encode() + b"\0" + (path.read_bytes() if path.exists() else b"")
