"""A decree: who issues it, what kind it is, when it was signed, and what goes into its body."""

from __future__ import annotations

from datetime import date

import pytest

from gongbao.gazette import Gazette, Issuer, Series
from gongbao.model import Decree, Table
from gongbao.numbers import Number
from gongbao.reading.decree import Heading, Place, doctype, issuer, read_decree, title_organ
from gongbao.reading.formats.text import read_text
from gongbao.reading.frame import Signature
from gongbao.reading.lines import read_lines

GAZETTE = Gazette(
    "云州市人民政府公报",
    issuers=(Issuer("云州市人民政府"), Issuer("云州市人民政府办公室")),
    series=(Series("云政发", "yzf", "云州市人民政府"), Series("云政办发", "yzbf", "云州市人民政府办公室")),
)
DAY = date(2024, 5, 10)


def read(text: str, title: str, number: Number | None = None) -> tuple[Decree, tuple[Table, ...]]:
    lines = read_lines(read_text(text, "utf-8"))
    return read_decree(lines, Heading(title, number, title), Place("yzf-2024-5", "2024-05.txt", (1, 9), GAZETTE))


def signed(*organs: str) -> Signature:
    return Signature(0, 1, organs, DAY)


@pytest.mark.parametrize(
    ("title", "number", "signature", "wanted"),
    [
        ("关于绿化的通知", Number("云政发", 2024, 5), None, "云州市人民政府"),
        ("关于绿化的通知", Number("云政办发", 2024, 5), signed("云州市人民政府"), "云州市人民政府办公室"),
        ("云州市人民政府关于绿化的通知", None, None, "云州市人民政府"),
        ("关于绿化的通知", None, signed("海棠县人民政府"), "海棠县人民政府"),
        ("关于绿化的通知", Number("海政发", 2024, 5), signed("海棠县人民政府"), "海棠县人民政府"),
        ("云州市财政局云州市水利局关于绿化的通知", None, signed("云州市财政局", "云州市水利局"), "云州市财政局、云州市水利局"),
        ("云州市财政局关于绿化的通知", None, signed("财政局"), "云州市财政局"),
        ("云州市城市绿化管理办法", Number("云州市人民政府令", None, 12), None, "云州市人民政府"),
        ("云州市城市绿化管理办法", Number("人民政府令", None, 12), None, None),
        ("关于绿化的通知", None, None, None),
        ("国务院关于绿化的决定", None, None, "国务院"),
    ],
)  # fmt: skip
def test_issuers(title: str, number: Number | None, signature: Signature | None, wanted: str | None) -> None:
    assert issuer(Heading(title, number), signature, GAZETTE) == wanted


@pytest.mark.parametrize(
    ("title", "organ"),
    [
        ("云州市人民政府办公室关于印发某办法的通知", "云州市人民政府办公室"),
        ("云州市人民政府办公室转发市水利局关于防汛意见的通知", "云州市人民政府办公室"),
        ("云州市人民政府批转市水利局意见的通知", "云州市人民政府"),
        ("关于开展检查的通知", None),
        ("全市人民关于环境的期盼", None),
    ],
)
def test_the_organ_of_a_title(title: str, organ: str | None) -> None:
    assert title_organ(title) == organ


@pytest.mark.parametrize(
    ("title", "number", "wanted"),
    [
        ("云州市人民政府关于绿化的通知", Number("云政发", 2024, 5), "通知"),
        ("云州市人民政府关于绿化的若干意见（试行）", None, "意见"),
        ("海棠县人民政府关于禁渔的通告", None, "通告"),
        ("海棠县人民政府关于商请支持用地的函", None, "函"),
        ("海棠县人民政府关于同意设立居民委员会的批复", None, "批复"),
        ("云州市城市绿化管理办法", Number("云州市人民政府令", None, 12), "令"),
        ("云州市城市绿化条例", Number("云州市人民代表大会常务委员会公告", None, 3), "公告"),
        ("云州市城市绿化条例", None, "条例"),
        ("云州市情况", None, None),
    ],
)
def test_doctypes(title: str, number: Number | None, wanted: str | None) -> None:
    assert doctype(Heading(title, number)) == wanted


