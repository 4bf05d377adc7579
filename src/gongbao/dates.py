"""Dates as gazettes print them: 2023年3月1日, 二〇〇二年十月八日, 2023-03-25 ↔ date; periods of validity."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from gongbao.numerals import NUMERAL_CHARS, ascii_digits, to_int

_YEARS = range(1900, 2101)
_SEPARATORS = str.maketrans("．／－", "./-")

_CHINESE = re.compile(
    rf"""
    # 2023 年 3 月 1 日, 二○○二年十月八日; not: 12023年3月1日, 2023年3月
    (?<! [{NUMERAL_CHARS}] )
    (?P<year> [{NUMERAL_CHARS}] (?: \s? [{NUMERAL_CHARS}] ){{3}} ) \s{{0,2}} 年 \s{{0,2}}
    (?P<month> [{NUMERAL_CHARS}] (?: \s? [{NUMERAL_CHARS}] )? ) \s{{0,2}} 月 \s{{0,2}}
    (?P<day> [{NUMERAL_CHARS}] (?: \s? [{NUMERAL_CHARS}] ){{0,2}} ) \s{{0,2}} 日
    """,
    re.VERBOSE,
)
_ISO = re.compile(
    r"""
    # 2023-03-25, 2023.3.25, 2023/03/25; not: 10.2023.3.25, 2023-03/25, 2023.3.25.1
    (?<! [0-9./-] )
    (?P<year> [0-9]{4} ) (?P<mark> [./-] ) (?P<month> [0-9]{1,2} ) (?P=mark) (?P<day> [0-9]{1,2} )
    (?! [0-9] | [./-][0-9] )
    """,
    re.VERBOSE,
)
_MONTH_DAY = re.compile(
    rf"""
    # 7月1日, 十二月三十一日; not: 2023年7月1日, 7月
    (?P<month> [{NUMERAL_CHARS}]{{1,2}} ) 月 (?P<day> [{NUMERAL_CHARS}]{{1,3}} ) 日
    """,
    re.VERBOSE,
)
_PERIOD = re.compile(
    rf"""
    # 一年, 2年, 六个月, 两年六个月, 半年, 一年半; not: 2023年3月, 长期
    (?: (?P<years> [{NUMERAL_CHARS}两]{{1,3}} ) 年 )?
    (?: (?P<months> [{NUMERAL_CHARS}两]{{1,3}} ) 个月 )?
    (?P<half> 半年 | (?<=年) 半 )?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class FoundDate:
    """A date in running text and the characters it takes."""

    start: int
    end: int
    date: date


def parse_date(text: str, tail: Collection[str] = ()) -> date | None:
    """Return the date a whole text is; one of the words in `tail` may follow it.

    >>> parse_date("二○○二年十月八日")
    datetime.date(2002, 10, 8)
    >>> parse_date("2023年04月25日印发", tail=("印发", "出版", "发布"))
    datetime.date(2023, 4, 25)
    >>> parse_date("2023年2月30日") is None and parse_date("2023年3月1日起") is None
    True
    """
    compact = _plain("".join(text.split()))
    for word in tail:
        compact = compact.removesuffix(word)
    match = _CHINESE.fullmatch(compact) or _ISO.fullmatch(compact)
    return _read(match) if match else None


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates of a running text in their order; impossible dates are not dates.

    >>> [str(f.date) for f in find_dates("自2023年7月1日起施行，有效期至2026-06-30。")]
    ['2023-07-01', '2026-06-30']
    """
    plain = _plain(text)
    matches = [*_CHINESE.finditer(plain), *_ISO.finditer(plain)]
    found = [FoundDate(m.start(), m.end(), day) for m in matches if (day := _read(m))]
    return sorted(found, key=lambda one: one.start)


def parse_month_day(text: str, year: int) -> date | None:
    """Return the date of a text that is only a month and a day, in the year given.

    >>> parse_month_day("7月1日", 2023)
    datetime.date(2023, 7, 1)
    """
    match = _MONTH_DAY.fullmatch(_plain("".join(text.split())))
    return _date(year, to_int(match["month"]), to_int(match["day"])) if match else None


def add_period(start: date, text: str) -> date | None:
    """Return the last day of a period that begins on `start`; None where the text is no period.

    >>> add_period(date(2023, 7, 1), "一年")
    datetime.date(2024, 6, 30)
    >>> add_period(date(2023, 7, 1), "18个月")
    datetime.date(2024, 12, 31)
    """
    months = _months("".join(text.split()))
    if not months:
        return None
    count = start.year * 12 + start.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if year > date.max.year:
        return None
    last = calendar.monthrange(year, month)[1]
    # A month without the corresponding day ends the period on its own last day (民法典第二百零二条).
    return date(year, month, last) if start.day > last else date(year, month, start.day) - timedelta(days=1)


def _months(text: str) -> int | None:
    match = _PERIOD.fullmatch(ascii_digits(text))
    if not match or not text:
        return None
    years, months = (to_int(match[name]) if match[name] else 0 for name in ("years", "months"))
    if years is None or months is None:
        return None
    return years * 12 + months + (6 if match["half"] else 0)


def _plain(text: str) -> str:
    return ascii_digits(text).translate(_SEPARATORS)


def _read(match: re.Match[str]) -> date | None:
    return _date(to_int(match["year"]), to_int(match["month"]), to_int(match["day"]))


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None or year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
