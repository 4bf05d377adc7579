"""A decree that arrived alone, as a web page or a file."""

from __future__ import annotations

from datetime import date

import pytest

from gongbao.errors import SourceError
from gongbao.gazette import Gazette, Issuer, Series
from gongbao.model import Decree
from gongbao.reading import reader

GAZETTE = Gazette(
    "云州市人民政府公报",
    issuers=(Issuer("云州市人民政府"),),
    series=(Series("云政发", "yzf", "云州市人民政府"), Series("云州市人民政府令", "yzl", "云州市人民政府")),
)
TITLE = "云州市人民政府关于加强城市绿化工作的通知"
TEXT = "各县（市、区）人民政府，市政府各部门：\n\n为加强城市绿化，改善人居环境，现就有关事项通知如下。\n\n云州市人民政府\n2024年5月10日\n"
PASSED = "（2024年4月26日云州市第九届人民代表大会常务委员会第十二次会议通过）"


def read(text: str) -> Decree:
    main = reader.read(text.encode(), "给定.txt", GAZETTE).main
    assert isinstance(main, Decree)
    return main


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n云政发〔2024〕5号\n",
        f"云政发〔2024〕5号\n\n{TITLE}\n",
        "云州市人民政府\n关于加强城市绿化工作的通知\n\n云政发〔2024〕5号\n",
        "云州市人民政府文件\n云政发〔2024〕5号\n云州市人民政府\n关于加强城市绿化工作的通知\n",
        f"# {TITLE}\n（云政发[2024]5号）\n",
        f"{TITLE}\n（云政发〔2024〕5号　2024年5月10日）\n",
        f"文号：云政发〔2024〕5号\n{TITLE}\n",
    ],
)
def test_title_and_number_however_they_stand(head: str) -> None:
    decree = read(head + TEXT)
    assert (decree.title, decree.number, decree.id) == (TITLE, "云政发〔2024〕5号", "yzf-2024-5")
    assert (decree.issuer, decree.doctype, decree.signed) == ("云州市人民政府", "通知", date(2024, 5, 10))
    assert decree.source.lines[0] == 1


def test_an_unknown_series_gets_an_id_in_pinyin() -> None:
    assert read("关于柳溪河禁渔的通告\n海政告〔2024〕1号\n" + TEXT).id == "haizhenggao-2024-1"


def test_without_number_the_id_is_day_and_digest() -> None:
    decree = read(f"{TITLE}\n{TEXT}")
    assert decree.number is None
    assert decree.id.startswith("2024-05-10-")
    assert decree.id == read(f"{TITLE}\n\n{TEXT}").id
    assert decree.id.isascii()


@pytest.mark.parametrize("number", ["第12号", "（第12号）", "第十二号"])
def test_an_order_is_titled_by_what_it_makes_public(number: str) -> None:
    decree = read(
        f"云州市人民政府令\n{number}\n《云州市城市绿化管理办法》已经市人民政府常务会议通过，现予公布，自2024年6月1日起施行。\n"
        "市长　李文渊\n2024年5月8日\n\n云州市城市绿化管理办法\n\n第一条　为了加强城市绿化，制定本办法。\n"
    )
    assert (decree.title, decree.doctype, decree.id) == ("云州市城市绿化管理办法", "令", "yzl-12")
    assert decree.issuer == "云州市人民政府"
    assert decree.signed == date(2024, 5, 8)
    assert "第一条　为了加强城市绿化，制定本办法。" in decree.body


@pytest.mark.parametrize("below", [f"{PASSED}\n\n第一章　总　则\n", f"{PASSED}\n"])
def test_a_regulation_with_the_line_of_its_passing(below: str) -> None:
    decree = read(
        f"云州市城市绿化条例\n\n{below}\n第一条　为了加强城市绿化，改善人居环境，制定本条例。\n第二条　本条例自2024年6月1日起施行。\n"
    )
    assert (decree.title, decree.doctype, decree.signed) == ("云州市城市绿化条例", "条例", date(2024, 4, 26))
    assert PASSED in decree.body


def test_a_joint_title() -> None:
    decree = read(
        "云州市发展和改革委员会\n云州市财政局\n云州市水利局\n关于做好防汛物资储备工作的通知\n云发改〔2024〕8号\n各县（市、区）人民政府：\n"
        "为做好储备，现通知如下。\n云州市发展和改革委员会　云州市财政局\n云州市水利局\n2024年5月10日\n"
    )
    assert decree.title == "云州市发展和改革委员会云州市财政局云州市水利局关于做好防汛物资储备工作的通知"
    assert decree.issuer == "云州市发展和改革委员会、云州市财政局、云州市水利局"


