"""What a section of the site hands over: a page to render, or a file as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MARK = "site.txt"  # stands in every site the program made; a folder without it is somebody else's


@dataclass(frozen=True)
class Link:
    """A link as templates show it; `path` is a path of the site, or an address elsewhere."""

    text: str
    path: str
    note: str = ""


@dataclass(frozen=True)
class Page:
    """A page: where it stands (a folder with its slash, or a file), what it is made of, and how it is announced."""

    path: str
    template: str
    title: str
    view: object
    kind: str  # decree, issue, table …: the switch for robots, and the class of the body
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    styles: tuple[str, ...] = ()  # names in static/css beside the base
    scripts: tuple[str, ...] = ()  # names in static/js beside the base
    linked_data: str = ""  # JSON-LD, ready to stand in a script element
    feeds: tuple[Link, ...] = ()  # Atom and JSON feeds of this page's own matter
    alternates: tuple[tuple[str, str], ...] = ()  # (media type, path) of other forms of the same thing
    updated: date | None = None  # the last day something happened to it, for the sitemap
    indexed: bool = True  # False: never for search engines, whatever the switches say
    published: date | None = None  # for Open Graph


@dataclass(frozen=True)
class File:
    """A file that is not a page: data, a feed, a style sheet."""

    path: str
    content: bytes


@dataclass(frozen=True)
class Same:
    """A file of the last build that stays as it is."""

    path: str
