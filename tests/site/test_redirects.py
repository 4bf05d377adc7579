"""Addresses that lead on: numbers typed as they are printed, and what the site was linked by before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from numbered_archive import GAZETTE, RECORDS, TREES, WELLS, leads, shown, site_of

from gongbao.errors import SiteError
from gongbao.site import cited, ledgers, stubs
from gongbao.site.context import Site
from gongbao.site.page import Page
from gongbao.site.redirects import old_path, pages
from gongbao.site.robots import Robots


@pytest.fixture(scope="module")
def made() -> dict[str, BeautifulSoup]:
    return shown(pages, site_of())


def where(path: str, page: BeautifulSoup) -> str:
    """Where a page leads; the jump, the canonical address and the visible link agree."""
    refresh = page.find("meta", attrs={"http-equiv": "refresh"})
    canonical = page.find("link", rel="canonical")
    assert isinstance(refresh, Tag)
    assert isinstance(canonical, Tag)
    assert page.a is not None
    assert str(refresh["content"]) == f"0; url={canonical['href']}" == f"0; url={page.a['href']}"
    assert page.main is not None
    (target,) = leads(path, page.main).values()
    return target


@pytest.mark.parametrize(
    ("number", "target"),
    [
        ("云政发〔2023〕5号", "yzf/2023/5/"),
        ("云政发〔2024〕1号", "yzf/2024/1/"),
        ("云政发〔2023〕4号", "yzf/2023/4/"),
        ("云政发〔2021〕6号", "yzf/2021/6/"),
        ("国发〔2022〕24号", "cited/guofa/2022/24/"),
    ],
    ids=["printed", "inferred", "listed", "mentioned", "from elsewhere"],
)
def test_a_number_is_an_address(made: dict[str, BeautifulSoup], number: str, target: str) -> None:
    path = f"n/{number}/"
    assert where(path, made[path]) == target


def test_every_number_met_anywhere_has_an_address_and_a_page() -> None:
    site = site_of()
    made = shown(pages, site)
    there = {page.path for section in (ledgers, stubs, cited) for page in section.pages(site)}
    there |= {site.urls.work(work) for work in site.works}
    for number in site.graph.numbers():
        path = site.urls.named(str(number))
        assert where(path, made[path]) in there


def test_a_page_that_leads_on_has_a_language_a_title_no_script_and_leaves_noindex_to_nobody(
    made: dict[str, BeautifulSoup],
) -> None:
    page = made["n/云政发〔2023〕5号/"]
    assert page.find("meta", attrs={"name": "robots"}) is None  # beside a canonical address it would contradict it
    assert page.html is not None
    assert page.html["lang"] == "zh-CN"
    assert page.title is not None
    assert page.title.get_text() == "云政发〔2023〕5号 · 云州市人民政府公报·文献库"
    assert page.find("script") is None


def test_with_an_address_of_its_own_the_site_names_the_whole_canonical_one() -> None:
    made = shown(pages, site_of(gazette=replace(GAZETTE, address="https://gb.yunzhou.example/a/")))
    canonical = made["n/云政发〔2023〕5号/"].find("link", rel="canonical")
    assert isinstance(canonical, Tag)
    assert canonical["href"] == "https://gb.yunzhou.example/a/yzf/2023/5/"


def test_a_page_that_leads_on_is_in_no_sitemap() -> None:
    made = [page for page in pages(aliased("old/")) if isinstance(page, Page)]
    assert made
    assert not any(Robots(()).takes(page) for page in made)


def aliased(*aliases: str) -> Site:
    return site_of([WELLS, replace(TREES, aliases=aliases)])


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("yzf/2023/02/", "yzf/2023/02/"),
        ("yzf/2023/02", "yzf/2023/02/"),
        ("/yzf/2023/02/", "yzf/2023/02/"),
        ("old/page.html", "old/page.html"),
        ("旧/植树.htm", "旧/植树.htm"),
        ("old/show.aspx", "old/show.aspx/"),
        ("old/%E6%A4%8D%E6%A0%91/", "old/植树/"),
    ],
)
def test_an_old_address_leads_to_the_record(alias: str, path: str) -> None:
    made = shown(pages, aliased(alias))
    assert where(path, made[path]) == "yzf/2023/2/"


@pytest.mark.parametrize(
    "alias",
    [
        "",
        "/",
        "..",
        "../x/",
        "a/../../x/",
        "%2e%2e/x/",
        "//elsewhere.example/x",
        "/../etc/passwd",
        "a//b/",
        "./a/",
        "a/.",
        "https://elsewhere.example/",
        "javascript:alert(1)",
        "C:\\x",
        "a\\b",
        "a\nb/",
        "a%00b/",
        "a\u202eb/",
        "show.php?id=5",
        "page.html#top",
        "云" * 80,
    ],
)
def test_an_old_address_that_is_none_of_the_sites_is_refused_with_the_file(alias: str) -> None:
    with pytest.raises(SiteError, match=r"^content/decrees/yzf-2023-2\.md: aliases ") as refused:
        list(pages(aliased(alias)))
    assert "\n" not in str(refused.value)
    assert "\u202e" not in str(refused.value)


@pytest.mark.parametrize(
    ("alias", "owner"),
    [
        ("n/云政发〔2023〕5号/", "云政发〔2023〕5号"),
        ("/yzf/2023/5", "《云州市人民政府关于修井的决定》"),
        ("yzf/2023/5/index.html", "《云州市人民政府关于修井的决定》"),
        ("yzf/2021/6/", "云政发〔2021〕6号"),
        ("yzf/2023/2/", "《云州市人民政府关于植树的通知》"),
    ],
    ids=["number", "record", "file", "number without text", "its own"],
)
def test_an_old_address_that_is_taken_is_refused_with_the_file_and_the_owner(alias: str, owner: str) -> None:
    with pytest.raises(SiteError, match=r"^content/decrees/yzf-2023-2\.md: aliases ") as refused:
        list(pages(aliased(alias)))
    assert f"现在是{owner}的地址" in str(refused.value)


def test_a_number_two_decrees_claim_leads_to_the_page_that_lists_both() -> None:
    site = site_of(
        [replace(TREES, cites=(), body=""), replace(WELLS, number=TREES.number, cites=(), repeals=(), body="")]
    )
    made = shown(pages, site)
    assert where("n/云政发〔2023〕2号/", made["n/云政发〔2023〕2号/"]) == "cited/yunzhengfa/2023/2/"


def test_the_file_is_named_as_it_is_given() -> None:
    with pytest.raises(SiteError, match=r"^content/a\.md: "):
        old_path("../x", "content/a.md")


def test_no_record_no_number_no_page() -> None:
    assert list(pages(site_of([]))) == []
    assert len({page.path for page in pages(site_of(RECORDS))}) == len(list(pages(site_of(RECORDS))))
