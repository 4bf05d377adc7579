"""A small archive of 云州 for what depends on days: decrees that begin, end, repeal and amend, written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import MappingProxyType

from gongbao.archive import Library
from gongbao.gazette import Department, Gazette, Issuer, Series
from gongbao.model import (
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
    Revision,
    SourceRef,
    Table,
)
from gongbao.site.context import Site

AT = SourceRef("2023-04.txt", (1, 9))
MAYOR = "云州市人民政府"
ADDRESS = "https://gb.yunzhou.example/archive"


def gazette(address: str = "", unlisted: tuple[str, ...] = ()) -> Gazette:
    """The gazette of 云州."""
    return Gazette(
        "云州市人民政府公报",
        "云州市",
        "云州市人民政府公报",
        address,
        issuers=(Issuer(MAYOR, "市政府"),),
        series=(Series("云政发", "yzf", MAYOR), Series("云政办发", "yzbf", MAYOR)),
        departments=(Department("云州市水利局", ("市水利局",)), Department("云州市财政局")),
        unlisted=unlisted,
    )


def site_of(records: Iterable[Record], address: str = "", unlisted: tuple[str, ...] = ()) -> Site:
    """The site of some records."""
    found = {record.id: record for record in sorted(records, key=lambda each: each.id)}
    library = Library(Path("/nowhere"), MappingProxyType(found), MappingProxyType({}))
    return Site.of(library, gazette(address, unlisted))


def day(text: str) -> date:
    """A date of ISO form."""
    return date.fromisoformat(text)


APRIL = Issue(
    "2023-04",
    "云州市人民政府公报2023年第04期",
    AT,
    year=2023,
    number="04",
    serial=(38,),
    published=day("2023-04-25"),
    colophon={"主办": "云州市人民政府办公室"},
)
MAY = Issue("2023-05", "云州市人民政府公报2023年第05期", AT, year=2023, number="05", published=day("2023-05-25"))
YEARLY = "本办法自2023年5月1日起施行，有效期1年。"
GREEN = Decree(
    "yzf-2023-6",
    "云州市人民政府关于印发云州市城市绿化办法的通知",
    AT,
    body=f"# 云州市人民政府关于印发云州市城市绿化办法的通知\n\n现印发给你们。\n\n第二条　{YEARLY}",
    issue="2023-04",
    number="云政发〔2023〕6号",
    issuer=MAYOR,
    doctype="通知",
    signed=day("2023-03-13"),
    effective=Effective(day("2023-05-01"), day("2024-04-30"), YEARLY, True),
    cites=(Citation(None, "中华人民共和国森林法"), Citation("国发〔2022〕22号", "国务院关于统计的通知")),
    departments=("云州市水利局",),
)
MARKET = Decree(
    "yzf-2023-7",
    "云州市人民政府关于集市的通知",
    AT,
    issue="2023-04",
    number="云政发〔2023〕7号",
    issuer=MAYOR,
    doctype="通知",
    signed=day("2023-03-20"),
    effective=Effective(None, None, "本通知自公布之日起施行。", rule="公布之日"),
)
PLAIN = Decree("yzf-2023-8", "云州市人民政府关于普查的通知", AT, issue="2023-04", number="云政发〔2023〕8号")
REPEALING = "《云州市人民政府关于集市的通知》（云政发〔2023〕7号）和云政办发〔2019〕18号同时废止。"
NEW = Decree(
    "yzf-2023-9",
    "云州市人民政府关于集市和夜市的通知",
    AT,
    body=f"# 云州市人民政府关于集市和夜市的通知\n\n本通知自2023年7月1日起施行。{REPEALING}",
    issue="2023-05",
    number="云政发〔2023〕9号",
    issuer=MAYOR,
    doctype="通知",
    signed=day("2023-05-10"),
    effective=Effective(day("2023-07-01"), None, "本通知自2023年7月1日起施行。"),
    repeals=(
        Repeal("云政发〔2023〕7号", "云州市人民政府关于集市的通知", REPEALING),
        Repeal("云政办发〔2019〕18号", None, REPEALING),
    ),
)
AMENDING = Decree(
    "yzf-2023-10",
    "云州市人民政府关于修改《云州市人民政府关于普查的通知》的决定",
    AT,
    issue="2023-05",
    number="云政发〔2023〕10号",
    issuer=MAYOR,
    doctype="决定",
    signed=day("2023-05-12"),
    cites=(
        Citation("云政发〔2023〕8号", "云州市人民政府关于普查的通知"),
        Citation("云政发〔2023〕6号", "云州市城市绿化办法"),
    ),
    changes=(
        Revision(day("2023-08-01"), "第二条漏印的“夜市”补上了。"),
        Revision(day("2023-08-01"), "落款日期改正。"),
    ),
)
LISTED = Catalogue(
    "2023-04-catalogue",
    "2023年3月份发文目录",
    AT,
    issue="2023-04",
    entries=(
        Listed("云政发〔2023〕9号", NEW.title, False),
        Listed("云政发〔2023〕6号", GREEN.title, True),
        Listed("云政发〔2023〕11号", "云州市人民政府关于防汛的通知", False),
    ),
)
EXPLAINED = Interpretation(
    "2023-04-interpretation-1",
    "《云州市城市绿化办法》政策解读",
    AT,
    issue="2023-04",
    interprets=Interprets("云政发〔2023〕6号", GREEN.title, "yzf-2023-6"),
)
APPOINTED = Appointments("2023-04-appointments", "人事任免（2023年3月份）", AT, issue="2023-04")
TREES = Table(
    "yzf-2023-6-table-1",
    "绿化任务",
    AT,
    issue="2023-04",
    belongs_to="yzf-2023-6",
    caption="表1 绿化任务",
    columns=("序号", "任务", "责任单位"),
    rows=2,
)
EVERYTHING: tuple[Record, ...] = (
    APRIL,
    MAY,
    GREEN,
    MARKET,
    PLAIN,
    NEW,
    AMENDING,
    LISTED,
    EXPLAINED,
    APPOINTED,
    TREES,
)
