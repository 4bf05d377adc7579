"""The home page."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.page import File, Page


def pages(site: Site) -> Iterator[Page | File]:
    """The home page."""
    yield Page(urls.HOME, "home.html", site.gazette.title, None, "home")
