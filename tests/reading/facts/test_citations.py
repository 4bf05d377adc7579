"""Citations: which documents a text names, by number, by title or both, and which of them are others'."""

from __future__ import annotations

import pytest

from gongbao.model import Citation
from gongbao.reading.facts.citations import Own, cited, is_citable, named, short_names

OWN = Own(
    (
        "云州市人民政府关于印发云州市河道管理办法的通知",
        "关于印发云州市河道管理办法的通知",
        "云州市河道管理办法",
    ),
    ("云政发〔2024〕9号",),
)


def pairs(*paragraphs: str, own: Own = OWN) -> list[tuple[str | None, str | None]]:
    return [(one.number, one.title) for one in cited(paragraphs, own)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "根据《国务院关于加强水网建设的意见》（国发〔2022〕22号）精神，",
            [("国发〔2022〕22号", "国务院关于加强水网建设的意见")],
        ),
        (
            "按照《国务院关于印发国家水网建设规划纲要的通知》（国发〔2022〕22号，以下简称《纲要》）要求，",
            [("国发〔2022〕22号", "国务院关于印发国家水网建设规划纲要的通知")],
        ),
        (
            "《省水利厅关于印发〈河湖长制工作规则〉的通知》（苍水发〔2021〕8号）",
            [("苍水发〔2021〕8号", "省水利厅关于印发《河湖长制工作规则》的通知")],
        ),
        (
            "根据《海棠县防汛应急预案》的通知（海政办发〔2020〕31号），",
            [("海政办发〔2020〕31号", "海棠县防汛应急预案")],
        ),
        (
            "根据《中华人民共和国水法》《苍江省河道管理条例》等法律法规，结合本市实际，制定本办法。",
            [(None, "中华人民共和国水法"), (None, "苍江省河道管理条例")],
        ),
        ("出台《关于加快数据要素市场建设的实施意见》。", [(None, "关于加快数据要素市场建设的实施意见")]),
        (
            "严格执行云政发〔2021〕3号和云政办发〔2021〕15号文件。",
            [("云政发〔2021〕3号", None), ("云政办发〔2021〕15号", None)],
        ),
        ("依照国务院令第427号的规定处罚。", [("国务院令第427号", None)]),
        ("依照《财政违法行为处罚处分条例》（国务院令第427号）", [("国务院令第427号", "财政违法行为处罚处分条例")]),
        ("依照《苍江省渔业管理办法》（省政府令第312号）", [("省政府令第312号", "苍江省渔业管理办法")]),
        ("按照《建设用地控制指标（2014）》核定", [(None, "建设用地控制指标（2014）")]),
    ],
)
def test_a_document_is_cited_by_title_number_or_both(text: str, want: list[tuple[str | None, str | None]]) -> None:
    assert pairs(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "在《人民日报》和《云州日报》上公告。",
        "取得《排污许可证》《营业执照》的，凭《云州市住房补贴申请表》办理。",
        "收到《行政处罚决定书》之日起60日内申请复议。",
        "《通知》《办法》",  # words for a document, no titles
        "主题展《大河奔流》开幕。",
        "《云州市河道管理办法》自公布之日起施行。",
        "现将《关于印发〈云州市河道管理办法〉的通知》重印。",
        "本通知（云政发〔2024〕9号）由市水利局解释。",
        "规划期限为〔2021—2035年〕，地铁（2023）5号线",
    ],
)
def test_what_is_the_texts_own_or_no_document_is_not_cited(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    "introduced",
    [
        "（国办发〔2021〕9号，以下简称《指导意见》）",
        "（国办发〔2021〕9号，以下简称“《指导意见》”）",
        "（国办发〔2021〕9号，下称《指导意见》）",
        "（国办发〔2021〕9号）（以下简称《指导意见》）",
        "（国办发〔2021〕9号，以下统称《指导意见》）",
    ],
)
def test_the_short_name_of_a_document_is_not_cited_again(introduced: str) -> None:
    title = "国务院办公厅关于推动公立医院高质量发展的指导意见"
    assert pairs(f"根据《{title}》{introduced}，", "各单位要落实《指导意见》。") == [("国办发〔2021〕9号", title)]


