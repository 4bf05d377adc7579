"""Differences: two printings are told apart by their words, never by their typesetting."""

from __future__ import annotations

from gongbao.linking.differences import Difference, compare, paragraphs
from gongbao.typography import fold
from patience import ends

ONE = (
    "# 云州市人民政府关于防汛的通知\n\n"
    "各地要全面落实防汛责任制，明确责任人。\n\n"
    "## 一、保障措施\n\n"
    "市财政局安排防汛资金120万元，做到专款专用。\n\n"
    "联系电话见附件。"
)


def ops(one: str, other: str) -> list[str]:
    return [each.op for each in compare(one, other)]


def only(one: str, other: str) -> Difference:
    (found,) = compare(one, other)
    return found


def test_a_text_does_not_differ_from_itself() -> None:
    found = compare(ONE, ONE)
    assert {each.op for each in found} == {"same"}
    assert [each.after for each in found] == list(paragraphs(ONE))


def test_punctuation_spaces_and_marks_are_no_difference() -> None:
    other = ONE.replace("，", ", ").replace("## 一、", "### 一．").replace("120万元", "120 万元")
    assert set(ops(ONE, other)) == {"same"}


def test_a_paragraph_more_or_less() -> None:
    other = ONE.replace("## 一、保障措施", "市水利局负责解释本通知的有关内容。\n\n## 一、保障措施").replace(
        "\n\n联系电话见附件。", ""
    )
    assert ops(ONE, other) == ["same", "same", "added", "same", "same", "removed"]
    assert compare(ONE, other)[2].after == "市水利局负责解释本通知的有关内容。"
    assert compare(ONE, other)[2].before == ""


def test_a_changed_paragraph_shows_the_words_that_changed() -> None:
    found = compare(ONE, ONE.replace("防汛资金120万元", "抗旱资金1200万元"))
    changed = next(each for each in found if each.op == "changed")
    assert changed.parts == (
        ("same", "市财政局安排"),
        ("removed", "防汛"),
        ("added", "抗旱"),
        ("same", "资金"),
        ("removed", "120"),
        ("added", "1200"),
        ("same", "万元，做到专款专用。"),
    )


def test_a_bracket_goes_with_the_words_inside_it() -> None:
    assert only("附件：重点项目计划（略）", "附件：重点项目计划").parts == (
        ("same", "附件：重点项目计划"),
        ("removed", "（略）"),
    )


def test_the_parts_make_up_both_paragraphs() -> None:
    one, other = (
        "（一）市教育局、市科技局负责“双减”工作，每年1.5万人。",
        "（一）市教育局负责 “双减”工作； 每年 1.6万人次。",
    )
    parts = only(one, other).parts
    assert "".join(text for op, text in parts if op != "removed") == other
    assert fold("".join(text for op, text in parts if op != "added")) == fold(one)


def test_a_paragraph_that_is_broken_elsewhere_is_no_difference() -> None:
    broken = ONE.replace("，做到", "，\n\n做到")
    for found in (compare(ONE, broken), compare(broken, ONE)):
        assert [each.op for each in found] == ["same"] * 5
    assert compare(ONE, broken)[3].after == "市财政局安排防汛资金120万元，\n做到专款专用。"


def test_each_repeated_line_is_matched_where_it_stands() -> None:
    organs = "（责任单位：市水利局）"
    one = "\n\n".join(["修建水库。", organs, "疏浚河道。", organs, "加固堤防。", organs])
    other = "\n\n".join(["修建水库。", organs, "疏浚河道。", "加固堤防。", organs])
    assert ops(one, other) == ["same", "same", "same", "removed", "same", "same"]


def test_different_texts_have_nothing_in_common() -> None:
    assert ops("防汛抗旱工作安排。", "义务教育招生办法。") == ["removed", "added"]
    assert ops("", "义务教育招生办法。") == ["added"]
    assert compare("", "\n\n——\n\n") == ()


def test_every_paragraph_stands_in_one_difference() -> None:
    other = "\n\n".join([*reversed(ONE.split("\n\n")), "另起一段。"])
    found = compare(ONE, other)
    assert [each.before for each in found if each.before] == list(paragraphs(ONE))
    assert [each.after for each in found if each.after] == list(paragraphs(other))


def test_plain_text_has_no_markup() -> None:
    body = "## 一、\\*总则\n\n见<https://www.yunzhou.gov.cn/a>\n\n&lt;附&gt;\\[1\\]\n\n\n[附表 \\[一\\]](yzf-2023-5-table-1.md)\n"
    assert paragraphs(body) == ("一、*总则", "见https://www.yunzhou.gov.cn/a", "<附>[1]", "附表 [一]")


def long_text(seed: int) -> list[str]:
    return [
        "".join(chr(0x4E00 + (seed + at * 7919 + place * place * 31) % 5000) for place in range(80))
        for at in range(2000)
    ]


def test_long_texts_are_compared_to_their_end() -> None:
    one = [text if at % 2 else "（责任单位：市水利局）" for at, text in enumerate(long_text(0))]
    foreign = [text if at % 2 else "（责任单位：市水利局）" for at, text in enumerate(long_text(77_777))]
    edited = [text[:30] + "更正" + text[33:] for text in one]
    for other in (foreign, edited, one[1:], ["（责任单位：市水利局）"] * 2000):
        with ends():
            assert compare("\n\n".join(one), "\n\n".join(other))
