"""A text on its page: parts, permanent anchors, links, source lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from gongbao.archive import Library
from gongbao.gazette import Department, Gazette, Series
from gongbao.model import Citation, Decree, Instrument, Record, SourceRef, Table
from gongbao.site.bodies import Block, Body
from gongbao.site.context import Site

GAZETTE = Gazette(
    "云州市人民政府公报",
    place="云州市",
    series=(Series("云政发", "yzf", "云州市人民政府"),),
    departments=(Department("云州市水利局", ("市水利局",)),),
)
BODY = """\
# 云州市人民政府关于印发云州市河道管理办法的通知

现将《云州市河道管理办法》印发给你们，请按照《中华人民共和国水法》执行。

云州市人民政府

2023年3月1日

# 云州市河道管理办法

## 第一章　总则

第一条　为了加强河道管理，制定本办法。

第二条　市水利局负责下列工作：

（一）编制规划；

（二）组织验收。

前款所称验收，是指竣工验收。

## 第二章　附则

第三条　本办法自2023年5月1日起施行。

附件1

# 河道名录

[河道名录](yzf-2023-5-table-1.md)

抄送：市委各部门。

云州市人民政府办公室

2023年3月2日印发
"""


def site(tmp_path: Path, *records: Record) -> Site:
    """A site of records as they stand in memory; its sources are written where records name one."""
    held = {record.id: record for record in sorted(records, key=lambda each: each.id)}
    return Site.of(Library(tmp_path, held, {}), GAZETTE)


def decree(body: str = BODY, **fields: object) -> Decree:
    known = Decree(
        "yzf-2023-5",
        "云州市人民政府关于印发云州市河道管理办法的通知",
        SourceRef("a.txt", (1, 60)),
        body=body,
        number="云政发〔2023〕5号",
        instruments=(Instrument("云州市河道管理办法", "办法", "instrument-1"),),
        cites=(Citation(None, "中华人民共和国水法"),),
        tables=("yzf-2023-5-table-1",),
    )
    return replace(known, **fields)  # type: ignore[arg-type]


TABLE = Table(
    "yzf-2023-5-table-1",
    "河道名录",
    SourceRef("a.txt", (40, 44)),
    body="| 名称 |\n| --- |\n| 云河 |",
    belongs_to="yzf-2023-5",
    columns=("名称",),
    rows=1,
)


@pytest.fixture
def body(tmp_path: Path) -> Body:
    return body_of(tmp_path, decree())


def body_of(tmp_path: Path, record: Decree) -> Body:
    return site(tmp_path, record, TABLE).bodies.of(record)


def block(body: Body, start: str) -> Block:
    return next(each for each in body.blocks if each.text.startswith(start))


def test_the_parts_of_a_decree(body: Body) -> None:
    assert [(part.kind, part.anchor, part.title) for part in body.parts] == [
        ("text", "notice", ""),
        ("instrument", "instrument-1", "云州市河道管理办法"),
        ("attachment", "attachment-1", "河道名录"),
        ("imprint", "imprint", ""),
    ]


@pytest.mark.parametrize(
    ("start", "kind", "anchor"),
    [
        ("现将", "paragraph", "notice.p1"),
        ("云州市人民政府", "signature", "notice.p2"),
        ("2023年3月1日", "date", "notice.p3"),
        ("第一章", "heading", "1"),
        ("第二条", "article", "art-2"),
        ("（二）组织", "item", "art-2.2"),
        ("前款", "paragraph", "art-2.2.p1"),
        ("第三条", "article", "art-3"),
        ("附件1", "label", "attachment-1.p1"),
        ("河道名录", "table", "yzf-2023-5-table-1"),
        ("抄送", "notice", "imprint.p1"),
        ("2023年3月2日印发", "imprint", "imprint.p3"),
    ],
)
def test_every_block_has_its_kind_and_its_anchor(body: Body, start: str, kind: str, anchor: str) -> None:
    found = block(body, start)
    assert (found.kind, found.anchor) == (kind, anchor)


def test_an_anchor_hangs_on_the_structure_and_not_on_the_place(tmp_path: Path) -> None:
    longer = BODY.replace("（一）编制规划；", "（一）编制规划；\n\n编制规划应当听取意见。")
    before, after = (body_of(tmp_path, decree(text)) for text in (BODY, longer))
    kept = {each.anchor: each.text for each in before.blocks}
    assert {each.anchor: each.text for each in after.blocks if each.anchor in kept} == kept


def test_a_number_given_twice_keeps_the_ids_apart(tmp_path: Path) -> None:
    twice = decree("# 通知\n\n## 一、甲\n\n## 一、乙\n\n（一）丙。\n\n（一）丁。\n", instruments=())
    anchors = [each.anchor for each in body_of(tmp_path, twice).blocks]
    assert len(set(anchors)) == len(anchors) == 4
    assert anchors[:2] == ["1", "1_2"]


def test_headings_of_the_page_skip_no_level(tmp_path: Path) -> None:
    text = decree("# 通知\n\n#### 1．甲\n\n## 一、乙\n\n#### 1．丙\n\n### （一）丁\n", instruments=(), title="通知")
    assert [each.depth for each in body_of(tmp_path, text).blocks] == [2, 2, 3, 3]


def test_citations_and_departments_are_links(body: Body) -> None:
    cited = BeautifulSoup(block(body, "现将").html, "html.parser").find_all("a")
    assert [link.get_text() for link in cited] == ["《中华人民共和国水法》"]
    assert str(cited[0]["href"]).startswith("../../../cited/")
    organ = BeautifulSoup(block(body, "第二条").html, "html.parser").find("a")
    assert organ is not None
    assert (organ.get_text(), organ["href"]) == ("市水利局", "../../../departments/yunzhoushishuiliju/index.html")


def test_every_block_knows_its_lines(tmp_path: Path) -> None:
    lines = [line.lstrip("# ") for line in BODY.split("\n") if line.strip()]
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("\n".join(lines), "utf-8")
    found = body_of(tmp_path, decree(source=SourceRef("a.txt", (1, len(lines)))))
    for each in found.blocks:
        if each.kind != "table":
            assert each.lines is not None
            assert each.text[:6] in " ".join(lines[each.lines[0] - 1].split())
    assert found.anchor_at(lines.index("（一）编制规划；") + 1) == "art-2.1"


def test_a_link_to_a_record_that_is_gone_is_text(tmp_path: Path) -> None:
    text = decree("# 通知\n\n见[旧表](yzf-2023-5-table-9.md)和[名录](yzf-2023-5-table-1.md)。\n", title="通知")
    html = BeautifulSoup(body_of(tmp_path, text).blocks[0].html, "html.parser")
    assert [(link.get_text(), link["href"]) for link in html.find_all("a")] == [
        ("名录", "../../../tables/yzf-2023-5-table-1/index.html")
    ]
    assert html.get_text() == "见旧表和名录。"


@pytest.mark.parametrize(
    "text",
    [
        "# 通知\n\n现将办法印发给你们。\n\n云州市人民政府\n\n2023年3月1日\n",
        "# 云州市河道管理规定\n\n# 云州市河道养护标准\n\n第一条　本标准适用于全市河道。\n",
    ],
)
def test_what_is_issued_is_found_though_no_heading_names_it(tmp_path: Path, text: str) -> None:
    """The facts of the page link to it, and so do the pages of those who cite it."""
    found = body_of(tmp_path, decree(text, title="通知", tables=()))
    assert [each for block_ in found.blocks for each in block_.also] == ["instrument-1"]
