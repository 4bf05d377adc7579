"""All parts of a site: those of its sections, its search index, and what lies in static/."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongbao.building.finding import search_parts
from gongbao.site.assets import assets
from gongbao.site.build import folders
from gongbao.site.context import Site
from gongbao.site.division import parts
from gongbao.site.page import MARK, File
from gongbao.site.parts import Part
from gongbao.site.portable import linked

_READERS = (
    "list/",
    "department/",
    "data/",
    "dataset/",
)  # ask for places in the texts of many records, which the first phase remembers


def all_parts(site: Site, portable: bool) -> Iterator[Part]:
    """Every part once; the longest to make come first, so that no core waits for them at the end."""
    yield from search_parts(site, portable)
    for part in parts(site):
        yield replace(part, phase=max(part.phase, 1)) if part.key.startswith(_READERS) else part
    yield Part("assets", lambda: _assets(site, portable))


def _assets(site: Site, portable: bool) -> Iterator[File]:
    files = assets(folders(site, "static"), site.gazette.colours)
    yield from linked(files) if portable else files
    yield File(MARK, f"{site.gazette.title}\n".encode())
