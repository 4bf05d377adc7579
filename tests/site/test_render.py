"""Links that work from a server, a subfolder and a disk; and what never reaches a page."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.gazette import Gazette
from gongbao.site.page import Page
from gongbao.site.render import Frame, Renderer, absolute, clean, href


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


@given(
    st.lists(st.sampled_from(["a", "b", "云", "c d"]), max_size=4),
    st.lists(st.sampled_from(["a", "b", "云", "%", "..", ""]), max_size=4),
)
def test_a_link_is_the_way_from_the_folder_of_the_page(folders: list[str], steps: list[str]) -> None:
    page, path = "".join(f"{each}/" for each in folders), "/".join([*steps, "x.html"])
    assert unquote(href(at(page), path)) == posixpath.relpath("/" + path, "/" + page)


@given(st.text(alphabet=st.characters() | st.sampled_from("\n\t\u3000\x00\x9f\u200f\u2029\ufffe")))
def test_every_text_is_cleaned_the_same(text: str) -> None:
    hidden = {*range(9), 11, 12, *range(14, 32), *range(127, 160), 8232, 8233, 1564, 8206, 8207}
    hidden |= {*range(8234, 8239), *range(8294, 8298), 65279, 65534, 65535}
    assert clean(text) == "".join(char for char in text if ord(char) not in hidden)


class _Drawer:
    """A shelf that counts what it gave."""

    def __init__(self) -> None:
        self.values: dict[bytes, bytes] = {}
        self.found = 0

    def get(self, key: bytes) -> bytes | None:
        self.found += key in self.values
        return self.values.get(key)

    def put(self, key: bytes, value: bytes) -> None:
        self.values[key] = value


def test_templates_kept_compiled_render_the_same(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<a href='{{ \"a/\" | href }}'>{{ page.title }}</a>\n", "utf-8")
    frame = Frame("云州公报", "云州", "", (), (), (), "")
    page = Page("yzf/2023/5/", "x.html", "甲<乙", None, "decree")
    kept = _Drawer()
    written = [Renderer(Gazette("云州公报"), frame, (tmp_path,), kept).render(page) for _ in range(2)]
    assert written == ["<a href='../../../a/index.html'>甲&lt;乙</a>\n".encode()] * 2
    assert (len(kept.values), kept.found) == (1, 1)
    (tmp_path / "x.html").write_text("{{ page.title }}", "utf-8")
    assert Renderer(Gazette("云州公报"), frame, (tmp_path,), kept).render(page) == "甲&lt;乙".encode()
