"""The page /data/: it lists every dataset, explains every column, and each of its links leads to a file."""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from data_archive import opened, written_at

from gongbao.site.data.pages import pages
from gongbao.site.frame import frame
from gongbao.site.page import File, Page
from gongbao.site.render import Renderer
from gongbao.site.shipped import PROJECT


@dataclass(frozen=True)
class Made:
    """The page, and the files made with it."""

    page: Page
    soup: BeautifulSoup
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The page of the archive of 云州."""
    site = opened(written_at(tmp_path_factory.mktemp("page")))
    items = list(pages(site))
    page = next(item for item in items if isinstance(item, Page))
    html = Renderer(site.gazette, frame(site), (PROJECT / "templates",)).render(page)
    return Made(
        page, BeautifulSoup(html, "html.parser"), {each.path: each.content for each in items if isinstance(each, File)}
    )


def main(made: Made) -> Tag:
    """The page's own part."""
    found = made.soup.main
    assert found is not None
    return found


def section(made: Made, anchor: str) -> str:
    """The text of the section under a heading."""
    heading = main(made).find(id=anchor)
    assert isinstance(heading, Tag)
    assert heading.parent is not None
    return heading.parent.get_text(" ", strip=True)


def test_every_download_leads_to_a_file(made: Made) -> None:
    paths = [
        posixpath.normpath(f"data/{unquote(str(link['href']))}")
        for link in main(made).find_all("a")
        if not str(link["href"]).startswith("#")
    ]
    elsewhere = {"data/site.zip", "tables/yzf-2023-5-table-1/index.html"}
    assert set(paths) - made.files.keys() == elsewhere
    data = {path for path in made.files if path.startswith("data/") and path.endswith(".csv")}
    assert data <= set(paths)


def test_every_jump_lands(made: Made) -> None:
    jumps = [str(link["href"]) for link in main(made).find_all("a") if str(link["href"]).startswith("#")]
    assert len(jumps) >= 7
    assert [jump for jump in jumps if main(made).find(id=jump[1:]) is None] == []


def test_every_column_is_explained(made: Made) -> None:
    for resource in json.loads(made.files["data/datapackage.json"])["resources"]:
        if resource["profile"] == "tabular-data-resource" and "/" not in resource["name"]:
            text = section(made, resource["name"])
            for field in resource["schema"]["fields"]:
                assert field["name"] in text
                assert field["title"] in text
                assert field["description"] in text


def test_rows_and_size_are_those_of_the_file(made: Made) -> None:
    content = made.files["data/catalogue.csv"]
    assert f"3 行，{len(content)} B" in section(made, "catalogue")


def test_the_page_says_what_may_be_done_with_it(made: Made) -> None:
    text = main(made).get_text()
    assert "著作权法" in text
    assert "以正式印发的文本为准" in text


def test_one_heading_and_no_level_left_out(made: Made) -> None:
    levels = [int(each.name[1]) for each in main(made).find_all(["h1", "h2", "h3", "h4"])]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert made.page.kind == "data"
    assert made.page.description
