"""The feeds, held against the rules of RFC 4287 and JSON Feed 1.1 by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from days_archive import ADDRESS, APRIL, EVERYTHING, GREEN, PLAIN, day, site_of

from gongbao.model import Decree, Record, Revision
from gongbao.site import feeds
from gongbao.site.context import Site
from gongbao.site.page import File

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00\+08:00")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HOSTILE = "关于<script>alert(1)</script> & “引号”]]>\x00\x0b\ud800\ufffe\u202e的通知"


def files(site: Site) -> dict[str, bytes]:
    """Every file the feeds make."""
    made = list(feeds.pages(site))
    assert len({file.path for file in made}) == len(made)
    return {file.path: file.content for file in made if isinstance(file, File)}


def atoms(site: Site) -> Iterator[tuple[str, ElementTree.Element]]:
    """Every Atom feed, parsed."""
    for path, content in files(site).items():
        if path.endswith(".atom"):
            yield path, ElementTree.fromstring(content)


def one(site: Site, path: str) -> ElementTree.Element:
    """One Atom feed."""
    return dict(atoms(site))[path]


def text(node: ElementTree.Element, tag: str) -> str:
    """The text of the one child of that name."""
    found = node.findall(ATOM + tag)
    assert len(found) == 1, f"{tag} 应恰有一个"
    return found[0].text or ""


def hold_to_the_rules(feed: ElementTree.Element, address: str = ADDRESS) -> None:
    """What RFC 4287 demands of a feed and of its entries."""
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for node in (feed, *entries):
        assert URN.fullmatch(text(node, "id"))
        assert text(node, "title").strip()
        assert MOMENT.fullmatch(text(node, "updated"))
        alternate = [link for link in node.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternate) == 1
        assert alternate[0].get("href")
    assert len({text(node, "id") for node in (feed, *entries)}) == len(entries) + 1
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") == bool(address)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert len(entries) <= feeds.NEWEST
    assert not entries or text(feed, "updated") == max(text(entry, "updated") for entry in entries)
    for entry in entries:
        assert text(entry, "summary").strip()
        assert text(entry, "published") <= text(entry, "updated")
        assert all(name.text for name in entry.findall(f"{ATOM}author/{ATOM}name"))


@pytest.mark.parametrize("address", ["", ADDRESS])
@pytest.mark.parametrize("records", [EVERYTHING, ()], ids=["full", "empty"])
def test_every_atom_feed_keeps_the_rules(records: tuple[Record, ...], address: str) -> None:
    found = dict(atoms(site_of(records, address)))
    assert {"feed.atom", "changes/feed.atom", "yzf/feed.atom", "appointments/feed.atom"} <= set(found)
    for feed in found.values():
        hold_to_the_rules(feed, address)


def test_hostile_titles_stay_text_and_the_feed_stays_xml() -> None:
    odd = replace(GREEN, title=HOSTILE, issuer=HOSTILE, doctype=HOSTILE)
    site = site_of([APRIL, odd], ADDRESS)
    for _, feed in atoms(site):
        hold_to_the_rules(feed)
    titles = [text(entry, "title") for entry in one(site, "feed.atom").findall(f"{ATOM}entry")]
    assert any("<script>alert(1)</script> & “引号”]]>" in title for title in titles)
    assert not re.search("[\x00\x0b\ufffe\u202e]", "".join(titles))
    for path, content in files(site).items():
        if path.endswith(".json"):
            assert "\x00" not in json.dumps(json.loads(content), ensure_ascii=False)


def test_a_title_of_nothing_but_odd_characters_gives_way_to_the_id() -> None:
    entries = one(site_of([APRIL, replace(PLAIN, title="\x00\u200e")]), "yzf/feed.atom").findall(f"{ATOM}entry")
    assert [text(entry, "title") for entry in entries] == ["yzf-2023-8"]


def test_ids_stay_when_the_site_moves_and_titles_change() -> None:
    def ids(site: Site) -> list[str]:
        return sorted(text(entry, "id") for entry in one(site, "feed.atom").findall(f"{ATOM}entry"))

    moved = [replace(each, title=f"{each.title}（改）") if isinstance(each, Decree) else each for each in EVERYTHING]
    assert ids(site_of(EVERYTHING)) == ids(site_of(moved, ADDRESS))


def test_links_are_whole_with_an_address_and_relative_without() -> None:
    def addresses(address: str) -> set[str | None]:
        feed = one(site_of(EVERYTHING, address), "yzf/feed.atom")
        return {link.get("href") for link in feed.iter(f"{ATOM}link")}

    assert {f"{ADDRESS}/yzf/2023/6/", f"{ADDRESS}/yzf/", f"{ADDRESS}/yzf/feed.atom"} <= addresses(ADDRESS)
    assert {"2023/6/index.html", "index.html"} <= addresses("")
    assert "feed.atom" not in addresses("")  # nobody could ask for itself there
    assert b"xml:base" not in files(site_of(EVERYTHING))["yzf/feed.atom"]


def test_an_entry_is_dated_by_its_issue_and_moved_up_by_a_correction() -> None:
    entry = next(
        each
        for each in one(site_of(EVERYTHING), "yzf/feed.atom").findall(f"{ATOM}entry")
        if "关于修改" in text(each, "title")
    )
    assert text(entry, "published").startswith("2023-05-25")
    assert text(entry, "updated").startswith("2023-08-01")
    assert "落款日期改正" in text(entry, "summary")


def test_a_feed_holds_what_its_page_is_about() -> None:
    site = site_of(EVERYTHING)

    def numbers(path: str) -> set[str]:
        found = (text(entry, "summary") for entry in one(site, path).findall(f"{ATOM}entry"))
        return {summary.partition("；")[0] for summary in found}

    water = site.urls.feed(site.urls.department("云州市水利局"), "atom")
    idle = site.urls.feed(site.urls.department("云州市财政局"), "atom")
    assert numbers(water) == {"云政发〔2023〕6号"}
    assert numbers(idle) == set()
    assert numbers("yzbf/feed.atom") == set()
    assert "云政发〔2023〕9号" in numbers("yzf/feed.atom")


def test_only_the_newest_fifty_are_told() -> None:
    many = [
        replace(PLAIN, id=f"yzf-2023-{serial}", number=f"云政发〔2023〕{serial}号", title=f"第{serial}件的通知")
        for serial in range(100, 170)
    ]
    corrected = replace(many[-1], changes=(Revision(day("2024-01-01"), "改正。"),))
    entries = one(site_of([APRIL, *many[:-1], corrected]), "yzf/feed.atom").findall(f"{ATOM}entry")
    assert len(entries) == 50
    assert text(entries[0], "title") == "第169件的通知"


def test_what_has_no_day_at_all_is_in_no_feed() -> None:
    assert one(site_of([replace(PLAIN, issue=None)]), "feed.atom").findall(f"{ATOM}entry") == []


def test_a_feed_without_entries_bears_the_first_day_of_the_archive() -> None:
    """Nothing has happened to it since; a day that moved with every issue would wake its readers for nothing."""
    assert text(one(site_of(EVERYTHING), "yzbf/feed.atom"), "updated") == "2023-04-25T00:00:00+08:00"
    assert text(one(site_of(()), "yzbf/feed.atom"), "updated") == "1970-01-01T00:00:00+08:00"


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_every_json_feed_keeps_the_rules(address: str) -> None:
    found = {
        path: json.loads(each) for path, each in files(site_of(EVERYTHING, address)).items() if path.endswith("json")
    }
    assert found
    for feed in found.values():
        assert (feed["version"], bool(feed["title"])) == ("https://jsonfeed.org/version/1.1", True)
        assert ("feed_url" in feed) is bool(address)
        assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
        for item in feed["items"]:
            _item(item, address)


def _item(item: dict[str, Any], address: str) -> None:
    assert URN.fullmatch(item["id"])
    assert item["content_text"]
    assert item["url"].startswith(address) if address else "url" not in item
    assert MOMENT.fullmatch(item["date_published"])
    assert MOMENT.fullmatch(item["date_modified"])


def test_the_same_archive_gives_the_same_bytes() -> None:
    assert files(site_of(EVERYTHING)) == files(site_of(reversed(EVERYTHING)))
