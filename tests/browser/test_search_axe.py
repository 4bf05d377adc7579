"""axe on what only scripts show: results with facets, suggestions, trouble; in light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from conftest import Visit


def results(page: Page) -> None:
    page.goto(f"search/index.html?q={quote('水利局')}&kind=decree&kind=table")
    expect(page.locator(".chip").first).to_be_visible()


def number(page: Page) -> None:
    page.goto(f"search/index.html?q={quote('嘉政发〔2023〕15号')}")
    expect(page.locator(".standing-expired")).to_be_visible()


def suggestions(page: Page) -> None:
    page.goto("index.html")
    page.locator("#q").click()
    page.keyboard.type("嘉政发")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def trouble(page: Page) -> None:
    page.route("**/facets.bin?*", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"search/index.html?q={quote('补偿')}")
    expect(page.locator("#trouble")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("show", [results, number, suggestions, trouble])
def test_no_violation(visit: Visit, show: Callable[[Page], None], width: int) -> None:
    # The policy of the site would keep axe itself out.
    page = visit(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    show(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = Axe().run(page).response["violations"]
        assert [f"{scheme} {each['id']}: {each['nodes'][0]['html'][:160]}" for each in found] == []
