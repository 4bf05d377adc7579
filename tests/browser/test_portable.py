"""A site built with --portable and opened from a disk: scripts run, search finds, and what it finds is what `search` finds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from conftest import CONTENT, PATIENCE, server_of
from gongbao.cli import main

RELOCATION = "嘉兴市人民政府关于印发嘉兴市征收集体土地房屋补偿安置办法的通知"
ADDRESS = "https://gazette.example/archive/"
QUERIES = (
    "补偿 安置",
    "“耕地保护”",
    "标题:计量",
    "市场监管 年份:2023",
    "任命 副局长",
    "国有土地",
    "征地补偿安置方案 种类:政策解读",
)


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as somebody carries it about, in a folder with blanks and Chinese in its name."""
    public = tmp_path_factory.mktemp("stick") / "U盘 一" / "公报"
    public.parent.mkdir()
    options = ["--content", str(CONTENT), "--public", str(public), "--address", ADDRESS]
    assert main([*options, "--portable"]) == 0
    return public


@pytest.fixture
def disk(browser: Browser, carried: Path) -> Iterator[BrowserContext]:
    """A visit from the disk; the test fails when a script did, or when anything outside the folder was asked for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    home = carried.as_uri()
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    context.on("request", lambda asked: None if asked.url.startswith((home, "data:")) else wrong.append(asked.url))
    yield context
    context.close()
    assert wrong == []


@pytest.fixture
def page(disk: BrowserContext) -> Page:
    """A fresh page."""
    return disk.new_page()


def at(carried: Path, name: str, query: str = "") -> str:
    """The address of a page on the disk."""
    return (carried / name).as_uri() + (f"?q={quote(query)}" if query else "")


def test_the_status_of_a_decree_is_worked_out(page: Page, carried: Path) -> None:
    page.clock.install(time="2025-03-01T09:00:00+08:00")
    page.goto(at(carried, "jzbf/2025/5/index.html"))
    status = page.get_by_role("region", name="时效")
    expect(status).to_contain_text("尚未施行，将于2025年3月23日施行，还有22天")
    expect(status).to_contain_text("不是有关机关的认定")


def test_a_table_sorts(page: Page, carried: Path) -> None:
    page.goto(at(carried, "tables/jzbf-2023-22-table-1/index.html"))
    head = page.get_by_role("columnheader", name="土地面积（亩）")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    rows = page.locator("table.sheet tbody tr:not(.total)").all()
    areas = [float(row.locator("th, td").nth(3).inner_text()) for row in rows]
    assert len(areas) > 5
    assert areas == sorted(areas)


def test_an_anchor_is_copied_as_it_is_on_the_web(disk: BrowserContext, carried: Path) -> None:
    disk.grant_permissions(["clipboard-read", "clipboard-write"])
    page = disk.new_page()
    page.goto(at(carried, "jzf/2023/5/index.html"))
    block = page.locator("[id='1']")
    block.scroll_into_view_if_needed()
    block.hover()
    block.get_by_role("button", name=re.compile("^复制“.+”的链接$")).click()
    expect(page.get_by_role("status").filter(has_text="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{ADDRESS}jzf/2023/5/#1"


def test_a_number_typed_on_the_first_page_leads_to_its_decree(page: Page, carried: Path) -> None:
    page.goto(at(carried, "index.html"))
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).fill("jzf 2023 第５号")
    page.keyboard.press("Enter")
    expect(page.locator(".results-exact a").first).to_have_text(RELOCATION)
    page.locator(".results-exact a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("征收集体土地房屋补偿安置办法")


def test_words_are_found_in_texts_and_lead_to_their_place(page: Page, carried: Path) -> None:
    page.goto(at(carried, "search/index.html", "征地补偿安置方案"))
    expect(page.locator("#found")).to_contain_text(re.compile("找到 [0-9]+ 条"))
    expect(page.locator("#needs")).to_be_hidden()
    expect(page.locator(".result-excerpt mark").first).to_have_text("征地补偿安置方案")
    page.locator(".result-where a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator(":target")).to_contain_text("征地补偿安置方案")


def test_suggestions_come_while_one_types(page: Page, carried: Path) -> None:
    page.goto(at(carried, "about/index.html"))
    page.keyboard.press("/")
    page.keyboard.type("补偿安置")
    expect(page.get_by_role("option").filter(has_text="征收集体土地房屋补偿安置办法的通知")).to_be_visible()


def test_a_part_that_is_gone_is_told_and_asked_for_again(browser: Browser, carried: Path) -> None:
    page = browser.new_page()
    part = carried / "search" / "index" / "manifest.json.js"
    content = part.read_bytes()
    part.unlink()
    try:
        page.goto(at(carried, "search/index.html", "补偿"))
        expect(page.locator("#trouble")).to_be_visible()
    finally:
        part.write_bytes(content)
    page.locator("#again").click()
    expect(page.locator("#found")).to_contain_text("找到")
    page.close()


def test_the_same_folder_works_on_a_server(browser: Browser, carried: Path) -> None:
    page = browser.new_page()
    with server_of(carried) as address:
        page.goto(f"{address}/search/index.html?q={quote('补偿')}")
        expect(page.locator("#found")).to_contain_text("找到")
    page.close()


def test_built_without_portable_it_says_what_to_do(browser: Browser, published: Path) -> None:
    page = browser.new_page()
    page.goto(at(published, "search/index.html", "补偿"))
    expect(page.locator("#needs")).to_contain_text("直接打开磁盘上的文件时不能用")
    page.close()


def test_without_portable_modules_stay_modules(published: Path, carried: Path) -> None:
    assert '<script type="module" src=' in (published / "index.html").read_text("utf-8")
    assert "gongbao.define" not in (published / "js" / "main.js").read_text("utf-8")
    assert not list((published / "search").rglob("*.js"))
    assert not list((carried / "search").rglob("*.bin"))


def one(row: Locator, carried: Path) -> tuple[str, str, str]:
    """Title, excerpt and place of a result as the page shows it."""
    where = row.locator(".result-where a").or_(row.locator("h3 a")).last
    address = unquote(str(where.evaluate("(link) => link.href")))
    excerpt = row.locator(".result-excerpt")
    text = str(excerpt.text_content()).strip("…") if excerpt.count() else ""
    path = address.removeprefix(unquote(carried.as_uri()) + "/").replace("index.html", "")
    return str(row.locator("h3 a").text_content()), text, path


def told(capsys: pytest.CaptureFixture[str], query: str) -> dict[str, Any]:
    """What the command says."""
    capsys.readouterr()
    main(["--content", str(CONTENT), "--address", ADDRESS, "search", "--json", "--limit", "20", query])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("query", QUERIES)
def test_the_command_finds_what_the_page_finds(
    page: Page, carried: Path, query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same texts in the same order, with the same excerpts, leading to the same places."""
    page.goto(at(carried, "search/index.html", query))
    expect(page.locator("#found")).to_contain_text(re.compile("找到 [0-9]+ 条"))
    shown = [one(row, carried) for row in page.locator("#results section").last.locator("li").all()]
    found = told(capsys, query)
    expect(page.locator("#found")).to_contain_text(f"找到 {found['total']} 条。")
    hits = [(hit["title"], hit["excerpt"]["text"].strip("…"), hit["address"]) for hit in found["hits"]]
    there = [(title, text, unquote(address).removeprefix(ADDRESS)) for title, text, address in hits]
    assert len(shown) >= min(10, found["total"])
    assert shown == there[: len(shown)]


