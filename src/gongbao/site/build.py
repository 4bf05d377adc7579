"""The whole site: every part made, every page rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from gongbao.site import sitemap
from gongbao.site.assets import assets
from gongbao.site.context import Site
from gongbao.site.division import parts
from gongbao.site.frame import frame
from gongbao.site.page import MARK, File
from gongbao.site.render import Renderer
from gongbao.site.shipped import PROJECT
from gongbao.site.sitemap import Entry


def build(site: Site, more: Iterable[File] = ()) -> Iterator[File]:
    """Every file of the site, pages rendered, and `more` that others made for it; nothing is kept, nothing compared."""
    yield from chain(_files(site), more)


def _files(site: Site) -> Iterator[File]:
    renderer = Renderer(site.gazette, frame(site), folders(site, "templates"))
    listed: list[Entry] = []
    for item in chain.from_iterable(part.make() for part in parts(site)):
        if isinstance(item, File):
            yield item
            continue
        yield File(file_of(item.path), renderer.render(item))
        if renderer.robots.takes(item):
            listed.append((item.path, item.updated))
    yield from sitemap.sitemap(listed, site.gazette.address)
    yield from assets(folders(site, "static"), site.gazette.colours)
    yield File(MARK, f"{site.gazette.title}\n".encode())


def folders(site: Site, name: str) -> tuple[Path, ...]:
    """Where templates and static files are looked for: the archive's own folder first."""
    return (site.root / name, PROJECT / name)


def file_of(path: str) -> str:
    """The file a page stands in."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path
