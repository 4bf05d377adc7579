"""Links that work from a server, a subfolder and a disk; and what never reaches a page."""

from __future__ import annotations

import pytest

from gongbao.site.page import Page
from gongbao.site.render import absolute, clean, href


def at(path: str, kind: str = "decree") -> Page:
    return Page(path, "x.html", "", None, kind)


@pytest.mark.parametrize(
    ("page", "path", "link"),
    [
        ("yzf/2023/5/", "yzbf/2023/7/", "../../../yzbf/2023/7/index.html"),
        ("yzf/2023/5/", "yzf/2023/5/#2.3", "#2.3"),
        ("yzf/2023/5/", "", "../../../index.html"),
        ("", "css/base.css", "css/base.css"),
        ("", "", "index.html"),
        ("issues/2023-04/", "issues/2023-04/source/#L61", "source/index.html#L61"),
        ("", "n/云政发〔2023〕5号/", "n/%E4%BA%91%E6%94%BF%E5%8F%91%E3%80%942023%E3%80%955%E5%8F%B7/index.html"),
        ("a/", "https://www.yunzhou.gov.cn/", "https://www.yunzhou.gov.cn/"),
        ("a/b.html", "data/x.csv", "../data/x.csv"),
    ],
)
def test_links_are_relative(page: str, path: str, link: str) -> None:
    assert href(at(page), path) == link


@pytest.mark.parametrize(
    ("address", "link"),
    [("", "/yzf/2023/5/index.html"), ("https://a.cn/archive/", "/archive/yzf/2023/5/index.html")],
)
def test_the_404_page_is_shown_anywhere_and_links_from_the_root(address: str, link: str) -> None:
    assert href(at("404.html", "404"), "yzf/2023/5/", address) == link


def test_whole_addresses() -> None:
    assert absolute("https://a.cn/archive", "yzf/2023/5/#2.3") == "https://a.cn/archive/yzf/2023/5/#2.3"
    assert absolute("", "yzf/") == "/yzf/"


def test_no_control_characters_and_no_turned_text() -> None:
    assert clean("云\x1b[31m州\u202e政\x00发\ufeff\n") == "云[31m州政发\n"
