"""Chinese numerals: 一二三, 十一, 廿, 二〇二三, １２ and their misread zeros ↔ int."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LARGEST = 9999
# Typists and OCR write 〇 as a circle, as Greek omicron, Cyrillic or Latin O; a letter counts only beside a numeral.
LETTER_ZEROS = "OoΟοОо"
WRONG_ZEROS = "○◯⭕Ｏｏ" + LETTER_ZEROS
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_SPELLED = str.maketrans({**dict.fromkeys("〇" + WRONG_ZEROS, "零"), "廿": "二十", "卅": "三十", "两": "二"})
_POSITIONAL = str.maketrans(_DIGITS, "0123456789")
_LONGEST = 18

# Every character a numeral may be written with, for the character classes of other modules.
NUMERAL_CHARS = "0-9０-９〇零一二三四五六七八九十百千廿卅" + WRONG_ZEROS

_PLAIN_DIGITS = re.compile(
    r"""
    # 2023; not: -5, 12a
    [0-9]{1,18}
    """,
    re.VERBOSE,
)


def ascii_digits(text: str) -> str:
    """Return the text with full-width digits written in ASCII.

    >>> ascii_digits("２０２３年３月")
    '2023年3月'
    """
    return text.translate(_FULL_WIDTH)


def to_int(text: str) -> int | None:
    """Return the number a numeral stands for, or None where the text is not one whole numeral.

    >>> [to_int(t) for t in ("二十一", "一百零一", "廿三", "二○二三", "１ ２", "十")]
    [21, 101, 23, 2023, 12, 10]
    >>> [to_int(t) for t in ("", "十百", "一百一", "甲", "OO")]
    [None, None, None, None, None]
    """
    compact = ascii_digits("".join(text.split()))
    if not compact or len(compact) > _LONGEST or not compact.strip(WRONG_ZEROS):
        return None
    spelled = compact.translate(_SPELLED)
    digits = spelled.translate(_POSITIONAL)
    return int(digits) if _PLAIN_DIGITS.fullmatch(digits) else _units_to_int(spelled)


def _units_to_int(spelled: str) -> int | None:
    """Add up 二千零二十三; what would not be written so again (十百, 一百一) is refused."""
    total, digit = 0, 0
    for char in spelled:
        if char in _DIGITS:
            digit = _DIGITS.index(char)
        elif char in _UNITS:
            total += (digit or 1) * int(10 ** _UNITS.index(char))
            digit = 0
        else:
            return None
    total += digit
    return total if 1 <= total <= _LARGEST and spelled in _spellings(total) else None


def _spellings(number: int) -> tuple[str, ...]:
    """A number with units as printed, and with the 一 before 十 left out or put in: 一百十一, 一十一."""
    usual = to_chinese(number)
    full = "一" + usual if usual.startswith("十") else usual
    return usual, full, full.replace("百一十", "百十")


def to_chinese(number: int) -> str:
    """Return a number from 0 to 9999 in words, as chapters and articles are numbered.

    >>> [to_chinese(n) for n in (1, 10, 11, 21, 101, 110, 1001)]
    ['一', '十', '十一', '二十一', '一百零一', '一百一十', '一千零一']
    """
    if not 0 <= number <= _LARGEST:
        raise ValueError(f"只能写出 0 到 {_LARGEST} 的数：{number}")
    if number == 0:
        return "零"
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + _UNITS[place]
        gap = digit == 0
    return words.removeprefix("一") if words.startswith("一十") else words
