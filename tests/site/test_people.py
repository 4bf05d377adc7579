"""人事任免: what the notices print, who stands where, and that a name is not a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from gongbao.archive import Library
from gongbao.gazette import Department, Gazette
from gongbao.model import Appointment, Appointments, Issue, Record, SourceRef
from gongbao.site import appointments, organisations, people
from gongbao.site.context import Site
from gongbao.site.frame import frame
from gongbao.site.page import Link, Page
from gongbao.site.postings import Staff, letters
from gongbao.site.render import Renderer
from gongbao.site.shipped import PROJECT

GAZETTE = Gazette("云州市人民政府公报", departments=(Department("云州市商务局", ("市商务局",)),))
DAYS = {"2023-04": date(2023, 4, 25), "2024-02": date(2024, 2, 20), "2025-03": date(2025, 3, 25)}
Told = tuple[str, str | None, str, str | None]

SPRING: list[Told] = [
    ("appoint", "王小明", "云州市商务局副局长", "试用期一年"),
    ("appoint", "陈素琴", "云州发展集团有限公司董事长、云州发展集团有限公司总经理", None),
    ("remove", "周大海", "云州市商务局副局长", None),
    ("remove", None, "云州实业集团有限公司总经理", "不再另行办理免职手续"),
]
LATER: list[Told] = [
    ("remove", "王小明", "云州市商务局副局长", None),
    ("appoint", "曾立", "云州市商务局副局长", None),
    ("appoint", "周大海", "云州市档案馆馆长", None),
]


def site_of(**notices: list[Told]) -> Site:
    """A site of notices by issue (y2023_04), each entry on a line of its own from line 11 on."""
    records: dict[str, Record] = {}
    for key, told in notices.items():
        issue = key[1:].replace("_", "-")
        source = SourceRef(f"{issue}.txt", (1, 99))
        entries = tuple(
            Appointment(action, person, tuple(positions.split("、")), note, line)
            for line, (action, person, positions, note) in enumerate(told, 11)
        )
        records[issue] = Issue(issue, f"云州市人民政府公报{issue}", source, published=DAYS.get(issue))
        notice = f"{issue}-appointments"
        records[notice] = Appointments(notice, f"人事任免（{issue}）", source, issue=issue, entries=entries)
    return Site.of(Library(Path("nowhere"), dict(sorted(records.items())), {}), GAZETTE)


@pytest.fixture
def site() -> Site:
    return site_of(y2023_04=SPRING, y2025_03=LATER)


def pages(site: Site) -> Iterator[Page]:
    for section in (appointments, people, organisations):
        yield from (page for page in section.pages(site) if isinstance(page, Page))


def shown(site: Site, path: str) -> Tag:
    """The main matter of the page at a path, as a browser gets it."""
    page = next(each for each in pages(site) if each.path == path)
    html = Renderer(site.gazette, frame(site), (PROJECT / "templates",)).render(page)
    main = BeautifulSoup(html, "html.parser").main
    assert isinstance(main, Tag)
    return main


def words(tag: Tag | None) -> str:
    assert tag is not None
    return "".join(tag.get_text().split())


def test_the_newest_notice_comes_first(site: Site) -> None:
    main = shown(site, "appointments/")
    assert [words(each.h2) for each in main.select(".notice")] == ["人事任免（2025-03）", "人事任免（2023-04）"]


def test_an_entry_leads_to_the_person_the_organisation_and_the_line(site: Site) -> None:
    entry = next(each for each in shown(site, "appointments/").select(".notice li") if "试用期一年" in words(each))
    assert words(entry) == "王小明云州市商务局副局长（试用期一年）原文第11行"
    assert [link["href"] for link in entry.select("a")] == [
        "people/wangxiaoming/index.html",
        "organisations/yunzhoushishangwuju/index.html",
        "../issues/2023-04/source/index.html#L11",
    ]


def test_one_entry_with_two_posts_is_one_line(site: Site) -> None:
    lines = [words(each) for each in shown(site, "appointments/").select(".notice li") if "陈素琴" in words(each)]
    assert len(lines) == 1
    assert "董事长" in lines[0]
    assert "总经理" in lines[0]


def test_a_removal_that_names_nobody_is_shown_and_leads_to_nobody(site: Site) -> None:
    entry = next(each for each in shown(site, "appointments/").select(".notice li") if "实业" in words(each))
    assert "未写姓名" in words(entry)
    assert not [link for link in entry.select("a") if "people/" in str(link["href"])]


def test_names_stand_under_the_letter_a_surname_is_read_with() -> None:
    found = letters([Link("曾立", ""), Link("陈素琴", ""), Link("单雄", "")], people=True)
    assert [(each.letter, each.links[0].text) for each in found] == [("C", "陈素琴"), ("S", "单雄"), ("Z", "曾立")]


def test_names_stand_in_the_order_of_their_syllables() -> None:
    (group,) = letters([Link("程显洪", ""), Link("陈素琴", ""), Link("陈海明", "")], people=True)
    assert [each.text for each in group.links] == ["陈海明", "陈素琴", "程显洪"]


def test_where_nobody_was_appointed_the_page_says_so() -> None:
    assert "还没有刊登人事任免" in words(shown(site_of(), "appointments/"))


def test_every_name_and_every_organisation_of_a_notice_has_its_page(site: Site) -> None:
    there = {page.path for page in pages(site)}
    for page in pages(site):
        for link in shown(site, page.path).select("a[href]"):
            target = str(link["href"])
            if "people/" in target or "organisations/" in target:
                plain = target.replace("../", "").removesuffix("index.html")
                assert any(path.endswith(plain) for path in there), target


def test_a_name_without_evidence_stays_two_careers_and_the_page_says_what_that_means(site: Site) -> None:
    main = shown(site, "appointments/people/zhoudahai/")
    assert [words(each) for each in main.select("h2")] == ["周大海（1）", "周大海（2）"]
    assert "同一个姓名不一定是同一个人" in words(main)


def test_entries_joined_on_evidence_are_one_career_with_its_reason(site: Site) -> None:
    main = shown(site, "appointments/people/wangxiaoming/")
    assert len(main.select(".life")) == 1
    assert "正是2023年4月25日刊登的任命“王小明”担任的职务" in words(main)


def test_a_post_tells_who_else_had_it_and_when(site: Site) -> None:
    main = shown(site, "appointments/people/wangxiaoming/")
    around = [[words(each) for each in step.select(".around dt, .around dd")] for step in main.select(".steps > li")]
    assert around == [
        ["同期免去", "周大海第13行", "此后2025年3月25日任命", "曾立第12行"],
        ["此前2023年4月25日免去", "周大海第13行", "同期任命", "曾立第12行"],
    ]


def test_nobody_is_called_a_successor(site: Site) -> None:
    for page in pages(site):
        text = words(shown(site, page.path))
        assert "继任" not in text
        assert "接任" not in text
        assert "现任" not in text


def test_an_organisation_shows_who_held_a_post_from_when_until_when(site: Site) -> None:
    main = shown(site, "appointments/organisations/yunzhoushishangwuju/")
    rows = [[words(part) for part in row.select(".who, .begun, .ended")] for row in main.select(".tenures li")]
    assert rows == [
        ["曾立", "2025年3月25日刊登任命原文第12行", "未见免职"],
        ["王小明", "2023年4月25日刊登任命原文第11行", "2025年3月25日刊登免去原文第11行"],
        ["周大海", "未见任命", "2023年4月25日刊登免去原文第13行"],
    ]
    assert "没有免职记录，不等于现在仍在任" in words(main)


def test_an_organisation_that_is_a_department_leads_to_its_tasks(site: Site) -> None:
    main = shown(site, "appointments/organisations/yunzhoushishangwuju/")
    assert main.select_one('a[href="../../../departments/yunzhoushishangwuju/index.html"]')


def test_names_that_sound_alike_have_pages_of_their_own() -> None:
    told: list[Told] = [("appoint", "李刚", "云州市统计局局长", None), ("appoint", "李钢", "云州市通济局局长", None)]
    paths = [page.path for page in pages(site_of(y2023_04=told))]
    assert len(paths) == len(set(paths)) == 5


def test_a_name_spelled_with_two_kinds_of_dot_has_one_page() -> None:
    told: list[Told] = [
        ("appoint", "吐逊·买提", "云州市统计局局长", None),
        ("remove", "吐逊•买提", "云州市审计局局长", None),
    ]
    site = site_of(y2023_04=told)
    assert site.urls.person("吐逊·买提") == site.urls.person("吐逊•买提")
    assert sum(page.kind == "person" for page in pages(site)) == 1


def test_old_notices_are_pointed_to_and_not_repeated() -> None:
    many: list[Told] = [
        ("appoint", f"王{chr(0x4E00 + at)}", "云州市统计局科员", None) for at in range(appointments.IN_FULL)
    ]
    main = shown(site_of(y2023_04=SPRING, y2025_03=many), "appointments/")
    assert len(main.select(".notice")) == 1
    assert "任命3项，免去2项" in words(main.select_one(".list"))


def test_the_page_of_a_name_is_made_again_only_when_something_it_shows_changed() -> None:
    def basis(**more: list[Told]) -> bytes:
        post = "云州市商务局副局长"
        names = [("y2023_04", "王小明"), ("y2024_02", "曾立"), ("y2025_03", "陈素琴")]
        others: dict[str, list[Told]] = {f"y20{year}_01": [("appoint", f"丁{year}", post, None)] for year in "abcd"}
        told: dict[str, list[Told]] = {key: [("appoint", name, post, None)] for key, name in names}
        return people.basis_of(Staff.of(site_of(**(told | others | more))), "王小明")

    assert basis() == basis(y2024_05=[("appoint", "周大海", "云州市档案馆馆长", None)])
    assert basis() != basis(y2024_02=[("appoint", "周大海", "云州市商务局副局长", None)])
    assert basis() != basis(y2026_01=[("appoint", "周大海", "云州市商务局副局长", None)]), "it has no day: 先后不明"


def test_of_many_who_came_later_only_the_nearest_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    for month in range(1, 8):
        monkeypatch.setitem(DAYS, f"2026-{month:02}", date(2026, month, 1))

    def made(months: int) -> Site:
        later: dict[str, list[Told]] = {
            f"y2026_{month:02}": [("appoint", f"丁{'甲乙丙丁戊己庚'[month - 1]}", "云州市商务局副局长", None)]
            for month in range(1, months + 1)
        }
        return site_of(y2023_04=SPRING, **later)

    bases = [people.basis_of(Staff.of(made(months)), "王小明") for months in range(3, 8)]
    assert bases[0] != bases[1] == bases[2] == bases[3] == bases[4]
    assert words(shown(made(4), "appointments/people/wangxiaoming/")) == words(
        shown(made(7), "appointments/people/wangxiaoming/")
    )
