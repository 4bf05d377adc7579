"""The archive of 云州 as the tests of /data/ need it: a double printing, a table, people, tasks, and every kind of citation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongbao.archive import Library, files
from gongbao.gazette import Gazette
from gongbao.model import (
    Appointment,
    Appointments,
    Catalogue,
    Citation,
    Decree,
    Effective,
    Interpretation,
    Interprets,
    Issue,
    Listed,
    Record,
    Repeal,
    SourceRef,
    Table,
    Task,
    TocEntry,
)
from gongbao.site.context import Site

GAZETTE = """\
name: 云州市人民政府公报
place: 云州市
address: https://gb.yunzhou.example/archive
issuers:
  - {name: 云州市人民政府, short: 市政府}
series:
  - {text: 云政发, code: yzf, issuer: 云州市人民政府}
departments:
  - {name: 云州市水利局, aliases: [市水利局]}
"""
HERE = "https://gb.yunzhou.example/archive/"
AT = SourceRef("2023-04.txt", (1, 9))
LATER = SourceRef("2023-05.txt", (1, 3))

ISSUE = Issue(
    "2023-04",
    "云州市人民政府公报2023年第04期",
    AT,
    year=2023,
    number="04",
    serial=(38,),
    published=date(2023, 4, 25),
    toc=(
        TocEntry("市政府文件", "关于防汛的通知", "云政发〔2023〕5号", 2, "yzf-2023-5"),
        TocEntry(None, "缺的", None, 9, None),
    ),
)
NEXT = Issue("2023-05", "云州市人民政府公报2023年第05期", LATER, year=2023, published=date(2023, 5, 25))
FLOOD = Decree(
    "yzf-2023-5",
    "云州市人民政府关于防汛“一张图”, 两本账的通知",
    AT,
    issue="2023-04",
    number="云政发〔2023〕5号",
    issuer="云州市人民政府",
    doctype="通知",
    addressee="各县（市、区）人民政府",
    signed=date(2023, 3, 1),
    effective=Effective(date(2023, 4, 1), None, "本通知自2023年4月1日起施行。"),
    repeals=(Repeal("云政发〔2019〕3号", None, "《云政发〔2019〕3号》同时废止。"),),
    cites=(
        Citation(None, "中华人民共和国防洪法"),
        Citation("云政发〔2023〕6号", None),
        Citation(None, "云州市人民政府关于表彰先进的决定"),
    ),
    departments=("云州市水利局", "市农场"),
    tasks=(Task(5, "加固堤防，共12处", ("市水利局",), ("市农场", "云州市水利局")),),
    tables=("yzf-2023-5-table-1",),
    body=(
        "# 云州市人民政府关于防汛“一张图”，两本账的通知\n\n## 一、加固堤防\n\n投入<5%的\\*资金\\*，见 <http://www.yunzhou.example>。\n\n"
        "[表1 堤防](yzf-2023-5-table-1.md)\n\n2\\. 巡查 A&amp;B"
    ),
)
DYKES = Table(
    "yzf-2023-5-table-1",
    "云州市人民政府关于防汛的通知　表1",
    AT,
    issue="2023-04",
    belongs_to="yzf-2023-5",
    caption="堤防",
    columns=("序号", "堤防", "单位, 责任"),
    rows=2,
    notes=("注：单位为米。",),
    body="| 序号 | 堤防 | 单位, 责任 |\n| --- | --- | --- |\n| 1 | =北堤 \\| 东段 |  |\n| 2 | 南堤 | 市“水利”局 |",
)
AGAIN = Decree(
    "yzf-2023-5-p2",
    FLOOD.title,
    SourceRef("防汛.txt", (1, 9)),
    number_inferred="云政发〔2023〕5号",
    number_basis="标题和正文相同",
    printing_of="yzf-2023-5",
    tasks=FLOOD.tasks,
)
SIX = Decree(
    "yzf-2023-6",
    "云州市人民政府关于灌溉的通知",
    LATER,
    issue="2023-05",
    number="云政发〔2023〕6号",
    signed=date(2023, 3, 2),
    cites=(Citation("云政发〔2023〕5号", None),),
)
PRAISES = tuple(
    Decree(
        f"2023-0{number}-decree-1",
        "云州市人民政府关于表彰先进的决定",
        ref,
        issue=f"2023-0{number}",
        signed=date(2023, 1, number),
    )
    for number, ref in ((4, AT), (5, LATER))
)
EXPLAINED = Interpretation(
    "2023-04-interpretation-1",
    "《关于防汛的通知》政策解读",
    AT,
    issue="2023-04",
    interprets=Interprets("云政发〔2023〕5号", None, "yzf-2023-5"),
)
PEOPLE = Appointments(
    "2023-04-appointments",
    "人事任免",
    AT,
    issue="2023-04",
    entries=(
        Appointment("appoint", "王小明", ("云州市水利局副局长", "云州市防汛办公室主任"), "试用期一年", 7),
        Appointment("remove", None, ("云州市水利局局长",), None, 8),
    ),
)
LIST = Catalogue(
    "2023-04-catalogue",
    "发文目录",
    AT,
    issue="2023-04",
    entries=(
        Listed("云政发〔2023〕5号", "关于防汛的通知", True),
        Listed("云政发〔2023〕9号", "关于绿化的通知", False),
        Listed(None, "没有字号的公告", False),
    ),
)
ALL: tuple[Record, ...] = (ISSUE, NEXT, FLOOD, DYKES, AGAIN, SIX, *PRAISES, EXPLAINED, PEOPLE, LIST)
SOURCES = {
    "2023-04.txt": "原文四\r\n".encode("gb18030"),
    "2023-05.txt": "原文五\n".encode(),
    "防汛.txt": b"\xef\xbb\xbf1\n",
}


def written_at(root: Path) -> Path:
    """content/ with all records, sources and gazette.yml."""
    content = root / "content"
    for path, data in files(ALL).items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)
    (content / "sources").mkdir()
    for name, data in SOURCES.items():
        (content / "sources" / name).write_bytes(data)
    (content / "gazette.yml").write_text(GAZETTE, "utf-8")
    return content


def opened(content: Path) -> Site:
    """The site of what stands in content/."""
    return Site.of(Library.open(content), Gazette.load(content / "gazette.yml"))