NOTICE = """各县（市、区）人民政府：

《云州市城市绿化管理办法》已经市政府同意，现印发给你们，请认真贯彻执行。

云州市人民政府
2024年5月10日

（此件公开发布）

云州市城市绿化管理办法

第一章　总　则

第一条　为了加强城市绿化管理，制定本办法。
第二条　本办法自2024年6月1日起施行。
"""
TITLE = "云州市人民政府关于印发云州市城市绿化管理办法的通知"


def test_a_notice_and_what_it_issues() -> None:
    decree, tables = read(NOTICE, TITLE, Number("云政发", 2024, 5))
    assert (decree.number, decree.issuer, decree.doctype, decree.signed) == (
        "云政发〔2024〕5号",
        "云州市人民政府",
        "通知",
        DAY,
    )
    assert (decree.addressee, decree.publicity, tables) == ("各县（市、区）人民政府", "（此件公开发布）", ())
    assert [(one.title, one.type) for one in decree.instruments] == [("云州市城市绿化管理办法", "管理办法")]
    assert decree.effective is not None
    assert decree.effective.start == date(2024, 6, 1)
    assert decree.cites == ()
    body = decree.body.split("\n\n")
    assert body[0] == f"# {TITLE}"
    assert "# 云州市城市绿化管理办法" in body
    assert "## 第一章　总则" in body
    assert body[-1] == "第二条　本办法自2024年6月1日起施行。"


@pytest.mark.parametrize(
    ("end", "day"),
    [
        ("云州市人民政府\n2024年5月10日\n\n某方案\n云州市财政局\n2024年4月1日\n", DAY),
        ("2024年4月1日\n\n现附方案如下。\n云州市人民政府\n2024年5月10日\n", DAY),
        ("二〇二四年五月十日\n", DAY),
        ("本通知自2024年6月1日起施行。\n", None),
    ],
)
def test_the_day_it_was_signed(end: str, day: date | None) -> None:
    decree, _ = read(f"各县（市、区）人民政府：\n为做好绿化工作，现通知如下。\n{end}", "云州市人民政府关于绿化的通知")
    assert decree.signed == day


def test_a_regulation_is_signed_on_the_day_it_was_passed() -> None:
    text = (
        "（2024年4月26日云州市第九届人民代表大会常务委员会第十二次会议通过）\n\n第一条　为了加强绿化，制定本条例。\n"
        "第二条　本条例自2024年6月1日起施行。\n"
    )
    decree, _ = read(text, "云州市城市绿化条例")
    assert (decree.doctype, decree.signed) == ("条例", date(2024, 4, 26))
    assert decree.issuer == "云州市人民代表大会常务委员会"
    assert "通过）" in decree.body


def test_attachments_stay_a_list() -> None:
    text = (
        "各县（市、区）人民政府：\n为做好防汛工作，现通知如下。\n\n附件：1．重点工程清单\n2．成员单位通讯录（略）\n\n"
        "云州市人民政府\n2024年5月10日\n\n附件1\n\n重点工程清单\n\n序号\t工程\t投资\n1\t青石河堤防\t3200\n2\t龙潭水库\t860\n"
    )
    decree, tables = read(text, "云州市人民政府关于防汛的通知")
    assert [(one.label, one.title, one.omitted) for one in decree.attachments] == [
        ("附件1", "重点工程清单", False),
        ("附件2", "成员单位通讯录", True),
    ]
    assert decree.tables == ("yzf-2024-5-table-1",)
    assert [table.caption for table in tables] == ["重点工程清单"]
    assert "附件：1．重点工程清单\n\n2．成员单位通讯录（略）" in decree.body


def test_every_letter_of_the_text_is_in_the_body_or_in_front() -> None:
    decree, _ = read(NOTICE, TITLE)
    for line in NOTICE.split("\n")[1:]:
        assert line.replace("总　则", "总则") in decree.body
