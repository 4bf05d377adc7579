"""Feeds: Atom 1.0 and JSON Feed 1.1 of the archive, of each series, of each department, and of what changed."""

from __future__ import annotations

import heapq
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from xml.etree import ElementTree

from gongbao.model import KIND_NAMES, Appointments, Decree, Interpretation, Issue, Record
from gongbao.site import history, urls
from gongbao.site.context import Site
from gongbao.site.department_years import years
from gongbao.site.gathered import plain_digest
from gongbao.site.page import File, Link, Page
from gongbao.site.parts import joined
from gongbao.site.render import absolute, clean, day, href

NEWEST = 50
NEVER = date(1970, 1, 1)  # a feed must name a day even when nothing in the whole archive has one
ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
TOLD = (Issue, Interpretation, Appointments)  # what the archive's feed tells of beside decrees
_END, _NO_ITEMS = "\n</feed>", "[]\n}"
_NAMES = uuid.uuid5(uuid.NAMESPACE_OID, "gongbao")


@dataclass(frozen=True)
class Entry:
    """One thing a feed tells of; `id` never depends on the address it stands at."""

    id: str
    title: str
    path: str
    published: date
    updated: date
    summary: str
    author: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A feed of the page at `scope`, newest entry first."""

    scope: str
    id: str
    title: str
    entries: tuple[Entry, ...]
    begun: date = NEVER  # the first day of the archive, for a feed without entries: nothing has happened since

    @property
    def updated(self) -> date:
        """The day of the last thing that happened."""
        return max((entry.updated for entry in self.entries), default=self.begun)


def pages(site: Site) -> Iterator[Page | File]:
    """Every feed of the site, in both forms."""
    for feed in feeds(site):
        told = _digest(feed)
        yield File(site.urls.feed(feed.scope, "atom"), site.memory.of("atom", told, partial(atom, site, feed)))
        yield File(site.urls.feed(feed.scope, "json"), site.memory.of("feed", told, partial(json_feed, site, feed)))


def links(site: Site, scope: str, name: str) -> tuple[Link, Link]:
    """The two feeds of the page at `scope`, for Page.feeds."""
    return (
        Link(f"{name}（Atom）", site.urls.feed(scope, "atom")),
        Link(f"{name}（JSON Feed）", site.urls.feed(scope, "json")),
    )


def feeds(site: Site) -> tuple[Feed, ...]:
    """The feeds by their places, the archive's first."""
    title = clean(site.gazette.title or site.gazette.name) or "政府公报"
    dated = _Dated(site)
    found = {"": Feed("", urn(site, "feed/"), title, dated.newest(dated.ids), dated.begun)}
    for scope, (name, ids) in _groups(site).items():
        found[scope] = Feed(scope, urn(site, f"feed/{name}"), f"{title}：{name}", dated.newest(ids), dated.begun)
    changed = _newest(filter(None, (_of_change(site, each) for each in _latest(history.changes(site)))))
    name = f"{title}：{history.TITLE}"
    found[urls.CHANGES] = Feed(urls.CHANGES, urn(site, "feed/changes/"), name, changed, dated.begun)
    return tuple(found[scope] for scope in sorted(found))


