"""An issue of 云州 with everything that can be wrong with it, the issue before it, and a decree from a web page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bs4 import BeautifulSoup

from gongbao.archive import Library, files
from gongbao.gazette import Gazette, Issuer, Series
from gongbao.model import (
    Catalogue,
    Citation,
    Decree,
    Doubt,
    Issue,
    Listed,
    Other,
    Record,
    SourceRef,
    Table,
    TocEntry,
)
from gongbao.site.context import Site
from gongbao.site.frame import frame
from gongbao.site.page import File, Page
from gongbao.site.render import Renderer

PROJECT = Path(__file__).resolve().parents[2]
GAZETTE = Gazette(
    "云州市人民政府公报",
    title="云州市人民政府公报",
    issuers=(Issuer("云州市人民政府", "市政府"),),
    series=(Series("云政发", "yzf", "云州市人民政府"),),
)
TEXT = """\
云州市人民政府公报
2023年第04期（总第38期）

目　录
关于防汛抗旱工作的通知（云政发〔2023〕5号）
云州市人民政府关于印发云州市绿化计划的通知（云政发〔2023〕7号）
云州市人民政府关于表彰先进的决定

云州市人民政府关于防汛抗旱工作的通知
\t根据国发〔2022〕22号和云政发〔2023〕6号、云政发〔2023〕8号，现通知如下。
2023年3月1日
— 3 —
云州市人民政府关于印发云州市绿化的通知
任务如下：
序号\t任务
1\t新增绿地
请认真执行。
<b>没有人要的一行</b>

2023年3月大事记
3月1日，<植树>。
2023年3月发文目录
云政发〔2023〕5号 关于防汛抗旱工作的通知
云政发〔2023〕8号 云州市人民政府关于灌溉的通知
主办：云州市人民政府办公室
"""
WEB = """\
<html><body><div>首页 &gt; 公开</div>
<p>云州市人民政府关于灯会的通知</p>
<p>现将有关事项通知如下。</p>
</body></html>
"""
FILE = "2023-04.txt"


def at(first: int, last: int, file: str = FILE) -> SourceRef:
    """Lines of a source."""
    return SourceRef(file, (first, last))


ISSUE = Issue(
    "2023-04",
    "云州市人民政府公报2023年第04期",
    at(1, 25),
    year=2023,
    number="04",
    serial=(38,),
    published=date(2023, 4, 25),
    colophon={"主办": "云州市人民政府办公室"},
    toc=(
        TocEntry("市政府文件", "关于防汛抗旱工作的通知", "云政发〔2023〕5号", 2, "yzf-2023-5"),
        TocEntry("市政府文件", "云州市人民政府关于印发云州市绿化计划的通知", "云政发〔2023〕7号", 4, "yzf-2023-6"),
        TocEntry("市政府文件", "云州市人民政府关于表彰先进的决定", None, 9, None),
        TocEntry(None, "2023年3月发文目录", None, 12, "2023-04-catalogue"),
    ),
    furniture={"masthead": (1, 2), "contents": (4, 7), "colophon": (25, 25)},
)
FLOOD = Decree(
    "yzf-2023-5",
    "云州市人民政府关于防汛抗旱工作的通知",
    at(9, 11),
    issue="2023-04",
    number="云政发〔2023〕5号",
    issuer="云州市人民政府",
    cites=(
        Citation("国发〔2022〕22号", None),
        Citation("云政发〔2023〕6号", None),
        Citation("云政发〔2023〕8号", None),
    ),
    body="# 云州市人民政府关于防汛抗旱工作的通知\n\n现通知如下。\n",
    warnings=(Doubt(10, "此处疑有缺字。"),),
)
GREEN = Decree(
    "yzf-2023-6",
    "云州市人民政府关于印发云州市绿化计划的通知",
    at(13, 17),
    issue="2023-04",
    number="云政发〔2023〕6号",
    issuer="云州市人民政府",
    tables=("yzf-2023-6-table-1",),
    body="# 云州市人民政府关于印发云州市绿化的通知\n\n请认真执行。\n",
)
TREES = Table(
    "yzf-2023-6-table-1",
    "绿化任务",
    at(15, 16),
    issue="2023-04",
    belongs_to="yzf-2023-6",
    caption="绿化任务",
    columns=("序号", "任务"),
    rows=1,
    body="| 序号 | 任务 |\n| --- | --- |\n| 1 | 新增绿地 |\n",
    warnings=(Doubt(16, "该行只有2格。"),),
)
EVENTS = Other("2023-04-other-1", "2023年3月大事记", at(20, 21), issue="2023-04", body="# 2023年3月大事记\n")
LISTED = Catalogue(
    "2023-04-catalogue",
    "2023年3月发文目录",
    at(22, 24),
    issue="2023-04",
    entries=(
        Listed("云政发〔2023〕5号", "关于防汛抗旱工作的通知", True),
        Listed("云政发〔2023〕8号", "云州市人民政府关于灌溉的通知", False),
    ),
    body="# 2023年3月发文目录\n",
)
BEFORE = Issue(
    "2022-12",
    "云州市人民政府公报2022年第12期",
    at(1, 1, "2022-12.txt"),
    year=2022,
    number="12",
    published=date(2022, 12, 25),
    furniture={"masthead": (1, 1)},
)
LANTERNS = Decree(
    "yzf-2023-9",
    "云州市人民政府关于灯会的通知",
    at(2, 3, "yzf-2023-9.html"),
    number="云政发〔2023〕9号",
    issuer="云州市人民政府",
    body="# 云州市人民政府关于灯会的通知\n",
)
ALL = (ISSUE, FLOOD, GREEN, TREES, EVENTS, LISTED, BEFORE, LANTERNS)
SOURCES = {FILE: TEXT, "2022-12.txt": "云州市人民政府公报", "yzf-2023-9.html": WEB}


def site_at(root: Path, records: tuple[Record, ...] = ALL) -> Site:
    """The site of the archive, written to a folder and read again."""
    for path, data in files(records).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    (root / "sources").mkdir()
    for name, text in SOURCES.items():
        (root / "sources" / name).write_bytes(text.encode())
    return Site.of(Library.open(root), GAZETTE)


def shown(site: Site, page: Page | File) -> BeautifulSoup:
    """A page as a browser gets it."""
    assert isinstance(page, Page)
    renderer = Renderer(site.gazette, frame(site), (PROJECT / "templates",))
    return BeautifulSoup(renderer.render(page), "html.parser")


def text_of(soup: BeautifulSoup, selector: str) -> str:
    """The visible words of the first element, without line breaks."""
    found = soup.select_one(selector)
    assert found is not None, selector
    return "".join(found.get_text().split())