@pytest.mark.parametrize(
    "query", ["嘉政发〔2023〕5号", "嘉政办发2023 8号", "2023年5号", "嘉政办发 2023", "嘉政办发2023年4号", "市发改委"]
)
def test_the_command_finds_the_same_numbers_and_names(
    page: Page, carried: Path, query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page.goto(at(carried, "search/index.html", query))
    expect(page.locator("#found")).to_contain_text("。")
    found = told(capsys, query)
    groups = dict(map(group, page.locator("#results section").all()))
    numbers, names, near = (groups.pop(name, []) for name in ("按文号找到", "名称相符", "同一系列相近的文号"))
    assert numbers == [item["title"] for item in found["numbered"]][: len(numbers)]
    assert bool(numbers) is bool(found["numbered"])
    assert names == [item["name"] for item in found["names"]]
    assert near == [item["title"] for item in found["near"]]
    texts = groups.pop("词语相符", groups.pop("正文提到这个文号", []))
    assert texts == [hit["title"] for hit in found["hits"]][: len(texts)]
    assert bool(texts) is bool(found["hits"])
    assert groups == {}


def group(section: Locator) -> tuple[str, list[str]]:
    """The heading of a list, without its count, and what it lists."""
    heading = str(section.locator("h2").text_content())
    return heading.partition("（")[0], section.locator("h3 a, ul a").all_text_contents()