def test_the_short_name_may_be_used_before_it_is_introduced() -> None:
    assert pairs("对照《十条规定》抓落实。", "《云州市作风建设规定》（以下简称《十条规定》）") == [
        (None, "云州市作风建设规定")
    ]


def test_a_document_named_several_times_is_one_citation_with_all_that_is_known() -> None:
    title = "云州市人民政府关于公布征地补偿标准的通知"
    assert pairs(
        f"按照《{title}》执行。", f"《{title}》（云政发〔2020〕18号）", f"《{title}》", "云政发〔2020〕18号文件"
    ) == [("云政发〔2020〕18号", title)]


def test_a_number_met_first_takes_the_title_met_later() -> None:
    title = "云州市人民政府关于公布征地补偿标准的通知"
    assert pairs("废止云政发〔2020〕18号文件。", f"原《{title}》（云政发〔2020〕18号）") == [
        ("云政发〔2020〕18号", title)
    ]


def test_an_older_text_of_the_same_name_is_known_by_its_number() -> None:
    assert pairs("原《云州市河道管理办法》（云政发〔2015〕12号）同时废止。") == [
        ("云政发〔2015〕12号", "云州市河道管理办法")
    ]
    assert pairs("《云州市河道管理办法》（云政发〔2024〕9号）已经公布。") == []


def test_two_documents_of_one_title_and_different_numbers_are_two() -> None:
    title = "云州市人民政府关于调整最低工资标准的通知"
    assert pairs(f"《{title}》（云政发〔2018〕3号）、《{title}》（云政发〔2021〕6号）") == [
        ("云政发〔2018〕3号", title),
        ("云政发〔2021〕6号", title),
    ]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("根据《云州市水网建设的要求，落实国发〔2022〕22号文件。", ["国发〔2022〕22号"]),
        ("根据《云州市水网建设的要求，落实《中华人民共和国水法》。", ["中华人民共和国水法"]),
        ("根据云州市河道管理办法》和《中华人民共和国水法》，", ["中华人民共和国水法"]),
        ("《" + "很长" * 150 + "的通知》，另见《中华人民共和国水法》。", ["中华人民共和国水法"]),
    ],
)
def test_an_unclosed_bracket_names_nothing_and_hides_nothing(text: str, want: list[str]) -> None:
    assert [number or title for number, title in pairs(text)] == want


def test_named_gives_outermost_titles_and_the_place_behind_each() -> None:
    text = "按《甲〈乙〉丙》与《丁》办理"
    assert [(one.title, text[one.end]) for one in named(text)] == [("甲〈乙〉丙", "与"), ("丁", "办")]
    assert [one.title for one in named("《关于印发《甲方案》的通知》")] == ["关于印发《甲方案》的通知"]


def test_short_names_are_found_in_all_their_forms() -> None:
    assert short_names("（以下简称《纲要》）（以下简称“行动计划”）（下称《条例》）（以下统一简称为《办法》）") == [
        "纲要",
        "行动计划",
        "条例",
        "办法",
    ]


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("云州市国土空间总体规划（2021—2035年）", True),
        ("中华人民共和国民法典", True),
        ("办法", False),
        ("云州年鉴", False),
        ("中华人民共和国居民身份证", False),
        ("云州市人民政府公报", False),
    ],
)
def test_is_citable(title: str, want: bool) -> None:
    assert is_citable(title) is want


def test_spaces_and_line_breaks_do_not_part_a_document_from_itself() -> None:
    assert cited(["《苍江省 河道管理条例》", "《苍江省河道管理条例》"], Own()) == (
        Citation(None, "苍江省河道管理条例"),
    )
