"""Pages to bytes: the templates, and the little they may ask."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from gongbao.gazette import Gazette
from gongbao.site.page import Link, Page
from gongbao.site.robots import Robots

SAFE = "/-._~!$'()*,;:@"  # may stand in the path of an address as they are
OUTSIDE = ("http://", "https://", "mailto:", "tel:")


@dataclass(frozen=True)
class Frame:
    """What every page shows around its own matter."""

    title: str
    name: str
    address: str
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    feeds: tuple[Link, ...]
    report: str


class Renderer:
    """Renders pages with the templates of an archive's own folder first, then the project's."""

    def __init__(self, gazette: Gazette, frame: Frame, folders: tuple[Path, ...]) -> None:
        self._frame = frame
        self._page: Page | None = None  # being rendered; macros that are imported see no other trace of it
        self.robots = Robots(gazette.unlisted)
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters.update(href=self._href, absolute=self._absolute, day=day)
        self._environment.globals["frame"] = frame

    def render(self, page: Page) -> bytes:
        """The bytes of a page; characters that no HTML page may hold are left out."""
        self._page = page
        template = self._environment.get_template(page.template)
        text = template.render(page=page, view=page.view, root=self._root(page), robots=self.robots.of(page))
        return clean(text).encode("utf-8", "replace")

    # With a context they are called for every page; without, a link to a fixed path is worked out once for all.
    @pass_context
    def _href(self, _context: Context, path: str) -> str:
        assert self._page is not None
        return href(self._page, path, self._frame.address)

    @pass_context
    def _absolute(self, _context: Context, path: str) -> str:
        return absolute(self._frame.address, path)

    def _root(self, page: Page) -> str:
        if page.kind == "404":
            return _base(self._frame.address)
        return posixpath.relpath("/", "/" + posixpath.dirname(page.path)) + "/"


def href(page: Page, path: str, address: str = "") -> str:
    """How a page writes a link to a path: relative, and with index.html, so that it works without a server."""
    if path.startswith(OUTSIDE):
        return path
    path, mark, fragment = path.partition("#")
    mark += quote(fragment, SAFE)
    if mark and path == page.path:
        return mark
    if path == "" or path.endswith("/"):
        path += "index.html"
    if page.kind == "404":  # is shown at any address, so it cannot be relative
        return quote(posixpath.join(_base(address), path), SAFE) + mark
    return quote(posixpath.relpath("/" + path, "/" + posixpath.dirname(page.path)), SAFE) + mark


def absolute(address: str, path: str) -> str:
    """The whole address of a path; the path from the root where the site's own address is not known."""
    path, mark, fragment = path.partition("#")
    return (address.rstrip("/") + "/" if address else "/") + quote(path, SAFE) + mark + quote(fragment, SAFE)


def day(value: date | None) -> str:
    """A date as Chinese texts print it, nothing for none.

    >>> day(date(2023, 3, 1))
    '2023年3月1日'
    """
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def clean(text: str) -> str:
    """The text without control characters and marks that turn the direction of reading."""
    return text.translate(_UNSEEN)


_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), 8232, 8233)) | dict.fromkeys(
    (1564, 8206, 8207, *range(8234, 8239), *range(8294, 8298), 65279, 65534, 65535)
)


def _base(address: str) -> str:
    return "/" + address.split("//", 1)[-1].partition("/")[2] if address else "/"
