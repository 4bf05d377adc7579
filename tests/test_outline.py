"""Outline markers: what begins a heading or an item, what only looks so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.numerals import to_chinese
from gongbao.outline import anchor, marker, split_run_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一编 总则", ("part", "1", "第一编", "总则")),
        ("第一章 总则", ("chapter", "1", "第一章", "总则")),
        ("　第 十二 章　附则", ("chapter", "12", "第十二章", "附则")),
        ("第一章总则", ("chapter", "1", "第一章", "总则")),
        ("第二节 征收程序", ("section", "2", "第二节", "征收程序")),
        ("第三条 为了加强管理，", ("article", "3", "第三条", "为了加强管理，")),
        ("第三条之一 本市实行", ("article", "3-1", "第三条之一", "本市实行")),
        ("第12条　项目建设", ("article", "12", "第12条", "项目建设")),
        ("第二条项目概况", ("article", "2", "第二条", "项目概况")),
        ("一、总体要求", ("one", "1", "一、", "总体要求")),
        ("十 一 、 附则", ("one", "11", "十一、", "附则")),
        ("一. 总体要求", ("one", "1", "一、", "总体要求")),
        ("一、三大行动", ("one", "1", "一、", "三大行动")),
        ("一、一年来的工作", ("one", "1", "一、", "一年来的工作")),
        ("（一）普查对象和范围。普查", ("two", "1", "（一）", "普查对象和范围。普查")),
        ("(十一) 强化考核", ("two", "11", "（十一）", "强化考核")),
        ("( 二 )、项目建设", ("two", "2", "（二）", "项目建设")),
        ("(一）目标任务", ("two", "1", "（一）", "目标任务")),
        ("㈠普查", ("two", "1", "（一）", "普查")),
        ("1. 优化结构", ("three", "1", "1．", "优化结构")),
        ("1．精准", ("three", "1", "1．", "精准")),
        ("１２．深入", ("three", "12", "12．", "深入")),
        ("3、加强领导", ("three", "3", "3．", "加强领导")),
        ("12. 深入实施", ("three", "12", "12．", "深入实施")),
        ("2. 2023年度目标", ("three", "2", "2．", "2023年度目标")),
        ("1.2023年底前完成", ("three", "1", "1．", "2023年底前完成")),
        ("⒈深入", ("three", "1", "1．", "深入")),
        ("（1）建立机制", ("four", "1", "（1）", "建立机制")),
        ("( 12 ) 完善", ("four", "12", "（12）", "完善")),
        ("⑴建立", ("four", "1", "（1）", "建立")),
        ("①建立", ("circled", "1", "①", "建立")),
        ("㉑ 完善", ("circled", "21", "㉑", "完善")),
    ],
)
def test_markers(text: str, expected: tuple[str, ...]) -> None:
    found = marker(text)
    assert found is not None
    assert (found.kind, found.ordinal, found.text, found.rest) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.6 万亩以上",
        "1. 6 万亩以上",
        "62.10",
        "2023年是开局之年",
        "2023.3",
        "1000平方米",
        "1、2号楼",
        "0.5",
        "(市、区)作为责任主体",
        "(单位)要",
        "一是明确责任",
        "一 总体",
        "一.5",
        "(2023—2027年)",
        "(2023)",
        "（38）号",
        "（一）至（三）项",
        "（一）、（二）项规定",
        "（一）项规定",
        "一、二等奖各1名",
        "一、二、三产业融合",
        "二、三级响应",
        "50%),兼容",
        "2014)》",
        "①②③",
        "第三条规定的情形",
        "第三条第一款",
        "第三条、第五条",
        "第一节课",
        "第八届市咨询委",
        "第 03 期",
        "第一副主任",
    ],
)
def test_near_misses(text: str) -> None:
    assert marker(text) is None


def test_levels_follow_the_outline() -> None:
    lines = ["第一章 总则", "第一节 定义", "一、要求", "（一）对象", "1．范围", "（1）企业", "①个体", "第一条 为了"]
    assert [found.level for line in lines if (found := marker(line))] == [2, 3, 2, 3, 4, 5, 6, 0]


@given(st.integers(1, 99), st.sampled_from(["", " ", "　"]))
def test_every_ordinal_is_read(number: int, gap: str) -> None:
    words = to_chinese(number)
    for line in (
        f"{words}、",
        f"（{words}）",
        f"({words})",
        f"{number}.",
        f"（{number}）",
        f"第{words}章",
        f"第{words}条",
    ):
        found = marker(f"{line}{gap}甲")
        assert found is not None
        assert (found.ordinal, found.rest) == (str(number), "甲")


@given(st.integers(1, 99), st.sampled_from(["{}、甲", "（{}）甲", "第{}章甲", "第{}条之二甲"]))
def test_normal_form_is_read_again(number: int, form: str) -> None:
    found = marker(form.format(to_chinese(number)))
    assert found is not None
    assert marker(found.text + found.rest) == found


def test_anchors() -> None:
    steps = [
        found.step for line in ("第二章 甲", "第十二条 乙", "第三条之一 丙", "（三）丁") if (found := marker(line))
    ]
    assert steps == ["2", "art-12", "art-3-1", "3"]
    assert [anchor(["2"]), anchor(["2", "3"]), anchor(["2", "art-12"]), anchor([])] == ["2", "2.3", "art-12", ""]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("（一）普查对象和范围。普查的对象是企业。", "（一）普查对象和范围。"),
        ("（一）普查对象和范围", "（一）普查对象和范围"),
        ("（一）普查对象和范围。", "（一）普查对象和范围。"),
        ("（一）" + "长" * 36 + "。普查", "（一）" + "长" * 36 + "。"),
        ("（一）" + "长" * 37 + "。普查", ""),
        ("。普查", ""),
        ("", ""),
    ],
)
def test_run_in_headings(text: str, lead: str) -> None:
    assert split_run_in(text) == (lead, text[len(lead) :])


@given(st.text(alphabet="一二十、（）()1 2．.第章条之①。甲"))
def test_never_raises_and_never_loses(text: str) -> None:
    assert "".join(split_run_in(text)) == text
    found = marker(text)
    assert found is None or text.endswith(found.rest)
