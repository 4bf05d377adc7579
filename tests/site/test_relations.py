"""The picture of a decree's relations: each document once, in its place, told apart by more than colour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from numbered_archive import AT, EXPLAINED, LONE, PROJECT, RECORDS, TREES, WELLS, site_of, words

from gongbao.model import Citation, Decree
from gongbao.site.context import Site
from gongbao.site.frame import frame
from gongbao.site.page import Page
from gongbao.site.relations import Node, Picture, picture
from gongbao.site.render import Renderer


def drawn(site: Site, id_: str) -> Picture:
    found = picture(site, site.graph.works[id_])
    assert found is not None
    return found


def citing(count: int) -> Decree:
    """A decree that cites so many documents from elsewhere."""
    return replace(TREES, body="", cites=tuple(Citation(f"国发〔2020〕{at}号", None) for at in range(1, count + 1)))


def by_label(view: Picture) -> dict[str, Node]:
    return {node.link.text: node for node in view.nodes}


def html(site: Site, view: Picture, folder: Path) -> BeautifulSoup:
    (folder / "only.html").write_text('{% from "parts/relations.html" import picture %}{{ picture(view) }}', "utf-8")
    renderer = Renderer(site.gazette, frame(site), (folder, PROJECT / "templates"))
    page = renderer.render(Page("yzf/2023/2/", "only.html", "植树", view, "decree"))
    return BeautifulSoup(page, "html.parser")


def test_a_decree_without_relations_has_no_picture() -> None:
    site = site_of()
    assert picture(site, site.graph.works[LONE.id]) is None


def test_what_it_cites_is_left_and_told_apart_by_state() -> None:
    view = drawn(site_of(), TREES.id)
    nodes = by_label(view)
    here = nodes["云政发〔2023〕2号"]
    assert (here.state, here.link.path) == ("here", "yzf/2023/2/")
    assert {name: nodes[name].state for name in ("中华人民共和国森林法", "国发〔2022〕24号", "云政发〔2021〕6号")} == {
        "中华人民共和国森林法": "cited",
        "国发〔2022〕24号": "cited",
        "云政发〔2021〕6号": "stub",
    }
    assert all(node.x + node.width < here.x for node in view.nodes if node.state in ("cited", "stub"))


def test_who_cites_it_is_right_and_its_interpretation_below() -> None:
    later = Decree("yzf-2024-9", "云州市人民政府关于浇水的通知", AT, number="云政发〔2024〕9号")
    later = replace(later, cites=(Citation("云政发〔2023〕2号", None),))
    nodes = by_label(drawn(site_of((*RECORDS, later)), TREES.id))
    here = nodes["云政发〔2023〕2号"]
    assert nodes["云政发〔2024〕9号"].x > here.x + here.width
    (told,) = (node for node in nodes.values() if node.state == "text")
    assert told.y > here.y + here.height
    assert EXPLAINED.title in told.title


def test_printings_and_other_years_stand_below() -> None:
    again = replace(TREES, id="yzf-2023-2-p2", issue=None, number=None, printing_of=TREES.id)
    year = Decree(
        "yzf-2022-2", "云州市人民政府关于2022年植树的通知", AT, number="云政发〔2022〕2号", issuer="云州市人民政府"
    )
    this = replace(TREES, title="云州市人民政府关于2023年植树的通知")
    site = site_of((*(each for each in RECORDS if each.id != TREES.id), this, again, year))
    view = drawn(site, TREES.id)
    assert {"其他版本（1）", "其他年份（1）"} <= {caption.text for caption in view.captions}
    assert {"yzf/2023/2/p2/", "yzf/2022/2/"} <= {node.link.path for node in view.nodes}


@pytest.mark.parametrize(("count", "shown", "more"), [(7, 7, None), (8, 6, "另有2件"), (40, 6, "另有34件")])
def test_a_side_has_seven_places(count: int, shown: int, more: str | None) -> None:
    many = citing(count)
    view = drawn(site_of((many, WELLS)), TREES.id)
    assert sum(node.state == "cited" for node in view.nodes) == shown
    assert [caption.text for caption in view.captions if caption.text.startswith("另有")] == [more] * bool(more)


def test_everything_stands_inside_the_picture_and_nothing_on_another() -> None:
    many = citing(11)
    view = drawn(site_of((many, WELLS, EXPLAINED)), TREES.id)
    for node in view.nodes:
        assert node.x > 0
        assert node.y > 0
        assert node.x + node.width < view.width
        assert node.y + node.height < view.height
    boxes = [(node.x, node.y) for node in view.nodes]
    assert len(boxes) == len(set(boxes))


def test_on_the_page_every_node_is_a_link_with_its_full_name(tmp_path: Path) -> None:
    site = site_of()
    view = drawn(site, TREES.id)
    page = html(site, view, tmp_path)
    svg = page.svg
    assert svg is not None
    assert page.figure is not None
    assert "本文件引用3件" in page.figure["aria-label"]
    links = svg.find_all("a")
    assert len(links) == len(view.nodes)
    for link in links:
        label = words(link.find("text")).rstrip("…")
        assert label in words(link.title)  # what is seen is part of what is spoken
        assert str(link["href"]).endswith("index.html")
    assert page.find(style=True) is None
    assert "圆头框：库外文件" in page.get_text()


def test_a_title_is_shortened_without_issuer_and_formula() -> None:
    long = "云州市人民政府关于印发云州市城市绿化高质量发展三年行动计划的通知"
    one = replace(TREES, body="", cites=(Citation(None, long),))
    node = next(node for node in drawn(site_of((one,)), TREES.id).nodes if node.state == "cited")
    assert node.link.text == "云州市城市绿化高质量发…"
    assert long in node.title


def test_the_same_archive_gives_the_same_picture() -> None:
    assert drawn(site_of(), TREES.id) == drawn(site_of(reversed(RECORDS)), TREES.id)
