"""The whole site: every section's pages, rendered, and every file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from gongbao.site import about, home
from gongbao.site.assets import assets
from gongbao.site.context import Site
from gongbao.site.frame import frame
from gongbao.site.page import File, Page
from gongbao.site.publish import MARK
from gongbao.site.render import Renderer

PROJECT = Path(__file__).resolve().parents[3]

# In this order they are asked for their pages; what one gives never depends on another.
SECTIONS: tuple[Callable[[Site], Iterator[Page | File]], ...] = (
    home.pages,
    about.pages,
)


def build(site: Site) -> Iterator[File]:
    """Every file of the site, pages rendered."""
    renderer = Renderer(site.gazette, frame(site), _folders(site, "templates"))
    for section in SECTIONS:
        for item in section(site):
            yield File(_file(item.path), renderer.render(item)) if isinstance(item, Page) else item
    yield from assets(_folders(site, "static"), site.gazette.colours)
    yield File(MARK, f"{site.gazette.title}\n".encode())


def _folders(site: Site, name: str) -> tuple[Path, ...]:
    """Where templates and static files are looked for: the archive's own folder first."""
    return (site.root / name, PROJECT / name)


def _file(path: str) -> str:
    return f"{path}index.html" if path == "" or path.endswith("/") else path
