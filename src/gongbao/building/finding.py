"""The search index of a site, as parts of it."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.cli.finding import search_files
from gongbao.site.context import Site
from gongbao.site.parts import Part


def search_parts(site: Site, portable: bool) -> Iterator[Part]:
    """The index and what tells of it."""
    yield Part("search", lambda: search_files(site, portable))
