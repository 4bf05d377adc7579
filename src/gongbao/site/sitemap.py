"""What search engines are told: the list of pages, and which data they shall not fetch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.page import File, Page
from gongbao.site.render import absolute

SITEMAP = "sitemap.xml"
MOST = 10_000  # entries of one file; the protocol allows 50,000 and 50 MB
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Entry = tuple[str, date | None]  # path, and the last day something happened there

# Where records of a kind have their other forms, as robots.txt can say it. A kind that is not here shares its folders with
# others. Pages themselves are never named: a crawler must read them to find that their heads say noindex.
PLACES: Mapping[str, tuple[str, ...]] = {
    "appointments": (f"{urls.ISSUES}*/appointments/",),
    "catalogue": (f"{urls.ISSUES}*/catalogue/",),
    "interpretation": (f"{urls.ISSUES}*/interpretation-*/",),  # the list of interpretations too: no pattern parts them
    "table": (f"{urls.TABLES}*/",),
}
FORMS = ("index.json", "index.md", "index.txt")


def pages(site: Site) -> Iterator[Page | File]:
    """robots.txt, which only works at the root of a host; what is not to be listed says so in its own head."""
    yield File("robots.txt", robots_txt(site).encode("utf-8", "replace"))


def sitemap(entries: Sequence[Entry], address: str) -> Iterator[File]:
    """The list of pages, in parts when it is long; nothing where no address is known, for it must name whole ones."""
    if not address:
        return
    ordered = sorted(set(entries), key=lambda entry: (entry[0], entry[1] or date.min))
    parts = [ordered[start : start + MOST] for start in range(0, len(ordered), MOST)] or [[]]
    if len(parts) == 1:
        yield File(SITEMAP, _listing("urlset", "url", [(absolute(address, path), day) for path, day in ordered]))
        return
    names = [f"sitemap-{place}.xml" for place in range(1, len(parts) + 1)]
    last = [max((day for _, day in part if day), default=None) for part in parts]
    index = [(absolute(address, name), day) for name, day in zip(names, last, strict=True)]
    yield File(SITEMAP, _listing("sitemapindex", "sitemap", index))
    for name, part in zip(names, parts, strict=True):
        yield File(name, _listing("urlset", "url", [(absolute(address, path), day) for path, day in part]))


def robots_txt(site: Site) -> str:
    """What crawlers shall leave alone: the JSON, Markdown and text of the kinds the gazette does not want listed."""
    address = site.gazette.address
    base = urlsplit(absolute(address, "")).path
    lines = ["User-agent: *"]
    lines += [f"Disallow: {base}{place}{form}" for place in _places(site) for form in FORMS] or ["Disallow:"]
    if address:
        lines += ["", f"Sitemap: {absolute(address, SITEMAP)}"]
    return "\n".join(lines) + "\n"


def _places(site: Site) -> Iterator[str]:
    kinds = sorted(set(site.gazette.unlisted))
    found = [place for kind in kinds for place in PLACES.get(kind, ())]
    if "decree" in kinds:  # one without a number stands among other records, where no pattern tells it from them
        series = {site.urls.series(work.number.series) for work in site.works if work.number}
        found += [f"{each}*/" for each in sorted(series)]
    yield from dict.fromkeys(found)


def _listing(root: str, item: str, entries: Iterable[Entry]) -> bytes:
    found = [f"  <{item}>\n    <loc>{escape(address)}</loc>\n{_said_of(day)}  </{item}>\n" for address, day in entries]
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{NAMESPACE}"'
    return "".join([head, ">\n", *found, f"</{root}>\n"] if found else [head, " />\n"]).encode()


def _said_of(day: date | None) -> str:
    return f"    <lastmod>{day}</lastmod>\n" if day else ""
