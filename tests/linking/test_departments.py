"""Departments: what decrees give them to do, and where a running text surely names them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from small_archive import YUNZHOU, decree, graph, library

from gongbao.gazette import Department, Gazette
from gongbao.linking import Duty, duties
from gongbao.linking.organs import Organs
from gongbao.linking.works import gather
from gongbao.model import Record, Task

BUILD = Task(12, "建学校", ("市教育局",), ("云州市公安局",))
GUARD = Task(15, "护校", (), ("市公安局", "云城集团"))


def given(*records: Record) -> Mapping[str, tuple[Duty, ...]]:
    """What an archive of these records gives to whom."""
    return duties(gather(library(*records).records), YUNZHOU)


def test_duties_are_gathered_under_the_full_name() -> None:
    found = given(decree("a", None, "通知", tasks=(BUILD, GUARD), departments=("市公安局", "市税务局")))
    assert {name: [(each.record, each.task, each.leads) for each in given] for name, given in found.items()} == {
        "云城集团": [("a", GUARD, False)],
        "云州市公安局": [("a", BUILD, False), ("a", GUARD, False)],
        "云州市教育局": [("a", BUILD, True)],
        "国家税务总局云州市税务局": [("a", None, False)],
    }
    assert list(found) == sorted(found)


def test_a_department_that_leads_and_does_has_one_duty() -> None:
    task = Task(1, "办案", ("公安局", "市公安局"), ("云州市公安局",))
    found = given(decree("a", None, "通知", tasks=(task,)))
    assert [each.leads for each in found["云州市公安局"]] == [True]


def test_of_two_printings_one_speaks() -> None:
    first = decree("a", None, "通知")
    copy = decree("b", None, "通知", printing_of="a", tasks=(BUILD,))
    third = decree("c", None, "通知", printing_of="a", tasks=(BUILD,))
    assert [each.record for each in given(first, copy, third)["云州市教育局"]] == ["b"]


def named(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], name) for start, end, name in Organs(YUNZHOU).find(text)]


def short(text: str) -> list[str]:
    return [met for met, _ in named(text)]


def test_every_name_leads_to_the_full_one() -> None:
    assert named("责任单位：市教育局、云州市公安局，市经信、经信局") == [
        ("市教育局", "云州市教育局"),
        ("云州市公安局", "云州市公安局"),
        ("市经信", "云州市经济和信息化局"),
        ("经信局", "云州市经济和信息化局"),
    ]


def test_the_longest_name_wins() -> None:
    assert named("国家税务总局云州市税务局") == [("国家税务总局云州市税务局",) * 2]
    assert named("云州市发展改革委") == [("云州市发展改革委", "云州市发展和改革委员会")]


@pytest.mark.parametrize(
    "text",
    [
        "由市公安局负责",
        "会同市公安局",
        "（市公安局）",
        "报市公安局备案",
        "任云州市公安局副局长",
        "市公安局等部门",
        "省、市公安局",
    ],
)
def test_an_organ_among_other_words(text: str) -> None:
    assert len(short(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "平云市教育局",  # of another city
        "大同市公安局",
        "省发展改革委",
        "国家发展改革委",
        "各县（市、区）发展改革委",
        "各县〔市、区〕经信局",
        "各县、市教育局",
        "市公安局交警支队",  # a part of it
        "市公安局云东分局",
        "市经信委",  # the organ before it, under a longer name
        "云东区经信局",
    ],
)
def test_a_longer_name_is_another_organ(text: str) -> None:
    assert [met for met in short(text) if met != "云东区"] == []


def test_a_place_is_an_organ_in_a_list_of_organs_only() -> None:
    assert short("责任单位：云东区、平云市") == ["云东区", "平云市"]
    assert short("（市教育局、云东区）") == ["市教育局", "云东区"]
    assert short("牵头部门：市公安局，云东区政府") == ["市公安局", "云东区政府"]
    assert short("在云东区、平云市开展试点") == []
    assert short("| 云东区 | 平云市 |") == []
    assert short("市教育局负责。云东区有三所学校") == ["市教育局"]


def test_a_gazette_without_departments_finds_none() -> None:
    assert Organs(Gazette("公报")).find("市教育局") == []


def test_names_are_letters_and_no_pattern() -> None:
    odd = Gazette("公报", departments=(Department("[局", ("(", "^", "\\", "]")),))
    assert [name for *_, name in Organs(odd).find("、[局、")] == ["[局"]


def test_the_graph_tells_departments_with_citations() -> None:
    (mention,) = graph(decree("a", None, "通知")).mentions("a", "由市公安局负责")
    assert (mention.kind, mention.department, mention.target) == ("department", "云州市公安局", None)
