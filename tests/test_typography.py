"""Typography: what is put right, what is left alone; nothing changes twice and no letter is lost."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongbao.typography import clean_title, fold, normalise, visible

FRAGMENTS = [
    *("云州", "政府", "2023", "年", "号", "第", "5", "一.", ".", "-", "—", ",", ";", ":", "?", "!", "%", "℃", "A", "b"),
    *(
        "(",
        ")",
        "（",
        "）",
        '"',
        "“",
        "”",
        "<",
        ">",
        "《",
        "》",
        "〈",
        "〉",
        "〔",
        "〕",
        "[",
        "]",
        " ",
        "  ",
        "\t",
        "\n",
    ),
    *("PM_{2.5}", "CO_2", "_", "http://a.cn", "a@b.cn", "0573-82521932", "2021-2035年", "云政发[2023]5号", "<云>"),
    *("₂", "①", "Ａ", "５", "é", "e\u0301", "e\u200b\u0301", "\u0301", "ｶ", "ﾞ", "\u1100\u200b\u1161", "\u1161"),
    *("\u3000", "\u202e", "\x00", "\ue000", "\u0338", "。"),
]
glued = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("坚持以人为本,统筹推进;重点:完善机制", "坚持以人为本，统筹推进；重点：完善机制"),
        ("是否合理?是!", "是否合理？是！"),
        ("增长50%,达到 3.5 万人.", "增长50%，达到3.5万人。"),
        ("执行到位.”", "执行到位。”"),
        ("(市、区)人民政府", "（市、区）人民政府"),
        ("公私合作(PPP)模式", "公私合作（PPP）模式"),
        ("PPP(政府和社会资本合作)", "PPP（政府和社会资本合作）"),
        ("（含5%)以上", "（含5%）以上"),
        ("云州市 人民政府　办公室", "云州市人民政府办公室"),
        ("约 5 万人", "约5万人"),
        ("G60 科创走廊 A 区 QFLP 试点", "G60科创走廊A区QFLP试点"),
        ("5 % 以上、20 ℃ 以下", "5%以上、20℃以下"),
        ("２０２３年Ａ级", "2023年A级"),
        ("云州市国土空间规划(2021-2035 年)", "云州市国土空间规划（2021—2035年）"),
        ("2021 - 2035 年", "2021—2035年"),
        ('打造"幸福里"和"温暖家"品牌', "打造“幸福里”和“温暖家”品牌"),
        ('打造“幸福里"品牌', "打造“幸福里”品牌"),
        ("《云州市贯彻<若干政策>承接落实方案》", "《云州市贯彻〈若干政策〉承接落实方案》"),
        ("《关于印发《云州市办法》的通知》", "《关于印发〈云州市办法〉的通知》"),
        ("《甲〈乙《丙》〉》", "《甲〈乙《丙》〉》"),
        ("云政发[2023]5 号", "云政发〔2023〕5号"),
        ("云政发 (2023) 第5号", "云政发〔2023〕第5号"),
        ("细颗粒物(PM_{2.5})和CO_2浓度", "细颗粒物（PM₂.₅）和CO₂浓度"),
        ("有\u200b限\ufeff公\x00司", "有限公司"),
        ("电话: 0573-82521932", "电话：0573-82521932"),
        ("网址:http://www.yunzhou.gov.cn)", "网址：http://www.yunzhou.gov.cn)"),
        ("时间:9:30", "时间：9:30"),
        ("  甲 \t 乙  ", "甲\t乙"),
        ("\t甲", "\t甲"),
    ],
)
def test_put_right(text: str, normal: str) -> None:
    assert normalise(text) == normal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Smart City, a new plan (draft); see below.",
        "1,000",
        "3.5",
        "2023.3.25",
        "9:30",
        "http://www.yunzhou.gov.cn/a_1?b=(2)&c=3",
        "http://www.yunzhou.gov.cn 查询",
        "bgs_1@yunzhou.gov.cn",
        "0573-82521932",
        "2021-2035",
        "——破折号",
        "--",
        "20℃",
        "<5",
        "吐尔逊.买买提",
        "等...",
        "一.总体要求",
        "1.深入实施",
        "file_2",
        '5" 6"',
        "《甲》和《乙》",
        "《未完《乙》。",
        "地铁（2023）5号线",
        "- 项目",
    ],
)
def test_left_alone(text: str) -> None:
    assert normalise(text) == text


@given(st.text())
def test_any_text_keeps_its_letters_and_is_done_once(text: str) -> None:
    normal = normalise(text)
    assert fold(normal) == fold(text)
    assert normalise(normal) == normal


@given(glued)
@settings(max_examples=500)
@example("e\u200b\u0301")
@example('"云"“州" "')
@example("《《<云>》》")
@example("a,(云,)")
def test_glued_text_keeps_its_letters_and_is_done_once(text: str) -> None:
    normal = normalise(text)
    assert fold(normal) == fold(text)
    assert normalise(normal) == normal
    assert normal.count("\n") == text.count("\n")
    assert normal.count("\t") == text.count("\t")


@given(st.text("云年月号第一abAX20，。、；：！？\n\t"))
def test_what_begins_no_rule_would_be_left_alone_by_every_rule(text: str) -> None:
    assert normalise(text) == text
    assert normalise(f"{text}\n(") == f"{text}\n("  # all rules are tried, as a bracket may begin one


@given(glued)
def test_titles_keep_their_letters_on_one_line(text: str) -> None:
    title = clean_title(text)
    assert fold(title) == fold(text)
    assert clean_title(title) == title
    assert not {"\n", "\t"} & set(title)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("云州市人民政府\n关于印发　办法的 通知", "云州市人民政府关于印发办法的通知"),
        ("关于Smart City\n建设", "关于Smart City建设"),
        ("关于 <办法> 的通知", "关于<办法>的通知"),
        ("", ""),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert clean_title(text) == title


def test_fold_compares_titles() -> None:
    assert fold("《云州市 ＰＭ₂.₅ 办法》（试行）") == fold("云州市PM2.5办法(试行)")


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("云州《》〈〉（），。：；！？…—·“”‘’ 〇々〒㎡℃éｅ\u0301ⅷ２")))
)
def test_fold_keeps_the_letters_and_figures_of_the_one_form_of_a_text(text: str) -> None:
    form = unicodedata.normalize("NFKC", text)
    assert fold(text) == "".join(char for char in form if char.isalnum())


@given(st.text())
def test_messages_are_one_safe_line(text: str) -> None:
    assert visible(text).isprintable() or not visible(text).isascii()
    assert not any(char in visible(text) for char in "\n\t\x1b\u202e\u200b")


@pytest.mark.parametrize(
    "piece", ["(", '"', "《", "<", ",(云", " ", "《云", "<云", "\x00", "a@", "1", "云(", "http://"]
)
def test_long_lines_take_no_longer(piece: str) -> None:
    assert fold(normalise(piece * 20000)) == fold(piece * 20000)
