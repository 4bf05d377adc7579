"""责任单位: every task that names a department, who leads it, and the way to the place in the text."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from gongbao.archive import Library
from gongbao.gazette import Department, Gazette, Series
from gongbao.model import Decree, Record, SourceRef, Task
from gongbao.site import department_years, departments
from gongbao.site.context import Site
from gongbao.site.division import parts
from gongbao.site.frame import frame
from gongbao.site.namings import may_include
from gongbao.site.page import File, Page
from gongbao.site.render import Renderer
from gongbao.site.shipped import PROJECT

GAZETTE = Gazette(
    "云州市人民政府公报",
    place="云州市",
    address="https://yunzhou.example/gongbao",
    series=(Series("云政发", "yzf", "云州市人民政府"),),
    departments=(Department("云州市水利局", ("市水利局",)), Department("云州市财政局"), Department("云州市司法局")),
)
FLOOD = (
    Task(6, "一、加固青石河堤防", ("市水利局",), ("市水利局", "云州市财政局")),
    Task(8, "二、储备防汛物资", (), ("云州市财政局", "市水利局", "各县（市、区）政府")),
    Task(10, "=1+1", ("云州市财政局",), ("云州市财政局", "市水利局")),
)
BODY = "# 云州市人民政府关于防汛的通知\n\n一、加固青石河堤防\n\n二、储备防汛物资\n"


def decree(serial: int, day: date, **more: object) -> Decree:
    source = SourceRef(f"yzf-2023-{serial}.txt", (1, 20))
    title = f"云州市人民政府关于防汛的通知之{serial}"
    return Decree(f"yzf-2023-{serial}", title, source, number=f"云政发〔2023〕{serial}号", signed=day, **more)  # type: ignore[arg-type]


def site_of(*decrees: Decree) -> Site:
    records: dict[str, Record] = {each.id: each for each in decrees}
    return Site.of(Library(Path("nowhere"), dict(sorted(records.items())), {}), GAZETTE)


@pytest.fixture
def site() -> Site:
    named = ("云州市水利局", "云州市财政局", "嘉源集团")
    return site_of(
        decree(5, date(2023, 3, 1), tasks=FLOOD, departments=named[:2], body=BODY),
        decree(9, date(2023, 8, 1), departments=named),
    )


def page_at(site: Site, path: str) -> Page:
    return next(each for each in departments.pages(site) if isinstance(each, Page) and each.path == path)


def shown(site: Site, path: str) -> Tag:
    """The main matter of the page at a path, as a browser gets it."""
    html = Renderer(site.gazette, frame(site), (PROJECT / "templates",)).render(page_at(site, path))
    main = BeautifulSoup(html, "html.parser").main
    assert isinstance(main, Tag)
    return main


def words(tag: Tag | None) -> str:
    assert tag is not None
    return "".join(tag.get_text().split())


WATER = "departments/yunzhoushishuiliju/"


def test_the_count_comes_first(site: Site) -> None:
    assert words(shown(site, WATER).select_one(".tally")) == "2件文件把它列为责任单位，共3项任务，其中牵头1项。"


def test_decrees_stand_newest_first_each_with_its_tasks(site: Site) -> None:
    found = [(words(each.h2)[-1], len(each.select(".tasks > li"))) for each in shown(site, WATER).select(".mandate")]
    assert found == [("9", 0), ("5", 3)]


def test_a_decree_that_only_names_the_department_is_listed_and_says_so(site: Site) -> None:
    assert "没有读出具体的任务" in words(shown(site, WATER).select_one("#yzf-2023-9"))


def test_the_part_of_a_department_is_what_the_text_says(site: Site) -> None:
    parts = [each["data-mark"] for each in shown(site, WATER).select(".tasks > li")]
    assert parts == ["牵头", "责任单位", "参加"]


def test_a_task_without_leader_has_nobody_lead_it(site: Site) -> None:
    task = shown(site, WATER).select(".tasks > li")[1]
    assert words(task.select_one(".organs")) == "责任单位云州市财政局、云州市水利局、各县（市、区）政府"


def test_a_task_leads_to_the_other_departments_the_decree_and_the_source_line(site: Site) -> None:
    links = {words(link): str(link["href"]) for link in shown(site, WATER).select(".tasks > li")[0].select("a")}
    assert set(links) == {"云州市财政局", "在文件中看", "原文第6行"}
    assert links["云州市财政局"] == "../yunzhoushicaizhengju/index.html"
    assert links["在文件中看"].startswith("../../yzf/2023/5/index.html")
    assert links["原文第6行"] == "../../sources/yzf-2023-5/index.html#L6"


def test_tasks_of_nobody_in_particular_are_not_counted_and_the_page_says_where_they_are(site: Site) -> None:
    everybody = site_of(
        decree(5, date(2023, 3, 1), tasks=FLOOD), decree(6, date(2023, 4, 1), departments=("市政府直属各单位",))
    )
    link = shown(everybody, WATER).select_one('.facts a[href="../shizhengfuzhishugedanwei/index.html"]')
    assert words(link) == "市政府直属各单位"


def test_a_bureau_of_the_city_is_in_no_collective_of_the_counties(site: Site) -> None:
    assert "没有算在内" not in words(shown(site, WATER).select_one(".facts"))


@pytest.mark.parametrize(
    ("collective", "name", "possible"),
    [
        ("各县（市、区）政府", "云州市水利局", False),
        ("有关县（市、区）政府", "云州市人民政府办公室", False),
        ("各市（县）", "云州市人民政府", False),
        ("县（市、区）", "云州集团", False),
        ("各县（市、区）政府", "海棠县人民政府", True),
        ("各县（市、区）政府", "云州经济开发区（港区）管理委员会", True),
        ("各县级部门", "云州市水利局", True),
        ("各市级部门", "云州市水利局", True),
        ("市政府直属各单位", "云州市水利局", True),
    ],
)
def test_which_collectives_may_mean_a_department(site: Site, collective: str, name: str, possible: bool) -> None:
    assert may_include(site, collective, name) is possible


def test_only_names_that_documents_write_are_said_to_be_written() -> None:
    aliases = ("市水利局", "市水务局", "水利局")
    gazette = replace(GAZETTE, departments=(Department("云州市水利局", aliases),))
    text = "（责任单位：市水利局牵头，云州市水利局）\n\n海棠市水务局、海棠水利局另行部署。\n"
    each = decree(5, date(2023, 3, 1), departments=("云州市水利局",), body=text)
    facts = shown(Site.of(Library(Path("nowhere"), {each.id: each}, {}), gazette), WATER).select_one(".facts")
    assert words(facts) == "文件里也写作市水利局本站认得的其他简称市水务局、水利局"


def test_the_sheet_opens_in_excel_and_holds_every_task(site: Site) -> None:
    sheet = next(
        each for each in departments.pages(site) if isinstance(each, File) and each.path == f"{WATER}tasks.csv"
    )
    assert sheet.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert [row["承担方式"] for row in rows] == ["牵头", "责任单位", "参加"]
    assert rows[0]["文号"] == "云政发〔2023〕5号"
    assert rows[0]["原文行号"] == "6"
    assert rows[0]["网页"].startswith("https://yunzhou.example/gongbao/yzf/2023/5/")


def test_a_cell_of_the_sheet_is_never_a_formula(site: Site) -> None:
    sheet = next(
        each for each in departments.pages(site) if isinstance(each, File) and each.path == f"{WATER}tasks.csv"
    )
    assert "'=1+1" in sheet.content.decode()


def test_the_list_tells_departments_from_names_nobody_described_and_from_collectives(site: Site) -> None:
    main = shown(site, "departments/")
    groups = {words(each.h2): [words(link) for link in each.select("a")] for each in main.select("section")}
    assert groups == {
        "部门和地方2个": ["云州市财政局", "云州市水利局"],
        "其他单位1个": ["嘉源集团"],
        "统称1个": ["各县（市、区）政府"],
        "还没有任务的单位1个": ["云州市司法局"],
    }


def test_the_list_counts_tasks_led_tasks_and_decrees(site: Site) -> None:
    row = next(each for each in shown(site, "departments/").select("tbody tr") if "水利局" in words(each))
    assert [words(each) for each in row.select("td")] == ["3", "1", "2"]


def test_the_list_counts_a_task_of_several_departments_once(site: Site) -> None:
    assert "文件把3项任务交给4个单位" in words(shown(site, "departments/"))


def test_a_department_without_tasks_has_a_page_that_says_so(site: Site) -> None:
    main = shown(site, "departments/yunzhoushisifaju/")
    assert "没有把它列为责任单位" in words(main)
    assert not main.select("form, .button")


def test_departments_that_sound_alike_have_pages_of_their_own() -> None:
    site = site_of(decree(5, date(2023, 3, 1), departments=("市统计局", "市通济局")))
    paths = [page.path for page in departments.pages(site)]
    assert len(paths) == len(set(paths))


def test_an_empty_archive_has_the_page() -> None:
    assert "还没有写明责任单位" in words(shown(site_of(), "departments/"))


def yearly(monkeypatch: pytest.MonkeyPatch) -> Site:
    """An archive in which three tasks are very many: 水利局 has two years of three, and one decree of an earlier year."""
    monkeypatch.setattr(department_years, "LONG", 3)
    return site_of(
        decree(5, date(2023, 3, 1), tasks=FLOOD, departments=("云州市水利局",), body=BODY),
        decree(4, date(2021, 3, 1), tasks=FLOOD, body=BODY),
        decree(3, date(2019, 3, 1), departments=("云州市水利局",)),
    )


def test_a_department_with_very_many_tasks_shows_its_newest_years_and_leads_to_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    main = shown(yearly(monkeypatch), WATER)
    assert [each["id"] for each in main.select(".mandate")] == ["yzf-2023-5"]
    assert words(main.select_one(".tally")) == "3件文件把它列为责任单位，共6项任务，其中牵头2项。"
    assert "本页只列2023年的任务" in words(main)
    links = {words(each): str(each.a["href"]) for each in main.select(".list > li") if each.a}
    assert links == {"2021年1件文件，3项任务": "2021/index.html", "2019年1件文件，只列名": "2019/index.html"}


def test_the_page_of_an_older_year_has_its_tasks_and_leads_back(monkeypatch: pytest.MonkeyPatch) -> None:
    site = yearly(monkeypatch)
    main = shown(site, f"{WATER}2021/")
    assert [each["id"] for each in main.select(".mandate")] == ["yzf-2023-4"]
    assert len(main.select(".tasks > li")) == 3
    assert words(main.select_one(".tally")) == "2021年，1件文件把它列为责任单位，共3项任务，其中牵头1项。"
    assert [link.path for link in page_at(site, f"{WATER}2021/").crumbs] == ["departments/", WATER]
    assert [str(link["href"]) for link in main.select(".turn a")] == ["../2019/index.html"]


def test_every_decree_stands_on_one_page_and_every_task_in_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    site = yearly(monkeypatch)
    pages = [each for each in departments.pages(site) if isinstance(each, Page) and each.path.startswith(WATER)]
    anchors = [mandate.anchor for page in pages for mandate in page.view.mandates]  # type: ignore[attr-defined]
    assert sorted(anchors) == ["yzf-2023-3", "yzf-2023-4", "yzf-2023-5"]
    sheet = next(each for each in departments.pages(site) if each.path == f"{WATER}tasks.csv")
    assert isinstance(sheet, File)
    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert [row["成文日期"] for row in rows] == ["2023-03-01"] * 3 + ["2021-03-01"] * 3


def test_a_new_decree_leaves_the_pages_of_the_older_years_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def bases(site: Site) -> dict[str, bytes]:
        return {part.key: part.mark() for part in parts(site) if part.key.startswith("department/云州市水利局/")}

    before = bases(yearly(monkeypatch))
    held = yearly(monkeypatch).library.records.values()
    after = bases(
        site_of(*(each for each in held if isinstance(each, Decree)), decree(9, date(2023, 5, 1), tasks=FLOOD))
    )
    assert before.keys() == {"department/云州市水利局/2021", "department/云州市水利局/2019"}
    assert after == before
