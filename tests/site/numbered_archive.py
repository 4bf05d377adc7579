"""An archive of 云州 whose numbers have gaps: decrees, entries of lists, mentions, and instruments from elsewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from gongbao.archive import Library
from gongbao.gazette import Gazette, Issuer, Series
from gongbao.model import (
    Catalogue,
    Citation,
    Decree,
    Interpretation,
    Interprets,
    Issue,
    Listed,
    Record,
    Repeal,
    SourceRef,
    TocEntry,
)
from gongbao.site.context import Site
from gongbao.site.frame import frame
from gongbao.site.page import File, Page
from gongbao.site.render import Renderer

PROJECT = Path(__file__).resolve().parents[2]
Section = Callable[[Site], Iterator[Page | File]]

AT = SourceRef("2023-04.txt", (1, 99))
GAZETTE = Gazette(
    "云州市人民政府公报",
    place="云州市",
    title="云州市人民政府公报·文献库",
    issuers=(Issuer("云州市人民政府", "市政府"), Issuer("云州市人民政府办公室", "市政府办公室")),
    series=(
        Series("云政发", "yzf", "云州市人民政府"),
        Series("云政办发", "yzbf", "云州市人民政府办公室"),
        Series("云政干", "yzg", "云州市人民政府"),
    ),
)

SPRING = Issue(
    "2023-04",
    "云州市人民政府公报2023年第04期",
    AT,
    year=2023,
    number="04",
    published=date(2023, 4, 25),
    toc=(TocEntry("市政府文件", "云州市人民政府关于植树的通知", "云政发〔2023〕2号", 2, "yzf-2023-2"),),
)
TREES = Decree(
    "yzf-2023-2",
    "云州市人民政府关于植树的通知",
    AT,
    issue="2023-04",
    number="云政发〔2023〕2号",
    issuer="云州市人民政府",
    doctype="通知",
    signed=date(2023, 3, 12),
    cites=(
        Citation(None, "中华人民共和国森林法"),
        Citation("国发〔2022〕24号", "国务院关于绿化的意见"),
        Citation("云政发〔2021〕6号", None),
    ),
    body=(
        "# 云州市人民政府关于植树的通知\n\n春天到了。根据《中华人民共和国森林法》和《国务院关于绿化的意见》（国发〔2022〕24号），"
        "现通知如下。其他事项另行通知。\n\n## 一、准备苗木\n\n按云政发〔2021〕6号办理；不得拖延。"
    ),
)
WELLS = Decree(
    "yzf-2023-5",
    "云州市人民政府关于修井的决定",
    AT,
    issue="2023-04",
    number="云政发〔2023〕5号",
    issuer="云州市人民政府",
    doctype="决定",
    signed=date(2023, 3, 1),
    cites=(Citation(None, "中华人民共和国森林法"), Citation(None, "云州市集市办法")),
    repeals=(Repeal("云政发〔2021〕6号", None, "云政发〔2021〕6号同时废止。"),),
    body="# 云州市人民政府关于修井的决定\n\n依照《中华人民共和国森林法》，修井。云政发〔2021〕6号同时废止。",
)
LONE = Decree(
    "lone-1",
    "云州市人民政府关于节水的通告",
    SourceRef("节水.txt", (1, 9)),
    doctype="通告",
    body="# 关于节水的通告\n\n节水。",
)
LATER = Decree(
    "yzf-2024-1",
    "云州市人民政府关于灌溉的通知",
    SourceRef("灌溉.txt", (1, 9)),
    number_inferred="云政发〔2024〕1号",
    number_basis="网页的索引号",
    doctype="通知",
)
EXPLAINED = Interpretation(
    "2023-04-interpretation-1",
    "《关于植树的通知》政策解读",
    AT,
    issue="2023-04",
    interprets=Interprets("云政发〔2023〕2号", None, "yzf-2023-2"),
)
LIST = Catalogue(
    "2023-04-catalogue",
    "2023年3月份发文目录",
    AT,
    issue="2023-04",
    entries=(
        Listed("云政发〔2023〕2号", "云州市人民政府关于植树的通知", True),
        Listed("云政发〔2023〕4号", "云州市人民政府关于<b>修路</b>的通知", False),
    ),
    body="# 2023年3月份发文目录\n\n云政发〔2023〕4号　云州市人民政府关于<b>修路</b>的通知",
)
RECORDS: tuple[Record, ...] = (SPRING, TREES, WELLS, LONE, LATER, EXPLAINED, LIST)


def site_of(records: Iterable[Record] = RECORDS, gazette: Gazette = GAZETTE) -> Site:
    """The site of some records, as if each stood in a file of its own."""
    held = {record.id: record for record in sorted(records, key=lambda each: each.id)}
    paths = {id_: PurePosixPath("decrees", f"{id_}.md") for id_ in held}
    return Site.of(Library(Path("content"), held, paths), gazette)


def shown(section: Section, site: Site) -> dict[str, BeautifulSoup]:
    """The pages of a section as a browser reads them, by their path."""
    renderer = Renderer(site.gazette, frame(site), (PROJECT / "templates",))
    made = {page.path: renderer.render(page) for page in section(site) if isinstance(page, Page)}
    return {path: BeautifulSoup(html, "html.parser") for path, html in made.items()}


def words(node: Tag | BeautifulSoup | None) -> str:
    """The text of a part of a page, on one line."""
    assert node is not None
    return " ".join(node.get_text(" ", strip=True).split())


def main(page: BeautifulSoup) -> Tag:
    """A page's own part; it has one heading of the first level, and no level is left out."""
    assert isinstance(page.main, Tag)
    levels = [int(heading.name[1]) for heading in page.main.find_all(["h1", "h2", "h3", "h4"])]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False)), levels
    return page.main


def leads(path: str, node: Tag) -> dict[str, str]:
    """Where the links of a part of a page lead, by their text; paths from the root of the site, without index.html."""
    found = {}
    for link in node.find_all("a"):
        target, mark, anchor = unquote(str(link["href"])).partition("#")
        place = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), target)) if target else f"/{path}"
        found[words(link)] = place.lstrip("/").removesuffix("index.html") + mark + anchor
    return found
