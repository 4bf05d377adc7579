"""What a reader sees of a decree's validity: worked out for the day it is in China, always beside its sentence."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from days_archive import EVERYTHING, MARKET, PLAIN, day, site_of
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from gongbao.model import Effective
from gongbao.site import status, validity
from gongbao.site.assets import assets
from gongbao.site.context import Site
from gongbao.site.frame import frame
from gongbao.site.page import Page
from gongbao.site.render import Renderer
from gongbao.site.shipped import PROJECT

BARE = """{% extends "base.html" %}
{% from "parts/status.html" import status %}
{% block main %}<h1>{{ page.title }}</h1>{{ status(view) }}{% endblock %}
"""
SITE = site_of(EVERYTHING)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site: a page a decree, and the page of days."""
    folder = tmp_path_factory.mktemp("public")
    for file in assets((PROJECT / "static",), SITE.gazette.colours):
        _put(folder, file.path, file.content)
    renderer = _renderer(SITE, folder)
    for page in _pages(SITE):
        _put(folder, f"{page.path}index.html", renderer.render(page))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab of a reader on the other side of the world, where it is still yesterday."""
    context = browser.new_context(timezone_id="America/Los_Angeles", locale="zh-CN")
    yield context.new_page()
    context.close()


def _put(folder: Path, path: str, content: bytes) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content)


def _renderer(site: Site, folder: Path) -> Renderer:
    (folder / "templates").mkdir()
    (folder / "templates" / "bare.html").write_text(BARE, "utf-8")
    return Renderer(site.gazette, frame(site), (folder / "templates", PROJECT / "templates"))


def _pages(site: Site) -> Iterator[Page]:
    for work in site.works:
        view = status.view(site, work)
        yield Page(
            site.urls.work(work), "bare.html", work.title, view, "decree", styles=("status",), scripts=("status",)
        )
    yield from (page for page in validity.pages(site) if isinstance(page, Page))


def facts(*events: Mapping[str, object], signed: str | None = "2023-03-20") -> dict[str, object]:
    """The facts of a decree as its page hands them to the browser."""
    return {"signed": signed, "events": [{"ground": place, **event} for place, event in enumerate(events)]}


FROM = {"kind": "from", "day": "2024-03-01"}
UNTIL = {"kind": "until", "day": "2024-06-30"}
NAMED = {"kind": "named-day", "day": None, "rule": "公布之日"}
REPEALED = {"kind": "repealed", "day": "2024-05-01", "by": "《云州市新办法》（云政发〔2024〕3号）"}
SILENT = "文中没有写施行日期和有效期；本库未见失效依据，这不等于有效。"
OPEN = "没有写有效期；本库未见失效依据，这不等于有效。"


@pytest.mark.parametrize(
    "case",
    [
        (facts(FROM), "2024-02-28", "coming", "尚未施行，将于2024年3月1日施行，还有2天。"),
        (facts(FROM), "2024-03-01", "begun", f"自2024年3月1日起已施行。{OPEN}"),
        (facts(FROM, UNTIL), "2024-06-20", "running", "自2024年3月1日起已施行。在写明的有效期内，还有10天，至2024年6月30日。"),
        (facts(FROM, UNTIL), "2024-06-30", "running", "自2024年3月1日起已施行。在写明的有效期内，今天是最后一天，即2024年6月30日。"),
        (facts(FROM, UNTIL), "2024-07-01", "expired", "已过写明的有效期：至2024年6月30日。"),
        (facts({**UNTIL, "inferred": True}), "2024-07-01", "expired", "已过写明的有效期：至2024年6月30日（推算）。"),
        (facts(NAMED), "2024-07-01", "named", f"文中只写自公布之日起施行，没有写明是哪一天（成文日期是2023年3月20日）。{OPEN}"),
        (facts(NAMED, signed=None), "2024-07-01", "named", f"文中只写自公布之日起施行，没有写明是哪一天（成文日期也没有写）。{OPEN}"),
        (
            facts(NAMED, UNTIL),
            "2024-06-29",
            "running",
            "文中只写自公布之日起施行，没有写明是哪一天（成文日期是2023年3月20日）。在写明的有效期内，还有1天，至2024年6月30日。",
        ),
        (facts(FROM, REPEALED), "2024-05-01", "repealed", "自2024年5月1日起已被《云州市新办法》（云政发〔2024〕3号）废止。"),
        (
            facts(FROM, REPEALED),
            "2024-04-30",
            "begun",
            f"自2024年3月1日起已施行。{OPEN}将于2024年5月1日被《云州市新办法》（云政发〔2024〕3号）废止。",
        ),
        (facts({**REPEALED, "day": None}), "2024-01-01", "repealed", "已被《云州市新办法》（云政发〔2024〕3号）废止。废止的日期没有写明。"),
        (
            facts(UNTIL, {"kind": "until", "day": "2025-12-31"}),
            "2025-12-30",
            "mixed",
            "写明的有效期不止一个：至2024年6月30日的已过，另一个还有1天，至2025年12月31日。",
        ),
        (facts({"kind": "trial", "day": None}), "2024-01-01", "silent", f"{SILENT}标明“试行”或“暂行”。"),
        (facts(), "2024-01-01", "silent", SILENT),
    ],
)  # fmt: skip
def test_each_case_has_its_sentence(tab: Tab, served: str, case: tuple[object, str, str, str]) -> None:
    given, on, state, text = case
    found = _concluded(tab, served, given, on)
    assert (found["state"], found["text"]) == (state, text)


def _concluded(tab: Tab, served: str, given: object, on: str) -> dict[str, Any]:
    tab.goto(f"{served}/validity/")
    call = "async ([given, on]) => (await import(new URL('/js/status.js', location))).conclude(given, on)"
    found: dict[str, Any] = tab.evaluate(call, [given, on])
    return found


EXCEPTING = "除已有明确期限规定外，有效期截至2025年12月31日。"


def test_a_verdict_that_rests_on_a_sentence_with_exceptions_says_so(tab: Tab, served: str) -> None:
    end = {"kind": "until", "day": "2024-06-30", "excepted": True}
    past, running, repealed = (
        _concluded(tab, served, facts(*given), on)
        for given, on in (((end,), "2024-07-01"), ((FROM, end), "2024-06-20"), ((end, REPEALED), "2024-07-01"))
    )
    assert past["text"] == f"已过写明的有效期：至2024年6月30日{status.EXCEPTED}。"
    assert running["text"].endswith(f"至2024年6月30日{status.EXCEPTED}。")
    assert (past["excepted"], running["excepted"], repealed["excepted"]) == (True, True, False)
    assert status.EXCEPTED not in repealed["text"]


def test_only_the_sentence_with_an_exception_is_marked() -> None:
    whole, excepting = (
        replace(MARKET, effective=Effective(None, day("2025-12-31"), said))
        for said in ("有效期截至2025年12月31日。", EXCEPTING)
    )
    for decree, marked in ((whole, False), (excepting, True)):
        site = site_of([decree])
        (event,) = json.loads(status.view(site, site.works[0]).data)["events"]
        assert event["excepted"] is marked


def test_page_and_browser_say_the_exception_in_the_same_words() -> None:
    assert f'"{status.EXCEPTED}"' in (PROJECT / "static/js/status.js").read_text("utf-8")


@pytest.mark.parametrize(
    "given",
    [
        None,
        {},
        {"events": None},
        {"events": [None, 3, "x", {}, {"kind": "eclipse", "day": "2024-01-01"}]},
        {"events": [{"kind": "from", "day": "2023-02-29"}, {"kind": "until", "day": 20240101}]},
        {"signed": 5, "events": [{"kind": "named-day"}, {"kind": "repealed"}]},
    ],
)
@pytest.mark.parametrize("on", ["2024-01-01", "gestern", ""])
def test_odd_data_gives_a_sentence_and_never_a_verdict(tab: Tab, served: str, given: object, on: str) -> None:
    text = _concluded(tab, served, given, on)["text"]
    assert text.endswith("。")
    assert "有效" not in text.replace("有效期", "").replace("不等于有效", "")


def test_no_case_ever_calls_a_decree_valid(tab: Tab, served: str) -> None:
    for given in (facts(FROM), facts(FROM, UNTIL), facts(NAMED), facts(), facts(REPEALED)):
        for on in ("2024-01-01", "2024-04-01", "2030-01-01"):
            text = _concluded(tab, served, given, on)["text"]
            assert "有效" not in text.replace("有效期", "").replace("这不等于有效", "")


def test_it_is_the_day_in_china_that_counts(tab: Tab, served: str) -> None:
    tab.clock.set_fixed_time("2024-04-30T16:30:00Z")  # 1 May in China, the last day was 30 April
    tab.goto(f"{served}/yzf/2023/6/")
    assert tab.locator("[data-status-day]").inner_text() == "按今天（2024年5月1日，北京时间）算："
    assert tab.locator("[data-status-now]").inner_text() == "已过写明的有效期：至2024年4月30日（推算）。"
    tab.clock.set_fixed_time("2024-04-30T15:30:00Z")
    tab.reload()
    assert "今天是最后一天" in tab.locator("[data-status-now]").inner_text()


def test_the_conclusion_marks_the_sentence_it_rests_on(tab: Tab, served: str) -> None:
    tab.clock.set_fixed_time("2023-08-01T00:00:00Z")
    tab.goto(f"{served}/yzf/2023/7/")
    assert (
        "已被《云州市人民政府关于集市和夜市的通知》（云政发〔2023〕9号）废止"
        in tab.locator("[data-status-now]").inner_text()
    )
    rests = tab.locator(".status-rests")
    assert rests.count() == 1
    assert "同时废止" in rests.inner_text()


def test_days_are_compared_and_counted(tab: Tab, served: str) -> None:
    tab.goto(f"{served}/validity/")
    call = """async () => {
      const days = await import(new URL('/js/days.js', location));
      return {
        leap: [days.isDay("2024-02-29"), days.isDay("2023-02-29"), days.isDay("2023-2-1"), days.isDay(null)],
        between: [days.between("2024-02-28", "2024-03-01"), days.between("2024-03-01", "2024-02-28")],
        odd: Number.isNaN(days.between("x", "2024-01-01")),
        order: [Math.sign(days.compare("2023-12-31", "2024-01-01")), days.compare("2024-01-01", "2024-01-01")],
        midnight: [days.today(Date.parse("2024-01-01T15:59:59Z")), days.today(Date.parse("2024-01-01T16:00:00Z"))],
        chinese: [days.chinese("2024-03-01"), days.chinese("x"), days.chinese(undefined)],
      };
    }"""
    assert tab.evaluate(call) == {
        "leap": [True, False, False, False],
        "between": [2, -2],
        "odd": True,
        "order": [-1, 0],
        "midnight": ["2024-01-01", "2024-01-02"],
        "chinese": ["2024年3月1日", "x", ""],
    }


def groups(tab: Tab) -> dict[str, list[str]]:
    """What stands in each group of the page of days, in order."""
    call = """() => Object.fromEntries([...document.querySelectorAll("[data-group]")].map((each) =>
      [each.dataset.group, [...each.querySelectorAll("tbody tr")].map((row) => row.dataset.day + row.dataset.kind)]))"""
    found: dict[str, list[str]] = tab.evaluate(call)
    return found


def test_the_page_of_days_is_sorted_for_today(tab: Tab, served: str) -> None:
    tab.clock.set_fixed_time("2024-02-15T00:00:00Z")
    tab.goto(f"{served}/validity/")
    assert groups(tab) == {
        "coming": [],
        "soon": ["2024-04-30until"],
        "expired": [],
        "repealed": ["2023-07-01repealed", "2023-07-01repealed"],
        "rest": ["2023-07-01from", "2023-05-01from"],
    }
    assert tab.locator("#day").input_value() == "2024-02-15"


def test_a_reader_chooses_another_day_and_shares_it(tab: Tab, served: str) -> None:
    tab.clock.set_fixed_time("2024-05-15T00:00:00Z")
    tab.goto(f"{served}/validity/?day=2023-04-15")
    assert groups(tab)["coming"] == ["2023-05-01from", "2023-07-01repealed", "2023-07-01repealed", "2023-07-01from"]
    tab.fill("#day", "2024-05-01")
    assert groups(tab)["expired"] == ["2024-04-30until"]
    assert tab.url.endswith("?day=2024-05-01")
    tab.click("[data-days-today]")
    assert tab.url.endswith("/validity/")
    assert tab.locator("#day").input_value() == "2024-05-15"


def test_a_day_in_the_address_that_is_none_is_today(tab: Tab, served: str) -> None:
    tab.clock.set_fixed_time("2024-05-15T00:00:00Z")
    tab.goto(f"{served}/validity/?day=2023-02-30")
    assert tab.locator("#day").input_value() == "2024-05-15"


def test_without_javascript_the_facts_and_sentences_stand_and_no_verdict(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/yzf/2023/6/")
    text = page.locator("[data-status]").inner_text()
    context.close()
    assert "要看是哪一天" in text
    assert "“第二条　" not in text
    assert "“本办法自2023年5月1日起施行，有效期1年。”" in text
    assert "2024年4月30日（推算）" in text
    assert "已过" not in text


def test_no_script_breaks_the_rules_of_the_page(tab: Tab, served: str) -> None:
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    for path in ("yzf/2023/6/", "yzf/2023/8/", "validity/"):
        tab.goto(f"{served}/{path}")
    assert [each for each in said if "icon" not in each] == []


def test_one_sentence_with_two_days_is_told_once() -> None:
    (ground,) = status.view(SITE, SITE.graph.works["yzf-2023-6"]).grounds
    assert [(fact.label, fact.text) for fact in ground.facts] == [
        ("施行", "2023年5月1日"),
        ("有效期至", "2024年4月30日（推算）"),
    ]
    assert ground.where is None
    assert ground.place.startswith("yzf/2023/6/#")


def test_a_title_that_says_on_trial_is_not_quoted_as_a_sentence() -> None:
    site = site_of([replace(PLAIN, title="云州市人民政府关于集市的暂行规定")])
    (ground,) = status.view(site, site.works[0]).grounds
    assert (ground.quoted, ground.place) == (False, "")
    assert ground.facts[0].text == "标明“试行”或“暂行”"


def test_a_decree_without_any_evidence_is_not_called_valid(tmp_path: Path) -> None:
    site = site_of([PLAIN])
    view = status.view(site, site.works[0])
    page = Page("yzf/2023/8/", "bare.html", PLAIN.title, view, "decree")
    text = BeautifulSoup(_renderer(site, tmp_path).render(page), "html.parser").get_text()
    assert SILENT in text


def test_what_the_browser_gets_is_what_the_page_says() -> None:
    told = json.loads(status.view(SITE, SITE.graph.works["yzf-2023-7"]).data)
    assert told["signed"] == "2023-03-20"
    assert {each["kind"] for each in told["events"]} == {"named-day", "repealed"}


def test_hostile_sentences_are_text(tmp_path: Path) -> None:
    basis = "</section><script>alert(1)</script>\"'自2023年5月1日起施行。"
    site = site_of([replace(MARKET, effective=Effective(day("2023-05-01"), None, basis))])
    page = Page("yzf/2023/7/", "bare.html", "集市", status.view(site, site.works[0]), "decree")
    found = BeautifulSoup(_renderer(site, tmp_path).render(page), "html.parser").select_one("[data-status]")
    assert found
    assert basis in found.get_text()
    assert json.loads(str(found["data-status"]))["events"][0]["day"] == "2023-05-01"
