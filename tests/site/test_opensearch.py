"""The description of the search for browsers: within the limits of the standard, and whole addresses only."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from days_archive import ADDRESS, gazette, site_of

from gongbao.site import opensearch
from gongbao.site.page import File

NAMES = "{http://a9.com/-/spec/opensearch/1.1/}"


def description(title: str) -> ElementTree.Element:
    """The description of a site of that title."""
    site = replace(site_of([], ADDRESS), gazette=replace(gazette(ADDRESS), title=title))
    (file,) = opensearch.pages(site)
    assert isinstance(file, File)
    assert file.path == "opensearch.xml"
    return ElementTree.fromstring(file.content)


def test_the_template_is_the_search_pages_address() -> None:
    found = [node for node in description("云州公报").findall(f"{NAMES}Url") if node.get("type") == "text/html"]
    assert [node.get("template") for node in found] == [f"{ADDRESS}/search/?q={{searchTerms}}"]


def test_names_keep_to_their_length_and_stay_text() -> None:
    root = description("云州市人民政府公报文献库<全文>&检索" * 5 + "\x00")
    assert 0 < len(root.findtext(f"{NAMES}ShortName", "")) <= 16
    assert 0 < len(root.findtext(f"{NAMES}LongName", "")) <= 48
    assert 0 < len(root.findtext(f"{NAMES}Description", "")) <= 1024


def test_without_an_address_there_is_none() -> None:
    assert list(opensearch.pages(site_of([]))) == []
