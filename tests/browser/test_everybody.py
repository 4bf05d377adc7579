"""For everybody: small screens, large letters, the keyboard alone, little motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from conftest import Visit

DECREE = "jzf/2023/5/index.html"
# What stands further to the right than the screen is wide, though nothing around it scrolls.
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > width + 1);
  return [`${document.documentElement.scrollWidth} > ${width}`, ...out.slice(0, 4).map((one) => one.outerHTML.slice(0, 80))];
}"""
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0;
  const style = getComputedStyle(one);
  return { tag: one.tagName, id: one.id, html: one.outerHTML.slice(0, 90), seen, outline: style.outlineStyle,
           contents: Boolean(one.closest(".contents")), skip: one.matches(".skip") };
}"""


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844), (640, 450)])
def test_no_page_is_wider_than_the_screen(visit: Visit, kinds: dict[str, str], width: int, height: int) -> None:
    """A phone, a narrow one, and a laptop at 200 %: pages scroll one way only; wide tables scroll in their frames."""
    page = visit(viewport={"width": width, "height": height}).new_page()
    found = {}
    for name in kinds.values():
        page.goto(name)
        wider = page.evaluate(WIDER)
        if wider:
            found[name] = wider
    assert found == {}


def test_letters_twice_as_large_hide_nothing(page: Page, kinds: dict[str, str]) -> None:
    """The letters alone at 200 %, on a common screen."""
    found = {}
    for name in kinds.values():
        page.goto(name)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wider = page.evaluate(WIDER)
        if wider:
            found[name] = wider
    assert found == {}


def test_the_keyboard_reaches_the_text_the_search_box_and_the_contents(page: Page) -> None:
    """Tab comes to the skip link first, which leads into the text; every stop is seen and marked."""
    page.goto(DECREE)
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    assert first["skip"]
    assert first["seen"]
    stops = [first]
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
        if stops[-1] and stops[-1]["contents"]:
            break
    assert stops[-1]["contents"]
    assert "q" in [stop["id"] for stop in stops]
    assert [stop["html"] for stop in stops if not stop["seen"] or stop["outline"] == "none"] == []
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_skip_link_leads_past_the_frame(page: Page) -> None:
    page.goto(DECREE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("name", ["home 0", "decree 3", "table 2", "issue 2"])
def test_no_stop_of_the_keyboard_is_hidden_or_a_trap(page: Page, kinds: dict[str, str], name: str) -> None:
    page.goto(kinds[name])
    hidden, seen = [], set()
    for _ in range(120):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        seen.add(stop["html"])
        hidden += [stop["html"]] if not stop["seen"] or stop["outline"] == "none" else []
    assert hidden == []
    assert len(seen) > 15


@pytest.mark.parametrize("name", ["home 0", "decree 3", "table 2", "validity 1"])
def test_nothing_glides_for_readers_who_asked_for_little_motion(visit: Visit, kinds: dict[str, str], name: str) -> None:
    page = visit(reduced_motion="reduce").new_page()
    page.goto(kinds[name])
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = """[...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return [...style.transitionDuration.split(","), ...style.animationDuration.split(",")].some((time) => parseFloat(time) > 0);
    }).map((one) => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(moving) == []
