"""A built site as its files say it: every page read once, and what can be wrong in it, without asking the program."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

OUTSIDE = ("http://", "https://", "mailto:", "tel:", "data:", "urn:")
TEXTS = (".html", ".json", ".jsonl", ".atom", ".xml", ".csv", ".txt", ".md")
LOADED = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src"), ("object", "data")}
POINTING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list", "form")


@dataclass(frozen=True)
class Way:
    """A link as it is written: the element and attribute it stands in, and where it leads."""

    tag: str
    attribute: str
    address: str
    relation: str = ""


@dataclass
class Seen:
    """What a page holds."""

    lang: str = ""
    title: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    equivalents: dict[str, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    pointed: list[tuple[str, str]] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    linked_data: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads a page; the text of headings, of the title and of scripts is gathered while they are open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()
        self._titled = False
        self._svg = 0
        self._within = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says of itself."""
        given = {name: value or "" for name, value in attrs}
        self._svg += tag == "svg"
        self._note(tag, given)
        self._note_ways(tag, given)
        if tag == "script" and given.get("type") != "application/ld+json" and "src" not in given:
            self.seen.forbidden.append("inline script")
        linked = tag == "script" and given.get("type") == "application/ld+json"
        if re.fullmatch("h[1-6]", tag) or linked or (tag == "title" and not self._svg):
            self._within, self._text = tag, []

    def handle_endtag(self, tag: str) -> None:
        """Note what stood in an element."""
        self._svg -= tag == "svg"
        if tag != self._within:
            return
        text = "".join(self._text)
        if tag == "title":
            self.seen.title = text
        elif tag == "script":
            self.seen.linked_data.append(text)
        else:
            self.seen.headings.append((int(tag[1]), " ".join(text.split())))
        self._within = ""

    def handle_data(self, data: str) -> None:
        """Gather."""
        if self._within:
            self._text.append(data)

    def _note(self, tag: str, given: dict[str, str]) -> None:
        seen = self.seen
        if tag == "html":
            seen.lang = given.get("lang", "")
        if tag == "style":
            seen.forbidden.append("inline style sheet")
        if tag == "meta":
            seen.metas[given.get("name", given.get("property", ""))] = given.get("content", "")
            seen.equivalents[given.get("http-equiv", "").lower()] = given.get("content", "")
        seen.ids += [given["id"]] if "id" in given else []
        seen.forbidden += [f"<{tag} {name}>" for name in given if name == "style" or name.startswith("on")]
        seen.pointed += [(name, one) for name in POINTING if name in given for one in given[name].split()]

    def _note_ways(self, tag: str, given: dict[str, str]) -> None:
        for name in ("href", "src", "action", "poster", "data-source", "xlink:href"):
            if name in given:
                self.seen.ways.append(Way(tag, name, given[name], given.get("rel", "")))
        refresh = given.get("content", "") if given.get("http-equiv", "").lower() == "refresh" else ""
        if "url=" in refresh:
            self.seen.ways.append(Way(tag, "refresh", refresh.partition("url=")[2]))


@dataclass(frozen=True)
class Website:
    """A folder that holds a site, and the address it was built for."""

    root: Path
    address: str

    @cached_property
    def files(self) -> frozenset[str]:
        """The path of every file."""
        return frozenset(path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())

    @cached_property
    def pages(self) -> dict[str, Seen]:
        """Every page by the path of its file."""
        return {name: self._read(name) for name in sorted(self.files) if name.endswith(".html")}

    def redirects(self, name: str) -> bool:
        """Whether a page only leads on."""
        return "refresh" in self.pages[name].equivalents

    def text(self, name: str) -> str:
        """A file as text."""
        return (self.root / name).read_text("utf-8")

    def leads_to(self, page: str, address: str) -> tuple[str, str]:
        """The file and the anchor a link in a page leads to; a file "" for what is not of this site."""
        address = self._at_home(address)
        if address.startswith(OUTSIDE):
            return "", ""
        path, _, fragment = address.partition("#")
        path = unquote(path.partition("?")[0])
        if path.startswith("/"):
            return path, unquote(fragment)
        file = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        return ("index.html" if file == "." else file), unquote(fragment)

    def named(self, address: str) -> tuple[str, str]:
        """The file and the anchor that a whole address of this site names: a folder is its index.html."""
        path, _, fragment = address.removeprefix(self.address).partition("#")
        path = unquote(path.partition("?")[0])
        return (f"{path}index.html" if path == "" or path.endswith("/") else path), unquote(fragment)

    def _at_home(self, address: str) -> str:
        """404.html, which is shown anywhere, writes its links from the root of the host."""
        home = "/" + self.address.split("//", 1)[1].partition("/")[2]
        return address if not address.startswith(home) else f"/{address.removeprefix(home)}"

    def _read(self, name: str) -> Seen:
        reader = Reader()
        reader.feed(self.text(name))
        reader.close()
        return reader.seen


def broken_links(site: Website) -> Iterator[str]:
    """Links of pages to a file or an anchor that is not there."""
    for name, seen in site.pages.items():
        for address in dict.fromkeys(way.address for way in seen.ways):
            file, anchor = site.leads_to(name, address)
            if file.startswith("/") and name == "404.html":
                file = file[1:]
            yield from _missing(site, f"{name}: {address}", file, anchor)


