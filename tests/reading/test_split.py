"""Where the records of an issue begin."""

from __future__ import annotations

import pytest

from gongbao.gazette import Gazette, Section
from gongbao.reading import contents
from gongbao.reading.formats.text import read_text
from gongbao.reading.lines import Line, read_lines
from gongbao.reading.split import Head, find_heads, is_addressee, kind_of, parts

GAZETTE = Gazette(
    "云州市人民政府公报",
    sections=(
        Section("市政府文件", "decree"),
        Section("政策解读", "interpretation"),
        Section("人事任免", "appointments"),
        Section("大事记", "other"),
    ),
)
TEXT = "各县（市、区）人民政府，市政府各部门：\n为做好有关工作，现就有关事项通知如下。\n云州市人民政府\n2024年5月10日\n"


def lines(text: str) -> list[Line]:
    return read_lines(read_text(text, "utf-8"))


def heads(text: str, toc: str = "") -> list[Head]:
    listed = contents.find(lines("目录\n" + toc), GAZETTE) if toc else None
    return find_heads(lines(text), listed, GAZETTE)


def found(text: str, toc: str = "") -> list[tuple[str, str, str | None]]:
    """Kind, title and number of each head."""
    return [(head.kind, head.title, str(head.number) if head.number else None) for head in heads(text, toc)]


GREENING = ("decree", "云州市人民政府关于加强城市绿化工作的通知", "云政发〔2024〕5号")


@pytest.mark.parametrize(
    "head",
    [
        "云州市人民政府关于加强城市绿化工作的通知\n云政发〔2024〕5号\n",
        "云州市人民政府\n关于加强城市绿化工作的通知\n云政发〔2024〕5号\n",
        "云州市人民政府\n关于加强城市绿化\n工作的通知\n\n云政发〔2024〕5号\n\n",
        "## 云州市人民政府\n\n### 关于加强城市绿化工作的通知\n（云政发[2024]5号）\n",
        "云政发【2024】5号\n云州市人民政府\n关于加强城市绿化工作的通知\n",
        "云政发〔2024〕5号\n\n云州市人民政府关于加强\n城市绿化工作的通知\n\n",
    ],
)
def test_a_number_and_its_title(head: str) -> None:
    assert found(head + TEXT) == [GREENING]
    (one,) = parts(lines(head + TEXT), heads(head + TEXT))
    assert one.rest[0].blank or one.rest[0].text.startswith("各县")
    assert one.lines[-1].text == "2024年5月10日"


@pytest.mark.parametrize(
    "title",
    [
        "关于同意设立石桥社区居民委员会的批复",
        "海棠县人民政府关于柳溪河禁渔的通告",
        "关于印发《云州市市级储备粮轮换管理办法》的通知",
        "海棠县人民政府关于加强农村宅基地管理的意见（试行）",
    ],
)
def test_titles_of_many_kinds(title: str) -> None:
    assert [head[1] for head in found(f"{title}\n云政发〔2024〕5号\n{TEXT}")] == [title]


def test_several_records_follow_each_other() -> None:
    second = "海棠县人民政府\n关于柳溪河禁渔的通告\n海政告〔2024〕1号\n柳溪河自即日起禁渔。\n"
    text = "云州市人民政府\n关于加强城市绿化工作的通知\n云政发〔2024〕5号\n" + TEXT + "\n---\n\n" + second
    assert [title for _, title, _ in found(text)] == [GREENING[1], "海棠县人民政府关于柳溪河禁渔的通告"]
    one, two = parts(lines(text), heads(text))
    assert one.lines[-1].text == "2024年5月10日"
    assert two.lines[0].text == "海棠县人民政府"


def test_a_number_quoted_without_title_above_is_no_head() -> None:
    text = (
        "云州市人民政府关于加强城市绿化工作的通知\n云政发〔2024〕5号\n各县（市、区）人民政府：\n现将下列文件废止：\n"
        "云政发〔2012〕8号\n云政发〔2014〕3号\n请遵照执行。\n"
    )
    assert found(text) == [GREENING]


def test_a_number_below_a_sentence_is_no_head() -> None:
    text = "云州市人民政府关于加强城市绿化工作的通知\n云政发〔2024〕5号\n请按照下列通知执行。\n云政发〔2012〕8号\n各地要落实。\n"
    assert found(text) == [GREENING]


@pytest.mark.parametrize("number", [True, False])
def test_a_title_the_contents_list_is_found_with_and_without_number(number: bool) -> None:
    title = "2024年度云州市重点建设项目计划"
    toc = f"市政府文件\n{title}{'（云政发〔2024〕9号）' if number else ''}……3\n"
    text = f"{title}\n{'云政发〔2024〕9号' + chr(10) if number else ''}一、水利工程\n全年投资三亿元。\n"
    (head,) = heads(text, toc)
    assert (head.kind, head.title, head.entry and head.entry.page) == ("decree", title, 3)


def test_a_decree_without_number_by_its_addressee() -> None:
    text = "海棠县人民政府\n关于做好秋收工作的通知\n各乡镇人民政府：\n现将有关事项通知如下。\n"
    assert found(text) == [("decree", "海棠县人民政府关于做好秋收工作的通知", None)]


INTERPRETATION = "《云州市城市绿化管理办法》政策解读"


