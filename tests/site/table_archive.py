"""Tables of 云州 and 海棠 as the tests of table pages need them, and the site they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from gongbao.archive import Library
from gongbao.gazette import Gazette, Series
from gongbao.model import Decree, Doubt, Issue, Record, SourceRef, Span, Table
from gongbao.site import table_list
from gongbao.site.context import Site
from gongbao.site.frame import frame
from gongbao.site.page import File, Page
from gongbao.site.render import Renderer

PROJECT = Path(__file__).resolve().parents[2]
GAZETTE = Gazette("云州市人民政府公报", place="云州市", series=(Series("云政发", "yzf", "云州市人民政府"),))
SOURCE = SourceRef("2024-05.txt", (114, 123))


def table(text: str, id_: str = "yzf-2024-5-table-1", **fields: Any) -> Table:
    """A table written as lines of cells between bars, the header first, as a person would write it down."""
    header, *rows = [line.strip() for line in text.strip().splitlines()]
    body = [header, "|".join(["---"] * (header.count("|") + 1)), *rows]
    known: dict[str, Any] = {
        "belongs_to": "yzf-2024-5",
        "caption": "防汛工程清单",
        "rows": len(rows),
        "title": "防汛工程清单",
    } | fields
    return Table(
        id_,
        known.pop("title"),
        known.pop("source", SOURCE),
        body="\n".join(f"| {line} |" for line in body) + "\n",
        columns=tuple(cell.strip() for cell in header.split("|")),
        **known,
    )


WORKS = table(
    """
    序号 | 工程名称 | 总投资 | 今年计划 | 开工 | 责任单位
    1 | 青石河堤防加固 | 3200 | 1500 | 2023.10 | 市水利局
    2 | 龙潭水库加固 | 860 | 860 | 2024.1 |
    3 | 雨污分流改造 | 4150 | 2000 | 2023.12 | 市住建局
     | 合计 | 8210 | 4360 | |
    """,
    issue="2024-05",
    spans=(Span(1, 6, 2, 1),),
    notes=("单位：万元", "注：含溢洪道改建。", "投资（第3—4列）"),
    warnings=(Doubt(121, "该行只有4格，少于6列，缺的是哪一格须核对"),),
)
TARGETS = table(
    """
    指标 | 2024年目标
    一、发展 |
    地区生产总值 | 增长6%
    二、民生 |
    新增就业 | 3万人
    """,
    id_="hz-table-1",
    title="主要目标",
    caption="主要目标",
    belongs_to="hzf-2024-1",
    rows=2,
    spans=(Span(1, 1, 1, 2), Span(3, 1, 1, 2)),
    source=SourceRef("hzf-2024-1.txt", (3, 9)),
)
ISSUE = Issue(
    "2024-05",
    "云州市人民政府公报2024年第5期",
    SourceRef("2024-05.txt", (1, 200)),
    year=2024,
    number="5",
    published=date(2024, 5, 25),
)
FLOOD = Decree(
    "yzf-2024-5",
    "云州市人民政府关于防汛的通知",
    SourceRef("2024-05.txt", (60, 130)),
    issue="2024-05",
    number="云政发〔2024〕5号",
    signed=date(2024, 5, 10),
    tables=(WORKS.id,),
)
GOALS = Decree(
    "hzf-2024-1", "海棠县人民政府关于下达目标的通知", SourceRef("hzf-2024-1.txt", (1, 20)), tables=(TARGETS.id,)
)
ALL: tuple[Record, ...] = (ISSUE, FLOOD, GOALS, WORKS, TARGETS)


def site(root: Path, records: Sequence[Record] = ALL) -> Site:
    """The site of records as they stand in memory."""
    held = {record.id: record for record in sorted(records, key=lambda each: each.id)}
    return Site.of(Library(root, held, {}), GAZETTE)


def rendered(of: Site) -> dict[str, bytes]:
    """Everything the section makes, by path, pages as the browser gets them."""
    renderer = Renderer(of.gazette, frame(of), (PROJECT / "templates",))
    made: list[Page | File] = list(table_list.pages(of))
    return {item.path: renderer.render(item) if isinstance(item, Page) else item.content for item in made}


def soup(content: bytes) -> BeautifulSoup:
    """A page to ask questions of."""
    return BeautifulSoup(content.decode(), "html.parser")