def page(facts: dict[str, str], number: str = "<p>云政发〔2024〕5号</p>") -> str:
    rows = "".join(f"<tr><td>{key}：</td><td>{value}</td></tr>" for key, value in facts.items())
    text = "".join(f"<p>{line}</p>" for line in TEXT.split("\n") if line)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body>"
        f"<table>{rows}</table><div><p>{TITLE}</p>{number}{text}</div></body></html>"
    )


FACTS = {
    "索引号": "000-2024-1",
    "发文机关": "云州市人民政府",
    "成文日期": "2024-05-10",
    "发文字号": "云政发〔2024〕5号",
}


def test_a_page_that_agrees_with_its_text() -> None:
    decree = read(page(FACTS))
    assert (decree.number, decree.signed, decree.warnings) == ("云政发〔2024〕5号", date(2024, 5, 10), ())
    assert decree.site["索引号"] == "000-2024-1"


@pytest.mark.parametrize(
    ("key", "value"), [("发文字号", "云政发〔2024〕6号"), ("成文日期", "2024-05-11"), ("成文日期", "2024年5月9日")]
)
def test_where_page_and_text_differ_the_text_stands_and_it_is_doubted(key: str, value: str) -> None:
    decree = read(page({**FACTS, key: value}))
    assert (decree.number, decree.signed) == ("云政发〔2024〕5号", date(2024, 5, 10))
    (doubt,) = decree.warnings
    assert "以正文为准" in doubt.what


def test_a_number_only_the_page_tells_is_inferred() -> None:
    decree = read(page(FACTS, number=""))
    assert decree.number is None
    assert decree.number_inferred == "云政发〔2024〕5号"
    assert decree.number_basis


def test_a_text_without_title() -> None:
    decree = read(TEXT)
    assert "无标题" in decree.title
    assert decree.addressee == "各县（市、区）人民政府，市政府各部门"


def test_what_stands_above_the_head_is_kept_and_doubted() -> None:
    decree = read(f"当前位置：首页>政务公开>文件\n字体大小\n{TITLE}\n云政发〔2024〕5号\n{TEXT}")
    assert decree.title == TITLE
    assert "字体大小" in decree.body
    assert "当前位置" in decree.body
    assert {doubt.line for doubt in decree.warnings} == {1, 2}


@pytest.mark.parametrize(
    "text",
    [
        "青石河畔柳如烟。\n云水悠悠绕故园。\n",
        "昨日，云州市召开全市防汛抗旱工作会议，市长李文渊出席并讲话。会议要求各地加强值守。\n",
        "购物清单\n鸡蛋\n牛奶\n",
        "李文渊同志：\n你好！来信收到。\n",
        "1\t2\n3\t4\n",
    ],
)
def test_prose_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match=r"给定\.txt"):
        reader.read(text.encode(), "给定.txt", GAZETTE)


@pytest.mark.parametrize(
    ("text", "title", "number", "addressee"),
    [
        (
            "当前位置：首页 > 政策文件\n\n云州市人民政府印发《关于加强水库管理的意见》的通知（云政发〔2017〕2号）\n\n"
            "来源：云州市政府网 日期：2017-01-12 字号：【大 中 小】\n浏览量：\n\n各县（市、区）人民政府：\n\n"
            "现将《关于加强水库管理的意见》印发给你们。\n\n云州市人民政府\n\n2017年1月10日\n",
            "云州市人民政府印发《关于加强水库管理的意见》的通知",
            "云政发〔2017〕2号",
            "各县（市、区）人民政府",
        ),
        (
            "《云州市人民政府关于印发〈云州市河长制工作要点〉的通知》\n云政发〔2016〕26号\n云政发〔2016〕26号\n各区人民政府：\n"
            "《云州市河长制工作要点》已经市政府同意，现印发给你们。\n云州市人民政府\n2016年5月28日\n",
            "云州市人民政府关于印发《云州市河长制工作要点》的通知",
            "云政发〔2016〕26号",
            "各区人民政府",
        ),
        (
            "云州市人民政府文件\n\n云政发„2009‟24号\n\n云州市人民政府关于加强山塘\n\n安全管理的通知\n\n各县人民政府：\n\n"
            "请认真执行。\n\n云州市人民政府\n\n二〇〇九年五月四日\n",
            "云州市人民政府关于加强山塘安全管理的通知",
            "云政发〔2009〕24号",
            "各县人民政府",
        ),
    ],
    ids=[
        "number behind the title, site words above the text",
        "title in 《》, number twice",
        "letterhead, odd brackets",
    ],
)
def test_heads_as_pages_set_them(text: str, title: str, number: str, addressee: str) -> None:
    decree = reader.read(text.encode(), "页.txt", Gazette.default()).main
    assert isinstance(decree, Decree)
    assert (decree.title, decree.number, decree.addressee) == (title, number, addressee)