@pytest.mark.parametrize(
    "title",
    [
        INTERPRETATION,
        "关于《云州市城市绿化管理办法》的解读",
        "《云州市城市绿化管理办法》解读",
        "一图读懂《云州市城市绿化管理办法》",
        "《云州市城市绿化管理办法》的政策问答",
        "云州市城市绿化管理办法政策解读",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_interpretations_before_and_after_the_decree(title: str, before: bool) -> None:
    decree = "云州市人民政府关于加强城市绿化工作的通知\n云政发〔2024〕5号\n" + TEXT
    own = f"{title}\n现就有关内容解读如下。\n一、制定背景\n为了改善环境。\n\n"
    text = own + decree if before else decree + own
    assert sorted(kind for kind, _, _ in found(text)) == ["decree", "interpretation"]
    assert title in [name for _, name, _ in found(text)]


@pytest.mark.parametrize(
    "line", ["四、政策解读与宣传", "各部门要做好《云州市城市绿化管理办法》政策解读。", "（三）政策解读"]
)
def test_talk_of_interpreting_is_no_record(line: str) -> None:
    text = f"云州市人民政府关于加强城市绿化工作的通知\n云政发〔2024〕5号\n{TEXT}{line}\n各地要加强宣传。\n"
    assert found(text) == [GREENING]


def test_an_instrument_that_an_interpretation_names_is_no_record() -> None:
    title = "云州市人民政府关于印发云州市城市绿化管理办法的通知"
    toc = f"市政府文件\n{title}（云政发〔2024〕5号）……1\n政策解读\n{INTERPRETATION}……5\n"
    text = (
        f"{title}\n云政发〔2024〕5号\n{TEXT}云州市城市绿化管理办法\n第一条　为了加强绿化，制定本办法。\n"
        f"{INTERPRETATION}\n现解读如下。\n一、背景\n为了绿化。\n"
    )
    assert [(head.kind, lines(text)[head.start].text) for head in heads(text, toc)] == [
        ("decree", title),
        ("interpretation", INTERPRETATION),
    ]


@pytest.mark.parametrize("number", ["第12号", "（第12号）", "第 12 号", "第十二号", "〔2024〕第12号"])
@pytest.mark.parametrize("organ", ["云州市人民政府令", "云水省人民代表大会常务委员会公告", "云州市人民政府\u3000令"])
def test_orders(organ: str, number: str) -> None:
    text = f"{organ}\n\n{number}\n《云州市城市绿化管理办法》已经通过，现予公布。\n市长　李文渊\n2024年5月8日\n"
    ((kind, title, printed),) = found(text)
    assert (kind, title) == ("decree", "云州市城市绿化管理办法")  # an order is called by what it makes public
    assert printed is not None
    assert printed.startswith(organ.replace("\u3000", ""))
    assert "12" in printed


def test_an_order_without_number_line_is_none() -> None:
    assert found("云州市人民政府令\n《云州市城市绿化管理办法》已经通过，现予公布。\n") == []


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("2024年5月份市政府发文目录", "catalogue"),
        ("云州市人民政府办公室规范性文件目录", "catalogue"),
        ("2024年5月政策解读目录", "interpretation-catalogue"),
        ("政策解读材料目录", "interpretation-catalogue"),
        ("【市政府人事任免】（2024年5月份）", "appointments"),
        ("人事任免", "appointments"),
        ("干部任免", "appointments"),
    ],
)
def test_lists(heading: str, kind: str) -> None:
    assert found(f"{heading}\n1. 关于绿化的文件\n2. 关于禁渔的文件\n") == [(kind, heading, None)]


def test_the_entries_of_a_list_are_no_records() -> None:
    text = "2024年5月政策解读目录\n《云州市绿化办法》政策解读\n现就内容解读\n《云州市禁渔办法》政策解读\n"
    assert [kind for kind, _, _ in found(text)] == ["interpretation-catalogue"]


@pytest.mark.parametrize(
    ("title", "section", "kind"),
    [
        ("云州市人民政府关于加强绿化工作的通知", "市政府文件", "decree"),
        ("云州市人民政府关于加强绿化工作的通知", None, "decree"),
        ("《云州市绿化办法》政策解读", None, "interpretation"),
        ("《云州市绿化办法》政策解读", "市政府文件", "interpretation"),
        ("绿化办法为什么要改", "政策解读", "interpretation"),
        ("绿化办法为什么要改", "政策解读专栏", "interpretation"),
        ("2024年5月份市政府发文目录", "市政府文件", "catalogue"),
        ("2024年5月政策解读目录", "政策解读", "interpretation-catalogue"),
        ("2024年5月份市政府任免工作人员名单", "人事任免", "appointments"),
        ("【市政府人事任免】（2024年5月份）", None, "appointments"),
        ("2024年5月大事记", "大事记", "other"),
        ("云州市绿化管理办法", "部门文件", "decree"),
        ("云州市2023年国民经济和社会发展统计公报", None, "other"),
        ("卷首语", None, "other"),
        ("关于王某等同志职务任免的通知", None, "decree"),
    ],
)
def test_kind_of(title: str, section: str | None, kind: str) -> None:
    assert kind_of(title, section, GAZETTE) == kind


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("各县（市、区）人民政府，市政府各部门、直属各单位：", True),
        ("柳溪镇人民政府：", True),
        ("市发展改革委:", True),
        ("各有关企业：", True),
        ("现将有关事项通知如下：", False),
        ("市水利局要会同有关部门做好下列工作：", False),
        ("责任单位：市水利局：", False),
        ("各县（市、区）人民政府", False),
        ("为了加强领导，经市政府同意：", False),
    ],
)
def test_addressees(text: str, right: bool) -> None:
    assert is_addressee(text) is right
