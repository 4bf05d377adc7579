"""The page to search on, in a real browser: numbers, words, facets, the address, the keyboard."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from conftest import Visit

RELOCATION = "嘉兴市人民政府关于印发嘉兴市征收集体土地房屋补偿安置办法的通知"


def search(page: Page, words: str, more: str = "") -> None:
    """Open the page with a query, as the form of any page does."""
    page.goto(f"search/index.html?q={quote(words)}{more}")
    expect(page.locator("#found")).to_contain_text(re.compile("找到|没有|相符"))


def titles(page: Page) -> list[str]:
    return page.locator(".results-texts .result-title, .results-alone .result-title").all_inner_texts()


@pytest.mark.parametrize(
    "words",
    [
        "嘉政发〔2023〕5号",
        "嘉政发 2023 5",
        "2023年嘉政发第５号",
        "jzf-2023-5",
        "请查嘉政发(2023]005号",
        "请查一下嘉政发（二〇二三）五号文件",
    ],
)
def test_a_number_in_any_spelling_leads_to_its_decree(page: Page, served: str, words: str) -> None:
    search(page, words)
    exact = page.locator(".results-exact")
    expect(exact.locator("h2")).to_have_text("按文号找到（1）")
    expect(exact.locator(".result-title a")).to_have_text(RELOCATION)
    exact.locator(".result-title a").click()
    expect(page).to_have_url(f"{served}jzf/2023/5/")


def test_enter_goes_to_the_only_decree_of_a_number(page: Page, served: str) -> None:
    page.goto("search/index.html")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("嘉政发2023年5号")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}jzf/2023/5/")


def test_a_series_that_ends_alike_is_another(page: Page) -> None:
    search(page, "浙嘉政发〔2023〕5号")
    expect(page.locator(".results-exact")).to_have_count(0)


def test_who_comes_with_a_number_needs_one_key(page: Page, served: str) -> None:
    search(page, "jzf 2023 5")
    expect(page.locator(".results-exact a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}jzf/2023/5/")


def test_five_is_not_fifty_one_and_the_nearest_are_offered(page: Page) -> None:
    search(page, "嘉政办发2023 4")
    expect(page.locator(".results-exact")).to_have_count(0)
    expect(page.locator("#found")).to_contain_text("没有找到嘉政办发〔2023〕4号")
    expect(page.locator("#results h2").first).to_have_text("同一系列相近的文号（6）")


def test_several_of_a_series_are_listed_newest_first(page: Page) -> None:
    search(page, "嘉政发2023")
    numbers = page.locator(".results-exact .result-number").all_inner_texts()
    serials = [int(re.findall(r"\d+", number)[1]) for number in numbers]
    assert len(serials) > 5
    assert serials == sorted(serials, reverse=True)


def test_a_number_without_its_text_leads_to_its_page(page: Page) -> None:
    search(page, "嘉政办发〔2023〕17号")
    exact = page.locator(".results-exact")
    expect(exact).to_contain_text("本库未收全文")
    exact.locator("a").first.click()
    expect(page.locator("main")).to_contain_text("嘉政办发〔2023〕17号")


def test_a_number_from_elsewhere_leads_to_who_cites_it(page: Page) -> None:
    search(page, "国发〔2022〕22号")
    expect(page.locator(".results-exact")).to_contain_text("外部文件，本库只有引用")
    expect(page.locator(".results-texts h2")).to_have_text("正文提到这个文号（1）")
    expect(page.locator(".results-texts mark")).to_have_text("国发〔2022〕22号")
    page.locator(".results-exact a").click()
    expect(page.locator("h1")).to_contain_text("经济普查")


def test_texts_with_the_letters_of_a_number_are_found_when_they_are_asked_for(page: Page) -> None:
    search(page, "嘉政发〔2023〕5号")
    expect(page.locator(".results-exact .result-title")).to_have_count(1)
    expect(page.locator("#results")).not_to_contain_text("未连续出现")
    page.get_by_role("button", name="也查找含这些字的文件").click()
    expect(page).to_have_url(re.compile("as=words"))
    expect(page.locator("#found")).to_have_text(re.compile("^找到 [0-9]+ 条。$"))
    expect(page.locator(".results-exact")).to_have_count(0)
    assert len(titles(page)) > 1
    page.go_back()
    expect(page.locator(".results-exact .result-title")).to_have_count(1)
    page.go_forward()
    expect(page.locator(".results-exact")).to_have_count(0)
    page.locator("#q").fill("嘉政发〔2023〕15号")
    expect(page.locator(".results-exact .result-title")).to_have_count(1)
    expect(page).not_to_have_url(re.compile("as=words"))


def test_a_result_says_what_it_is_and_where_the_words_stand(page: Page) -> None:
    search(page, "补偿  安置")
    row = page.locator("#results li").filter(has=page.get_by_role("link", name=RELOCATION))
    for fact in ("嘉政发〔2023〕5号", "文件", "嘉兴市人民政府", "2023年3月1日", "2023年第04期", "未见失效依据"):
        expect(row).to_contain_text(fact)
    expect(row.locator("mark").first).to_have_text("补偿安置")
    expect(page.locator("#found")).to_have_attribute("role", "status")
    expect(page.locator("#found")).to_contain_text("找到")


def test_what_is_over_is_said_to_be_over(page: Page) -> None:
    """The text of it writes when it ends; the day is in the past for good."""
    search(page, "嘉政发〔2023〕15号")
    expect(page.locator(".results-exact .standing-expired")).to_have_text(
        "已过有效期（原句另有例外，部分条款的期限可能不同）"
    )


def test_the_link_to_a_place_leads_there_and_it_is_marked(page: Page) -> None:
    search(page, "本办法自公布之日起施行")
    row = page.locator("#results li").filter(has=page.get_by_role("link", name=RELOCATION))
    row.locator(".result-where a").click()
    expect(page).to_have_url(re.compile(r"/jzf/2023/5/#"))
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("本办法自公布之日起施行")
    assert target.evaluate("(each) => getComputedStyle(each).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_words_as_they_were_typed_come_before_scattered_ones(page: Page) -> None:
    search(page, "城市建设")
    marked = page.locator(".results-alone li").evaluate_all(
        "(rows) => rows.map((row) => row.textContent.includes('未连续出现'))"
    )
    assert True in marked
    assert False in marked
    assert marked[: marked.index(True)] == [False] * marked.index(True)
    assert marked == sorted(marked)


def test_what_had_to_be_left_out_is_said(page: Page) -> None:
    search(page, "耕地保护 外星人")
    expect(page.locator("#found")).to_contain_text("没有内容含有全部词语")
    expect(page.locator("#found")).to_contain_text("“外星人”")
    expect(page.locator("#results li").first).to_contain_text("耕地保护")


def test_a_name_nearly_right_is_offered(page: Page) -> None:
    search(page, "市水利剧")
    expect(page.locator(".results-names")).to_contain_text("嘉兴市水利局")


def test_another_name_of_a_department_and_the_name_of_a_person_are_known(page: Page) -> None:
    search(page, "市发改委")
    expect(page.locator(".results-names")).to_contain_text("又称市发改委")
    search(page, "严溧")
    page.locator(".results-names a").click()
    expect(page.locator("h1")).to_contain_text("严溧")


def test_ticking_narrows_and_the_address_keeps_it(page: Page) -> None:
    search(page, "实施")
    before = len(titles(page))
    page.get_by_role("group", name="种类").get_by_label("政策解读", exact=False).first.check()
    expect(page).to_have_url(re.compile("kind=interpretation"))
    expect(page.locator("#found")).to_have_text(re.compile(r"^找到 4 条（所选条件之外还有 \d+ 条）。$"))
    assert len(titles(page)) == 4 < before
    expect(page.get_by_role("group", name="种类").locator("input:checked")).to_be_focused()
    page.reload()
    expect(page.locator("#results li")).to_have_count(4)
    page.get_by_role("button", name="去掉条件：种类，政策解读").click()
    expect(page).not_to_have_url(re.compile("kind="))
    expect(page.locator(".results-alone .result-title")).to_have_count(before)


def test_within_a_property_any_across_properties_all(page: Page) -> None:
    search(page, "实施", "&kind=interpretation&kind=table")
    kinds = page.locator("#results .result-facts > :first-child").all_inner_texts()
    assert set(kinds) == {"政策解读", "表格"}
    page.get_by_role("group", name="年份").get_by_label(re.compile("2025年")).check()
    expect(page.locator(".chip")).to_have_count(4)
    days = page.locator("#results time").evaluate_all("(times) => times.map((each) => each.dateTime.slice(0, 4))")
    assert set(days) <= {"2025"}


def test_counts_say_how_many_there_would_be(page: Page) -> None:
    search(page, "实施")
    box = page.get_by_role("group", name="年份").locator("label").filter(has_text="2025年")
    count = int(box.locator(".count").inner_text())
    box.locator("input").check()
    expect(page.locator("#found")).to_contain_text(f"找到 {count} 条")


def test_the_newest_first_and_more_on_demand(page: Page) -> None:
    search(page, "实施")
    expect(page.locator("#results li")).to_have_count(10)
    page.locator("#sort").select_option("date")
    expect(page).to_have_url(re.compile("sort=date"))
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    page.get_by_role("button", name=re.compile("再显示")).click()
    expect(page.locator("#results li").nth(10).locator("a").first).to_be_focused()
    expect(page.locator("#results li")).to_have_count(30)
    days = page.locator("#results time").evaluate_all("(times) => times.map((each) => each.dateTime)")
    assert days == sorted(days, reverse=True)


def test_who_comes_back_from_a_decree_finds_the_same_place(page: Page) -> None:
    search(page, "实施")
    page.get_by_role("button", name=re.compile("再显示")).click()
    expect(page.locator("#results li").nth(25)).to_be_attached()
    link = page.locator("#results li").nth(25).locator(".result-title a")
    link.scroll_into_view_if_needed()
    title = link.inner_text()
    link.click()
    expect(page.locator("#results")).to_have_count(0)
    page.go_back()
    expect(page.locator("#results li").nth(25)).to_contain_text(title)
    expect(page.locator("#results li").nth(25)).to_be_in_viewport()


def test_typing_changes_the_address_and_back_returns_to_the_last_question(page: Page) -> None:
    search(page, "耕地保护")
    page.locator("#q").fill("计量")
    expect(page).to_have_url(re.compile("q=%E8%AE%A1%E9%87%8F$"))
    page.locator("#q").fill("计量发展")
    expect(page).to_have_url(re.compile("%E5%8F%91%E5%B1%95$"))
    page.go_back()
    expect(page.locator("#q")).to_have_value("耕地保护")
    expect(page.locator("#results li").first).to_contain_text("耕地保护")
    page.go_forward()
    expect(page.locator("#q")).to_have_value("计量发展")
    expect(page.locator("#results li").first).to_contain_text("计量")


def test_back_takes_ticks_away(page: Page) -> None:
    search(page, "实施")
    page.get_by_role("group", name="文号系列").locator("input").first.check()
    expect(page.locator(".chip")).to_have_count(1)
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator("#sift input:checked")).to_have_count(0)


def test_nothing_is_looked_up_while_a_word_is_being_composed(page: Page) -> None:
    search(page, "计量")
    before = page.locator("#found").inner_text()
    page.locator("#q").fill("")
    expect(page.locator("#found")).to_have_text("")
    page.locator("#q").focus()
    keys = page.context.new_cdp_session(page)
    keys.send("Input.imeSetComposition", {"text": "bu'chang", "selectionStart": 8, "selectionEnd": 8})
    page.wait_for_timeout(500)
    assert page.locator("#found").inner_text() == ""
    assert page.locator("#q").input_value() == "bu'chang"
    keys.send("Input.insertText", {"text": "补偿"})
    expect(page.locator("#results mark").first).to_have_text("补偿")
    assert before


def test_a_phone_folds_the_properties(visit: Visit) -> None:
    page = visit(viewport={"width": 360, "height": 740}).new_page()
    search(page, "实施")
    first = page.get_by_role("checkbox").first
    expect(first).to_be_hidden()
    page.get_by_text("筛选", exact=True).click()
    expect(first).to_be_visible()
    first.check()
    expect(page.locator(".chip")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(
    "path", ["index.html", "search/index.html?q=%E5%8A%9E%E6%B3%95", "about/index.html", "nowhere"]
)
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(path)
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
