"""What the site is, and the page for an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.page import File, Page


def pages(site: Site) -> Iterator[Page | File]:
    """The about page and the 404 page."""
    yield Page(urls.ABOUT, "about.html", "关于本站", None, "about")
    yield Page(urls.NOT_FOUND, "404.html", "没有这个地址", None, "404", indexed=False)
