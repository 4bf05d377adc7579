"""责任单位: the organs a text makes responsible, and the work each of them has."""

from __future__ import annotations

import pytest

from gongbao.gazette import Department, Gazette
from gongbao.model import Task
from gongbao.reading.facts.responsible import Passage, Sheet, in_table, in_text, names_of, split_names

GAZETTE = Gazette(
    "云州市人民政府公报",
    departments=(
        Department("云州市教育局", ("市教育局",)),
        Department("云州市财政局", ("市财政局",)),
        Department("云州市人力资源和社会保障局", ("市人力社保局", "市人社局")),
        Department("南浦区人民政府", ("南浦区政府", "南浦区")),
        Department("海棠县人民政府", ("海棠县政府", "海棠县")),
    ),
)
BARE = Gazette("海棠县人民政府公报")


def text(*paragraphs: str, gazette: Gazette = BARE) -> list[Task]:
    return in_text([Passage(line, one) for line, one in enumerate(paragraphs, 1)], gazette)


def organs(names: str, gazette: Gazette = BARE) -> list[str]:
    return list(split_names(names, gazette))


def test_a_bracket_closes_its_task() -> None:
    (task,) = text("（二）扩大托位供给。新增普惠托位300个。（责任单位：市教育局、市财政局）")
    assert task == Task(1, "（二）扩大托位供给。新增普惠托位300个。", (), ("市教育局", "市财政局"))


def test_a_bracket_on_a_line_of_its_own_closes_the_item_above() -> None:
    (task,) = text("1．新增普惠托位300个。", "（责任单位：市教育局）")
    assert (task.line, task.what) == (1, "1．新增普惠托位300个。")


def test_several_brackets_part_a_paragraph_into_tasks() -> None:
    tasks = text(
        "新增托位300个（责任单位：市教育局）。改造校舍12所（责任单位：市建设局）；更新校车（由市公安局牵头负责）。"
    )
    assert [(task.what, task.lead, task.departments) for task in tasks] == [
        ("新增托位300个", (), ("市教育局",)),
        ("改造校舍12所", (), ("市建设局",)),
        ("更新校车", ("市公安局",), ("市公安局",)),
    ]


@pytest.mark.parametrize(
    "bracket",
    [
        "（牵头单位：市教育局；配合单位：市财政局、市人力社保局）",
        "（牵头单位：市教育局，配合单位：市财政局、市人力社保局）",
        "（牵头单位：市教育局。配合单位：市财政局、市人力社保局）",
        "（牵头单位：市教育局）（配合单位：市财政局、市人力社保局）",
        "（责任单位：市教育局、市财政局、市人力社保局。列第一位的为牵头单位，下同）",
        "（责任单位：市教育局、市财政局、市人力社保局（列第一位的为牵头单位，下同））",
    ],
)
def test_who_leads_and_who_helps(bracket: str) -> None:
    assert [(task.what, task.lead, task.departments) for task in text("新增托位300个。" + bracket)] == [
        ("新增托位300个。", ("市教育局",), ("市教育局", "市财政局", "市人力社保局"))
    ]


def test_first_leads_holds_for_the_whole_text() -> None:
    tasks = text(
        "新增托位。（责任单位：市教育局、市财政局，列第一位的为牵头单位，下同）",
        "改造校舍。（责任单位：市建设局、市财政局）",
    )
    assert [task.lead for task in tasks] == [("市教育局",), ("市建设局",)]
    assert [task.departments for task in tasks] == [("市教育局", "市财政局"), ("市建设局", "市财政局")]


@pytest.mark.parametrize(
    "below",
    [
        ["责任单位：市教育局、市财政局"],
        ["责任单位：市教育局、市财政局。"],
        ["完成时限：2024年12月底", "责任单位：市教育局、市财政局"],
    ],
)
def test_a_line_below_an_item_belongs_to_it(below: list[str]) -> None:
    (task,) = text("1．新增普惠托位300个。", *below)
    assert task == Task(1, "1．新增普惠托位300个。", (), ("市教育局", "市财政局"))


def test_lines_for_the_leader_and_the_others_are_one_task() -> None:
    (task,) = text("1．新增普惠托位300个。", "牵头单位：市教育局", "配合单位：市财政局、市人力社保局")
    assert task == Task(1, "1．新增普惠托位300个。", ("市教育局",), ("市教育局", "市财政局", "市人力社保局"))