class _Dated:
    """The records that feeds tell of, newest first; the entry of one is made when a feed holds it."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._entries: dict[str, Entry] = {}
        told: list[Record] = [work.record for work in site.works]
        told += [each for each in site.library.records.values() if isinstance(each, TOLD)]
        days = {each.id: (history.updated(site, each), history.published(site, each)) for each in told}
        self._days = {id_: (last, first) for id_, (last, first) in days.items() if last and first}
        self._ages = {id_: (-last.toordinal(), -first.toordinal()) for id_, (last, first) in self._days.items()}
        self.begun = min((first for _, first in self._days.values()), default=NEVER)

    @property
    def ids(self) -> Iterable[str]:
        """All of these records."""
        return self._days.keys()

    def newest(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        """The entries of the newest of some records."""
        ages = self._ages
        among = {each: ages[each] for each in ids if each in ages}
        last = max(heapq.nsmallest(NEWEST, among.values()), default=(0, 0))
        chosen = sorted((each for each, age in among.items() if age <= last), key=self._place)
        return tuple(self._entry(each) for each in chosen[:NEWEST])

    def _place(self, id_: str) -> tuple[tuple[int, int], str]:
        return self._ages[id_], self._site.urls.record(self._site.library.records[id_])

    def _entry(self, id_: str) -> Entry:
        if id_ not in self._entries:
            self._entries[id_] = _of_record(self._site, self._site.library.records[id_], self._days[id_])
        return self._entries[id_]


def _latest(changes: Iterable[history.Change]) -> list[history.Change]:
    """Of changes with a day, newest first, as many as a feed can hold, and all others of the last one's day."""
    dated = list({each.id: each for each in changes if each.day}.values())
    last = dated[:NEWEST][-1].day if dated else None
    return [each for each in dated if each.day and last and each.day >= last]


def _digest(feed: Feed) -> bytes:
    head = plain_digest([feed.scope, feed.id, feed.title, feed.updated.isoformat()])
    return joined((head, *map(_told, feed.entries)))


@lru_cache(maxsize=4096)  # one entry is in many feeds
def _told(entry: Entry) -> bytes:
    days = (entry.published.isoformat(), entry.updated.isoformat())
    return plain_digest([entry.id, entry.title, entry.path, *days, entry.summary, entry.author, entry.tags])


def urn(site: Site, name: str) -> str:
    """A name for ever: of the gazette and the id of a record, and never of an address."""
    return uuid.uuid5(_NAMES, f"{site.gazette.name}/{name}").urn


def reference(site: Site, place: str, path: str) -> str:
    """How the file at `place` writes a path: the whole address where the site's own is known, else relative."""
    if site.gazette.address:
        return absolute(site.gazette.address, path)
    return href(Page(place, "", "", None, "feed"), path)


def atom(site: Site, feed: Feed) -> bytes:
    """The feed as RFC 4287 wants it."""
    place = site.urls.feed(feed.scope, "atom")
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", moment(feed.updated))
    _person(root, site.gazette.name or feed.title)
    own, page = reference(site, place, place), reference(site, place, feed.scope)
    if site.gazette.address:
        ElementTree.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": page})
    ElementTree.indent(root)
    head = ElementTree.tostring(root, "unicode").removesuffix(_END)
    text = "".join((head, *(_atom_entry(each, reference(site, place, each.path)) for each in feed.entries), _END))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode("utf-8", "replace")


