"""A number without its text: where it is listed, who mentions it, what stands beside it, and no word too many."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from numbered_archive import LIST, RECORDS, SPRING, WELLS, leads, main, shown, site_of, words

from gongbao.model import Citation, Repeal, TocEntry
from gongbao.site.stubs import pages


@pytest.fixture(scope="module")
def made() -> dict[str, BeautifulSoup]:
    return shown(pages, site_of())


def test_every_own_number_without_text_has_a_page(made: dict[str, BeautifulSoup]) -> None:
    assert sorted(made) == ["yzf/2021/6/", "yzf/2023/4/"]


def test_it_says_plainly_that_the_text_is_not_here_and_nothing_about_force(made: dict[str, BeautifulSoup]) -> None:
    for page in made.values():
        text = words(main(page))
        assert "本公报库未收录全文" in text
        assert "有效" not in text
        assert "申请政府信息公开" in text


def test_no_repeal_met_is_no_statement_but_a_repeal_is_told_with_its_sentence(made: dict[str, BeautifulSoup]) -> None:
    assert "这不说明文件已经失效" in words(main(made["yzf/2023/4/"]))
    page = main(made["yzf/2021/6/"])
    assert "这不说明文件已经失效" not in words(page)
    told = page.find(class_="concluded")
    assert (
        words(told)
        == "已有文件写明将它废止： 云州市人民政府关于修井的决定 （云政发〔2023〕5号）： “云政发〔2021〕6号同时废止。”"
    )


def test_a_listed_one_names_the_list_and_its_issue(made: dict[str, BeautifulSoup]) -> None:
    page = main(made["yzf/2023/4/"])
    assert words(page.h1) == "云州市人民政府关于<b>修路</b>的通知"
    links = leads("yzf/2023/4/", page)
    assert links["2023年3月份发文目录"] == "issues/2023-04/catalogue/#entries"
    assert links["云州市人民政府公报2023年第04期"] == "issues/2023-04/"
    assert "哪些文件提到它" not in words(page), "the list itself is not told twice"


def test_a_mentioned_one_shows_who_mentions_it_with_the_sentence(made: dict[str, BeautifulSoup]) -> None:
    page = main(made["yzf/2021/6/"])
    assert words(page.h1) == "云政发〔2021〕6号"
    assert "只有别的文件提到了这个文号" in words(page)
    citing = page.find(class_="citing")
    assert isinstance(citing, Tag)
    assert leads("yzf/2021/6/", citing) == {
        "云州市人民政府关于植树的通知": "yzf/2023/2/",
        "云州市人民政府关于修井的决定": "yzf/2023/5/",
    }
    assert [passage.get_text() for passage in citing.find_all("blockquote")] == [
        "按云政发〔2021〕6号办理；",
        "云政发〔2021〕6号同时废止。",
    ]
    assert "废止 · 云政发〔2023〕5号 · 2023年3月1日" in words(citing)


def test_a_decree_that_cites_and_repeals_is_one_entry_with_the_sentence_that_repeals() -> None:
    body = "《旧办法》（云政发〔2021〕6号）施行多年。\n\n原《旧办法》（云政发〔2021〕6号）同时废止。"
    repeal = Repeal("云政发〔2021〕6号", "旧办法", "原《旧办法》（云政发〔2021〕6号）同时废止。")
    both = replace(WELLS, cites=(Citation("云政发〔2021〕6号", "旧办法"),), repeals=(repeal,), body=body)
    page = main(shown(pages, site_of([both]))["yzf/2021/6/"])
    assert "哪些文件提到它 1 件" in words(page)
    assert [words(quoted) for quoted in page.find_all("blockquote")] == [
        "原 《旧办法》（云政发〔2021〕6号） 同时废止。"
    ]


def test_the_neighbours_in_the_ledger_stand_below_with_its_own_place_marked(made: dict[str, BeautifulSoup]) -> None:
    grid = made["yzf/2023/4/"].find(class_="cells")
    assert isinstance(grid, Tag)
    assert [words(cell).split("号")[0].strip() for cell in grid.find_all("li")] == ["1", "2", "3", "4", "5"]
    here = grid.find("span", attrs={"aria-current": "page"})
    assert isinstance(here, Tag)
    assert words(here).startswith("4")
    assert leads("yzf/2023/4/", main(made["yzf/2023/4/"]))["云政发2023年全部文号"] == "yzf/2023/"


def test_other_spellings_of_the_title_are_told() -> None:
    entry = TocEntry("市政府文件", "关于修路的通知", "云政发〔2023〕4号", 7, None)
    records = [each for each in RECORDS if each.id not in (SPRING.id, LIST.id)]
    made = shown(pages, site_of([*records, replace(SPRING, toc=(entry,)), LIST]))
    text = words(main(made["yzf/2023/4/"]))
    assert "又作" in text
    assert "该处列为本期所刊，但本库没有找到正文" in text


def test_a_title_is_text_and_never_markup(made: dict[str, BeautifulSoup]) -> None:
    assert made["yzf/2023/4/"].find("b") is None