def test_each_item_has_its_own_line() -> None:
    tasks = text("1．新增托位。", "责任单位：市教育局", "2．改造校舍。", "责任单位：市建设局")
    assert [(task.line, task.what, task.departments) for task in tasks] == [
        (1, "1．新增托位。", ("市教育局",)),
        (3, "2．改造校舍。", ("市建设局",)),
    ]


@pytest.mark.parametrize("how", ["牵头实施", "牵头负责", "牵头"])
def test_led_by(how: str) -> None:
    (task,) = text(f"一、扩大有效投资（由市发展改革委{how}）")
    assert task == Task(1, "一、扩大有效投资", ("市发展改革委",), ("市发展改革委",))


@pytest.mark.parametrize(
    "paragraph",
    ["各责任单位要加强协调。", "责任单位和责任人要履职尽责。", "建立责任制（责任到人）。", "（责任单位： ）"],
)
def test_talk_of_responsible_organs_is_no_task(paragraph: str) -> None:
    assert text("落实责任。", paragraph) == []


@pytest.mark.parametrize(
    ("names", "want"),
    [
        ("市教育局、市财政局", ["市教育局", "市财政局"]),
        ("市教育局，市财政局；市建设局", ["市教育局", "市财政局", "市建设局"]),
        ("市教育局和市财政局", ["市教育局", "市财政局"]),
        ("市自然资源和规划局", ["市自然资源和规划局"]),
        ("市教育局、各县（市、区）人民政府", ["市教育局", "各县（市、区）人民政府"]),
        ("市委组织部（市委人才办、市委老干部局）、市财政局", ["市委组织部（市委人才办、市委老干部局）", "市财政局"]),
        ("南浦区、北屏区、海棠县政府", ["南浦区政府", "北屏区政府", "海棠县政府"]),
        ("市教育局、南浦区、海棠县政府", ["市教育局", "南浦区政府", "海棠县政府"]),
        ("市教育局、南浦区", ["市教育局", "南浦区"]),
    ],
)
def test_the_organs_of_a_list(names: str, want: list[str]) -> None:
    assert organs(names) == want


def test_the_gazettes_settings_know_organs_by_their_other_names() -> None:
    assert organs("市教育局、市人社局、南浦区、海棠县政府、市气象局", GAZETTE) == [
        "云州市教育局",
        "云州市人力资源和社会保障局",
        "南浦区人民政府",
        "海棠县人民政府",
        "市气象局",
    ]
    (task,) = text("新增托位。（责任单位：市教育局、云州市教育局）", gazette=GAZETTE)
    assert task.departments == ("云州市教育局",)


@pytest.mark.parametrize(
    ("columns", "cells", "want"),
    [
        (("序号", "工作任务", "责任单位"), ("1", "新增托位", "市教育局、市财政局"), ((), ("市教育局", "市财政局"))),
        (("序号", "工作任务", "牵头单位"), ("1", "新增托位", "市教育局"), (("市教育局",), ("市教育局",))),
        (
            ("工作任务", "牵头单位", "配合单位", "完成时限"),
            ("新增托位", "市教育局", "市财政局、市建设局", "年底"),
            (("市教育局",), ("市教育局", "市财政局", "市建设局")),
        ),
        (
            ("工作任务", "责任单位（列第一位的为牵头单位）"),
            ("新增托位", "市教育局、市财政局"),
            (("市教育局",), ("市教育局", "市财政局")),
        ),
    ],
)
def test_a_row_of_a_table_is_a_task(
    columns: tuple[str, ...], cells: tuple[str, ...], want: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    (task,) = in_table(Sheet(columns, [(7, cells)]), BARE)
    assert (task.line, task.what, task.lead, task.departments) == (7, "新增托位", *want)


def test_a_note_below_a_table_says_who_leads() -> None:
    rows = [(3, ("新增托位", "市教育局、市财政局"))]
    (task,) = in_table(Sheet(("任务", "责任单位"), rows, ("注：列第一位的为牵头单位。",)), BARE)
    assert task.lead == ("市教育局",)


def test_a_table_without_work_or_organs_has_no_tasks() -> None:
    assert in_table(Sheet(("序号", "责任单位"), [(1, ("1", "市教育局"))]), BARE) == []
    assert in_table(Sheet(("任务", "单位"), [(1, ("新增托位", "个"))]), BARE) == []
    assert in_table(Sheet(("任务", "责任单位"), [(1, ("新增托位", "")), (2, ("", "市教育局"))]), BARE) == []


def test_names_of_gives_every_organ_once() -> None:
    tasks = text("甲。（责任单位：市教育局、市财政局）", "乙。（责任单位：市财政局、市建设局）")
    assert names_of(tasks) == ("市教育局", "市财政局", "市建设局")