def _missing(site: Website, where: str, file: str, anchor: str) -> Iterator[str]:
    if file and file not in site.files:
        yield f"{where} – no file {file}"
    elif anchor and file in site.pages and anchor not in site.pages[file].ids:
        yield f"{where} – no id {anchor}"


def broken_addresses(site: Website) -> Iterator[str]:
    """Whole addresses of this site, in whatever file: feeds, sitemap, linked data, JSON, CSV, Markdown, robots.txt."""
    whole = re.compile(rf"{re.escape(site.address)}[^\s\"'<>\\，。、；）]*")
    for name in sorted(site.files):
        if not name.endswith(TEXTS):
            continue
        for found in dict.fromkeys(whole.findall(site.text(name).replace("&amp;", "&"))):
            address = found.rstrip(".")  # ends a citation
            yield from _missing(site, f"{name}: {address}", *site.named(address))


def broken_parts(site: Website) -> Iterator[str]:
    """What style sheets and scripts ask for."""
    for name in sorted(site.files):
        for part in parts_of(site, name):
            if part not in site.files:
                yield f"{name} asks for {part}"


def parts_of(site: Website, name: str, later: str = r"|\bimport\(") -> list[str]:
    """The files a style sheet or a script brings with it; those that a script only asks for later, unless `later` is empty."""
    if name.endswith(".css"):
        found = re.findall(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""", site.text(name))
    elif name.endswith(".js"):
        found = re.findall(rf"""(?:\bfrom\s+|\bimport\s+{later})["']([^"']+)["']""", site.text(name))
    else:
        return []
    return [site.leads_to(name, each)[0] or each for each in found if not each.startswith("data:")]


def strange_links(site: Website) -> Iterator[str]:
    """Links that would break in a subfolder or without a server, and parts of a page that come from elsewhere."""
    for name, seen in site.pages.items():
        for way in seen.ways:
            if way.address.startswith("/") and name != "404.html":
                yield f"{name}: {way.address} begins at the root of the host"
            if way.address.startswith("//") or (way.address.endswith("/") and not way.address.startswith(OUTSIDE)):
                yield f"{name}: {way.address} needs a server"
            if (way.tag, way.attribute) in LOADED and way.relation != "canonical":
                yield from (f"{name}: {way.address} is loaded from elsewhere" for _ in OUTSIDE[:2] if _ in way.address)
            if re.match(r"\s*(?!https?|mailto|tel)[a-z]+:", way.address, re.IGNORECASE):
                yield f"{name}: {way.address}"


def unsound_pages(site: Website) -> Iterator[str]:
    """Pages without a language, a policy, one heading, or with ids that are twice there or headings that skip."""
    for name, seen in site.pages.items():
        yield from (f"{name}: id {one} twice" for one, count in Counter(seen.ids).items() if count > 1)
        yield from (
            f"{name}: {what} names {one}, which is not there" for what, one in seen.pointed if one not in seen.ids
        )
        yield from (f"{name}: {each}" for each in seen.forbidden)
        levels = [level for level, _ in seen.headings]
        if levels.count(1) != 1 or levels[0] != 1:
            yield f"{name}: headings {levels[:5]}, not one h1 first"
        yield from (
            f"{name}: h{b} “{text}” after h{a}"
            for a, (b, text) in zip(levels, seen.headings[1:], strict=False)
            if b > a + 1
        )
        yield from (f"{name}: an empty h{level}" for level, text in seen.headings if not text)
        if seen.lang != "zh-CN":
            yield f"{name}: lang {seen.lang!r}"
        if "default-src 'none'" not in seen.equivalents.get("content-security-policy", ""):
            yield f"{name}: no policy"


def same_names(site: Website) -> Iterator[str]:
    """Pages without a title or a description, or with those of another page."""
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for name, seen in site.pages.items():
        if site.redirects(name):
            continue
        described = seen.metas.get("description", "")
        for what, text, known in (("title", seen.title, titles), ("description", described, descriptions)):
            if not text.strip():
                yield f"{name}: no {what}"
            elif text in known:
                yield f"{name}: the {what} of {known[text]}, {text}"
            known.setdefault(text, name)


def unread_data(site: Website) -> Iterator[str]:
    """Linked data and JSON files that do not parse; linked data without a type."""
    for name, seen in site.pages.items():
        for text in seen.linked_data:
            parsed = _parsed(text)
            if not isinstance(parsed, dict) or ("@type" not in parsed and "@graph" not in parsed):
                yield f"{name}: linked data {text[:60]}"
    for name in sorted(site.files):
        if name.endswith(".json") and _parsed(site.text(name)) is None:
            yield f"{name}: no JSON"


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def reached(site: Website) -> set[str]:
    """The pages one comes to from the home page by links and by the search field alone."""
    found, new = {"index.html"}, ["index.html"]
    while new:
        page = new.pop()
        for way in site.pages[page].ways:
            file = site.leads_to(page, way.address)[0] if way.tag in ("a", "form") or way.attribute == "refresh" else ""
            if file in site.pages and file not in found:
                found.add(file)
                new.append(file)
    return found


def orphans(site: Website) -> Iterator[str]:
    """Pages no link leads to; an address that only leads on is there for links from elsewhere."""
    for name in sorted(site.pages.keys() - reached(site)):
        if name != "404.html" and not site.redirects(name):
            yield name
