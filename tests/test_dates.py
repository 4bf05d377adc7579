"""Dates: every printed form, near misses, periods, and date → text → date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.dates import add_period, find_dates, parse_date, parse_month_day
from gongbao.numerals import to_chinese


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年3月1日", date(2023, 3, 1)),
        ("2023 年 3 月 1 日", date(2023, 3, 1)),
        ("　2023年03月01日 ", date(2023, 3, 1)),
        ("２０２３年３月１日", date(2023, 3, 1)),
        ("二〇〇二年十月八日", date(2002, 10, 8)),
        ("二○○二年十月八日", date(2002, 10, 8)),
        ("二OO二年十月八日", date(2002, 10, 8)),
        ("二00二年十月二十八日", date(2002, 10, 28)),
        ("二ΟΟ二年十二月三十一日", date(2002, 12, 31)),
        ("二〇二四年二月廿九日", date(2024, 2, 29)),
        ("2023-03-25", date(2023, 3, 25)),
        ("2023.3.25", date(2023, 3, 25)),
        ("2023/03/25", date(2023, 3, 25)),
        ("２０２３．３．２５", date(2023, 3, 25)),
    ],
)
def test_reads(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023年13月1日",
        "2023年2月29日",
        "2023年3月",
        "3月1日",
        "23年3月1日",
        "0023年3月1日",
        "2023年3月1日起",
        "2023-03/25",
        "2023.3",
        "12023年3月1日",
    ],
)
def test_refuses(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("word", ["印发", "出版", "发布"])
def test_a_word_may_follow_if_allowed(word: str) -> None:
    text = f"2023 年 04 月 25 日{word}"
    assert parse_date(text) is None
    assert parse_date(text, tail=("印发", "出版", "发布")) == date(2023, 4, 25)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["", " ", "  "]), st.integers(0, 4))
def test_round_trip(day: date, gap: str, form: int) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    texts = (
        f"{day.year}{gap}年{gap}{day.month}{gap}月{gap}{day.day}{gap}日",
        f"{year}{gap}年{gap}{to_chinese(day.month)}{gap}月{gap}{to_chinese(day.day)}{gap}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month:02}/{day.day:02}",
        day.isoformat(),
    )
    assert parse_date(texts[form]) == day
    text = f"自{texts[form]}起"
    (found,) = find_dates(text)
    assert (found.date, text[found.start : found.end]) == (day, texts[form])


def test_finds_in_running_text() -> None:
    text = (
        "本办法自2023 年 7 月 1 日起施行，有效期至二〇二六年六月三十日。2023年2月30日、2023年3月、10.2023.3.25 不算。"
    )
    assert [one.date for one in find_dates(text)] == [date(2023, 7, 1), date(2026, 6, 30)]


@pytest.mark.parametrize(
    ("text", "day"),
    [("7月1日", date(2023, 7, 1)), ("十二月三十一日", date(2023, 12, 31)), ("2月29日", None), ("2022年7月1日", None)],
)
def test_month_and_day(text: str, day: date | None) -> None:
    assert parse_month_day(text, 2023) == day


@pytest.mark.parametrize(
    ("start", "text", "last"),
    [
        (date(2023, 7, 1), "一年", date(2024, 6, 30)),
        (date(2023, 7, 1), "2 年", date(2025, 6, 30)),
        (date(2023, 7, 1), "两年", date(2025, 6, 30)),
        (date(2023, 7, 1), "三年", date(2026, 6, 30)),
        (date(2023, 7, 1), "六个月", date(2023, 12, 31)),
        (date(2023, 7, 1), "18个月", date(2024, 12, 31)),
        (date(2023, 7, 1), "一年半", date(2024, 12, 31)),
        (date(2023, 7, 1), "半年", date(2023, 12, 31)),
        (date(2023, 3, 20), "5年", date(2028, 3, 19)),
        (date(2024, 2, 29), "一年", date(2025, 2, 28)),
        (date(2023, 1, 31), "1个月", date(2023, 2, 28)),
        (date(2023, 7, 1), "长期", None),
        (date(2023, 7, 1), "", None),
        (date(2023, 7, 1), "半", None),
        (date(2023, 7, 1), "2023年3月", None),
        (date(9999, 7, 1), "一年", None),
    ],
)
def test_periods(start: date, text: str, last: date | None) -> None:
    assert add_period(start, text) == last


@given(st.text(alphabet="0123456789年月日一二十〇廿./- 个半两"))
def test_never_raises(text: str) -> None:
    parse_date(text)
    find_dates(text)
    add_period(date(2023, 1, 1), text)
