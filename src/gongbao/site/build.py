"""The whole site: every section's pages, rendered, and every file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from gongbao.site import (
    about,
    appointments,
    cited,
    data,
    decrees,
    departments,
    feeds,
    history,
    home,
    issues,
    kinds,
    ledgers,
    lookup,
    opensearch,
    organisations,
    people,
    printings,
    quality,
    redirects,
    sitemap,
    sources,
    stubs,
    tables,
    texts,
    validity,
    years,
)
from gongbao.site.assets import assets
from gongbao.site.context import Site
from gongbao.site.data import bundled
from gongbao.site.frame import frame
from gongbao.site.page import File, Page
from gongbao.site.publish import MARK
from gongbao.site.render import Renderer
from gongbao.site.sitemap import Entry

PROJECT = Path(__file__).resolve().parents[3]

# In this order they are asked for their pages; what one gives never depends on another.
SECTIONS: tuple[Callable[[Site], Iterator[Page | File]], ...] = (
    home.pages,
    about.pages,
    issues.pages,
    sources.pages,
    decrees.pages,
    printings.pages,
    texts.pages,
    tables.pages,
    ledgers.pages,
    stubs.pages,
    cited.pages,
    years.pages,
    kinds.pages,
    departments.pages,
    appointments.pages,
    people.pages,
    organisations.pages,
    validity.pages,
    quality.pages,
    history.pages,
    redirects.pages,
    lookup.pages,
    data.pages,
    feeds.pages,
    opensearch.pages,
    sitemap.pages,
)


def build(site: Site, more: Iterable[File] = ()) -> Iterator[File]:
    """Every file of the site, pages rendered, and `more` that others made for it; last the zip that holds all."""
    yield from bundled(chain(_files(site), more))


def _files(site: Site) -> Iterator[File]:
    renderer = Renderer(site.gazette, frame(site), _folders(site, "templates"))
    listed: list[Entry] = []
    for section in SECTIONS:
        for item in section(site):
            if isinstance(item, File):
                yield item
                continue
            yield File(_file(item.path), renderer.render(item))
            if renderer.robots.takes(item):
                listed.append((item.path, item.updated))
    yield from sitemap.sitemap(listed, site.gazette.address)
    yield from assets(_folders(site, "static"), site.gazette.colours)
    yield File(MARK, f"{site.gazette.title}\n".encode())


def _folders(site: Site, name: str) -> tuple[Path, ...]:
    """Where templates and static files are looked for: the archive's own folder first."""
    return (site.root / name, PROJECT / name)


def _file(path: str) -> str:
    return f"{path}index.html" if path == "" or path.endswith("/") else path
