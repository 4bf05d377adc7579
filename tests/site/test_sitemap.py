"""What search engines are told: every page once, whole addresses, and where not to look."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from days_archive import ADDRESS, EVERYTHING, site_of

from gongbao.site import sitemap
from gongbao.site.page import File

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


def test_robots_names_the_places_of_the_kinds_held_back_below_the_sites_own_folder() -> None:
    lines = robots(ADDRESS, "person", "validity", "nonsense")
    assert "Disallow: /archive/appointments/people/" in lines
    assert "Disallow: /archive/validity/" in lines
    assert len([line for line in lines if line.startswith("Disallow:")]) == 2


@pytest.mark.parametrize(
    ("kind", "held", "free"),
    [
        ("decree", "Disallow: /yzf/*/*/", "Disallow: /yzf/"),
        ("department", "Disallow: /departments/*/", "Disallow: /departments/"),
        ("table", "Disallow: /tables/*/", "Disallow: /tables/"),
    ],
)
def test_holding_back_a_kind_does_not_hold_back_the_lists_above_it(kind: str, held: str, free: str) -> None:
    lines = robots("", kind)
    assert held in lines
    assert free not in lines
