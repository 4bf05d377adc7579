"""The frame of a 公文: addressee, signatures, publicity, imprint."""

from __future__ import annotations

from datetime import date

import pytest

from gongbao.gazette import Gazette, Issuer
from gongbao.reading.formats.text import read_text
from gongbao.reading.frame import CC, PASSED, PERSON, PUBLICITY, Frame, read_frame
from gongbao.reading.lines import read_lines

GAZETTE = Gazette("云州市人民政府公报", issuers=(Issuer("云州市人民政府"), Issuer("云州市防汛抗旱指挥部")))
DAY = date(2024, 5, 10)
TEXT = "为做好防汛工作，保障安全，现就有关事项通知如下。\n"


def frame(text: str) -> Frame:
    return read_frame(read_lines(read_text(text, "utf-8")), GAZETTE)


@pytest.mark.parametrize(
    ("head", "addressee"),
    [
        ("各县（市、区）人民政府，市政府各部门、直属各单位：", "各县（市、区）人民政府，市政府各部门、直属各单位"),
        ("各县（市、区）人民政府，市政府各部\n门、直属各单位：", "各县（市、区）人民政府，市政府各部门、直属各单位"),
        (
            "各县（市、区）人民政府，\n\n市政府各部门，\n各直属单位：",
            "各县（市、区）人民政府，市政府各部门，各直属单位",
        ),
        ("各县(市、区)人民政府:", "各县（市、区）人民政府"),
        ("柳溪镇人民政府：", "柳溪镇人民政府"),
        ("各有关企业、高等院校：", "各有关企业、高等院校"),
    ],
)
def test_addressees(head: str, addressee: str) -> None:
    found = frame(f"{head}\n\n{TEXT}")
    assert found.addressee == addressee
    assert found.addressee_end == head.count("\n") + 1


@pytest.mark.parametrize(
    "head",
    [
        "现将有关事项通知如下：",
        "为了加强管理，市政府决定：",
        "根据国务院部署，各部门要做好以下工作：",
        "柳溪河自即日起禁渔。",
        "一、总体要求：",
        "责任单位：市水利局：",
        "云州市城市绿化管理办法\n第一条　为了加强各单位的管理：",
    ],
)
def test_no_addressee(head: str) -> None:
    assert (frame(f"{head}\n{TEXT}").addressee, frame(f"{head}\n{TEXT}").addressee_end) == (None, 0)


@pytest.mark.parametrize(
    ("end", "organs"),
    [
        ("云州市人民政府\n2024年5月10日", ("云州市人民政府",)),
        ("云州市人民政府\n\n二〇二四年五月十日", ("云州市人民政府",)),
        ("云州市人民政府\n二O二四年五月十日", ("云州市人民政府",)),
        ("云 州 市 人 民 政 府\n2024 年 5 月 10 日", ("云州市人民政府",)),
        ("云州市人民政府　　2024年5月10日", ("云州市人民政府",)),
        (
            "云州市财政局\n云州市水利局\n云州市应急管理局\n2024年5月10日",
            ("云州市财政局", "云州市水利局", "云州市应急管理局"),
        ),
        ("云州市财政局　　云州市水利局\n2024年5月10日", ("云州市财政局", "云州市水利局")),
        ("云州市财政局　云州市水利局\n云州市教育局\n2024年5月10日", ("云州市财政局", "云州市水利局", "云州市教育局")),
        ("云州市防汛抗旱指挥部\n2024年5月10日", ("云州市防汛抗旱指挥部",)),
        ("市长　李文渊\n2024年5月10日", ()),
        ("云州市人民政府\n市　长　李文渊\n2024年5月10日", ("云州市人民政府",)),
        ("2024年5月10日", ()),
    ],
)
def test_signatures(end: str, organs: tuple[str, ...]) -> None:
    (signature,) = frame(f"各县（市、区）人民政府：\n{TEXT}\n{end}\n").signatures
    assert (signature.organs, signature.day) == (organs, DAY)
    assert signature.first == 3
    assert signature.last == 3 + end.count("\n")


@pytest.mark.parametrize(
    "end",
    [
        "各单位于2024年5月10日前上报",
        "本办法自2024年5月10日起施行。",
        "一、截止时间2024年5月10日",
        "会议时间\t2024年5月10日",
    ],
)
def test_a_date_in_the_text_is_no_signature(end: str) -> None:
    assert frame(f"各县（市、区）人民政府：\n{TEXT}{end}\n").signatures == ()


