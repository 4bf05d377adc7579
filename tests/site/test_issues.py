"""The issues: in the order of time, each with its contents, what they are worth, and what was unsure."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from issue_archive import ALL, BEFORE, EVENTS, FLOOD, ISSUE, LISTED, shown, site_at, text_of

from gongbao.model import Record
from gongbao.site import issues
from gongbao.site.context import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_at(tmp_path)


def pages(site: Site) -> dict[str, BeautifulSoup]:
    return {page.path: shown(site, page) for page in issues.pages(site)}


def issue_of(tmp_path: Path, records: tuple[Record, ...]) -> BeautifulSoup:
    return pages(site_at(tmp_path, records))["issues/2023-04/"]


def deviations(soup: BeautifulSoup) -> dict[str, str]:
    found = {}
    for each in soup.select(".deviation"):
        heading = each.h3
        assert heading is not None
        found[heading.get_text()] = "".join(each.get_text().split())
    return found


def test_the_list_has_the_newest_year_first(site: Site) -> None:
    soup = pages(site)["issues/"]
    assert ["".join(each.get_text().split()) for each in soup.select("h2")] == ["2023年1期", "2022年1期"]
    assert [each.get("href") for each in soup.select(".issue-name a")] == [
        "2023-04/index.html",
        "2022-12/index.html",
    ]
    assert "总第38期，2023年4月25日出版" in text_of(soup, ".card")


def test_an_archive_without_issues_says_so(tmp_path: Path) -> None:
    soup = pages(site_at(tmp_path, (replace(FLOOD, issue=None),)))["issues/"]
    assert "还没有收录整期的公报" in text_of(soup, "main")


def test_the_contents_stand_in_their_order_with_pages_and_numbers(site: Site) -> None:
    soup = pages(site)["issues/2023-04/"]
    assert [each.get_text() for each in soup.select(".toc-section h3")] == ["市政府文件", "未归栏目", "目录未列的篇目"]
    first = text_of(soup, ".toc li")
    assert "关于防汛抗旱工作的通知" in first
    assert "第2页" in first
    assert "云政发〔2023〕5号" in first
    link = soup.select_one(".toc-title a")
    assert link is not None
    assert link["href"] == "../../yzf/2023/5/index.html"


def test_what_has_no_body_leads_nowhere_and_says_why(site: Site) -> None:
    soup = pages(site)["issues/2023-04/"]
    lost = next(each for each in soup.select(".toc li") if "表彰先进" in each.get_text())
    assert "未见正文" in lost.get_text()
    assert lost.select("a") == []


def test_the_verdict_comes_first_and_counts_every_kind(site: Site) -> None:
    soup = pages(site)["issues/2023-04/"]
    assert text_of(soup, ".verdict") == (
        "目录列4篇：2篇与正文相符，1篇题名与正文不同，1篇文号与正文不同，1篇没有找到正文，正文另有1篇目录未列。"
    )


def test_each_deviation_shows_both_sides(site: Site) -> None:
    soup = pages(site)["issues/2023-04/"]
    found = deviations(soup)
    assert set(found) == {"题名不同", "文号不同", "目录有、正文无", "正文有、目录无"}
    assert "云州市绿化计划的通知" in found["题名不同"]
    assert [each.get_text() for each in soup.select(".deviation del")][:1] == ["计划"]
    assert "云政发〔2023〕7号" in found["文号不同"]
    assert "云政发〔2023〕6号" in found["文号不同"]
    assert "大事记" in found["正文有、目录无"]


def test_contents_that_agree_are_called_so(tmp_path: Path) -> None:
    agreeing = replace(ISSUE, toc=(ISSUE.toc[0], ISSUE.toc[3]))
    soup = issue_of(tmp_path, (agreeing, FLOOD, LISTED))
    assert text_of(soup, ".verdict") == "目录所列2篇与正文逐一相符，正文没有目录未列的篇目。"
    assert deviations(soup) == {}


def test_an_issue_without_contents_is_not_held_against_any(tmp_path: Path) -> None:
    soup = issue_of(tmp_path, (replace(ISSUE, toc=()), FLOOD, EVENTS))
    assert text_of(soup, ".verdict") == "本期没有目录，无从核对。"
    assert text_of(soup, "#contents") == "本期各篇"
    assert len(soup.select(".toc li")) == 2
    assert deviations(soup) == {}


def test_the_catalogue_tells_what_the_issue_does_not_print(site: Site) -> None:
    soup = pages(site)["issues/2023-04/"]
    printed, unprinted = ("".join(each.get_text().split()) for each in soup.select(".listed li"))
    assert "本期刊出" in printed
    assert "与正文题名的差别" not in printed  # the list only leaves out who issues it
    assert "本期未刊" in unprinted
    links = {each.get("href") for each in soup.select(".listed .unprinted a")}
    assert links == {"../../yzf/2023/8/index.html"}


def test_every_doubt_leads_to_its_line(site: Site) -> None:
    soup = pages(site)["issues/2023-04/"]
    section = soup.select_one(".doubts")
    assert section is not None
    lines = {each.get_text(): each.get("href") for each in section.select(".doubt-line a")}
    assert lines == {"第10行": "source/index.html#L10", "第16行": "source/index.html#L16"}
    assert "此处疑有缺字。" in section.get_text()
    assert "绿化任务" in section.get_text()


def test_the_downloads_and_the_neighbours(site: Site) -> None:
    soup = pages(site)["issues/2023-04/"]
    files = {each.get("href") for each in soup.select(".files a")}
    assert files == {"../../sources/2023-04.txt", "index.json", "index.md", "index.txt"}
    assert [each.get("href") for each in soup.select(".turn a")] == ["../2022-12/index.html"]
    older = pages(site)["issues/2022-12/"]
    assert [each.get("href") for each in older.select(".turn a.newer")] == ["../2023-04/index.html"]


@pytest.mark.parametrize(
    ("serial", "gap"),
    [((34, 35), "总第36—37期"), ((36,), "总第37期"), ((37,), ""), ((), ""), ((99,), "")],
)
def test_missing_issues_between_neighbours_are_named(tmp_path: Path, serial: tuple[int, ...], gap: str) -> None:
    found = pages(site_at(tmp_path, (ISSUE, replace(BEFORE, serial=serial))))
    beside = f"（其间{gap}未收录）" if gap else ""
    here = "本库" if gap else ""
    assert text_of(found["issues/2023-04/"], ".turn .older .note") == f"{here}上一期{beside}"
    assert text_of(found["issues/2022-12/"], ".turn .newer .note") == f"{here}下一期{beside}"
    listed = text_of(found["issues/"], "main")
    assert (f"在它之前，{gap}未收录。" in listed) if gap else ("未收录" not in listed)


def test_the_colophon_is_shown_as_printed(site: Site) -> None:
    facts = text_of(pages(site)["issues/2023-04/"], ".issue-side .facts")
    assert "主办云州市人民政府办公室" in facts
    assert "总期数总第38期" in facts


def test_no_description_is_used_twice(site: Site) -> None:
    described = [getattr(page, "description", "") for page in issues.pages(site)]
    assert all(described)
    assert len(set(described)) == len(described)


def test_one_heading_of_the_first_level_and_none_skipped(site: Site) -> None:
    for soup in pages(site).values():
        levels = [int(each.name[1]) for each in soup.select("h1, h2, h3, h4")]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_hostile_titles_stay_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>的通知"
    records = tuple(replace(each, title=evil) if each is FLOOD else each for each in ALL)
    soup = issue_of(tmp_path, records)
    assert not [each for each in soup.select("script:not([type='application/ld+json'])") if "alert" in each.get_text()]
