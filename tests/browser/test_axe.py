"""axe on every kind of page, in light and dark, wide and narrow: no violation of any rule, best practices included."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from conftest import Visit

Scheme = Literal["light", "dark"]


def violations(page: Page) -> list[str]:
    """What axe objects to on a page, each with the first place."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [f"{each['id']} ×{len(each['nodes'])}: {each['nodes'][0]['html'][:160]}" for each in found]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_no_violation(visit: Visit, kinds: dict[str, str], width: int, scheme: Scheme) -> None:
    # The policy of the site would keep axe itself out.
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True).new_page()
    found = []
    for name in kinds.values():
        page.goto(name)
        found += [f"{name}: {wrong}" for wrong in violations(page)]
    assert found == []