def test_the_sentence_above_is_no_signer() -> None:
    (signature,) = frame(f"各县（市、区）人民政府：\n{TEXT}请报云州市人民政府。\n2024年5月10日\n").signatures
    assert signature.organs == ()


def test_two_signatures_the_notice_first() -> None:
    text = (
        f"各县（市、区）人民政府：\n{TEXT}云州市人民政府\n2024年5月10日\n\n云州市防汛方案\n{TEXT}"
        "云州市防汛抗旱指挥部\n2024年4月2日\n"
    )
    found = frame(text)
    assert [(sign.organs, sign.day) for sign in found.signatures] == [
        (("云州市人民政府",), DAY),
        (("云州市防汛抗旱指挥部",), date(2024, 4, 2)),
    ]
    assert [at for at, role in sorted(found.roles.items()) if role == "signature"] == [2, 3, 7, 8]


@pytest.mark.parametrize(
    "line",
    [
        "（此件公开发布）",
        "(此件公开发布)",
        "（此件主动公开）",
        "（此件依申请公开）",
        "此件公开发布",
        "信息公开选项：主动公开",
        "（此件发至县级）",
    ],
)
def test_publicity(line: str) -> None:
    found = frame(f"{TEXT}云州市人民政府\n2024年5月10日\n\n{line}\n")
    assert found.publicity is not None
    assert found.roles[4] == "publicity"


@pytest.mark.parametrize("line", ["公开透明", "此件公开发布后施行", "（试行）", "坚持公开、公平、公正"])
def test_no_publicity(line: str) -> None:
    assert not PUBLICITY.match(line)


IMPRINTS = {
    "in lines": "抄送：市委各部门，市人大常委会办公室，\n市政协办公室。\n云州市人民政府办公室　　2024年5月11日印发\n",
    "behind tabs": "抄送：市委各部门，市人大常委会办公室，市政协办公室。\n云州市人民政府办公室\t2024年5月11日印发\n",
    "spaced": "抄　送：市委各部门，市人大常委会办公室，市政协办公室。\n云州市人民政府办公室 2024 年 5 月 11 日 印发\n",
    "on two lines": "抄送：市委各部门，市人大常委会办公室，市政协办公室。\n云州市人民政府办公室\n2024年5月11日印发\n",
}


@pytest.mark.parametrize("imprint", IMPRINTS.values(), ids=IMPRINTS.keys())
def test_the_imprint(imprint: str) -> None:
    found = frame(f"{TEXT}云州市人民政府\n2024年5月10日\n\n{imprint}")
    assert found.cc == "市委各部门，市人大常委会办公室，市政协办公室。"
    assert found.printed_by == "云州市人民政府办公室"
    assert found.printed_on == date(2024, 5, 11)
    assert found.imprint == 4
    assert found.roles[4] == "imprint"
    assert [sign.day for sign in found.signatures] == [DAY]


def test_only_who_printed_it() -> None:
    found = frame(f"{TEXT}云州市人民政府\n2024年5月10日\n云州市人民政府办公室2024年5月11日印发\n")
    assert (found.cc, found.printed_by, found.printed_on) == (None, "云州市人民政府办公室", date(2024, 5, 11))


@pytest.mark.parametrize(
    "line", ["抄送有关单位后施行。", "现予印发。", "抄送机关应当注明。", "（2024年5月11日印发）后施行"]
)
def test_no_imprint(line: str) -> None:
    assert not CC.match(line)
    assert frame(f"{TEXT}{line}\n").imprint is None


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("市长　李文渊", True),
        ("市长：李文渊", True),
        ("代市长 李文渊", True),
        ("主任王小明", True),
        ("市长信箱", False),
        ("副市长李文渊出席会议", False),
        ("李文渊", False),
    ],
)
def test_persons(text: str, right: bool) -> None:
    assert bool(PERSON.match(text)) is right


def test_a_line_of_passing() -> None:
    text = "（2024年4月26日云州市第九届人民代表大会常务委员会第十二次会议通过　2024年5月30日批准）"
    found = PASSED.match(text)
    assert found is not None
    assert found["date"] == "2024年4月26日"
    assert not PASSED.match("2024年4月26日起施行")
