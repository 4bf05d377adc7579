"""axe on every kind of page, in light and dark, wide and narrow: no violation of any rule, best practices included."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from conftest import Visit

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def violations(page: Page) -> list[str]:
    """What axe objects to on a page, each with the first place."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [f"{each['id']} ×{len(each['nodes'])}: {each['nodes'][0]['html'][:160]}" for each in found]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("half", [0, 1])
def test_no_violation(visit: Visit, kinds: dict[str, str], width: int, half: int) -> None:
    """Half of the kinds at a time, so that two processes share the work."""
    # The policy of the site would keep axe itself out.
    page = visit(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    found = []
    for name in list(kinds.values())[half::2]:
        page.goto(name)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found += [f"{name} {scheme}: {wrong}" for wrong in violations(page)]
    assert found == []
