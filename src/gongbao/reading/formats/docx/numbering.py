"""The numbers that Word sets before paragraphs by itself: 一、（一）1. 第一条, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from gongbao import numerals

LEVELS = 9
_MOST = 9999  # a count that no document reaches
_PLACE = re.compile(r"%([1-9])")
# Labels after which a space is text: "1.", "第三条", "A"; near miss "一、", "（一）".
_SPACED = re.compile(r"[0-9A-Za-z.．条章节]$")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LEGAL = str.maketrans("一二三四五六七八九十百千〇零", "壹贰叁肆伍陆柒捌玖拾佰仟零零")


@dataclass(frozen=True)
class Level:
    """How one level counts: from where, in which figures, with what around them."""

    start: int = 1
    figures: str = "decimal"
    label: str = ""
    plain: bool = False  # all figures Arabic, whatever the levels above say
    restart: int | None = None  # the level whose step begins it anew; 0 is never


@dataclass
class Counter:
    """The counts of every list, as far as the text has come."""

    levels: Mapping[str, Mapping[int, Level]]  # by list (numId)
    shared: Mapping[str, str]  # the definition lists count by together
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def next(self, list_id: str, at: int) -> str:
        """The label of the next paragraph of a list on a level, with the space that parts it from the text."""
        levels = self.levels.get(list_id)
        if not levels or not 0 <= at < LEVELS or at not in levels:
            return ""
        counts = self._counts(list_id)
        before = counts[at]
        counts[at] = levels[at].start if before is None else before + 1
        for deeper in range(at + 1, LEVELS):
            limit = levels[deeper].restart if deeper in levels else None
            if limit is None or at < limit:
                counts[deeper] = None
        return self._label(levels, counts, at)

    def _counts(self, list_id: str) -> list[int | None]:
        return self.counts.setdefault(self.shared.get(list_id, list_id), [None] * LEVELS)

    def _label(self, levels: Mapping[int, Level], counts: list[int | None], at: int) -> str:
        own = levels[at]
        if own.figures == "bullet":
            return "• "
        if own.figures == "none" and not own.label:
            return ""

        def figure(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            level = levels.get(place, Level())
            count = counts[place]
            return shown(level.start if count is None else count, "decimal" if own.plain else level.figures)

        label = _PLACE.sub(figure, own.label)
        return f"{label} " if _SPACED.search(label) else label


def shown(count: int, figures: str) -> str:
    """A count in the figures Word names.

    >>> [shown(12, name) for name in ("decimal", "chineseCounting", "decimalEnclosedCircle", "upperRoman", "lowerLetter")]
    ['12', '十二', '⑫', 'XII', 'l']
    """
    if not 0 <= count <= _MOST:
        return str(count)
    write = _FIGURES.get(figures)
    return write(count) if write else str(count)


def _circled(count: int) -> str:
    return chr(0x2460 + count - 1) if 1 <= count <= 20 else f"({count})"


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count else "0"


def _roman(count: int) -> str:
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    text = ""
    for value, sign in signs:
        text += sign * (count // value)
        count %= value
    return text


def _chinese(count: int) -> str:
    return numerals.to_chinese(count) if count else "〇"


def _legal(count: int) -> str:
    """As on a cheque, where ten is 壹拾."""
    text = _chinese(count).translate(_LEGAL)
    return f"壹{text}" if text.startswith("拾") else text


_FIGURES: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
         "japaneseCounting", "ideographLegalTraditional"), _chinese
    ),
    "ideographDigital": lambda count: "".join("〇一二三四五六七八九"[int(digit)] for digit in str(count)),
    "chineseLegalSimplified": _legal,
    "ideographTraditional": lambda count: _STEMS[(count - 1) % 10],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "decimalZero": lambda count: f"{count:02d}",
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperRoman": _roman,
    "none": lambda count: "",
}  # fmt: skip


def counter_of(root: Any) -> Counter:
    """The lists a document defines, from its numbering part; none where it has no such part."""
    if root is None:
        return Counter({}, {})
    abstract = {item.get(qn("w:abstractNumId")): item for item in root.findall(qn("w:abstractNum"))}
    levels: dict[str, dict[int, Level]] = {}
    shared: dict[str, str] = {}
    for item in root.findall(qn("w:num")):
        list_id, definition = item.get(qn("w:numId")), value(item, "w:abstractNumId")
        if list_id is None or definition not in abstract:
            continue
        levels[list_id] = _levels(abstract[definition])
        anew = [each for each in item.findall(qn("w:lvlOverride")) if value(each, "w:startOverride") is not None]
        shared[list_id] = list_id if anew else f"of {definition}"
        levels[list_id] |= _overridden(item, levels[list_id])
    return Counter(levels, shared)


def _levels(parent: Any) -> dict[int, Level]:
    return {number(each.get(qn("w:ilvl")), 0): _level(each) for each in parent.findall(qn("w:lvl"))}


def _overridden(item: Any, levels: Mapping[int, Level]) -> dict[int, Level]:
    """The levels a list sets otherwise than its definition."""
    found: dict[int, Level] = {}
    for each in item.findall(qn("w:lvlOverride")):
        at = number(each.get(qn("w:ilvl")), 0)
        own = each.find(qn("w:lvl"))
        level = _level(own) if own is not None else levels.get(at, Level())
        start = value(each, "w:startOverride")
        found[at] = Level(number(start, 1), level.figures, level.label, level.plain, level.restart) if start else level
    return found


def _level(item: Any) -> Level:
    restart = value(item, "w:lvlRestart")
    return Level(
        number(value(item, "w:start"), 1),
        _format(item),
        value(item, "w:lvlText") or "",
        item.find(qn("w:isLgl")) is not None,
        None if restart is None else number(restart, 0),
    )


def _format(item: Any) -> str:
    """The figures of a level; newer Word wraps its own names in an alternative, whose fallback it names as well."""
    found = next(iter(item.iter(qn("w:numFmt"))), None)
    return (found.get(qn("w:val")) if found is not None else None) or "decimal"


def value(item: Any, tag: str) -> str | None:
    """The w:val of a child."""
    child = item.find(qn(tag))
    found: str | None = child.get(qn("w:val")) if child is not None else None
    return found


def number(text: str | None, default: int) -> int:
    """A number a file gives; whatever else it writes there is the default."""
    return int(text) if text and re.fullmatch(r"\d{1,6}", text, re.ASCII) else default
