"""The number series: what a reader learns about a serial that is printed, listed, mentioned, or not there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from numbered_archive import RECORDS, TREES, leads, main, shown, site_of, words

from gongbao.gazette import Gazette
from gongbao.model import Citation, Decree, SourceRef
from gongbao.site.ledgers import pages
from gongbao.site.serials import LONG_GAP, Serials


@pytest.fixture(scope="module")
def made() -> dict[str, BeautifulSoup]:
    return shown(pages, site_of())


def cells(page: BeautifulSoup) -> list[str]:
    grid = page.find(class_="cells")
    assert isinstance(grid, Tag)
    return [words(cell).replace(" ", "") for cell in grid.find_all("li")]


def test_every_serial_up_to_the_highest_stands_in_the_ledger_with_its_state_in_words(
    made: dict[str, BeautifulSoup],
) -> None:
    assert cells(made["yzf/2023/"]) == [
        "1号，未见",
        "2号，有全文，云州市人民政府关于植树的通知",
        "3号，未见",
        "4号，只列目录，云州市人民政府关于<b>修路</b>的通知",
        "5号，有全文，云州市人民政府关于修井的决定",
    ]


def test_a_cell_leads_to_the_page_of_its_number_and_an_unseen_one_nowhere(made: dict[str, BeautifulSoup]) -> None:
    grid = made["yzf/2023/"].find(class_="cells")
    assert isinstance(grid, Tag)
    assert list(leads("yzf/2023/", grid).values()) == ["yzf/2023/2/", "yzf/2023/4/", "yzf/2023/5/"]


def test_the_states_are_told_apart_by_class_and_counted_in_the_legend(made: dict[str, BeautifulSoup]) -> None:
    legend = made["yzf/2023/"].find(class_="legend")
    assert isinstance(legend, Tag)
    assert [words(item).split(" ")[1:4] for item in legend.find_all("li")] == [
        ["有全文", "2", "个"],
        ["只列目录", "1", "个"],
        ["只被提及", "0", "个"],
        ["未见", "2", "个"],
    ]


def test_the_ledger_says_what_the_highest_serial_means_and_that_unseen_is_not_absent(
    made: dict[str, BeautifulSoup],
) -> None:
    text = words(main(made["yzf/2023/"]))
    assert "最大号是云政发〔2023〕5号" in text
    assert "不说明没有这份文件" in text


def test_the_known_documents_follow_as_a_plain_list(made: dict[str, BeautifulSoup]) -> None:
    rows = made["yzf/2023/"].find(class_="ledger-rows")
    assert isinstance(rows, Tag)
    assert [words(row) for row in rows.find_all("li")] == [
        "云政发〔2023〕2号 云州市人民政府关于植树的通知 有全文 2023年3月12日",
        "云政发〔2023〕4号 云州市人民政府关于<b>修路</b>的通知 只列目录",
        "云政发〔2023〕5号 云州市人民政府关于修井的决定 有全文 2023年3月1日",
    ]


def test_years_lead_to_the_year_before_and_after(made: dict[str, BeautifulSoup]) -> None:
    turn = made["yzf/2023/"].find(class_="turn")
    assert isinstance(turn, Tag)
    assert leads("yzf/2023/", turn) == {"← 2021年": "yzf/2021/", "2024年 →": "yzf/2024/"}


def test_a_number_that_is_only_mentioned_has_a_ledger_too(made: dict[str, BeautifulSoup]) -> None:
    assert cells(made["yzf/2021/"])[-1] == "6号，只被提及"


def test_the_index_lists_all_own_series_and_those_without_documents_say_so(made: dict[str, BeautifulSoup]) -> None:
    rows = [words(row) for row in main(made["series/"]).find_all("tr")[1:]]
    assert rows == [
        "云政发 云州市人民政府 2024年 2023年 2021年 3 5",
        "云政办发 云州市人民政府办公室 尚未收录 0 0",
        "云政干 云州市人民政府 尚未收录 0 0",
    ]
    assert "还没有收录" in words(main(made["yzbf/"]))


def test_the_small_picture_of_a_year_says_in_words_what_it_shows(made: dict[str, BeautifulSoup]) -> None:
    strips = main(made["yzf/"]).find_all("svg")
    assert [words(strip) for strip in strips] == [
        "云政发2024年第1至1号：有全文1个",
        "云政发2023年第1至5号：有全文2个，只列目录1个，未见2个",
        "云政发2021年第1至6号：只被提及1个，未见5个",
    ]
    bars = {str(path["class"]): str(path["d"]) for path in strips[1].find_all("path")}
    assert {state: path.count("M") for state, path in bars.items()} == {
        "['printed']": 2,
        "['listed']": 1,
        "['unseen']": 2,
    }
    assert len({path.split("v-")[1].split("h")[0] for path in bars.values()}) == 3, "heights tell the states apart"


def test_a_series_of_somebody_else_has_a_ledger_when_a_decree_of_it_is_printed() -> None:
    foreign = Decree(
        "a", "云州市水利局关于堤防的通知", SourceRef("a.txt", (1, 2)), number="云水发〔2023〕3号", issuer="云州市水利局"
    )
    citing = replace(TREES, cites=(Citation("云水发〔2023〕1号", "关于河道的通知"),))
    made = shown(pages, site_of([foreign, citing]))
    assert cells(made["yunshuifa/2023/"]) == [
        "1号，只被提及，关于河道的通知",
        "2号，未见",
        "3号，有全文，云州市水利局关于堤防的通知",
    ]
    assert "云水发 云州市水利局 2023年 1 2" in words(main(made["series/"]))
    assert leads("yunshuifa/2023/", main(made["yunshuifa/2023/"]))["关于河道的通知"] == "cited/yunshuifa/2023/1/"


def test_orders_are_counted_through_all_years() -> None:
    order = Decree("a", "云州市绿化办法", SourceRef("a.txt", (1, 2)), number="云州市人民政府令第2号")
    made = shown(pages, site_of([order]))
    assert "不分年份" in words(main(made["yunzhoushirenminzhengfuling/"]))
    assert "云州市人民政府令文号一览" in words(main(made["yunzhoushirenminzhengfuling/no/"]))


def test_a_misread_serial_does_not_fill_the_page_with_empty_cells() -> None:
    far = replace(TREES, id="far", number="云政发〔2023〕99999号")
    made = shown(pages, site_of([*RECORDS, far]))
    found = cells(made["yzf/2023/"])
    assert len(found) == 7
    assert found[-2:] == ["6–99998号，未见", "99999号，有全文，云州市人民政府关于植树的通知"]
    assert "未见 99995 个" in words(made["yzf/2023/"].find(class_="legend"))


@pytest.mark.parametrize(("gap", "shown_cells"), [(LONG_GAP, LONG_GAP + 1), (LONG_GAP + 1, 2)])
def test_short_gaps_are_spelled_out_and_long_ones_are_one_cell(gap: int, shown_cells: int) -> None:
    serials = Serials.of(site_of([replace(TREES, number=f"云政发〔2023〕{gap + 1}号", cites=(), body="")]))
    assert len(serials.cells("云政发", 2023)) == shown_cells


def test_an_archive_without_anything_has_an_index() -> None:
    assert list(shown(pages, site_of([], Gazette("云州公报")))) == ["series/"]
