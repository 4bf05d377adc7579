"""办法, 方案 …: what a decree issues, and where it stands printed."""

from __future__ import annotations

import pytest

from gongbao.model import SourceText, TextLine
from gongbao.reading.facts.instruments import Named, announced, headings, type_of, unheaded
from gongbao.reading.lines import Line, read_lines


def lines(text: str) -> list[Line]:
    raw = [TextLine(at, line.replace("⇥", "\t")) for at, line in enumerate(text.split("\n"), 1)]
    return read_lines(SourceText("text", "utf-8", tuple(raw), len(raw)))


@pytest.mark.parametrize(
    ("title", "notice", "want"),
    [
        (
            "云州市人民政府关于印发云州市河道管理办法的通知",
            "现将《云州市河道管理办法》印发给你们，请认真贯彻执行。",
            [("云州市河道管理办法", "管理办法")],
        ),
        (
            "云州市人民政府办公室关于印发云州市节水行动方案和任务清单的通知",
            "现将《云州市节水行动方案》《云州市节水任务清单》印发给你们，请结合实际贯彻落实。",
            [("云州市节水行动方案", "行动方案"), ("云州市节水任务清单", "任务清单")],
        ),
        (
            "云州市人民政府办公室转发市教育局关于加强学前教育工作意见的通知",
            "市教育局《关于加强学前教育工作的意见》已经市政府同意，现转发给你们，请认真贯彻执行。",
            [("关于加强学前教育工作的意见", "意见")],
        ),
        (
            "云州市人民政府关于印发云州市河道管理办法（试行）的通知",
            "现印发给你们，请认真贯彻执行。",
            [("云州市河道管理办法（试行）", "管理办法")],
        ),
        (
            "云州市人民政府关于印发《云州市河道管理办法》的通知",
            "现印发给你们。",
            [("云州市河道管理办法", "管理办法")],
        ),
        (
            "云州市人民政府令",
            "《云州市餐饮油烟管理办法》已经2024年5月6日市人民政府第20次常务会议审议通过，现予公布，自2024年7月1日起施行。",
            [("云州市餐饮油烟管理办法", "管理办法")],
        ),
        # the name in the notice wins over the title's
        (
            "云州市人民政府关于印发云州市水网建设规化的通知",
            "现将《云州市水网建设规划》印发给你们。",
            [("云州市水网建设规划", "规划")],
        ),
        # what the notice rests on is not what it issues
        (
            "海棠县人民政府关于印发海棠县节水实施细则的通知",
            "根据《云州市节水条例》规定，现将《海棠县节水实施细则》印发给你们。",
            [("海棠县节水实施细则", "实施细则")],
        ),
        (
            "海棠县人民政府关于印发海棠县节水实施细则的通知",
            "现将《海棠县节水实施细则》印发给你们，《海棠县节水办法》同时废止。",
            [("海棠县节水实施细则", "实施细则")],
        ),
        (
            "海棠县人民政府关于印发海棠县节水实施细则的通知",
            "根据《云州市节水条例》（云政发〔2020〕3号，以下简称《条例》）规定，《海棠县节水实施细则》已经县政府同意，现印发给你们。",
            [("海棠县节水实施细则", "实施细则")],
        ),
        # words of grounds inside a title are the title's
        (
            "海棠县人民政府办公室转发县水利局关于贯彻落实节水条例实施意见的通知",
            "县水利局《关于贯彻落实节水条例的实施意见》已经县政府同意，现转发给你们。",
            [("关于贯彻落实节水条例的实施意见", "实施意见")],
        ),
        # a 通知 that is handed on is no instrument, and what that one issues is not this one's
        (
            "海棠县人民政府转发云州市节水方案的通知",
            "现将《云州市人民政府关于印发〈云州市节水方案〉的通知》转发给你们。",
            [],
        ),
        ("云州市人民政府关于加强河道管理的通知", "根据《苍江省河道管理条例》，现就有关事项通知如下：", []),
        ("云州市人民政府关于表彰先进集体的决定", "《云州市表彰办法》已于去年印发。", []),
        ("云州市人民政府关于印发有关情况的通知", "现印发给你们。", []),
    ],
)
def test_what_a_decree_issues(title: str, notice: str, want: list[tuple[str, str]]) -> None:
    assert [(one.title, one.type) for one in announced(title, [notice])] == want


def test_a_sentence_further_down_names_nothing_more() -> None:
    notice = ["现将《云州市节水方案》印发给你们。", "市水利局另行公布《云州市节水名录》，现予印发。"]
    assert [one.title for one in announced("云州市人民政府关于印发云州市节水方案的通知", notice)] == ["云州市节水方案"]


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("云州市河道管理办法", "管理办法"),
        ("云州市河道管理暂行办法（修订）", "暂行办法"),
        ("云州市“十四五”水网规划", "规划"),
        ("云州市水情", ""),
    ],
)
def test_type_of(title: str, want: str) -> None:
    assert type_of(title) == want


NOTICE = "现将《云州市河道管理办法》印发给你们。\n云州市人民政府\n2024年5月20日\n"
RULES = Named("云州市河道管理办法", "管理办法")
LIST = Named("云州市河道任务清单", "任务清单")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("云州市河道管理办法\n第一条　为了", {3: RULES}),
        ("\n云州市河道\n管理办法\n第一条　为了", {4: RULES}),
        ("云州巿河道管理办法\n第一条　为了", {3: RULES}),  # a look-alike letter of OCR
        ("云州市河道管理办法（试行）\n第一条　为了", {3: RULES}),  # the notice left two letters out
        ("附件：云州市河道管理办法（略）", {}),
        ("本通知由市水利局解释。", {}),
        ("云州市河道管理办法⇥1", {}),
    ],
)
def test_where_an_instrument_begins(text: str, want: dict[int, Named]) -> None:
    assert headings(lines(NOTICE + text), [RULES], 3) == want


def test_two_instruments_have_two_headings() -> None:
    text = NOTICE + "云州市河道管理办法\n第一条　为了\n云州市河道任务清单\n一、任务"
    assert headings(lines(text), [RULES, LIST], 3) == {3: RULES, 5: LIST}


def test_text_or_a_table_behind_the_signature_is_the_instrument_without_heading() -> None:
    assert unheaded(lines(NOTICE + "第一条　甲\n第二条　乙\n第三条　丙\n第四条　丁"), 3)
    assert unheaded(lines(NOTICE + "序号⇥名称\n1⇥甲"), 3)
    assert not unheaded(lines(NOTICE + "附件：云州市河道管理办法（略）\n（此件公开发布）"), 3)