def json_feed(site: Site, feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1 wants it; without the site's own address it names none, for it has no relative ones."""
    place = site.urls.feed(feed.scope, "json")
    head: dict[str, object] = {"version": JSON_FEED, "title": clean(feed.title)}
    if site.gazette.address:
        head["home_page_url"] = reference(site, place, feed.scope)
        head["feed_url"] = reference(site, place, place)
    head["language"] = "zh-CN"
    head["authors"] = [{"name": clean(site.gazette.name or feed.title)}]
    items = ",".join(_json_item(entry, site.gazette.address) for entry in feed.entries)
    head["items"] = []
    text = json.dumps(head, ensure_ascii=False, indent=1)
    whole = f"{text.removesuffix(_NO_ITEMS)}[{items}\n ]\n}}" if items else text
    return f"{whole}\n".encode("utf-8", "replace")


def moment(value: date) -> str:
    """The first moment of a day in China, as RFC 3339 writes it.

    >>> moment(date(2023, 4, 25))
    '2023-04-25T00:00:00+08:00'
    """
    return f"{value.isoformat()}T00:00:00+08:00"


def _of_record(site: Site, record: Record, days: tuple[date, date]) -> Entry:
    last, first = days
    issuer = (record.issuer if isinstance(record, Decree) else None) or ""
    title = clean(record.title).strip() or record.id
    summary = clean("；".join(_facts(site, record))).strip() or title
    tags = tuple(filter(None, [record.doctype if isinstance(record, Decree) else KIND_NAMES.get(record.kind)]))
    path = site.urls.record(record)
    return Entry(urn(site, record.id), title, path, first, last, summary, issuer, tags)


def _facts(site: Site, record: Record) -> Iterator[str]:
    if isinstance(record, Decree):
        work = site.graph.work_of(record.id)
        if work and work.number:
            yield str(work.number)
        if record.issuer:
            yield record.issuer
        if record.signed:
            yield f"{day(record.signed)}成文"
        if record.effective:
            yield record.effective.basis.rstrip("。")
    if isinstance(record, Issue) and (told := history.holdings(site, record)):
        yield f"收有{told}"
    issue = site.library.records.get(record.issue or "")
    if issue:
        yield f"载于{issue.title}"
    for each in record.changes:
        yield f"{day(each.day)}更正：{each.what}"


def _of_change(site: Site, change: history.Change) -> Entry | None:
    if change.day is None:
        return None
    title = f"{change.label}：{change.link.text}"
    sentence = history.sentence(change)
    place = change.by.path if change.by else change.link.path
    return Entry(urn(site, change.id), title, place, change.day, change.day, sentence, tags=(change.label,))


def _groups(site: Site) -> Mapping[str, tuple[str, list[str]]]:
    """Of each series, each department and the appointments: where the page stands, its name, and ids of records."""
    appointed = [each.id for each in site.library.records.values() if isinstance(each, Appointments)]
    found: dict[str, tuple[str, list[str]]] = {urls.APPOINTMENTS: ("人事任免", appointed)}
    for series in (each.text for each in site.gazette.series):
        found.setdefault(site.urls.series(series), (series, []))
    for work in site.works:
        if work.number:
            found.setdefault(site.urls.series(work.number.series), (work.number.series, []))[1].append(work.id)
    for department in (each.name for each in site.gazette.departments):
        found.setdefault(site.urls.department(department), (department, []))
    decrees = {each.id: work.id for work in site.works for each in work.printings}
    for department in site.urls.duties:
        ids = found.setdefault(site.urls.department(department), (department, []))[1]
        ids.extend(decrees[each] for year in years(site, department).all for each in year.records)
    return found


def _newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    once = {entry.id: entry for entry in entries}
    order = sorted(
        once.values(), key=lambda each: (-each.updated.toordinal(), -each.published.toordinal(), each.path, each.id)
    )
    return tuple(order[:NEWEST])


@lru_cache(maxsize=4096)
def _atom_entry(entry: Entry, address: str) -> str:
    """An entry as text, as it stands in the feed."""
    node = ElementTree.Element("entry")
    _text(node, "id", entry.id)
    _text(node, "title", entry.title)
    _text(node, "updated", moment(entry.updated))
    _text(node, "published", moment(entry.published))
    if entry.author:
        _person(node, entry.author)
    ElementTree.SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": address})
    for tag in entry.tags:
        ElementTree.SubElement(node, "category", {"term": clean(tag)})
    _text(node, "summary", entry.summary)
    ElementTree.indent(node, level=1)
    return f"\n  {ElementTree.tostring(node, 'unicode')}"


@lru_cache(maxsize=4096)
def _json_item(entry: Entry, site: str) -> str:
    """An entry as text, as it stands in the feed."""
    text = json.dumps(_described(entry, site), ensure_ascii=False, indent=1)
    return f"\n{text}".replace("\n", "\n  ")


def _described(entry: Entry, site: str) -> dict[str, object]:
    item: dict[str, object] = {"id": entry.id}
    if site:
        item["url"] = absolute(site, entry.path)
    item["title"] = clean(entry.title)
    item["content_text"] = clean(entry.summary)
    item["date_published"], item["date_modified"] = moment(entry.published), moment(entry.updated)
    if entry.author:
        item["authors"] = [{"name": clean(entry.author)}]
    return item | ({"tags": [clean(tag) for tag in entry.tags]} if entry.tags else {})


def _text(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = clean(text)


def _person(parent: ElementTree.Element, name: str) -> None:
    _text(ElementTree.SubElement(parent, "author"), "name", name)
