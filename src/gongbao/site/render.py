"""Pages to bytes: the templates, and the little they may ask."""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from types import CodeType
from urllib.parse import quote

import jinja2
from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context

from gongbao.gazette import Gazette
from gongbao.site.memory import Shelf
from gongbao.site.page import Link, Page
from gongbao.site.robots import Robots
from gongbao.site.templating import Writer

SAFE = "/-._~!$'()*,;:@"  # may stand in the path of an address as they are
_NO_NAMES = frozenset(("", ".", ".."))
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
    """Renders pages with the templates of an archive's own folder first, then the project's.

    On a shelf templates wait for the next run as the code they became.
    """

    def __init__(self, gazette: Gazette, frame: Frame, folders: tuple[Path, ...], shelf: Shelf | None = None) -> None:
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
            auto_reload=False,  # a template does not change under a build
        )
        self._environment.code_generator_class = Writer
        self._environment.bytecode_cache = _Remembered(shelf) if shelf else _KEPT
        self._environment.filters.update(href=self._href, absolute=self._absolute, day=day)
        self._environment.globals["frame"] = frame

    def render(self, page: Page) -> bytes:
        """The bytes of a page; characters that no HTML page may hold are left out."""
        self._page = page
        template = self._environment.get_template(page.template)
        text = template.render(page=page, view=page.view, root=self._root(page), robots=self.robots.of(page))
        return clean(text).encode("utf-8", "replace")

    def prepare(self) -> None:
        """Load every template, so that processes that are forked from this one have them all."""
        for name in self._environment.list_templates(extensions=["html"]):
            with suppress(TemplateError):  # a page that needs it will say what is wrong
                self._environment.get_template(name)

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


class _Kept(BytecodeCache):
    """Templates as the code they became: a server renders again and again with the same ones."""

    def __init__(self) -> None:
        self._code: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        source, code = self._code.get(bucket.key, ("", None))
        if source == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._code[bucket.key] = bucket.checksum, bucket.code


_KEPT = _Kept()  # of this process; a forked worker finds what the parent compiled


class _Remembered(BytecodeCache):
    """The same from one run to the next; Jinja holds what it finds against its own version, Python's and the source."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def load_bytecode(self, bucket: Bucket) -> None:
        known = self._shelf.get(_key(bucket))
        if known:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._shelf.put(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> bytes:
    told = f"template {jinja2.__version__} {bucket.key} {bucket.checksum}"
    return blake2b(told.encode(), digest_size=16).digest()


def href(page: Page, path: str, address: str = "") -> str:
    """How a page writes a link to a path: relative, and with index.html, so that it works without a server."""
    if path.startswith(OUTSIDE):
        return path
    path, mark, fragment = path.partition("#")
    if mark:
        mark += quote(fragment, f"{SAFE}=")  # a PDF is opened at #page=3
        if path == page.path:
            return mark
    if path == "" or path.endswith("/"):
        path += "index.html"
    if page.kind == "404":  # is shown at any address, so it cannot be relative
        return quote(posixpath.join(_base(address), path), SAFE) + mark
    return _relative(page.path.rpartition("/")[0], path) + mark


def _relative(folder: str, path: str) -> str:
    """The steps from a folder to a file, as they stand in an address."""
    here, there = _steps(folder), _steps(path)
    if here is None or there is None:
        return quote(posixpath.relpath("/" + path, "/" + folder), SAFE)
    if not here or here[0] != there[0]:  # nearly always: the navigation, the style sheets, other series
        return "../" * len(here) + "/".join(there)
    shared = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])


@lru_cache(maxsize=4096)  # the same way out of every page: the navigation, the style sheets
def _steps(path: str) -> tuple[str, ...] | None:
    """The steps of a path, quoted; None where some of them mean no folder or file of that name."""
    steps = tuple(quote(path, SAFE).split("/")) if path else ()
    return None if _NO_NAMES.intersection(steps) else steps


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
    # Quicker than the search for what is not shown; what is put in for another character costs less than its removal.
    shown = text.replace("\n", " ").replace("\u3000", " ").isprintable()
    return text if shown else _UNSEEN.sub("", text)


_UNSEEN = re.compile(
    r"""
    # \x1b, \x7f, the line separator, the mark that turns what follows, the mark of byte order; not: \t, \n, \r, \u3000
    [\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+
    """,
    re.VERBOSE,
)


def _base(address: str) -> str:
    return "/" + address.split("//", 1)[-1].partition("/")[2] if address else "/"
