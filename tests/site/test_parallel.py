"""Side by side: a section beside what explains it, word for word, with the reason, from both pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup
from numbered_archive import AT, PROJECT, leads, site_of, words

from gongbao.model import Decree, Instrument, Interpretation, Interprets
from gongbao.site.context import Site
from gongbao.site.frame import frame
from gongbao.site.page import Page
from gongbao.site.parallel import ParallelView, for_interpretation, for_work
from gongbao.site.render import Renderer

DECREE = Decree(
    "yzf-2023-7",
    "云州市人民政府关于印发云州市绿地实施方案的通知",
    AT,
    number="云政发〔2023〕7号",
    instruments=(Instrument("云州市绿地实施方案", "方案", "instrument-1"),),
    body=(
        "# 云州市人民政府关于印发云州市绿地实施方案的通知\n\n现印发给你们。\n\n# 云州市绿地实施方案\n\n"
        "为保护和增加城市绿地，改善居民生活环境，制定本方案。\n\n"
        "## 一、总体要求\n\n到2025年，全市新增绿地二百公顷，人均公园绿地面积达到十六平方米以上。\n\n"
        "## 二、重点任务\n\n（一）建设口袋公园。利用边角地块建设口袋公园一百个。\n\n"
        "（二）保护古树名木。对树龄一百年以上的树木逐株建立档案。\n\n"
        "## 三、资金来源\n\n所需经费由各区列入年度预算，并接受审计部门的监督。\n\n"
        "本方案自2023年5月1日起施行。"
    ),
)
TOLD = Interpretation(
    "2023-04-interpretation-1",
    "《云州市绿地实施方案》政策解读",
    AT,
    interprets=Interprets("云政发〔2023〕7号", None, "yzf-2023-7"),
    body=(
        "# 《云州市绿地实施方案》政策解读\n\n## 一、起草背景\n\n起草时征求了二十个单位的意见。\n\n"
        "## 二、主要内容\n\n（一）总体要求。提出了两项指标。\n\n"
        "（二）重点任务。一是建设口袋公园，二是保护古树名木。\n\n## 三、施行时间\n\n《方案》自2023年5月1日起施行。\n\n"
        "## 四、联系方式\n\n解读人：张三<b>"
    ),
)


def on_decree(*records: Decree | Interpretation) -> tuple[Site, ParallelView | None]:
    site = site_of(records)
    return site, for_work(site, site.bodies, site.graph.works[DECREE.id])


def rows(view: ParallelView | None) -> list[tuple[list[str], list[str]]]:
    assert view is not None
    return [
        ([head.text for head in row.heads], [passage.text for passage in row.passages])
        for pair in view.pairs
        for row in pair.rows
    ]


def html(site: Site, view: ParallelView | None, path: str, folder: Path) -> BeautifulSoup:
    (folder / "only.html").write_text('{% from "parts/parallel.html" import parallel %}{{ parallel(view) }}', "utf-8")
    renderer = Renderer(site.gazette, frame(site), (folder, PROJECT / "templates"))
    return BeautifulSoup(renderer.render(Page(path, "only.html", "绿地", view, "decree")), "html.parser")


def test_beside_each_section_stands_what_explains_it_word_for_word() -> None:
    _, view = on_decree(DECREE, TOLD)
    assert rows(view) == [
        (["一、总体要求"], ["（一）总体要求。提出了两项指标。"]),
        (["二、重点任务"], ["（二）重点任务。一是建设口袋公园，二是保护古树名木。"]),
        (["本方案自2023年5月1日起施行。"], ["《方案》自2023年5月1日起施行。"]),
    ]


def test_the_places_below_a_heading_are_named_each_with_its_reason() -> None:
    _, view = on_decree(DECREE, TOLD)
    assert view is not None
    places = view.pairs[0].rows[1].places
    assert [place.link.text for place in places] == ["（一）建设口袋公园", "（二）保护古树名木"]
    assert all(place.why for place in places)


def test_what_explains_no_section_is_kept_as_general() -> None:
    _, view = on_decree(DECREE, TOLD)
    assert view is not None
    assert [each.text for each in view.pairs[0].rest] == ["起草时征求了二十个单位的意见。", "解读人：张三<b>"]


def test_a_paragraph_that_only_lists_all_headings_is_general() -> None:
    lists = replace(TOLD, body="方案分为总体要求、重点任务和资金来源三部分。\n\n（一）总体要求。提出了两项指标。")
    _, view = on_decree(DECREE, lists)
    assert [heads for heads, _ in rows(view)] == [["一、总体要求"]]
    assert view is not None
    assert [each.text for each in view.pairs[0].rest] == ["方案分为总体要求、重点任务和资金来源三部分。"]


def test_on_the_interpretation_it_is_the_other_way_round() -> None:
    site, _ = on_decree(DECREE, TOLD)
    view = for_interpretation(site, site.bodies, TOLD)
    assert rows(view) == [
        (["（一）总体要求"], [""]),  # the heading alone was named: a link, no text
        (
            ["（二）重点任务"],
            [
                "（一）建设口袋公园。利用边角地块建设口袋公园一百个。",
                "（二）保护古树名木。对树龄一百年以上的树木逐株建立档案。",
            ],
        ),
        (["《方案》自2023年5月1日起施行。"], ["本方案自2023年5月1日起施行。"]),
    ]
    assert view is not None
    assert [each.link.text for each in view.pairs[0].rest] == ["三、资金来源"]


def test_nothing_is_laid_beside_what_is_not_there_or_does_not_match() -> None:
    site = site_of((TOLD,))
    assert for_interpretation(site, site.bodies, TOLD) is None
    _, alone = on_decree(DECREE)
    assert alone is None
    _, strange = on_decree(DECREE, replace(TOLD, body="起草时征求了二十个单位的意见。"))
    assert strange is None


def test_the_links_of_both_sides_lead_to_anchors_that_are_there(tmp_path: Path) -> None:
    site, view = on_decree(DECREE, TOLD)
    page = html(site, view, "yzf/2023/7/", tmp_path)
    assert page.div is not None
    bodies = {site.urls.record(each): site.bodies.of(each) for each in (DECREE, TOLD)}
    for target in leads("yzf/2023/7/", page.div).values():
        path, _, anchor = target.partition("#")
        assert not anchor or anchor in {block.anchor for block in bodies[path].blocks}
    assert "张三<b>" in words(page)
    assert page.find("b") is None
