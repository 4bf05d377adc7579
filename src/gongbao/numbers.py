"""The number of a document (发文字号): the one place that parses, finds, prints, orders and encodes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from gongbao.numerals import NUMERAL_CHARS, ascii_digits, to_int

_OPEN = r"〔\[［（(【〖﹝〈<‹⟨{｛„"
_CLOSE = r"〕\]］）)】〗﹞〉>›⟩}｝‟"
_BRACKET = f"[{_OPEN}{_CLOSE}]"  # OCR mixes both sides, and turns one into the other
_LETTER = "A-Za-z\u3400-\u4dbf\u4e00-\u9fff"
_DIGIT = f"[{NUMERAL_CHARS}]"
_YEARS = range(1900, 2101)
_LONGEST_SERIES = 14
_LONGEST_ORDER = 24  # 中华人民共和国…和…部令
_ORDERS = ("令", "公告")

# Words that run before a number and stand inside no series, wherever in the run they are met.
_WORD = re.compile(
    r"""
    # 根据国发, 严格执行国发, 第五号和云政发; not: 经信发, 数据发
    根据 | 依据 | 按照 | 依照 | 遵照 | 参照 | 对照 | 参见 | 详见 | 参阅 | 执行 | 落实 | 贯彻 | 遵循 | 关于 | 下发 | 制定
    | 颁布 | 公布 | 发布 | 印发 | 转发 | 批转 | 文件 | 通知 | 同意 | 以及 | 或者 | 废止 | 修改 | 同时 | 其中 | 包括
    | 刊登 | 刊载 | 所刊 | 适用 | 符合 | 违反 | 依法 | 规定 | 精神 | 要求 | 有关 | 的 | 与 | 及 | 是 | 或 | 见 | 号 (?: 令 | 公告 )?
    """,
    re.VERBOSE,
)
_LEADING = re.compile(
    r"""
    # 和云政发, 将国发, 经国函; not: 和政发 (政发 alone is no series), 经信发, 对外贸易部令
    (?: [现将和按据原由以在等为即如] | 对(?!外) | 经(?![信贸开济]) )+ (?! [政府] )
    """,
    re.VERBOSE,
)
_RUN_BEFORE = re.compile(
    rf"""
    # 根据国发 or the 国发 of 1日国发 before a bracket, with spaces between; not: 国发，
    (?: (?<= [0-9０-９\s] ) [年月日条款项期] )? (?P<letters> [{_LETTER}]{{1,40}} ) (?= \s{{0,3}} \Z )
    """,
    re.VERBOSE,
)
_BRACKETED = re.compile(
    rf"""
    # 〔2023〕5号, [2023]7 号, （二〇二三）第 五 号; not: （2023年）, (2023—2027年), 〔2023〕, (2023)5号线
    {_BRACKET} \s{{0,2}} (?P<year> {_DIGIT} (?: \s? {_DIGIT} ){{3}} ) \s{{0,2}} {_BRACKET}
    \s{{0,2}} (?: 第 \s{{0,2}} )? (?P<serial> {_DIGIT} (?: \s? {_DIGIT} ){{0,5}} ) \s{{0,2}} 号 (?! [线楼院路桥门] )
    """,
    re.VERBOSE,
)
_USUAL = re.compile(
    rf"""
    # 云政发〔2023〕5号, as nearly all are printed; not: 云政发[2023]5号, 云政发〔2023〕05号
    (?P<series> [{_LETTER}]{{1,{_LONGEST_SERIES}}} ) 〔 (?P<year> (?: 19 | 20 ) [0-9]{{2}} ) 〕 (?P<serial> [1-9][0-9]{{0,5}} ) 号
    """,
    re.VERBOSE,
)
_WHOLE = re.compile(
    rf"""
    # 云政发〔2023〕5号, 云政发(2023]第007; not: 云政发2023-5号, 〔2023〕5号, 云-政发〔2023〕5号
    (?P<series> [{_LETTER}]{{1,{_LONGEST_ORDER}}} )
    {_BRACKET} (?P<year> {_DIGIT}{{4}} ) {_BRACKET} 第? (?P<serial> {_DIGIT}{{1,6}} ) 号?
    """,
    re.VERBOSE,
)
_ORDER_AFTER = re.compile(
    rf"""
    # 令第427号, 令 第 15 号, 公告2023年第12号; not: （第38号）, 第145号令, 命令第3号
    (?P<kind> (?<!命)令 | 公告 ) \s{{0,2}} (?: (?P<year> {_DIGIT}{{4}} ) \s? 年 \s? )?
    第 \s{{0,2}} (?P<serial> {_DIGIT}{{1,6}} ) \s{{0,2}} 号
    """,
    re.VERBOSE,
)
_ORDER_BEFORE = re.compile(
    rf"""
    # 第145号令; not: 第145号, 第145号文件
    第 \s{{0,2}} (?P<serial> {_DIGIT}{{1,6}} ) \s{{0,2}} 号 \s{{0,2}} (?P<kind> 令 | 公告 )
    """,
    re.VERBOSE,
)


class Number(NamedTuple):
    """A number: series without brackets, year (None for 国务院令第427号), serial."""

    series: str
    year: int | None
    serial: int

    def __str__(self) -> str:
        """Print it as the genre does: six-cornered brackets, no spaces, 第 for orders only."""
        year = "" if self.year is None else f"〔{self.year}〕"
        ordinal = "第" if self.is_order else ""
        return f"{self.series}{year}{ordinal}{self.serial}号"

    def __lt__(self, other: object) -> bool:
        """Order by series, year and serial; a number without a year comes first."""
        return isinstance(other, Number) and self._rank < other._rank

    def __gt__(self, other: object) -> bool:
        return isinstance(other, Number) and other < self

    def __le__(self, other: object) -> bool:
        return not self > other

    def __ge__(self, other: object) -> bool:
        return not self < other

    @property
    def _rank(self) -> tuple[str, int, int]:
        return self.series, self.year or 0, self.serial

    @property
    def is_order(self) -> bool:
        """Tell whether it numbers an order or a proclamation (…令, …公告)."""
        return self.series.endswith(_ORDERS)


def in_order(numbers: Iterable[Number]) -> list[Number]:
    """Numbers in their order, which is quicker found all at once."""
    return sorted(numbers, key=lambda each: (each[0], each[1] or 0, each[2]))


class Found(NamedTuple):
    """A number in running text and the characters it takes."""

    start: int
    end: int
    number: Number


@lru_cache(maxsize=1 << 16)  # an archive names the same few thousand numbers again and again
def parse(text: str) -> Number | None:
    """Return the number a whole text is, however it is spaced and bracketed, or None.

    >>> str(parse("云政发 (2023] 第００5 号"))
    '云政发〔2023〕5号'
    >>> str(parse("云州市人民政府第145号令"))
    '云州市人民政府令第145号'
    >>> parse("根据云政发〔2023〕5号") is None and parse("云政发〔2023年〕5号") is None
    True
    """
    usual = _USUAL.fullmatch(text)
    if usual and usual["series"] not in _ORDERS:
        series, year, serial = usual.groups()
        return None if _WORD.match(series) else Number(series, int(year), int(serial))
    compact = ascii_digits("".join(text.split()))
    match = _WHOLE.fullmatch(compact)
    if match:
        return None if _WORD.match(match["series"]) else _number(match["series"], match["year"], match["serial"])
    orders = find_orders(compact)
    whole = [one.number for one in orders if (one.start, one.end) == (0, len(compact))]
    return whole[0] if whole else None


def find(text: str) -> list[Found]:
    """Return the numbers of a running text, without its orders; the words before a series are cut off.

    >>> [str(f.number) for f in find("现根据国发〔2022〕22号、云政办发[2023]7 号和市政府（云办函〔2019〕3号）")]
    ['国发〔2022〕22号', '云政办发〔2023〕7号', '云办函〔2019〕3号']
    >>> find("规划（2023—2027年）、〔市、区〕和〔2023〕5号")
    []
    """
    return [one for one in _bracketed(text) if not one.number.is_order]


def find_orders(text: str) -> list[Found]:
    """Return the orders and proclamations of a running text, with and without a year.

    >>> [str(f.number) for f in find_orders("根据国务院令第427号和云州市人民政府令〔2010〕第15号（第38号）")]
    ['国务院令第427号', '云州市人民政府令〔2010〕第15号']
    """
    return _with_orders(text, [one for one in _bracketed(text) if one.number.is_order])


def _with_orders(text: str, found: list[Found]) -> list[Found]:
    """Orders in brackets together with those that have none; of two that overlap the first."""
    for match in _ORDER_AFTER.finditer(text):
        found += _with_series(text, match, match.start("kind"))
    for match in _ORDER_BEFORE.finditer(text):
        found += _with_series(text, match, match.start())
    found.sort(key=attrgetter("start"))
    return [one for before, one in zip([None, *found], found, strict=False) if not before or before.end <= one.start]


def find_all(text: str) -> list[Found]:
    """Return numbers and orders of a running text together, in their order.

    >>> [f.start for f in find_all("依照国务院令第427号、国发〔2022〕22号")]
    [2, 12]
    """
    plain: list[Found] = []
    orders: list[Found] = []
    for one in _bracketed(text):
        (orders if one.number.is_order else plain).append(one)
    return sorted(plain + _with_orders(text, orders), key=attrgetter("start"))


def encode(number: Number, codes: Mapping[str, str]) -> str:
    """Return the ASCII id of a number: the code of its series, or the series in pinyin, then year and serial.

    >>> encode(Number("云政发", 2023, 5), {"云政发": "yzf"}), encode(Number("国务院令", None, 427), {})
    ('yzf-2023-5', 'guowuyuanling-427')
    """
    parts = [codes.get(number.series) or slug(number.series), number.year, number.serial]
    return "-".join(str(part) for part in parts if part is not None)


def slug(text: str) -> str:
    """Return a text in ASCII small letters and digits, Chinese as pinyin without tones, joined.

    >>> slug("云人社发"), slug("G60 走廊")
    ('yunrenshefa', 'g60zoulang')
    """
    if text not in _spelt:
        _spelt[text] = _anew[text] = _spell(text)
    return _spelt[text]


def learn(spellings: Mapping[str, str]) -> None:
    """Know how texts were spelt before, so that the dictionaries need not be loaded for them."""
    _spelt.update(spellings)


def spelt_anew() -> dict[str, str]:
    """What was spelt since the last time this was asked."""
    found = dict(_anew)
    _anew.clear()
    return found


_spelt: dict[str, str] = {}  # the same series and names are met on page after page
_anew: dict[str, str] = {}


def _spell(text: str) -> str:
    if text.isascii():
        return "".join(char for char in text.lower() if char.isalnum())
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries are as large as all else that is loaded

    syllables = lazy_pinyin(text, errors=_spell_unknown)
    ascii_text = unicodedata.normalize("NFKD", "".join(syllables)).lower()
    return "".join(char for char in ascii_text if char.isascii() and char.isalnum())


def _spell_unknown(run: str) -> str:
    """What pinyin does not know stays if it is Latin; a rare character is named by its code, never dropped."""
    return "".join(f"u{ord(char):x}" if unicodedata.category(char) == "Lo" else char for char in run)


def _bracketed(text: str) -> list[Found]:
    return [one for match in _BRACKETED.finditer(text) for one in _with_series(text, match, match.start())]


def _with_series(text: str, match: re.Match[str], place: int) -> list[Found]:
    """The number a match is the end of, with the series that ends at `place`; none where no series stands there."""
    run = _RUN_BEFORE.search(text, max(0, place - 40), place)
    if not run:
        return []
    parts = match.groupdict()
    kind = parts.get("kind") or ""
    series = _cut(run["letters"] + kind)
    number = _number(series, parts.get("year"), parts["serial"])
    return [Found(run.end() + len(kind) - len(series), match.end(), number)] if number else []


def _cut(run: str) -> str:
    """Cut running words off: 严格执行国发 → 国发, 和云政发 → 云政发; a word the run ends with is its own series."""
    ends = [word.end() for word in _WORD.finditer(run) if word.end() < len(run)]
    rest = run[ends[-1] :] if ends else run
    lead = _LEADING.match(rest)
    return rest[lead.end() :] if lead else rest


def _number(series: str, year: str | None, serial: str) -> Number | None:
    order = series.endswith(_ORDERS)
    if not 1 <= len(series) <= (_LONGEST_ORDER if order else _LONGEST_SERIES) or series in _ORDERS:
        return None
    number = to_int(serial)
    when = None if year is None else to_int(year)
    if not number or (year is not None and when not in _YEARS):
        return None
    return Number(series, when, number)
