"""What search engines are told: every page once, whole addresses, and which data not to fetch."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from days_archive import ADDRESS, EVERYTHING, site_of

from gongbao.site import sitemap
from gongbao.site.page import File, Page
from gongbao.site.robots import Robots

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(file: File) -> dict[str, str | None]:
    """The addresses of a sitemap or an index, with their days."""
    root = ElementTree.fromstring(file.content)
    return {node.findtext(f"{MAP}loc", ""): node.findtext(f"{MAP}lastmod") for node in root}


def robots(address: str, *unlisted: str) -> list[str]:
    """The lines of robots.txt."""
    (file,) = sitemap.pages(site_of(EVERYTHING, address, unlisted))
    assert isinstance(file, File)
    assert file.path == "robots.txt"
    return file.content.decode().splitlines()


def test_a_sitemap_names_whole_addresses_and_the_days_that_are_known() -> None:
    (file,) = sitemap.sitemap([("yzf/2023/6/", date(2023, 4, 25)), ("", None)], ADDRESS)
    assert file.path == "sitemap.xml"
    assert locations(file) == {f"{ADDRESS}/": None, f"{ADDRESS}/yzf/2023/6/": "2023-04-25"}


def test_chinese_and_marks_are_written_as_addresses_and_xml_want_them() -> None:
    (file,) = sitemap.sitemap([("n/云政发〔2023〕5号/", None), ("a&b/", None)], ADDRESS)
    found = locations(file)
    assert all(address.isascii() for address in found)
    assert f"{ADDRESS}/n/%E4%BA%91%E6%94%BF%E5%8F%91%E3%80%942023%E3%80%955%E5%8F%B7/" in found


def test_without_an_address_there_is_no_sitemap() -> None:
    assert list(sitemap.sitemap([("", None)], "")) == []
    assert not any(line.startswith("Sitemap:") for line in robots(""))


def test_a_long_list_is_split_and_its_index_names_every_part() -> None:
    entries = [(f"yzf/2023/{serial}/", date(2023, 1, 1 + serial % 28)) for serial in range(sitemap.MOST * 2 + 1)]
    index, *parts = sitemap.sitemap(entries, ADDRESS)
    assert locations(index).keys() == {f"{ADDRESS}/{part.path}" for part in parts}
    assert [len(locations(part)) for part in parts] == [sitemap.MOST, sitemap.MOST, 1]
    assert set(locations(index).values()) >= {"2023-01-28"}


def test_a_page_is_named_once() -> None:
    (file,) = sitemap.sitemap([("about/", None), ("about/", None)], ADDRESS)
    assert len(ElementTree.fromstring(file.content)) == 1


def test_robots_lets_everything_be_taken_where_nothing_is_held_back() -> None:
    assert robots(ADDRESS) == ["User-agent: *", "Disallow:", "", f"Sitemap: {ADDRESS}/sitemap.xml"]


def page(kind: str) -> Page:
    """A page of a kind."""
    return Page("x/", "x.html", "某页", None, kind)


def test_a_page_held_back_is_never_kept_from_the_crawler_that_must_read_its_noindex() -> None:
    lines = robots(ADDRESS, "person", "validity", "department", "data", "nonsense")
    assert [line for line in lines if line.startswith("Disallow:")] == ["Disallow:"]
    assert Robots(("validity",)).of(page("validity")) == "noindex"


@pytest.mark.parametrize(
    ("kind", "place"),
    [("decree", "yzf/*/"), ("table", "tables/*/"), ("catalogue", "issues/*/catalogue/")],
)
def test_the_data_beside_the_pages_held_back_are_named_below_the_sites_own_folder(kind: str, place: str) -> None:
    lines = [line for line in robots(ADDRESS, kind) if line.startswith("Disallow:")]
    assert lines == [f"Disallow: /archive/{place}index.{form}" for form in ("json", "md", "txt")]


def test_another_printing_is_held_back_with_its_decree_and_alone() -> None:
    assert not Robots(("decree",)).takes(page("printing"))
    assert not Robots(("printing",)).takes(page("printing"))
    assert Robots(("printing",)).takes(page("decree"))
