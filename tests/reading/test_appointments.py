"""人事任免: one entry a person, with the full text of each position."""

from __future__ import annotations

import pytest

from gongbao.gazette import Gazette
from gongbao.model import Appointment
from gongbao.reading.appointments import entries
from gongbao.reading.facts.responsible import Passage

GAZETTE = Gazette("云州市人民政府公报", place="云州市")
Row = tuple[str, str | None, tuple[str, ...], str | None]


def found(*paragraphs: str) -> tuple[Appointment, ...]:
    return entries([Passage(line, text) for line, text in enumerate(paragraphs, 1)], GAZETTE)


def rows(*paragraphs: str) -> list[Row]:
    return [(one.action, one.person, one.positions, one.note) for one in found(*paragraphs)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("王立新任云州市财政局副局长。", ("appoint", "王立新", ("云州市财政局副局长",), None)),
        ("王立新同志任云州市财政局副局长；", ("appoint", "王立新", ("云州市财政局副局长",), None)),
        ("任命王立新为云州市财政局局长。", ("appoint", "王立新", ("云州市财政局局长",), None)),
        ("任命：王立新为云州市财政局局长。", ("appoint", "王立新", ("云州市财政局局长",), None)),
        ("王立新为云州市财政局局长；", ("appoint", "王立新", ("云州市财政局局长",), None)),
        ("决定任命王立新为云州市财政局局长", ("appoint", "王立新", ("云州市财政局局长",), None)),
        ("一、任命王立新为云州市财政局局长", ("appoint", "王立新", ("云州市财政局局长",), None)),
        ("聘任王立新为云州市人民政府参事", ("appoint", "王立新", ("云州市人民政府参事",), None)),
        ("阿不都·热合曼任云州市民政局副局长", ("appoint", "阿不都·热合曼", ("云州市民政局副局长",), None)),
        ("任建国任云州市水利局局长", ("appoint", "任建国", ("云州市水利局局长",), None)),
        ("高有为任云州市水利局局长", ("appoint", "高有为", ("云州市水利局局长",), None)),
        ("张和平任云州市水利局局长", ("appoint", "张和平", ("云州市水利局局长",), None)),
        ("阿不都热合曼任云州市水利局局长", ("appoint", "阿不都热合曼", ("云州市水利局局长",), None)),
        ("李䶮任云州市水利局局长", ("appoint", "李䶮", ("云州市水利局局长",), None)),
        ("陈秀英（女）任云州市水利局局长", ("appoint", "陈秀英", ("云州市水利局局长",), None)),
        ("王强任县委办主任、县档案馆馆长", ("appoint", "王强", ("县委办主任", "县档案馆馆长"), None)),
        ("王强任海棠县府办主任科员", ("appoint", "王强", ("海棠县府办主任科员",), None)),
        ("免去王立新的云州市财政局副局长职务。", ("remove", "王立新", ("云州市财政局副局长",), None)),
        ("免去王立新同志的云州市财政局副局长职务。", ("remove", "王立新", ("云州市财政局副局长",), None)),
        ("免去王立新云州市财政局副局长职务。", ("remove", "王立新", ("云州市财政局副局长",), None)),
        ("免去王强云州市财政局副局长职务", ("remove", "王强", ("云州市财政局副局长",), None)),
        ("免去王立新市财政局副局长职务", ("remove", "王立新", ("市财政局副局长",), None)),
        ("免去王立新兼任的云州市水利局局长职务", ("remove", "王立新", ("云州市水利局局长",), None)),
    ],
)
def test_one_person(text: str, want: Row) -> None:
    assert rows(text) == [want]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("王立新、陈秀英任云州市财政局副局长", ["王立新", "陈秀英"]),
        ("任命王立新、陈秀英（女）、阿不都·热合曼为云州市财政局副局长", ["王立新", "陈秀英", "阿不都·热合曼"]),
        ("免去王立新、陈秀英的云州市财政局副局长职务", ["王立新", "陈秀英"]),
        ("王立新任云州市财政局局长；陈秀英任云州市水利局局长。", ["王立新", "陈秀英"]),
    ],
)
def test_several_persons_are_an_entry_each(text: str, people: list[str]) -> None:
    assert [one.person for one in found(text)] == people


