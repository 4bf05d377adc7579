"""Pages that only lead on: from an address that is a number itself, and from addresses records had before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from gongbao.archive.places import shown
from gongbao.errors import SiteError
from gongbao.model import Record
from gongbao.numbers import Number
from gongbao.site.context import Site
from gongbao.site.gathered import plain_digest
from gongbao.site.once import once
from gongbao.site.page import File, Link, Page
from gongbao.site.render import clean

_FORBIDDEN = re.compile(
    r"""
    # a colon of https://…, a backslash, a query, a line feed, a mark that turns the reading; not: n/云政发〔2023〕5号
    [\\:?\#<>"|*\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd\ud800-\udfff]
    """,
    re.VERBOSE,
)
_LONGEST = 200  # bytes of one part of an address that every file system takes
_FILES = (".html", ".htm")


@dataclass(frozen=True)
class RedirectView:
    """Where the page leads to."""

    link: Link


@dataclass(frozen=True)
class Lot:
    """The pages of the numbers of a series in a year, by their addresses."""

    name: str
    links: Mapping[str, Link]

    def basis(self) -> bytes:
        """What they are made of."""
        return plain_digest([(path, link.text, link.path) for path, link in self.links.items()])

    def pages(self) -> Iterator[Page]:
        """The pages."""
        for path, link in self.links.items():
            yield _redirect(path, link)


def pages(site: Site) -> Iterator[Page | File]:
    """A page for every number that is met, then one for every old address."""
    for lot in lots(site):
        yield from lot.pages()
    yield from old_pages(site)


def lots(site: Site) -> Iterator[Lot]:
    """The pages of the numbers, those of a series and year together."""
    found: dict[str, dict[str, Link]] = {}
    for path, (number, link) in sorted(_numbers(site).items()):
        found.setdefault(f"{number.series}/{number.year or 'no'}", {})[path] = link
    for name, links in found.items():
        yield Lot(name, links)


def old_pages(site: Site) -> Iterator[Page]:
    """A page for every old address."""
    aliased = [record for record in site.library.records.values() if record.aliases]
    taken = _taken(site) if aliased else {}
    for record in aliased:
        for alias in record.aliases:
            yield _redirect(_free(old_path(alias, _file(site, record)), taken, _file(site, record)), site.link(record))


def old_path(alias: str, file: str) -> str:
    """The path of an old address: a file if it ends in .html, else a folder; SiteError if it is none of this site's.

    >>> old_path("/yzf/2023/05", "content/decrees/a.md"), old_path("old/%E5%85%AC%E6%8A%A5.html", "")
    ('yzf/2023/05/', 'old/公报.html')
    """
    path = unquote(alias, errors="replace").removeprefix("/")
    wrong = _complaint(path)
    if wrong:
        shown_alias = alias.encode("unicode_escape").decode() if _FORBIDDEN.search(alias) else alias
        example = "请写成从网站根目录算起的相对地址，例如 old/page.html。"
        raise SiteError(f"{file}: aliases 里的旧地址“{shown_alias}”{wrong}，不能用。{example}")
    return path if path.endswith(("/", *_FILES)) else f"{path}/"


def _complaint(path: str) -> str:
    parts = path.removesuffix("/").split("/")
    if _FORBIDDEN.search(path):
        return "含有地址里不许出现的字符"
    if path.startswith("/"):
        return "以斜杠开头"
    if ".." in parts:
        return "指向网站之外"
    if "" in parts or "." in parts:
        return "是空的" if path in ("", "/") else "含有空的一段"
    return "太长" if any(len(part.encode()) > _LONGEST for part in parts) else ""


def _taken(site: Site) -> dict[str, str]:
    """What stands at the addresses of records and numbers, which no old address may take."""
    found = {path: link.text for path, (_, link) in _numbers(site).items()}
    for number in site.graph.numbers():
        target = site.graph.target_of(number)
        if target:
            found.setdefault(site.urls.target(target).partition("#")[0], str(number))
    return found | {site.urls.record(each): f"《{each.title}》" for each in site.library.records.values()}


def _free(path: str, taken: Mapping[str, str], file: str) -> str:
    owner = taken.get(path.removesuffix("index.html"))
    if owner:
        raise SiteError(
            f"{file}: aliases 里的旧地址“{path}”现在是{clean(owner)}的地址，不能用。请从 aliases 里删去它。"
        )
    return path


@once
def _numbers(site: Site) -> Mapping[str, tuple[Number, Link]]:
    """One page a number, as it is printed and as the archive writes it; of several decrees with one number the first."""
    found: dict[str, tuple[Number, Link]] = {}
    for number in site.graph.numbers():
        target = site.graph.target_of(number)
        if target and (target.kind != "work" or target.key in site.graph.works):
            name = str(number)
            found.setdefault(site.urls.named(name), (number, Link(name, site.urls.target(target))))
    for work in site.graph.works.values():
        if work.number:
            name = str(work.number)
            found.setdefault(site.urls.named(name), (work.number, Link(name, site.urls.work(work))))
    return found


def _redirect(path: str, link: Link) -> Page:
    return Page(path, "redirect.html", link.text, RedirectView(link), "redirect", indexed=False)


def _file(site: Site, record: Record) -> str:
    return shown(site.root, site.library.path_of(record.id))
