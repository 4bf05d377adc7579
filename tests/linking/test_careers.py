"""Careers: a post is split where its organisation ends, and two entries are one person only on evidence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongbao.archive import Library
from gongbao.gazette import Department, Gazette, Issuer
from gongbao.linking.careers import Career, Post, careers, holders, posts
from gongbao.model import Appointment, Appointments, Issue, Record, SourceRef

GAZETTE = Gazette(
    "云州市人民政府公报",
    issuers=(Issuer("云州市人民政府", "市政府"), Issuer("云州市人民政府办公室", "市政府办公室")),
    departments=(
        Department("云州市商务局", ("市商务局",)),
        Department("云州市综合行政执法局"),
        Department("云州高新区（云州科技城）管理委员会"),
    ),
)
DAYS = {"2023-04": date(2023, 4, 25), "2024-02": date(2024, 2, 20), "2025-03": date(2025, 3, 25)}


def library(**notices: list[tuple[str, str | None, str]]) -> Library:
    """Notices by issue (y2023_04), each a list of action, person and positions."""
    records: dict[str, Record] = {}
    for key, told in notices.items():
        issue = key[1:].replace("_", "-")
        entries = tuple(
            Appointment(action, person, tuple(positions.split("、")), None, line)
            for line, (action, person, positions) in enumerate(told, 3)
        )
        source = SourceRef(f"{issue}.txt", (1, 99))
        records[issue] = Issue(issue, "公报", source, published=DAYS.get(issue))
        notice = f"{issue}-appointments"
        records[notice] = Appointments(notice, "人事任免", source, issue=issue, entries=entries)
    return Library(Path(), dict(sorted(records.items())), {})


def found(**notices: list[tuple[str, str | None, str]]) -> tuple[Post, ...]:
    return posts(library(**notices), GAZETTE)


def split(position: str) -> tuple[str | None, str]:
    (post,) = found(y2023_04=[("appoint", "王小明", position)])
    assert post.position == position
    return post.organisation, post.title


def lives(*found_posts: Post) -> list[list[tuple[str, str]]]:
    return [[(post.entry.action, post.position) for post in career.posts] for career in careers(found_posts)]


@pytest.mark.parametrize(
    ("position", "organisation", "title"),
    [
        ("云州市商务局副局长", "云州市商务局", "副局长"),
        ("市商务局总经济师", "云州市商务局", "总经济师"),
        ("云州市商务局四级调研员", "云州市商务局", "四级调研员"),
        ("云州市商务局党组成员", "云州市商务局", "党组成员"),
        ("云州市商务局党组副书记", "云州市商务局", "党组副书记"),
        ("云州市商务局常务副局长", "云州市商务局", "常务副局长"),
        ("云州市商务局局长（兼）", "云州市商务局", "局长（兼）"),
        ("云州市人民政府副秘书长", "云州市人民政府", "副秘书长"),
        ("云州市人民政府研究室副主任", "云州市人民政府研究室", "副主任"),
        ("云州发展集团有限公司执行董事", "云州发展集团有限公司", "执行董事"),
        ("云州市综合行政执法局（云州市城市管理局）副局长", "云州市综合行政执法局", "副局长"),
        ("云州高新区（云州科技城）管理委员会主任", "云州高新区（云州科技城）管理委员会", "主任"),
        ("云州湖管理委员会（云州湿地管理委员会）主任", "云州湖管理委员会（云州湿地管理委员会）", "主任"),
        ("中共云州市委书记", "中共云州市委", "书记"),
        ("副局长", None, "副局长"),
        ("云州市人民政府驻京联络处负责人", None, "云州市人民政府驻京联络处负责人"),
        ("名誉市民", None, "名誉市民"),
    ],
)
def test_a_post_is_split_where_its_organisation_ends(position: str, organisation: str | None, title: str) -> None:
    assert split(position) == (organisation, title)


def test_every_position_is_a_post_and_has_the_day_of_its_issue() -> None:
    told = found(
        y2024_02=[("remove", None, "云州集团有限公司董事长、云州集团有限公司总经理")],
        y2023_04=[("appoint", "王小明", "云州市商务局副局长")],
        y2026_01=[("appoint", "陈素琴", "云州市商务局局长")],
    )
    assert [(post.date, post.entry.person, post.title) for post in told] == [
        (date(2023, 4, 25), "王小明", "副局长"),
        (date(2024, 2, 20), None, "董事长"),
        (date(2024, 2, 20), None, "总经理"),
        (None, "陈素琴", "局长"),
    ]


def test_one_notice_that_appoints_and_removes_a_name_is_one_person() -> None:
    told = found(y2023_04=[("appoint", "王小明", "云州市商务局副局长"), ("remove", "王小明", "云州市教育局副局长")])
    (career,) = careers(told)
    assert [post.entry.action for post in career.posts] == ["appoint", "remove"]
    assert career.basis == ("2023年4月25日刊登的同一份人事任免既任命又免去“王小明”，因此列为同一人。",)


def test_a_removal_from_the_very_post_is_the_person_who_was_appointed() -> None:
    told = found(
        y2023_04=[("appoint", "王小明", "云州市商务局副局长")],
        y2025_03=[("remove", "王小明", "云州市商务局 副局长")],
    )
    (career,) = careers(told)
    assert len(career.posts) == 2
    assert "2025年3月25日" in career.basis[0]
    assert "2023年4月25日" in career.basis[0]


def test_the_same_name_alone_is_no_evidence() -> None:
    told = found(
        y2023_04=[("appoint", "王小明", "云州市商务局副局长"), ("appoint", "王小明", "云州市教育局督学")],
        y2024_02=[("remove", "王小明", "云州市教育局副局长")],
        y2025_03=[("appoint", "王小明", "云州市商务局局长")],
    )
    assert [(career.name, career.number, len(career.posts), career.basis) for career in careers(told)] == [
        ("王小明", number, 1, ()) for number in (1, 2, 3, 4)
    ]


def test_a_removal_before_the_appointment_is_of_another_or_unknown() -> None:
    removed = ("remove", "王小明", "云州市商务局副局长")
    appointed = ("appoint", "王小明", "云州市商务局副局长")
    assert len(careers(found(y2023_04=[removed], y2025_03=[appointed]))) == 2
    assert len(careers(found(y2026_01=[appointed], y2026_02=[removed]))) == 2  # no day, no order


def test_a_removal_that_two_namesakes_could_mean_is_joined_to_neither() -> None:
    appointed = ("appoint", "王小明", "云州市商务局副局长")
    told = found(y2023_04=[appointed], y2024_02=[appointed], y2025_03=[("remove", *appointed[1:])])
    assert lives(*told) == [[("appoint", appointed[2])], [("appoint", appointed[2])], [("remove", appointed[2])]]


def test_a_post_that_ended_is_not_ended_again() -> None:
    appointed, removed = ("appoint", "王小明", "云州市商务局副局长"), ("remove", "王小明", "云州市商务局副局长")
    told = found(y2023_04=[appointed], y2024_02=[removed], y2025_03=[removed])
    assert [len(career.posts) for career in careers(told)] == [2, 1]


def test_evidence_adds_up_over_notices() -> None:
    told = found(
        y2023_04=[("appoint", "王小明", "云州市教育局副局长")],
        y2024_02=[("appoint", "王小明", "云州市商务局局长"), ("remove", "王小明", "云州市教育局副局长")],
        y2025_03=[("remove", "王小明", "云州市商务局局长"), ("appoint", "陈素琴", "云州市商务局局长")],
    )
    first, second = careers(told)
    assert isinstance(first, Career)
    assert [career.name for career in (first, second)] == ["王小明", "陈素琴"]
    assert len(first.posts) == 4
    assert len(first.basis) == 3


def test_nobody_has_no_career() -> None:
    assert careers(found(y2023_04=[("remove", None, "云州集团有限公司董事长")])) == ()


def test_an_organisation_shows_its_posts_newest_first() -> None:
    told = found(
        y2023_04=[("appoint", "王小明", "市商务局副局长"), ("appoint", "赵立", "名誉市民")],
        y2025_03=[("appoint", "陈素琴", "云州市商务局局长"), ("remove", "王小明", "云州市商务局副局长")],
    )
    held = holders(told)
    assert list(held) == ["云州市商务局"]
    assert [(post.entry.person, post.title) for post in held["云州市商务局"]] == [
        ("陈素琴", "局长"), ("王小明", "副局长"), ("王小明", "副局长"),
    ]  # fmt: skip
