"""A little archive of 云州 that can be changed in every way an archive changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from gongbao.archive import files
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
LINES = "云州市人民政府关于{0}的通知\n云政发〔2023〕{1}号\n各县（市、区）人民政府：\n一、总体要求\n加固堤防，共12处。（市水利局）\n"


def decree(serial: int, *, topic: str = "防汛", cites: Iterable[int] = (), issue: str = "2023-04") -> Decree:
    """A decree of the series, in an issue; it may cite others by their serials."""
    named = "、".join(f"《关于某事的通知》（云政发〔2023〕{each}号）" for each in cites)
    return Decree(
        f"yzf-2023-{serial}",
        f"云州市人民政府关于{topic}的通知",
        SourceRef(f"{issue}.txt", (1 + 5 * (serial % 4), 5 + 5 * (serial % 4))),
        issue=issue,
        number=f"云政发〔2023〕{serial}号",
        issuer="云州市人民政府",
        doctype="通知",
        signed=date(2023, 1 + serial % 12, 1),
        effective=Effective(date(2023, 4, 1), None, "本通知自2023年4月1日起施行。"),
        cites=tuple(Citation(f"云政发〔2023〕{each}号", None) for each in cites),
        departments=("云州市水利局",),
        tasks=(Task(5 + 5 * (serial % 4), "加固堤防，共12处", (), ("市水利局",)),),
        body=f"# 云州市人民政府关于{topic}的通知\n\n## 一、总体要求\n\n加固堤防，共12处。（市水利局）{named}\n",
    )


def issue(month: int) -> Issue:
    """An issue of 2023."""
    id_ = f"2023-{month:02}"
    return Issue(
        id_,
        f"云州市人民政府公报2023年第{month:02}期",
        SourceRef(f"{id_}.txt", (1, 20)),
        year=2023,
        number=f"{month:02}",
        serial=(30 + month,),
        published=date(2023, month, 25),
        toc=(TocEntry("市政府文件", "关于防汛的通知", "云政发〔2023〕5号", 2, "yzf-2023-5" if month == 4 else None),),
    )


APRIL = SourceRef("2023-04.txt", (6, 9))
ALL: tuple[Record, ...] = (
    issue(4),
    issue(5),
    decree(5, cites=[6, 9]),
    decree(6, topic="灌溉", cites=[5], issue="2023-05"),
    Decree("yzf-2022-1", "云州市人民政府关于修井的决定", SourceRef("修井.txt", (1, 2)), number="云政发〔2022〕1号",
           repeals=(Repeal("云政发〔2023〕6号", None, "云政发〔2023〕6号同时废止。"),), signed=date(2022, 3, 1),
           body="依据《中华人民共和国防洪法》，云政发〔2023〕6号同时废止。"),
    Decree("yzf-2023-5-p2", "云州市人民政府关于防汛的通知", SourceRef("防汛.txt", (1, 3)), printing_of="yzf-2023-5",
           number="云政发〔2023〕5号", body="# 云州市人民政府关于防汛的通知\n\n## 一、总体要求\n\n加固堤防，共13处。"),
    Table("yzf-2023-6-table-1", "云州市人民政府关于灌溉的通知　表1", SourceRef("2023-05.txt", (3, 5)), issue="2023-05",
          belongs_to="yzf-2023-6", caption="渠道", columns=("序号", "2022", "2023"), rows=2,
          body="| 序号 | 2022 | 2023 |\n| --- | --- | --- |\n| 1 | 3 | 4 |\n| 2 | 5 | 6 |"),
    Interpretation("2023-05-interpretation-1", "《关于灌溉的通知》政策解读", SourceRef("2023-05.txt", (8, 9)),
                   issue="2023-05", interprets=Interprets("云政发〔2023〕6号", None, "yzf-2023-6"), body="## 一、总体要求\n\n加固堤防。"),
    Appointments("2023-04-appointments", "人事任免", APRIL, issue="2023-04",
                 entries=(Appointment("appoint", "王小明", ("云州市水利局副局长",), None, 7),
                          Appointment("remove", "李江", ("云州市水利局局长",), None, 8))),
    Catalogue("2023-04-catalogue", "发文目录", APRIL, issue="2023-04",
              entries=(Listed("云政发〔2023〕5号", "关于防汛的通知", True), Listed("云政发〔2023〕9号", "关于绿化的通知", False))),
)  # fmt: skip


def older(*, topic: str = "堤坝", year: int = 2021) -> tuple[Record, ...]:
    """An issue of an older year, with a decree and its table."""
    at = SourceRef("2021-03.txt", (1, 20))
    made = replace(decree(8, topic=topic), id="yzf-2021-8", number="云政发〔2021〕8号", issue="2021-03", source=at)
    table = next(each for each in ALL if isinstance(each, Table))
    return (
        replace(issue(3), id="2021-03", year=year, serial=(9,), published=date(year, 3, 25), source=at),
        replace(made, signed=date(year, 2, 3)),
        replace(table, id="yzf-2021-8-table-1", issue="2021-03", belongs_to="yzf-2021-8", source=at),
    )


def write(content: Path, records: Iterable[Record]) -> None:
    """Records to content/."""
    for path, data in files(tuple(records)).items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)


def begin(root: Path) -> Path:
    """content/ with everything."""
    content = root / "content"
    write(content, ALL)
    (content / "sources").mkdir()
    for name in ("2023-04.txt", "2023-05.txt", "修井.txt", "防汛.txt"):
        text = "".join(LINES.format(name, number) for number in range(4))
        (content / "sources" / name).write_text(text, "utf-8")
    (content / "gazette.yml").write_text(GAZETTE, "utf-8")
    return content


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
