"""What a correction wakes: a part is made again only where it shows what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from days_archive import EVERYTHING, GREEN, PLAIN, day, site_of

from gongbao.model import Appointment, Appointments, Citation, Record, Table, Task
from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.division import parts
from gongbao.site.feeds import pages as feeds
from gongbao.site.page import File

LISTS = ("list/years", "list/kinds", "list/departments", "list/appointments", "list/tables")
WATER = replace(
    GREEN, id="yzf-2023-70", number="云政发〔2023〕70号", departments=("云州市水利局",),
    tasks=(Task(4, "修水闸。", ("市水利局",), ("云州市财政局",)),),
)  # fmt: skip
NOTICE = Appointments(
    "2023-04-appointments-9", "人事任免", GREEN.source, issue=GREEN.issue,
    entries=(
        Appointment("appoint", "王小明", ("云州市水利局局长",), None, 3),
        Appointment("appoint", "陈素琴", ("云州市财政局局长",), None, 4),
    ),
)  # fmt: skip
ALL: tuple[Record, ...] = (*EVERYTHING, WATER, NOTICE)


def bases(records: Iterable[Record]) -> Mapping[str, bytes]:
    return {part.key: part.mark() for part in parts(site_of(records)) if part.basis}


def woken(*changed: Record) -> set[str]:
    """The parts with a basis that a change of records wakes."""
    new = {each.id: each for each in changed}
    before, after = bases(ALL), bases([*(new.pop(each.id, each) for each in ALL), *new.values()])
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def test_a_text_put_right_wakes_no_list() -> None:
    found = woken(replace(WATER, body=f"{WATER.body}\n\n又及。"))
    assert "work/yzf-2023-70" in found
    assert not found & {"list/years", "list/kinds", "list/appointments", "list/tables"}
    assert not [key for key in found if key.startswith(("year/", "person/", "organisation/", "numbers/"))]


def test_a_row_that_changed_wakes_the_lists_that_show_it_alone() -> None:
    found = woken(replace(GREEN, title="另一个题名"))
    assert {"year/2023", "kind/通知"} <= found
    assert not found & {"list/years", "year/2022"}
    assert {"list/years", "year/2021", "year/2023", "kind/通知"} <= woken(replace(GREEN, signed=day("2021-02-03")))


def test_a_kind_that_changed_wakes_the_kinds_alone() -> None:
    found = woken(replace(GREEN, doctype="决定"))
    assert "list/kinds" in found
    assert not [key for key in found if key == "list/years" or key.startswith("year/")]


def test_a_task_wakes_its_departments_alone() -> None:
    task = replace(WATER.tasks[0], departments=())
    found = woken(replace(WATER, tasks=(task,)))
    assert {"department/云州市水利局", "department/云州市财政局", "list/departments"} <= found
    given = replace(PLAIN, departments=("云州市档案局",))
    assert not {"department/云州市水利局", "department/云州市财政局"} & woken(given)


def test_who_cites_a_decree_does_not_wake_the_departments_it_binds() -> None:
    found = woken(replace(PLAIN, cites=(Citation("云政发〔2023〕70号", WATER.title),)))
    assert "work/yzf-2023-70" in found
    assert not [key for key in found if key.startswith("department/")]


def test_a_name_wakes_its_own_page_and_those_of_its_posts() -> None:
    first, second = NOTICE.entries
    found = woken(replace(NOTICE, entries=(replace(first, person="李江"), second)))
    assert {"person/王小明", "person/李江", "organisation/云州市水利局", "list/appointments"} <= found
    assert "person/陈素琴" not in found
    assert "organisation/云州市财政局" not in found


def test_a_table_wakes_the_list_of_tables() -> None:
    table = next(each for each in ALL if isinstance(each, Table))
    assert "list/tables" in woken(replace(table, title="另一张表"))


def test_the_feed_of_whom_an_issue_does_not_concern_stays_as_it_is() -> None:
    later = replace(GREEN, id="yzf-2024-1", number="云政发〔2024〕1号", signed=day("2024-01-02"), issue=None)
    before, after = (_feeds(site_of(each)) for each in (ALL, (*ALL, later)))
    place = f"{urls.DEPARTMENTS}yunzhoushicaizhengju/feed.atom"
    assert before[place] == after[place]
    assert before["yzf/feed.atom"] != after["yzf/feed.atom"]


def _feeds(site: Site) -> Mapping[str, bytes]:
    return {each.path: each.content for each in feeds(site) if isinstance(each, File)}
