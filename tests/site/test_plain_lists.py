"""Without JavaScript everything is found by links: every number by series and year, every title by year, in three steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pytest
from bs4 import BeautifulSoup
from numbered_archive import leads, main, shown, site_of

from gongbao.site import kinds, ledgers, lookup, years
from gongbao.site.context import Site
from gongbao.site.page import File, Page


def sections(site: Site) -> Iterator[Page | File]:
    return chain(lookup.pages(site), ledgers.pages(site), years.pages(site), kinds.pages(site))


@pytest.fixture(scope="module")
def made() -> dict[str, BeautifulSoup]:
    return shown(sections, site_of())


def reached(made: dict[str, BeautifulSoup], start: str, steps: int) -> dict[str, str]:
    """The links on a page and on those it leads to, so many steps on: text by address."""
    found: dict[str, str] = {}
    pages, seen = {start}, set[str]()
    for _ in range(steps):
        links = [link for page in sorted(pages) for link in leads(page, main(made[page])).items()]
        seen |= pages
        found |= {path: text for text, path in links}
        pages = {path.partition("#")[0] for _, path in links} & (made.keys() - seen)
    return found


def test_the_search_page_leads_on_without_a_script(made: dict[str, BeautifulSoup]) -> None:
    links = leads("search/", main(made["search/"]))
    assert {"series/", "years/", "issues/", "kinds/"} <= set(links.values())


def test_every_number_is_reached_by_series_and_year(made: dict[str, BeautifulSoup]) -> None:
    site = site_of()
    found = reached(made, "series/", 2)
    works = {site.urls.work(work) for work in site.works if work.number}
    stubs = {site.urls.number(stub.number) for stub in site.graph.stubs.values()}
    assert works
    assert stubs
    assert works | stubs <= found.keys()


def test_every_title_is_reached_by_year(made: dict[str, BeautifulSoup]) -> None:
    site = site_of()
    found = reached(made, "years/", 2)
    assert {site.urls.work(work): work.title for work in site.works}.items() <= found.items()


def test_all_of_it_is_three_steps_from_the_search_page(made: dict[str, BeautifulSoup]) -> None:
    site = site_of()
    found = reached(made, "search/", 3)
    stubs = (stub.number for stub in site.graph.stubs.values())
    wanted = {*(site.urls.work(work) for work in site.works), *map(site.urls.number, stubs)}
    texts = {site.urls.record(record) for record in site.library.records.values() if record.kind == "interpretation"}
    assert texts
    assert wanted | texts <= found.keys()
