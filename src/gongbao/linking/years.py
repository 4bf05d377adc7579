"""The same decree of other years: titles that differ in their year or count only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongbao.gazette import Gazette
from gongbao.linking.works import Work
from gongbao.numerals import NUMERAL_CHARS
from gongbao.typography import fold

_DIGIT = f"[{NUMERAL_CHARS}]"
_YEAR = re.compile(
    rf"""
    # 2023年, 2022年度, 二〇二三年, 2023—2027年, 第五次, 第八届; not: 12023年, 五年规划, 第三条, 三年行动
    (?<! {_DIGIT} )
    (?: (?: 19 | 20 | 一九 | 二[〇○零] ) {_DIGIT}{{2}} (?: \s? 年? \s? [—–－~～至-]{{1,2}} \s? {_DIGIT}{{4}} )? \s? 年 度?
    |   第 \s? {_DIGIT}{{1,4}} \s? [次届] )
    """,
    re.VERBOSE,
)
_BLANK = "〓"  # no letter and no figure of any title


class Years:
    """Works by the title that stays when years and counts are blanked, and by who issued them."""

    def __init__(self, works: Iterable[Work], gazette: Gazette) -> None:
        self._gazette = gazette
        self._place: dict[str, tuple[str, str]] = {}
        self._works: dict[tuple[str, str], list[Work]] = {}
        for work in works:
            self._place[work.id] = place = (lasting(work.title), self._issuer(work))
            self._works.setdefault(place, []).append(work)

    def of(self, work_id: str) -> tuple[Work, ...]:
        """The same decree of other years, oldest first; none for a work that is not here."""
        alike = self._works.get(self._place.get(work_id, ("", "")), [])
        work = next((each for each in alike if each.id == work_id), None)
        others = [each for each in alike if work and _is_other(each, work)]
        return tuple(sorted(others, key=_age))

    def _issuer(self, work: Work) -> str:
        series = work.number.series if work.number else ""
        name = work.issuer or self._gazette.issuer_of(series) or series
        return self._gazette.issuer(name) or fold(name)


def lasting(title: str) -> str:
    """The letters of a title with its years and counts blanked.

    >>> lasting("关于下达2023年云州市计划的通知") == lasting("关于下达 2025 年云州市计划的通知")
    True
    >>> lasting("关于第五次普查的通知") == lasting("关于第三条的通知")
    False
    """
    return _BLANK.join(fold(piece) for piece in _YEAR.split(title))


def _is_other(one: Work, other: Work) -> bool:
    return fold(one.title) != fold(other.title) or _year(one) != _year(other)


def _year(work: Work) -> int:
    if work.number and work.number.year:
        return work.number.year
    return work.signed.year if work.signed else 0


def _age(work: Work) -> tuple[int, str, str, str]:
    return (_year(work), work.signed.isoformat() if work.signed else "", fold(work.title), work.id)
