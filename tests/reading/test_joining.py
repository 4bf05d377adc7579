"""Joining lines into paragraphs and headings: what a page or a column cut is one again, what stands apart stays apart.

A ｜ in a text below is a blank line (a page or column break), a line break is a line break. In what is expected every
block is a line of its own, headings with their # before them.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.reading.blocks import Block, Known, build
from gongbao.reading.formats.text import read_text
from gongbao.reading.joining import repeated, style
from gongbao.reading.lines import filled, read_lines


def blocks(text: str, titles: tuple[str, ...] = ()) -> list[Block]:
    return build(read_lines(read_text(text.replace("｜", "\n\n"), "utf-8")), Known(titles))


def shown(found: list[Block]) -> list[str]:
    return ["#" * block.level + " " * bool(block.level) + block.text for block in found]


def is_one(text: str) -> None:
    """Everything before and after each break of the text is one paragraph."""
    assert shown(blocks(text)) == [text.replace("｜", "")]


A = "各地各部门要高度重视防汛抗旱工作，压实责任，完善预案，确保人民群众生命财产安全。"
B = "市水利局要会同市应急管理局加密会商，及时发布预警信息，并按照规定上报有关情况。"

CUT = {
    "inside a word": "暴雨红色预警信息应当由市气象局会同市水利局在10分｜钟内发送到村组责任人。",
    "inside a name": "由市发展和改革委员会会同市自然资源和规｜划局负责组织实施。",
    "inside a figure": "到2025年全市新增绿化面积达到12｜00公顷以上，建成区绿化覆盖率逐年提高。",
    "after a comma": "各县（市、区）要结合本地实际制定实施细则，｜于6月底前报市政府备案。",
    "after 、": "重点支持水利、交通、能源、通信、仓储物流、｜农产品加工等领域的项目。",
    "inside a title": "根据《云州市人民政府关于加强城市内涝｜治理工作的意见》，结合实际制定本方案。",
    "inside a title with a short first line": "根据《关于｜加强绿化工作的意见》制定本方案。",
    "inside round brackets": "列入年度计划的建设项目（含续建项目和｜新开工项目）应当优先安排用地。",
    "inside brackets after a full stop": "云州港（以下简称港区。其范围见附图，包括｜东港区）由市交通局管理。",
    "inside quotes": "推动形成“政府主导、部门协同、社会｜参与”的工作格局。",
    "behind a closing quote": "全面推行“一网通办”“一次办好”和“一件事一次办”｜改革，提高政务服务效率。",
    "behind a closing title": "认真落实《云州市城市绿化管理办法》《云州市河道管理办法》｜等规定，加强日常巡查。",
    "behind a closing bracket": "由各县（市、区）人民政府和市级有关部门（单位）、开发区（园区）｜按照职责分工负责落实。",
    "inside a number": "同时废止《云州市停车管理办法》（云政发〔2012〕｜36号），请各地做好衔接。",
    "three times": "各地各部门要高度重视防汛抗旱工作，压实｜责任，完善各类应急预案，切实加强值班｜值守，确保安全度汛。",
    "an item": "（一）各县（市、区）人民政府应当在5月20日前公布各级防汛责任人名单，接受社会｜监督，并建立考核制度。",
    "an article": "第六条　任何单位和个人不得擅自砍伐城市树木，确需砍伐的应当在批准之日起一年｜内完成补植。",
    "before an attachment": "列入年度计划的重点工程名称、投资和工期详见本通知｜附件1，由市水利局负责组织实施。",
    "before 责任单位": "各县（市、区）人民政府要切实加强组织领导，各｜责任单位要主动作为、密切配合。",
    "before 联系人": "各县（市、区）、市级各部门要确定一名工作｜联系人，负责日常对接和信息报送。",
    "before 信息公开": "市级各部门要严格执行有关规定，进一步加强政府｜信息公开工作，主动接受社会监督。",
    "after 部门": "全市防汛应急物资由市应急管理局会同市级有关部门｜统一调配，确保及时到位。",
    "after 会同": "全市防汛应急物资由市应急管理局会同｜市财政局统一调配，确保及时到位。",
    "after 责任人": "每个行政村（社区）至少落实一名防汛责任人｜和一名预警员，实行全天候值守。",
    "after 负责": "全市防汛应急物资的储备和管理由市应急管理局负责｜统筹，各地按照规定执行。",
    "before an article": "由城市绿化行政主管部门依照本办法｜第三条第一款的规定责令限期改正。",
    "before an item": "违反规定，有本办法第五条第一款第｜（一）项规定情形的，责令限期改正。",
    "before Latin letters": "加快推进新一代信息基础设施建设，实现重点区域｜5G网络全覆盖。",
}  # fmt: skip


@pytest.mark.parametrize("text", CUT.values(), ids=CUT.keys())
def test_a_sentence_cut_anywhere_is_one_paragraph(text: str) -> None:
    is_one(text)


def test_two_latin_words_keep_their_space() -> None:
    assert shown(blocks("打造面向全国的数字服务品牌，推广应用Smart｜City平台。")) == [
        "打造面向全国的数字服务品牌，推广应用Smart City平台。"
    ]


@pytest.mark.parametrize("cut", range(16, len(A) - 1))
def test_a_cut_at_any_letter_is_healed(cut: int) -> None:
    is_one(f"{A[:cut]}｜{A[cut:]}")


def test_a_page_mark_between_the_halves_is_no_text() -> None:
    text = "暴雨红色预警信息应当由市气象局会同市水利局在10分\n\n— 12 —\n\n钟内发送到村组责任人。"
    assert shown(blocks(text)) == ["暴雨红色预警信息应当由市气象局会同市水利局在10分钟内发送到村组责任人。"]


COLUMN = """为规范农村宅基地管理，保障农村村民合法权益，
根据有关法律、行政法规和省的规定，结合本县实
际，提出如下意见。农村村民一户只能拥有一处宅
基地，面积不得超过规定的标准。利用荒山、荒坡。
建房的，可以适当放宽，具体标准由县政府规定，并
向社会公布，接受监督。"""


def test_a_hard_wrapped_paragraph_is_one_even_after_a_full_stop() -> None:
    assert shown(blocks(COLUMN)) == [COLUMN.replace("\n", "")]


def test_hard_wrapped_paragraphs_part_at_a_short_line() -> None:
    text = COLUMN + "\n" + COLUMN.replace("为规范", "为加强")
    assert shown(blocks(text)) == [part.replace("\n", "") for part in (COLUMN, COLUMN.replace("为规范", "为加强"))]


JOINED = {
    "a label cut inside an organ": (
        "牵头单位：市发展和改革委员会、市自然资源和规划局、市水利｜局",
        ["牵头单位：市发展和改革委员会、市自然资源和规划局、市水利局"],
    ),
    "a label cut after 、": (
        "责任单位：市发展和改革委员会、市自然资源和规划局、｜市水利局、市财政局",
        ["责任单位：市发展和改革委员会、市自然资源和规划局、市水利局、市财政局"],
    ),
    "organs in brackets cut": (
        f"（一）加强值守。{A}（责任单位：市水｜利局、市应急管理局）",
        [f"（一）加强值守。{A}（责任单位：市水利局、市应急管理局）"],
    ),
    "a fragment printed twice": (
        "各地各部门要将有关情况报送市发展改革委、市财政局、市司法局｜局",
        ["各地各部门要将有关情况报送市发展改革委、市财政局、市司法局"],
    ),
    "an overlap of four letters": (
        "各地各部门要按照职责分工认真抓好贯彻｜抓好贯彻落实，确保取得实效。",
        ["各地各部门要按照职责分工认真抓好贯彻落实，确保取得实效。"],
    ),
    "a heading cut by the column": (
        f"一、全面加强农村人居环境整治和生态环境保｜护工作\n\n{A}\n\n二、保障措施\n\n{B}",
        ["## 一、全面加强农村人居环境整治和生态环境保护工作", A, "## 二、保障措施", B],
    ),
    "an item whose siblings have text after the lead": (
        f"（一）落实领导责任。{A}\n\n（二）强化部门协同。\n\n{B}\n\n（三）加强物资储备。{A}",
        [f"（一）落实领导责任。{A}", f"（二）强化部门协同。{B}", f"（三）加强物资储备。{A}"],
    ),
    "an item that lacks its organs": (
        f"（一）{A}（责任单位：市水利局）\n\n（二）{B}\n\n（责任单位：市应急管理局）\n\n（三）{A}（责任单位：市财政局）",
        [f"（一）{A}（责任单位：市水利局）", f"（二）{B}（责任单位：市应急管理局）", f"（三）{A}（责任单位：市财政局）"],
    ),
    "an attachment's reference": (
        "各地要对照《云州市2024年重点防汛工程清单》（详见附件1｜），逐项落实责任。",
        ["各地要对照《云州市2024年重点防汛工程清单》（详见附件1），逐项落实责任。"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), JOINED.values(), ids=JOINED.keys())
def test_put_together(text: str, expected: list[str]) -> None:
    assert shown(blocks(text)) == expected


APART = {
    "paragraphs": f"{A}\n\n{B}",
    "paragraphs right below each other": f"{A}\n{B}",
    "a label list": "主　任：李文渊　市长\n副主任：王小明　副市长\n副主任：陈素琴　副市长",
    "a list of names": "李文渊\n王小明\n陈素琴",
    "names with their organs": "朱斌　市建设局\n赵立　市水利局\n孙国栋　市财政局",
    "list items that end in ；": "市水利局负责编制城市绿地系统的总体规划；\n市财政局负责审核建设项目附属绿地的方案；\n市住建局负责制定城市绿化的技术导则。",
    "signature and date": f"{A}\n\n云州市人民政府\n2024年5月10日",
    "notes": f"{A}\n\n注：本表所列投资均为当年价格\n说明：计划投资以批复为准",
    "label after a sentence without stop": "全市重点项目前期工作进展情况总体良好\n责任单位：市水利局\n完成时限：2024年6月底",
    "attachment lists": "附件：1．云州市防汛工程清单\n2．云州市防汛成员单位通讯录",
    "lines of a poem": "青石河畔柳如烟\n云水悠悠绕故园\n治得清流千万顷\n惠民利物在人间",
    "a bare list": "云州市人民政府\n海棠县人民政府\n柳溪镇人民政府",
    "a lead before a list": "有下列情形之一的，应当及时报告：\n发生溃坝、决口等重大险情的；\n发生人员伤亡的。",
    "what takes effect": "各地各部门要认真组织实施，工作中遇到的问题请径向市水利局反映\n本办法自2024年6月1日起施行。",
    "a hard break": "云州市防汛抗旱指挥部办公室设在市水利局  \n各成员单位要指定专人负责联络工作。",
    "definitions": "清洁运输：指使用铁路、水路和新能源车辆的运输方式\n绿色货站：指达到相关评价标准的货运站场",
    "organs in brackets and what follows": f"{A}（责任单位：市水利局、市应急管理局）\n\n{B}",
    "the publicity line": f"{A}\n\n（此件公开发布）",
    "closing words": f"{A}\n\n特此通知。",
    "questions and answers": "问：为什么要修订城市绿化管理办法\n答：现行办法已经不能适应城市发展的新要求",
    "addresses": "联系地址：云州市青石路1号行政中心三号楼\n联系电话：0888—8220317（工作日）",
    "a chronicle without stops": "5月17日，市政府与云水大学签署全面战略合作协议\n5月28日，云州至海棠快速通道全线正式建成通车",
    "appointments without stops": "任命王小明为云州市公安局副局长\n任命陈素琴为云州市教育局副局长\n免去周大海的云州市公安局副局长职务",
    "a list of documents": "《云州市城市绿化管理规定》（云政发〔2012〕3号）\n《云州市停车场管理规定》（云政发〔2014〕36号）",
}  # fmt: skip


@pytest.mark.parametrize("text", APART.values(), ids=APART.keys())
def test_what_stays_apart(text: str) -> None:
    lines = [line.rstrip(" ") for line in text.split("\n") if line]
    assert [block.text for block in blocks(text)] == [line.replace("主　任", "主任") for line in lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"一、总体要求\n\n{A}", ["## 一、总体要求", A]),
        (f"一、总体要求\n{A}", ["## 一、总体要求", A]),
        (f"一、总体要求\n（一）主要目标\n{A}", ["## 一、总体要求", "### （一）主要目标", A]),
        (f"（一）主要目标\n1．近期目标\n{A}", ["### （一）主要目标", "#### 1．近期目标", A]),
        (f"###### 一、总体要求\n# （一）主要目标\n{A}", ["## 一、总体要求", "### （一）主要目标", A]),
        (f"第二章　建设与保护\n第五条　{A}", ["## 第二章　建设与保护", f"第五条　{A}"]),
        (
            f"第二章　建设\n第一节　规划\n第五条　{A}\n第六条　{B}",
            ["## 第二章　建设", "### 第一节　规划", f"第五条　{A}", f"第六条　{B}"],
        ),
        (f"一、补助范围。{A}\n\n二、补助标准。{B}", [f"一、补助范围。{A}", f"二、补助标准。{B}"]),
        (f"（一）补助范围。{A}", [f"（一）补助范围。{A}"]),
        (f"一、{A}\n二、{B}", [f"一、{A}", f"二、{B}"]),
        (
            "1．云州市水利局\n2．云州市财政局\n3．云州市教育局",
            ["1．云州市水利局", "2．云州市财政局", "3．云州市教育局"],
        ),
        (
            f"一、{A}\n二、各地要认真做好绿化工作。\n三、{B}",
            [f"一、{A}", "二、各地要认真做好绿化工作。", f"三、{B}"],
        ),
        (
            f"（一）{A}\n（二）各地要认真做好绿化工作。\n\n{B}\n\n（三）{A}",
            [f"（一）{A}", "（二）各地要认真做好绿化工作。", B, f"（三）{A}"],
        ),
        (
            "市水利局履行下列职责：\n（一）编制城市绿地系统规划；\n（二）审核建设项目附属绿地方案；\n（三）制定技术导则。",
            ["市水利局履行下列职责：", "（一）编制城市绿地系统规划；", "（二）审核建设项目附属绿地方案；", "（三）制定技术导则。"],
        ),
        (f"（一）加强领导。\n\n{A}\n\n（二）加强宣传。\n\n{B}", ["### （一）加强领导。", A, "### （二）加强宣传。", B]),
        (f"一、时间安排：2024年6月1日\n二、参加人员：市直各部门\n\n{A}", ["一、时间安排：2024年6月1日", "二、参加人员：市直各部门", A]),
        (f"一是压实责任。{A}\n二是加强协同。{B}", [f"一是压实责任。{A}", f"二是加强协同。{B}"]),
        (f"（1）建立台账\n{A}", ["##### （1）建立台账", A]),
        ("二、主要任务", ["二、主要任务"]),
    ],
)  # fmt: skip
def test_headings_and_paragraphs(text: str, expected: list[str]) -> None:
    assert shown(blocks(text)) == expected


def test_a_known_title_over_several_lines_is_one_title() -> None:
    name = "云州市老旧小区加装电梯补助办法"
    found = blocks(f"{A}\n\n云州市老旧小区\n加装电梯补助办法\n\n{B}", (name,))
    assert [(block.kind, block.text) for block in found] == [("para", A), ("title", name), ("para", B)]


def test_a_title_is_not_drawn_into_the_paragraph_above_it() -> None:
    name = "云州市城市绿化管理办法"
    found = blocks(f"现将有关办法印发给你们，请结合本地实际，认真贯彻执行\n{name}\n第一条　{A}", (name,))
    assert [block.kind for block in found] == ["para", "title", "para"]


def test_a_repetition_is_doubted_with_its_line() -> None:
    (found,) = blocks("各地各部门要将有关情况报送市发展改革委、市财政局、市司法局\n\n局")
    assert [(doubt.line, "局" in doubt.what) for doubt in found.doubts] == [(3, True)]
    assert (found.first, found.last) == (1, 3)


@pytest.mark.parametrize(
    ("text", "piece", "right"),
    [
        ("请报送市财政局、市司法局", "局", True),
        ("请报送市财政局、市司法局", "司法局", True),
        ("请报送市财政局、市司法局", "厅", False),
        ("市司法局", "局", False),
        ("请报送（市财政局、市司法局", "局", False),
    ],
)
def test_repeated(text: str, piece: str, right: bool) -> None:
    assert repeated(text, piece) is right


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一、总体要求", "bare"),
        ("（一）加强领导。", "lead"),
        (f"（一）加强领导。{A}", "run"),
        (f"（一）{A}", "sentence"),
        ("（一）编制城市绿地系统规划；", "sentence"),
        ("一、“四好农村路”建设", "bare"),
    ],
)
def test_style(text: str, wanted: str) -> None:
    assert style(text) == wanted


LETTERS = st.sampled_from(["一、", "（一）", "1．", "第三条 ", "\n", "\n\n", "。", "，", "（", "）", "《", "》", "责任单位：", "注：", "云州市", "绿化工作", "人民政府", "2024年", "\t", "；"])  # fmt: skip


@given(st.lists(LETTERS, max_size=60).map("".join))
def test_every_filled_line_is_in_exactly_one_block_and_in_order(text: str) -> None:
    lines = read_lines(read_text(text, "utf-8"))
    owned = [line.number for block in build(lines, Known()) for line in block.lines]
    assert owned == [line.number for line in filled(lines)]
