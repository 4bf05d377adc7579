"""Document numbers as people type them, in any spelling; the twin of static/js/search/spelling.js.

Where gongbao.numbers reads what a gazette prints and must not read too much, this reads what somebody asks for: no
brackets, other brackets, spaces anywhere, the year first, the series in ASCII, a part of a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gongbao.numerals import to_int
from gongbao.search.tokens import CLEAR, SINGLE, WORD, fold_char, within

LONGEST = 300  # characters of a text that are read
_YEARS = range(1900, 2101)
_BLANKS = frozenset("\t\n\x0b\x0c\r \x85\u2028\u2029\u1680\u3000") | frozenset(map(chr, range(0x2000, 0x200B)))
_N = "[0-9〇零一二三四五六七八九十百千廿卅]"
_THING = "(?! ?[线楼院路桥门月日栋幢室])"  # 5号线, 5号楼, 5月: not the number of a document
_FOUR = rf"(?P<year>{_N} ?{_N} ?{_N} ?{_N})"
_YEAR = f"{_FOUR}(?: ?年 ?度?)?"
_SERIAL = rf"(?:第 ?)?(?:(?P<serial>{_N}(?: ?{_N}){{0,6}}) ?号{_THING}|(?P<bare>{_N}{{1,7}})(?=[ ·]|$){_THING})"
_ORDERS = ("令", "公告")
_ORDER = rf"(?=[ ·]?(?:第 ?)?{_N}(?: ?{_N}){{0,6}} ?号 ?(?:{'|'.join(_ORDERS)}))"  # the 第427号令 of 国务院第427号令

_END = re.compile(rf"^ ?(?:{'|'.join(_ORDERS)})")  # the 令 of 5号令
_SHORT = 3  # letters of a name that says too little without its 令

_ZEROS = re.compile(
    rf"""
    # the circle of 二○二三, the letter of 2O23; not: the letters of OO, Go5
    [○◯⭕] | (?<= {_N} ) [oοо]+ (?= {_N} | \ ?[年号] | [\ ·]{_N} | ·)
    """,
    re.VERBOSE,
)
_BEHIND = (
    re.compile(rf"[ ·]?字?[ ·]?{_YEAR}[ ·]?{_SERIAL}"),  # 〔2023〕5号, 2023-5, 字[2023]第05号
    re.compile(rf"[ ·]?字?[ ·]?{_SERIAL}"),  # 5号, 第5号
    re.compile(rf"[ ·]?字?[ ·]?{_YEAR}(?! ?(?:{_N}|号))"),  # 〔2023〕
)
_BEFORE = re.compile(rf"(?<!{_N})(?P<year>{_N}{{4}})(?: ?年 ?度?)?[ ·]?$")  # the 2023年 of 2023年云政发5号
_PAIR = re.compile(rf"[ ·]?{_FOUR}(?: ?年 ?度?[ ·]?|[ ·]){_SERIAL}[ ·]?")  # 2023年5号, 2023 5
_ALONE = re.compile(rf"[ ·]?(?:第 ?)?(?P<serial>{_N}(?: ?{_N}){{0,6}}) ?号[ ·]?")  # 5号, 第5号
_WORDS_BEFORE = re.compile(
    r"""
    # 根据, 见, 请查 before a series; not: 海 before 云政发, which is then another series
    (?: 根据 | 依据 | 按照 | 依照 | 参照 | 对照 | 执行 | 落实 | 贯彻 | 关于 | 印发 | 转发 | 发布 | 公布 | 废止 | 修改 | 通知 | 文件 | 文号 | 字号
    | 查找 | 查询 | 搜索 | 下载 | 一下 | 全文 | 规定 | 精神 | 要求 | [的与及和或见查找搜看问在由按将以号年度月日] ) \Z
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Reading:
    """What a text may mean: None for what it does not say.

    `sure` when nothing stands before the series that may belong to another one; `whole` when the text says no more.
    """

    series: str | None = None
    year: int | None = None
    serial: int | None = None
    sure: bool = True
    whole: bool = False

    @property
    def complete(self) -> bool:
        """Tell whether series and serial are known."""
        return self.series is not None and self.serial is not None


