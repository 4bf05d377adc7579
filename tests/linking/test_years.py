"""The same decree of other years: what differs in nothing but the year or the count."""

from __future__ import annotations

from datetime import date

import pytest
from small_archive import decree, graph

from gongbao.linking.years import lasting
from gongbao.model import Decree

PLAN = "云州市人民政府关于下达{}云州市国民经济和社会发展计划的通知"


def plan(year: int, said: str = "", **given: str) -> Decree:
    title = PLAN.format(said or f"{year}年")
    return decree(f"yzf-{year}-8", f"云政发〔{year}〕8号", title, signed=date(year, 3, 1), **given)


def others(*records: Decree, of: str) -> list[str]:
    return [work.id for work in graph(*records).other_years(of)]


def test_oldest_first_and_without_itself() -> None:
    assert others(plan(2025), plan(2023), plan(2024, "2024 年度"), of="yzf-2024-8") == ["yzf-2023-8", "yzf-2025-8"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于第五次经济普查的通知", "关于第六次经济普查的通知"),
        ("关于建立第五届仲裁委员会的通知", "关于建立第12届仲裁委员会的通知"),
        ("推进方案（2023—2027年）", "推进方案（2018-2022年）"),
        ("二〇二三年计划", "2025年计划"),
        ("2023年度计划", "2023 年计划"),
    ],
)
def test_years_and_counts_are_blanked(one: str, other: str) -> None:
    assert lasting(one) == lasting(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三年行动计划", "五年行动计划"),
        ("关于第三条的批复", "关于第四条的批复"),
        ("2023年计划", "计划"),
        ("关于表彰2023年先进的决定", "关于表彰2023年劳模的决定"),
    ],
)
def test_other_words_and_figures_count(one: str, other: str) -> None:
    assert lasting(one) != lasting(other)


def test_the_same_title_of_another_year() -> None:
    flood = "云州市人民政府关于做好防汛工作的通知"
    one, two = (decree(f"yzf-{year}-5", f"云政发〔{year}〕5号", flood) for year in (2022, 2023))
    assert others(one, two, of="yzf-2023-5") == ["yzf-2022-5"]


def test_two_of_one_year_and_one_title_are_not_years_of_each_other() -> None:
    flood = "云州市人民政府关于做好防汛工作的通知"
    one, two = (decree(f"yzf-2023-{serial}", f"云政发〔2023〕{serial}号", flood) for serial in (5, 6))
    assert others(one, two, of="yzf-2023-5") == []


def test_another_issuer_is_another_decree() -> None:
    office = plan(2024, issuer="云州市人民政府办公室")
    assert others(plan(2023), office, of="yzf-2023-8") == []
    assert others(plan(2023), plan(2024, issuer="市政府"), of="yzf-2023-8") == ["yzf-2024-8"]


def test_printings_are_not_years() -> None:
    web = decree("web", None, PLAN.format("2023年"), printing_of="yzf-2023-8")
    assert others(plan(2023), web, of="yzf-2023-8") == []


def test_an_unknown_work_has_no_years() -> None:
    assert others(plan(2023), of="nothing") == []