@pytest.mark.parametrize(
    ("posts", "want"),
    [
        ("云州市水务集团有限公司董事长、总经理", ("云州市水务集团有限公司董事长", "云州市水务集团有限公司总经理")),
        ("云州市财政局党组书记、局长", ("云州市财政局党组书记", "云州市财政局局长")),
        ("云州市财政局局长、云州市国资委主任", ("云州市财政局局长", "云州市国资委主任")),
        ("云州市人民政府副秘书长，兼任云州市信访局局长", ("云州市人民政府副秘书长", "云州市信访局局长")),
        ("云州市人民政府副秘书长、兼云州市信访局局长", ("云州市人民政府副秘书长", "云州市信访局局长")),
        ("云州市人民政府副秘书长兼云州市信访局局长", ("云州市人民政府副秘书长", "云州市信访局局长")),
        (
            "云州高新区管理委员会（云州科技城管理委员会、云州保税区管理委员会）副主任",
            ("云州高新区管理委员会（云州科技城管理委员会、云州保税区管理委员会）副主任",),
        ),
    ],
)
def test_positions_are_told_in_full(posts: str, want: tuple[str, ...]) -> None:
    assert rows(f"王立新任{posts}") == [("appoint", "王立新", want, None)]
    assert rows(f"免去王立新的{posts}职务") == [("remove", "王立新", want, None)]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("王立新任云州市财政局副局长（试用期一年）。", "试用期一年"),
        ("王立新任云州市财政局副局长，试用期一年。", "试用期一年"),
        ("王立新任云州市财政局副局长，试用期一年，自2024年5月起计算。", "试用期一年，自2024年5月起计算"),
        ("任命王立新为云州市财政局副局长（挂职两年）", "挂职两年"),
        ("聘任王立新为云州市财政局副局长，聘期三年", "聘期三年"),
    ],
)
def test_a_note_is_no_position(text: str, note: str) -> None:
    assert rows(text) == [("appoint", "王立新", ("云州市财政局副局长",), note)]


def test_the_reason_behind_a_removal_is_a_note() -> None:
    assert rows("免去王立新的云州市财政局局长、一级调研员职务，退休。") == [
        ("remove", "王立新", ("云州市财政局局长", "云州市财政局一级调研员"), "退休")
    ]


def test_a_removal_that_names_nobody() -> None:
    posts = "云州市水务集团有限公司董事长、总经理"
    (entry,) = rows("任命：", f"原任的{posts}职务同时免去，不再另行办理免职手续")
    assert entry[:3] == (
        "remove",
        None,
        ("云州市水务集团有限公司董事长", "云州市水务集团有限公司总经理"),
    )
    assert entry[3] == "不再另行办理免职手续"  # what is left besides the removal itself


@pytest.mark.parametrize(
    "text",
    [
        "王立新因到龄退休，免去其云州市财政局局长职务",
        "因工作调动，免去王立新的云州市财政局局长职务",
        "王立新到龄，免去云州市财政局局长职务",
        "王立新同志已到退休年龄，免去其云州市财政局局长职务",
        "接受王立新辞去云州市财政局局长职务的请求",
    ],
)
def test_whoever_leaves_for_a_reason_is_named(text: str) -> None:
    assert [row[:3] for row in rows(text)] == [("remove", "王立新", ("云州市财政局局长",))]


@pytest.mark.parametrize("person", ["王立新", "李晓达"])  # 达 is no word of leaving here
def test_a_new_post_and_the_old_one_in_a_sentence_are_two_entries(person: str) -> None:
    assert rows(f"{person}任云州市水利局局长，免去其云州市财政局副局长职务。") == [
        ("appoint", person, ("云州市水利局局长",), None),
        ("remove", person, ("云州市财政局副局长",), None),
    ]


@pytest.mark.parametrize(
    ("appointed", "removed"),
    [
        ("任命：", "免去："),
        ("任命", "免去"),
        ("一、任命", "二、免去"),
        ("市人民政府决定任命：", "市人民政府决定免去："),
        ("任命下列同志：", "免去下列同志职务："),
    ],
)
def test_headings_say_what_is_done(appointed: str, removed: str) -> None:
    assert rows(removed, "王立新的云州市财政局副局长职务；", appointed, "陈秀英为云州市财政局副局长。") == [
        ("remove", "王立新", ("云州市财政局副局长",), None),
        ("appoint", "陈秀英", ("云州市财政局副局长",), None),
    ]


def test_every_entry_knows_its_line() -> None:
    read = found(
        "任命：", "王立新任云州市财政局局长；", "陈秀英任云州市水利局局长。", "免去：", "李明的云州市财政局局长职务。"
    )
    assert [one.line for one in read] == [2, 3, 5]


@pytest.mark.parametrize(
    "text",
    [
        "各县（市、区）人民政府，市政府各部门、直属各单位：",
        "经研究，决定任免下列人员：",
        "市人民政府决定：",
        "云州市人民政府",
        "2024年5月20日",
        "【市政府人事任免】",
        "任期三年。",
        "其他职务不变。",
        "免去其云州市财政局局长职务",  # whose, another line says
        "各单位为民办实事，担当作为。",
        "企业董事会成员的任职按照公司章程办理。",
    ],
)
def test_other_lines_are_no_entries(text: str) -> None:
    assert rows(text) == []
