"""The quality report: counted anew from records and sources, source by source and in all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from issue_archive import ALL, FLOOD, LANTERNS, shown, site_at, text_of

from gongbao.model import Citation
from gongbao.site import quality
from gongbao.site.context import Site
from gongbao.site.page import File


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_at(tmp_path)


def figures(site: Site) -> dict[str, Any]:
    file = next(each for each in quality.pages(site) if isinstance(each, File))
    assert file.path == "data/quality.json"
    found: dict[str, Any] = json.loads(file.content)
    return found


def source(site: Site, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in figures(site)["sources"] if each["source"] == name)
    return found


def test_an_issue_is_measured(site: Site) -> None:
    found = source(site, "2023-04.txt")
    assert {key: found[key] for key in ("lines", "owned", "listed", "matched", "unlisted")} == {
        "lines": 22,
        "owned": 21,
        "listed": 4,
        "matched": 2,
        "unlisted": 1,
    }
    assert (found["decrees"], found["numbered"], found["tables"], found["warnings"]) == (2, 2, 1, 2)


def test_citations_are_told_apart_by_where_they_lead(site: Site) -> None:
    found = source(site, "2023-04.txt")
    assert (found["citations"], found["resolved"], found["awaited"], found["ambiguous"], found["outside"]) == (
        3,  # 云政发〔2023〕6号 is here, 8号 is of the gazette's own, 国发〔2022〕22号 is not
        1,
        1,
        0,
        1,
    )


def test_a_title_that_several_decrees_bear_is_counted_apart(tmp_path: Path) -> None:
    same = "云州市人民政府关于灯会的通知"
    again = replace(LANTERNS, id="yzf-2022-9", title=same, number="云政发〔2022〕9号")
    citing = replace(FLOOD, cites=(Citation(None, same),))
    records = tuple(citing if each is FLOOD else each for each in ALL)
    found = source(site_at(tmp_path, (*records, again)), "2023-04.txt")
    assert (found["citations"], found["ambiguous"], found["outside"]) == (1, 1, 0)


def test_the_totals_are_the_sums(site: Site) -> None:
    found = figures(site)
    for name, total in found["total"].items():
        assert total == sum(each[name] for each in found["sources"])


def test_the_page_says_the_same_and_explains_it(site: Site) -> None:
    soup = shown(site, next(iter(quality.pages(site))))
    total = figures(site)["total"]
    assert f"{total['owned']}/{total['lines']}" in text_of(soup, ".measures")
    for measure in soup.select(".measure"):
        meaning = measure.select_one(".measure-meaning")
        assert meaning is not None
        assert meaning.get_text().strip().endswith("。")


def test_a_line_that_is_not_accounted_for_is_led_to(site: Site) -> None:
    soup = shown(site, next(iter(quality.pages(site))))
    fault = soup.select_one(".note.warning a")
    assert fault is not None
    assert fault["href"] == "../issues/2023-04/source/index.html#L18"


def test_what_has_no_contents_is_held_against_none(site: Site) -> None:
    soup = shown(site, next(iter(quality.pages(site))))
    lone = next(each for each in soup.select("tbody tr") if "灯会" in each.get_text())
    cells = [each.get_text() for each in lone.select("td")]
    assert cells[2:5] == ["—", "—", "—"]


def test_every_row_has_a_cell_for_every_column(site: Site) -> None:
    soup = shown(site, next(iter(quality.pages(site))))
    columns = len(soup.select("thead tr:nth-of-type(2) th")) + 2
    assert {len(each.select("td")) for each in soup.select("tbody tr, tfoot tr")} == {columns}


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (site_at(tmp_path / name) for name in ("one", "other"))
    assert figures(one) == figures(other)


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    site = site_at(tmp_path, ())
    soup = shown(site, next(iter(quality.pages(site))))
    assert "还没有收录文件。" in soup.get_text()
    assert soup.table is None
