"""Sources: every line once, with its number, its owner and its own address."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from issue_archive import ALL, FILE, FLOOD, GREEN, LANTERNS, SOURCES, TEXT, WEB, at, shown, site_at, text_of

from gongbao.model import Issue, Record, Table
from gongbao.site import sources
from gongbao.site.accounts import Owner, account, counted
from gongbao.site.context import Site
from gongbao.site.page import File, Page

LINES = counted(TEXT.split("\n"))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_at(tmp_path)


def page(site: Site, path: str) -> BeautifulSoup:
    return shown(site, next(each for each in sources.pages(site) if each.path == path))


def of_issue() -> tuple[Record, ...]:
    return tuple(each for each in ALL if each.source.file == FILE)


def owners(records: tuple[Record, ...]) -> dict[int, tuple[str, ...]]:
    runs = account(LINES, records).runs
    return {line: tuple(each.key for each in run.owners) for run in runs for line in range(run.first, run.last + 1)}


def stretch_of(soup: BeautifulSoup, line: int) -> Tag:
    found = soup.select_one(f"#L{line}")
    assert found is not None
    stretch = found.find_parent("section")
    assert stretch is not None
    return stretch


def test_a_table_owns_its_lines_and_the_text_the_rest() -> None:
    found = owners(of_issue())
    assert [found[line] for line in (13, 14, 15, 16, 17)] == [
        ("yzf-2023-6",),
        ("yzf-2023-6",),
        ("yzf-2023-6-table-1",),
        ("yzf-2023-6-table-1",),
        ("yzf-2023-6",),
    ]


def test_a_page_mark_between_records_is_the_issues_and_a_stray_line_is_nobodys() -> None:
    found = owners(of_issue())
    assert found[12] == ("break",)
    assert found[18] == ()


def test_only_written_lines_with_exactly_one_owner_count() -> None:
    overlapping = tuple(replace(each, source=at(11, 17)) if each is GREEN else each for each in of_issue())
    good, bad = account(LINES, of_issue()), account(LINES, overlapping)
    assert (good.lines, good.written, good.owned) == (25, 22, 21)
    assert [(run.first, run.last) for run in good.faults] == [(18, 19)]
    assert (bad.written, bad.owned) == (22, 20)
    assert [(run.first, run.last) for run in bad.faults] == [(11, 11), (18, 19)]


def test_a_page_mark_is_told_by_its_form() -> None:
    issue = Issue("2023-05", "第05期", at(1, 3), furniture={"masthead": (1, 1)})
    runs = account(["云州公报", "- 2 -", "第5条"], (issue,)).runs
    assert [run.owners for run in runs] == [(Owner("furniture", "masthead"),), (Owner("furniture", "break"),), ()]


def test_tables_on_one_line_leave_it_to_the_text_they_stand_in() -> None:
    tables = tuple(Table(f"yzf-2023-5-table-{n}", "表", at(9, 9), belongs_to="yzf-2023-5") for n in (1, 2))
    assert owners((FLOOD, *tables))[9] == ("yzf-2023-5",)


def test_every_line_stands_once_with_its_number(site: Site) -> None:
    soup = page(site, "issues/2023-04/source/")
    lines = soup.select("p[id]")
    assert [each["id"] for each in lines] == [f"L{n}" for n in range(1, 26)]
    texts = []
    for each in lines:
        link = each.a
        assert link is not None
        assert link["href"] == f"#{each['id']}"
        link.extract()
        texts.append(each.get_text())
    assert texts == list(LINES)


def test_the_margin_leads_to_the_owner(site: Site) -> None:
    soup = page(site, "issues/2023-04/source/")
    expected = {
        10: "../../../yzf/2023/5/index.html",
        15: "../../../tables/yzf-2023-6-table-1/index.html",
        20: "../other-1/index.html",
    }
    for line, path in expected.items():
        link = stretch_of(soup, line).select_one(".owner a")
        assert link is not None
        assert link["href"] == path


def test_parts_of_the_issue_have_their_chinese_names(site: Site) -> None:
    soup = page(site, "issues/2023-04/source/")
    names = {
        line: "".join(owner.get_text().split())
        for line in (1, 5, 12, 25)
        if (owner := stretch_of(soup, line).select_one(".owner"))
    }
    assert names == {1: "刊头", 5: "目录", 12: "页间标记", 25: "版权页"}


def test_a_line_nobody_owns_is_said(site: Site) -> None:
    soup = page(site, "issues/2023-04/source/")
    assert "无主" in stretch_of(soup, 18).get_text()
    assert "1行不是恰有一个归属" in text_of(soup, ".lead")


def test_doubts_stand_at_their_line(site: Site) -> None:
    soup = page(site, "issues/2023-04/source/")
    line = soup.select_one("#L10")
    assert line is not None
    doubt = line.find_next_sibling("p")
    assert isinstance(doubt, Tag)
    assert doubt.get_text() == "存疑：此处疑有缺字。"


def test_the_header_says_which_source_it_is(site: Site) -> None:
    bar = text_of(page(site, "issues/2023-04/source/"), ".bar")
    assert FILE in bar
    assert "25行" in bar
    assert hashlib.sha256(TEXT.encode()).hexdigest() in bar


def test_the_source_itself_is_given_byte_for_byte(site: Site) -> None:
    given = {each.path: each.content for each in sources.pages(site) if isinstance(each, File)}
    assert given == {
        "sources/2022-12.txt": SOURCES["2022-12.txt"].encode(),
        "sources/2023-04.txt": TEXT.encode(),
        "sources/yzf-2023-9.html.txt": WEB.encode(),  # never as a page that a browser would run
    }


def test_a_web_page_is_shown_as_text_and_never_run(site: Site) -> None:
    soup = page(site, "sources/yzf-2023-9/")
    assert text_of(soup, "#L1").endswith("".join(WEB.split("\n")[0].split()))
    assert "网页自身" in stretch_of(soup, 1).get_text()
    assert "云政发〔2023〕9号" in stretch_of(soup, 2).get_text()
    assert "每一行都恰有一个归属" in text_of(soup, ".lead")


def test_a_source_that_is_gone_has_no_page(site: Site) -> None:
    (site.root / "sources" / FILE).unlink()
    assert FILE not in {Path(each.path).name for each in sources.pages(site)}
    assert "issues/2023-04/source/" not in {each.path for each in sources.pages(site)}


def test_thirty_thousand_lines_carry_little_markup(tmp_path: Path) -> None:
    count = 30_000
    site = site_at(tmp_path, (replace(LANTERNS, source=at(1, count, "yzf-2023-9.txt")),))
    (tmp_path / "sources" / "yzf-2023-9.txt").write_text("\n".join(["字"] * count), "utf-8")
    found = next(each for each in sources.pages(site) if isinstance(each, Page))
    text = str(shown(site, found))
    assert text.count('id="L') == count
    assert len(text) / count < 60