@dataclass(frozen=True)
class Speller:
    """Reads texts, knowing the series and their ASCII codes."""

    codes: Mapping[str, str]

    def readings(self, text: str) -> tuple[Reading, ...]:
        """What a text may mean as numbers, complete ones first; nothing for an ordinary text.

        >>> speller = Speller({"云政发": "yzf", "云政办发": "yzbf"})
        >>> [(r.series, r.year, r.serial) for r in speller.readings("根据云政发[２０２３]第 05 号文件")]
        [('云政发', 2023, 5)]
        >>> [(r.series, r.year, r.serial) for r in speller.readings("yzf 2023 51")]
        [('云政发', 2023, 51)]
        >>> speller.readings("2023年工作报告"), speller.readings("云州5号线")
        ((), ())
        """
        even = plain(text[:LONGEST])
        found = [*self._named(even), *_nameless(even)]
        return tuple(dict.fromkeys(sorted(found, key=lambda each: (not each.sure, not each.complete))))

    def _named(self, text: str) -> Iterator[Reading]:
        place = 0
        while found := self._series.search(text, place):
            place = found.end()
            for name in self._meant(found):
                reading, end = _around(text, found.span(), name)
                if reading:
                    place = max(place, end)
                    yield reading

    def _meant(self, found: re.Match[str]) -> list[str]:
        key = found[0].replace(" ", "")
        return [self._names[key]] if key in self._names else self._coded.get(key, [])

    @cached_property
    def _names(self) -> Mapping[str, str]:
        names = {_bare(name): name for name in self.codes}
        heads = {key.removesuffix(end): name for key, name in names.items() for end in _ORDERS if key.endswith(end)}
        return heads | names

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(map(_bare, self.codes))

    @cached_property
    def _coded(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, code in self.codes.items():
            found.setdefault(code, []).append(name)
        return found

    @cached_property
    def _series(self) -> re.Pattern[str]:
        names = "|".join(map(self._sought, _longest_first(filter(None, self._names))))
        codes = "|".join(map(re.escape, _longest_first(self._coded)))
        return re.compile(f"{names or '(?!)'}|(?<![a-z0-9])(?:{codes or '(?!)'})(?![a-z])")

    def _sought(self, name: str) -> str:
        """A name with blanks in it; one without its 令, if it is short, only before 第5号令: not in 国务院2023年."""
        is_head = len(name) <= _SHORT and name not in self._whole
        return " ?".join(map(re.escape, name)) + (_ORDER if is_head else "")


def plain(text: str) -> str:
    """One form of a text: folded, blanks as one space, everything that is no letter or figure as one dot.

    >>> plain("云政发［２０２３］ 5号！")
    '云政发·2023·5号·'
    """
    found: list[str] = []
    for char in text:
        for each in fold_char(char):
            kind = _kind(each)
            if kind == " " and found and found[-1] in " ·":
                continue
            if kind == "·" and found and found[-1] in " ·":
                found[-1] = kind
            else:
                found.append(kind)
    return _ZEROS.sub(lambda match: "〇" * len(match[0]), "".join(found).strip(" "))


def _bare(name: str) -> str:
    """The name of a series without blanks, in one form."""
    return plain(name).replace(" ", "")


def _kind(char: str) -> str:
    if within(ord(char), WORD) or within(ord(char), SINGLE) or char in "○◯⭕":
        return char
    return " " if char in _BLANKS or char == "\xa0" else "·"


def _around(text: str, span: tuple[int, int], series: str) -> tuple[Reading | None, int]:
    """What stands around the name of a series, and where that ends."""
    start, end = span
    before = _BEFORE.search(text[:start])
    earlier = to_int(before["year"]) if before else None
    lead = before.start() if before and earlier in _YEARS else start
    sure, order = _stands(text[:lead]), series.endswith(_ORDERS)
    for pattern in _BEHIND:
        match = pattern.match(text, end)
        year, serial = _said(match) if match else (None, None)
        if not match or (year is None and serial is None):
            continue
        year = year or (earlier if earlier in _YEARS else None)
        rest = _END.sub("", text[match.end() :]) if order else text[match.end() :]
        return Reading(series, year, serial, sure, not f"{text[:lead]}{rest}".strip(" ·")), match.end()
    rest = f"{text[:lead]}{text[end:]}".strip(" ·")
    return (None if rest else Reading(series, earlier if lead < start else None, None, sure, True)), end


def _said(match: re.Match[str]) -> tuple[int | None, int | None]:
    """The year and the serial of a match, if they can be one."""
    parts = match.groupdict()
    numeral = parts.get("serial") or parts.get("bare")
    year = to_int(parts["year"]) if parts.get("year") else None
    serial = to_int(numeral) if numeral else None
    if year is not None and year not in _YEARS:
        return None, None
    if parts.get("bare") and "year" not in parts and serial in _YEARS and len(numeral or "") == 4:
        return None, None  # 云政发2023 is a year
    return year, serial or None


def _stands(before: str) -> bool:
    """Tell whether a series may begin behind a text: not in the middle of a longer one."""
    return not before or not within(ord(before[-1]), SINGLE) or bool(_WORDS_BEFORE.search(before))


def _nameless(text: str) -> Iterator[Reading]:
    """A year and a serial, or a serial with its 号, that are all a text says."""
    match = _PAIR.fullmatch(text)
    year, serial = _said(match) if match else (None, None)
    if year and serial:
        yield Reading(None, year, serial, whole=True)
        return
    alone = _ALONE.fullmatch(text)
    serial = to_int(alone["serial"]) if alone else None
    if serial:
        yield Reading(serial=serial, whole=True)


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


assert not CLEAR & set("○◯⭕")
