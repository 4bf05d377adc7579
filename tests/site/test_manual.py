"""The manual: docs/ as pages of the site, its links and pictures whole, its chapters in the order of docs/index.md."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from numbered_archive import GAZETTE, main, shown, site_of, words

from gongbao.site.manual import DOCS, Manual, pages
from gongbao.site.manual_text import Places, slug, text_of
from gongbao.site.page import File, Page

INDEX = """\
# 手册

给档案员。

- [一个月](month.md)：从头到尾。
- [还没有写的](later.md)：以后写。
- [Format](format.md): every field.
"""
MONTH = """\
# 档案员的一个月

先看[格式](format.md#fields)，再看 [format.md](format.md)、[自己](#先试读)、[源码](../src/a.py)、[没有的](no.md)。
第二行接着写。

## 先试读

![报告](images/report.png)
![还没有拍](images/later.png)

<!-- ![以后](images/later.png) -->

```sh
python build.py add <文件>
```

| 记号 | 意思 |
|---|---|
| `a_b` | 左<右 |

<script>alert(1)</script>
"""
FORMAT = "# The format\n\nEvery field of a record is told here.\n\n## Fields\n\n- [back](month.md)\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 360) + b"\x08\x02\0\0\0"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "report.png").write_bytes(PNG)
    for name, text in (("index.md", INDEX), ("month.md", MONTH), ("format.md", FORMAT)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def made(docs: Path) -> dict[str, BeautifulSoup]:
    return shown(lambda _: Manual(docs).pages("云州公报"), site_of((), GAZETTE))


@pytest.fixture(scope="module")
def real() -> dict[str, BeautifulSoup]:
    """The manual as it is."""
    return shown(pages, site_of((), GAZETTE))


def article(page: BeautifulSoup) -> Tag:
    found = main(page).find("article")
    assert isinstance(found, Tag)
    return found


def hrefs(part: Tag) -> dict[str, str]:
    return {words(link): str(link["href"]) for link in part.find_all("a")}


def test_chapters_stand_in_the_order_of_the_index(made: dict[str, BeautifulSoup]) -> None:
    assert list(made) == ["manual/", "manual/month/", "manual/format/"]
    chapters = made["manual/month/"].find("nav", class_="manual-chapters")
    assert isinstance(chapters, Tag)
    assert list(hrefs(chapters)) == ["一个月", "先试读", "Format"]
    assert words(chapters.find("a", attrs={"aria-current": "page"})) == "一个月"


def test_what_is_not_written_yet_is_not_listed(made: dict[str, BeautifulSoup]) -> None:
    assert "还没有写的" not in words(main(made["manual/"]))
    assert hrefs(article(made["manual/"]))["一个月"] == "month/index.html"


def test_ways_lead_from_chapter_to_chapter(made: dict[str, BeautifulSoup]) -> None:
    def around(path: str) -> dict[str, str]:
        return {str(link["rel"][0]): words(link) for link in made[path].select(".manual-on a")}

    assert around("manual/") == {"next": "下一章：一个月"}
    assert around("manual/month/") == {"prev": "上一章：手册", "next": "下一章：Format"}
    assert around("manual/format/") == {"prev": "上一章：一个月"}


def test_links_between_docs_lead_from_page_to_page(made: dict[str, BeautifulSoup]) -> None:
    text = article(made["manual/month/"])
    found = hrefs(text)
    assert found["格式"] == "../format/index.html#fields"
    assert found["《Format》"] == "../format/index.html"
    assert found["自己"] == "#先试读"
    assert {"源码", "没有的"}.isdisjoint(found)
    assert "源码（../src/a.py）、没有的（no.md）。第二行接着写。" in "".join(text.get_text().split())


def test_a_picture_is_shown_with_its_size_and_one_that_is_missing_is_not(docs: Path) -> None:
    given = list(Manual(docs).pages("云州公报"))
    assert [each for each in given if isinstance(each, File)] == [File("manual/images/report.png", PNG)]
    text = article(shown(lambda _: iter(given), site_of((), GAZETTE))["manual/month/"])
    [picture] = text.find_all("img")
    assert (picture["src"], picture["alt"], picture["width"], picture["height"]) == (
        "../images/report.png",
        "报告",
        "640",
        "360",
    )
    assert "以后" not in words(text)


def test_code_and_tables_are_as_they_were_written(made: dict[str, BeautifulSoup]) -> None:
    text = article(made["manual/month/"])
    assert words(text.pre) == "python build.py add <文件>"
    assert [words(cell) for cell in text.find_all("td")] == ["a_b", "左<右"]
    frame = text.find("div", class_="scroll")
    assert isinstance(frame, Tag)
    assert frame["aria-label"] == "表：记号、意思"
    assert "<script>alert(1)</script>" in words(text)
    assert text.find("script") is None


def test_what_is_not_chinese_is_told_to_be_so(made: dict[str, BeautifulSoup]) -> None:
    assert article(made["manual/format/"]).find(lang="en") is not None
    assert article(made["manual/month/"]).find(lang="en") is None


def test_search_engines_are_not_asked_to_list_it(docs: Path) -> None:
    found = [each for each in Manual(docs).pages("云州公报") if isinstance(each, Page)]
    assert not any(page.indexed for page in found)
    assert len({page.description for page in found}) == len({page.title for page in found}) == len(found)


def test_every_document_is_a_chapter(real: dict[str, BeautifulSoup]) -> None:
    files = {path.stem for path in DOCS.glob("*.md")} - {"index"}
    assert {path.split("/")[1] for path in real if path != "manual/"} == files, "请把新的一章写进 docs/index.md。"


def test_the_manual_itself_is_whole(real: dict[str, BeautifulSoup]) -> None:
    anchors = {path: {str(each["id"]) for each in page.find_all(id=True)} for path, page in real.items()}
    for path, page in real.items():
        levels = [int(each.name[1]) for each in article(page).find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1
        assert 1 not in levels[1:]
        assert all(below <= level + 1 for level, below in pairwise(levels)), path
        for link in article(page).find_all("a", href=re.compile("^#")):
            assert str(link["href"])[1:] in anchors[path], f"{path}: {link['href']}"
        ids = [str(each["id"]) for each in page.find_all(id=True)]
        assert len(ids) == len(set(ids)), path


def asked_for(file: Path) -> tuple[list[str], list[str]]:
    """The links and the pictures of a document."""
    links: list[str] = []
    images: list[str] = []
    places = Places(link=links.append, image=images.append, title=lambda _: None)
    text_of(file.read_text("utf-8"), places)
    return links, images


@pytest.mark.parametrize("file", sorted(DOCS.glob("*.md")), ids=lambda file: file.name)
def test_links_of_the_docs_lead_to_files_and_headings(file: Path) -> None:
    links, images = asked_for(file)
    assert [image for image in images if not (DOCS / image).is_file()] == []
    planned = set(asked_for(DOCS / "index.md")[0])  # chapters that may still have to be written
    for address in links:
        name, _, anchor = address.partition("#")
        target = DOCS / name if name else file
        if name and "." not in name:
            continue  # an example of a link
        assert target.exists() or name in planned, address
        if anchor and target.exists():
            headings = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.MULTILINE)
            assert anchor in {slug(each) for each in headings}, address


def test_headings_of_one_name_have_two_anchors() -> None:
    nowhere = Places(link=lambda _: None, image=lambda _: None, title=lambda _: None)
    text = text_of("# 甲\n\n## 例子\n\n## 例子\n\n## main\n", nowhere)
    assert [each.anchor for each in text.sections] == ["例子", "例子-1", "main-1"]
    assert text.title == "甲"
    assert "<h1" not in text.html


def test_it_names_the_gazette_of_the_site() -> None:
    [first, *_] = pages(site_of((), replace(GAZETTE, name="海棠县人民政府公报")))
    assert isinstance(first, Page)
    assert "海棠县人民政府公报" in first.description
