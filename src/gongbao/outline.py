"""The outline of official documents: 第一章, 第三条, 一、（一）1．（1）① ↔ kind, level, ordinal, anchor."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongbao.numerals import NUMERAL_CHARS, to_int

_SMALL = "一二三四五六七八九十百〇零"
_SMALL_NUMERAL = f"[{_SMALL}] (?: \\s? [{_SMALL}] ){{0,3}}"
_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff《“（【〈"
_DIGITS = "[0-9０-９]{1,3}"
_LONGEST_LEAD = 40
_DIVISIONS = {"编": ("part", 1), "章": ("chapter", 2), "节": ("section", 3), "条": ("article", 0)}

_DIVISION = re.compile(
    rf"""
    # 第一章 总则, 第 三 条之一 为了, 第12条; not: 第三条规定的, 第三条第一款, 第一节课, 第三条、第五条
    第 \s? (?P<ordinal> [{NUMERAL_CHARS}] (?: \s? [{NUMERAL_CHARS}] ){{0,6}} ) \s? (?P<unit> [编章节条] )
    (?: \s? 之 \s? (?P<sub> [{_SMALL}]{{1,3}} ) )?
    (?! 规定 | 所[述列称指定] | 第 | [至、，。；）》”"的款与或及课] | 项(?!目) | 中的 | 和第 | 和本 | 以及 )
    """,
    re.VERBOSE,
)
_ONE = re.compile(
    rf"""
    # 一、总体要求, 十 一 、 附则, 一.总体要求; not: 一是明确, 一.5, 一 总体
    (?P<ordinal> {_SMALL_NUMERAL} ) \s{{0,2}} (?: 、 | [.．] (?= \s{{0,3}} [{_CHINESE}] ) )
    """,
    re.VERBOSE,
)
_LISTED = re.compile(
    rf"""
    # what follows the 一、 of 一、二等奖, 一、二、三产业; not of: 一、三大行动, 一、一年来的工作
    (?P<next> [{_SMALL}]{{1,3}} ) [等类级线产季档、]
    """,
    re.VERBOSE,
)
_TWO = re.compile(
    rf"""
    # （一）普查对象, (十 一) 强化, （一）、项目; not: (市、区)作为, （一）至（三）项, （一）项规定
    [（(] \s? (?P<ordinal> {_SMALL_NUMERAL} ) \s? [）)]
    (?! \s? [至、和或及]? \s? [（(] \s? [{_SMALL}]{{1,4}} \s? [）)] | 项(?!目) | 款 )
    (?: \s? 、 )?
    """,
    re.VERBOSE,
)
_THREE = re.compile(
    rf"""
    # 1. 深入, 12．精准, 3、加强, 2. 2023年度, 1.2023年底前; not: 1.6 万亩, 1. 6 万亩, 2023.3, 1、2号楼, 1..5
    (?P<ordinal> {_DIGITS} ) \s? [.．、]
    (?: (?= (?: 19 | 20 ) [0-9]{{2}} \s? [年-] )
    |   (?! [0-9０-９.．、] | \s{{1,3}} [0-9.]{{1,6}} \s? [万亿%％倍元亩] ) )
    """,
    re.VERBOSE,
)
_FOUR = re.compile(
    rf"""
    # （1）建立, ( 12 ) 完善; not: (2023—2027年), （38）号, （1）至（3）, 50%),兼容
    [（(] \s? (?P<ordinal> {_DIGITS} ) \s? [）)]
    (?! \s? 号 | \s? [至、和或及]? \s? [（(] \s? {_DIGITS} \s? [）)] | 项(?!目) | 款 )
    (?: \s? 、 )?
    """,
    re.VERBOSE,
)
_CIRCLED = re.compile(
    r"""
    # ①建立, ㉑ 完善; not: ①②③, 1①
    (?P<ordinal> [①-⑳㉑-㉟㊱-㊿] ) (?! [①-⑳㉑-㉟㊱-㊿、至] )
    """,
    re.VERBOSE,
)
_LEAD = re.compile(
    rf"""
    # （一）普查对象和范围。 before more text, or a line that has no 。; not: a sentence longer than a heading
    [^。\n]{{1,{_LONGEST_LEAD - 1}}} (?: 。 | \Z )
    """,
    re.VERBOSE,
)
_OPENS = re.compile(rf"[第（({NUMERAL_CHARS}①-⒛㈠-㈩㉑-㊿]")  # what a marker may begin with; near miss 关
# ⑴ ⒈ ㈠ are one character each and mean (1) 1. (一).
_COMPOSED = re.compile(
    r"""
    # ⑴建立, ⒈深入, ㈠普查; not: ①建立, (1)建立
    [⑴-⒇⒈-⒛㈠-㈩]
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Marker:
    """A marker at the beginning of a line: what it is, its place in the outline, as printed in good form, the rest."""

    kind: str  # part chapter section article one two three four circled
    level: int  # of the heading; 0 for an article, which is a paragraph
    ordinal: str  # "3", and "3-1" for 第三条之一
    text: str
    rest: str

    @property
    def step(self) -> str:
        """The marker's part of an anchor: its ordinal, with art- for an article."""
        return f"art-{self.ordinal}" if self.kind == "article" else self.ordinal


def marker(text: str) -> Marker | None:
    """Return the marker a line begins with, or None.

    >>> marker("(十一) 强化考核")
    Marker(kind='two', level=3, ordinal='11', text='（十一）', rest='强化考核')
    >>> marker("1. 深入").text, marker("第三条之一 为了").ordinal
    ('1．', '3-1')
    >>> [marker(t) for t in ("1.6 万亩以上", "一是明确", "一、二等奖各1名", "(2023—2027年)")]
    [None, None, None, None]
    """
    line = text.lstrip()
    if not _OPENS.match(line):  # nearly every line: a marker cannot begin so
        return None
    if _COMPOSED.match(line):
        line = unicodedata.normalize("NFKC", line[0]) + line[1:]
    if line.startswith("第"):
        return _division(line)
    for read in _READERS:
        found = read(line)
        if found:
            return found
    return None


def anchor(path: Sequence[str]) -> str:
    """Return the anchor of a place from the steps of the markers above it; articles count through the whole text.

    >>> anchor(["2", "3"]), anchor(["1", "2", "art-12"]), anchor(["art-3-1", "2"])
    ('2.3', 'art-12', 'art-3-1.2')
    """
    articles = [place for place, step in enumerate(path) if step.startswith("art-")]
    return ".".join(path[articles[-1] :] if articles else path)


def split_run_in(text: str) -> tuple[str, str]:
    """Split a paragraph whose first sentence is its heading; together the two parts are the text.

    A first sentence too long for a heading leaves the first part empty.

    >>> split_run_in("（一）普查对象和范围。普查的对象是企业。")
    ('（一）普查对象和范围。', '普查的对象是企业。')
    """
    lead = _LEAD.match(text)
    return (lead[0], text[lead.end() :]) if lead else ("", text)


def _division(line: str) -> Marker | None:
    match = _DIVISION.match(line)
    ordinal = to_int(match["ordinal"]) if match else None
    if not match or not ordinal:
        return None
    kind, level = _DIVISIONS[match["unit"]]
    sub = to_int(match["sub"]) if match["sub"] else None
    numbered = f"{ordinal}-{sub}" if sub else str(ordinal)
    return Marker(kind, level, numbered, "".join(match[0].split()), line[match.end() :].lstrip())


def _one(line: str) -> Marker | None:
    match = _ONE.match(line)
    if not match:
        return None
    listed = _LISTED.match(line, match.end())
    if listed and (to_int(listed["next"]) or 0) > (to_int(match["ordinal"]) or 0):
        return None
    return _build(("one", 2, "{}、"), line, match)


def _two(line: str) -> Marker | None:
    return _build(("two", 3, "（{}）"), line, _TWO.match(line))


def _three(line: str) -> Marker | None:
    # The full-width dot keeps Markdown from making a list of it, with numbers of its own.
    return _build(("three", 4, "{}．"), line, _THREE.match(line))


def _four(line: str) -> Marker | None:
    return _build(("four", 5, "（{}）"), line, _FOUR.match(line))


def _circled(line: str) -> Marker | None:
    match = _CIRCLED.match(line)
    if not match:
        return None
    ordinal = int(unicodedata.numeric(match[0]))
    return Marker("circled", 6, str(ordinal), match[0], line[match.end() :].lstrip())


def _build(form: tuple[str, int, str], line: str, match: re.Match[str] | None) -> Marker | None:
    if not match:
        return None
    kind, level, frame = form
    ordinal = to_int(match["ordinal"])
    if not ordinal or ordinal > 999:
        return None
    numeral = "".join(match["ordinal"].split())
    printed = str(ordinal) if numeral.isdecimal() else numeral
    return Marker(kind, level, str(ordinal), frame.format(printed), line[match.end() :].lstrip())


_READERS: tuple[Callable[[str], Marker | None], ...] = (_one, _two, _three, _four, _circled)
