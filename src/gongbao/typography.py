"""Chinese typography: one place that puts punctuation, spaces and widths right, and never loses a letter or figure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, count

_HAN = "\u3007\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_FULL = "，。；：？！、（）《》〈〉【】〔〕「」『』—"
_QUOTES = "“”"
_WORD = "0-9A-Za-z%‰℃₀-₉²³Ⅰ-Ⅻ①-⑳"
_WIDTHS = {code: code - 0xFEE0 for start, end in ("０９", "ＡＺ", "ａｚ") for code in range(ord(start), ord(end) + 1)}
_WIDTHS[ord("％")] = ord("%")
_POINTS = str.maketrans(",;:?!", "，；：？！")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_BRACKETS = r"[〔〕\[\]［］（）()【】〖〗〈〉{}„‟]"
_ROUND = str.maketrans("()", "（）")

_INVISIBLE = re.compile(
    r"""
    # a NUL, a zero-width space, a bidi mark, a soft hyphen, a BOM; not: a tab, a line feed
    [\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+
    """,
    re.VERBOSE,
)
_BLANKS = re.compile(
    r"""
    # a run of spaces of any width; not: a tab, a line feed
    [\x20\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+
    """,
    re.VERBOSE,
)
_UNTOUCHED = re.compile(
    r"""
    # https://www.yunzhou.gov.cn/a?b=1, bgs@yunzhou.gov.cn; not: http：//, a@b
    https?://[!-;=?-~]{0,500}[0-9A-Za-z/=\#&_-]
    | (?<![\w.+-]) [A-Za-z0-9_.+-]{1,64} @ [A-Za-z0-9-]{1,63} (?: \. [A-Za-z0-9-]{1,63} ){1,4}
    """,
    re.VERBOSE,
)
_IDLE_SPACE = re.compile(
    rf"""
    # 约 5 万人, G60 科创, ， 各县, “ 双减, 5 %; not: Smart City, 12 34
    (?<= [{_HAN}] ) [ ] (?= [{_HAN}{_WORD}{_QUOTES}] )
    | (?<= [{_WORD}{_QUOTES}] ) [ ] (?= [{_HAN}] )
    | (?<= [{_FULL}] ) [ ] | [ ] (?= [{_FULL}] )
    | (?<= [0-9] ) [ ] (?= [%‰℃] )
    | (?<= [\t\n] ) [ ] | [ ] (?= [\t\n] ) | \A [ ] | [ ] \Z
    """,
    re.VERBOSE,
)
_POINT_RUN = re.compile(
    r"""
    # the comma of 方案,各地, the colon of 时间: 9:30; its neighbours decide
    [,;:?!]+
    """,
    re.VERBOSE,
)
_STOP = re.compile(
    rf"""
    # 认真执行. at the end of a line, 执行.”; not: 3.5, 吐尔逊.买买提, 等..., 一. before more text
    (?<= [{_HAN}）》〉”] ) \. (?= [”）)]? [ ]? (?: [\n\t] | \Z ) )
    """,
    re.VERBOSE,
)
_YEARS = re.compile(
    r"""
    # 2021-2035 年; not: 0573-2035年, 2021-2035, 2021-2022-2023年
    (?<! [\d-] ) ( (?: 19 | 20 ) \d\d ) [ ]? [-－] [ ]? ( (?: 19 | 20 ) \d\d ) (?= [ ]? 年 )
    """,
    re.VERBOSE | re.ASCII,
)
_NUMBER = re.compile(
    rf"""
    # 云政发[2023] 5 号, 云政发 (2023)第5号; not: 规划（2023）, 地铁(2023)5号线
    (?<= [{_HAN}] ) [ ]? {_BRACKETS} [ ]? ( \d{{4}} ) [ ]? {_BRACKETS} [ ]? ( 第? ) [ ]? ( \d{{1,6}} ) [ ]? 号
    (?! [线楼院路桥门] )
    """,
    re.VERBOSE | re.ASCII,
)
_SUBSCRIPT = re.compile(
    r"""
    # PM_{2.5}, CO_2; not: file_2, A_12, _{x}
    (?<= [A-Z] ) _ (?: \{ ( \d{1,3} (?: \. \d{1,2} )? ) \} | ( \d ) (?! [\w.] ) )
    """,
    re.VERBOSE | re.ASCII,
)
_ANGLED = re.compile(
    rf"""
    # <云州市若干政策>; not: <5, <http://www.yunzhou.gov.cn>
    < ( [^<>《》〈〉\n]{{0,60}} [{_HAN}] [^<>《》〈〉\n]{{0,60}} ) >
    """,
    re.VERBOSE,
)
_MONTHS = re.compile(
    r"""
    # 2023年7月-2024年7月, 3月-6月; not: 7-2024年, 3-6月
    (?<= 月 ) [ ]? [-－] [ ]? (?= (?: (?: 19 | 20 ) \d\d [ ]? 年 [ ]? )? \d{1,2} [ ]? 月 )
    """,
    re.VERBOSE | re.ASCII,
)
_SQUARE = re.compile(
    rf"""
    # 各县[市、区]政府, 每幢[单元]; not: [2023]5号, [1], 数组[i]
    \[ ( [{_HAN}] [{_HAN}、，]{{0,20}} ) \]
    """,
    re.VERBOSE,
)
_AFTER_PERCENT = re.compile(
    r"""
    # 80%,9月底 and 50%;20% : a point behind a percent sign belongs to the sentence; not: 80%,000
    (?<= [%‰] ) [,;] (?! \d{3} )
    """,
    re.VERBOSE | re.ASCII,
)
_HAN_ONE = re.compile(rf"[{_HAN}]")


# What a rule could begin with: " ", "（", "-", "２"; near miss "云", "2", "，". Most lines have none of it.
_ODD = re.compile("[^\u4e00-\u9fff0-9A-Za-z、。，；：！？\\n\\t]")


def normalise(text: str) -> str:
    """Return a line or paragraph in good Chinese typography; doing it again changes nothing.

    Tabs and line feeds stay, so a text keeps its lines and a row its cells.

    >>> normalise("到 2025 年,实现 <5 %  (含) 的目标.")
    '到2025年，实现 <5%（含）的目标。'
    >>> normalise("《关于印发<云州市若干政策>的通知》(云政发[2023]5 号)")
    '《关于印发〈云州市若干政策〉的通知》（云政发〔2023〕5号）'
    >>> normalise("2021-2035 年 PM_{2.5} 浓度")
    '2021—2035年PM₂.₅浓度'
    """
    if not _ODD.search(text):
        return text
    before, text = "", _characters(text)
    while text != before:  # each round only takes spaces away or widens points, so this ends
        before, text = text, _round(text)
    return text


def clean_title(text: str) -> str:
    """Return a title on one line, without the spaces and breaks of typesetting; those between Latin words stay.

    >>> clean_title("云州市人民政府 关于印发Smart City\\n行动方案的　通知")
    '云州市人民政府关于印发Smart City行动方案的通知'
    """
    words = normalise(" ".join(text.split())).split(" ")
    title = words[0]
    for word in words[1:]:
        latin = title[-1:].isascii() and title[-1:].isalnum() and word[:1].isascii() and word[:1].isalnum()
        title += f" {word}" if latin or _joins_back(word[:1]) else word
    return normalise(title)


def fold(text: str) -> str:
    """Return the letters and figures of a text only, in one form, for comparing titles.

    >>> fold("《云州市办法（试行）》 PM₂.₅") == fold("云州市办法(试行)PM2.5")
    True
    """
    if not _OTHER_FORMS.search(text):  # nearly every text: nothing in it has another form but points, and they go
        return _NO_PLAIN.sub("", text)
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text))


# What is neither letter nor figure: "《", "（", " _"; near miss "云", "2".
_NO_LETTERS = re.compile(r"[\W_]+")
_PLAIN = "0-9A-Za-z\u4e00-\u9fff"
# The same among characters that are letters in one form only: "《", "（", " _"; near miss "云", "２", which is not among them.
_NO_PLAIN = re.compile(f"[^{_PLAIN}]+")
# Matches "２", "㎡", "é", "⼀"; near miss "云", "2", "，", "（".
_OTHER_FORMS = re.compile(f"[^{_PLAIN}\\x00-\\x7f\\u3000-\\u3003\\u3008-\\u3011\\u3014-\\u3017“”‘’—…·，：；（）！？]")


def visible(text: str) -> str:
    """Return a text that is safe to print in a message: on one line, no control or direction marks.

    >>> visible("a\\x1b[31m\\tb\\u202e")
    'a[31m b'
    """
    spaced = " ".join(text.split())
    return "".join(char for char in spaced if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))


def _characters(text: str) -> str:
    """Put single characters right: invisible ones out, full-width letters and figures to ASCII, spaces to one."""
    text = _INVISIBLE.sub(_drop, text).translate(_WIDTHS)
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", text))


def _drop(match: re.Match[str]) -> str:
    """Nothing, except where an accent would then join the letter before and make another letter of it."""
    return match[0] if _joins_back(match.string[match.end() : match.end() + 1]) else ""


def _joins_back(char: str) -> bool:
    """Tell whether a character may merge with the one before it: accents, vowels and finals of Hangul."""
    first = unicodedata.normalize("NFKC", char)[:1]
    return unicodedata.category(first or " ").startswith("M") or "\u1160" <= first <= "\u11ff"


def _round(text: str) -> str:
    """Apply every rule once, with addresses kept out of the way."""
    mark = next(chr(code) for code in count(0xE000) if chr(code) not in text)
    kept = _UNTOUCHED.findall(text)
    text = _UNTOUCHED.sub(mark, text)
    text = _SQUARE.sub(r"〔\1〕", _NUMBER.sub(r"〔\1〕\2\3号", text))
    text = _MONTHS.sub("—", _YEARS.sub(r"\1—\2", _SUBSCRIPT.sub(_subscript, text)))
    text = _quotes(_titles(_parentheses(text)))
    text = _STOP.sub("。", _POINT_RUN.sub(_points, _AFTER_PERCENT.sub(_widened, text)))
    return _restore(_IDLE_SPACE.sub("", text), mark, kept)


def _restore(text: str, mark: str, kept: list[str]) -> str:
    pieces = text.split(mark)
    return "".join(piece + address for piece, address in zip(pieces, [*kept, ""], strict=True))


def _subscript(match: re.Match[str]) -> str:
    return (match[1] or match[2]).translate(_SUBSCRIPTS)


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters before and after a place, one space not counted."""
    before = text[start - 2 : start] if start > 1 else text[:start]
    after = text[end : end + 2]
    return before.rstrip(" ")[-1:], after.lstrip(" ")[:1]


def _is_han(char: str) -> bool:
    return bool(_HAN_ONE.match(char))


def _widened(match: re.Match[str]) -> str:
    return match[0].translate(_POINTS)


def _points(match: re.Match[str]) -> str:
    chinese = (char and (_is_han(char) or char in _FULL + _QUOTES) for char in _beside(match.string, *match.span()))
    return match[0].translate(_POINTS) if any(chinese) else match[0]


def _parentheses(text: str) -> str:
    """Widen round brackets that touch or hold Chinese, both of a pair or none."""
    chars = list(text)
    han = [0, *accumulate(_is_han(char) for char in text)]
    for start, end in _round_pairs(text):
        inside = han[end] > han[start]
        beside = (_beside(text, place, place + 1) for place in (start, end))
        touched = any(_is_han(char) for pair in beside for char in pair)
        if inside or touched or text[start] == "（" or text[end] == "）":
            chars[start], chars[end] = text[start].translate(_ROUND), text[end].translate(_ROUND)
    return "".join(chars)


def _round_pairs(text: str) -> Iterator[tuple[int, int]]:
    """The places of round brackets in pairs; one that has no partner is a pair with itself."""
    opened: list[int] = []
    for match in re.finditer(r"[()（）]", text):
        if match[0] in "(（":
            opened.append(match.start())
        else:
            yield (opened.pop() if opened else match.start()), match.start()
    yield from ((place, place) for place in opened)


def _titles(text: str) -> str:
    """Turn the marks of a title directly inside another title into 〈〉."""
    chars = list(_ANGLED.sub(_angle, text))
    around: list[tuple[int, int]] = []
    for start, end in sorted(_title_pairs(chars)):
        while around and around[-1][1] < start:
            around.pop()
        if chars[start] == "《" and around and chars[around[-1][0]] == "《":
            chars[start], chars[end] = "〈", "〉"
        around.append((start, end))
    return "".join(chars)


def _title_pairs(chars: list[str]) -> Iterator[tuple[int, int]]:
    """The places of title marks in pairs; no title runs over the end of a sentence."""
    opened: list[int] = []
    for place, char in enumerate(chars):
        if char in "。\n":
            opened.clear()
        elif char in "《〈":
            opened.append(place)
        elif opened and chars[opened[-1]] + char in ("《》", "〈〉"):
            yield opened.pop(), place


def _angle(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 200) : match.start()]
    after = match.string[match.end() : match.end() + 200]
    inside = before.rfind("《") > before.rfind("》") and "》" in after
    return f"〈{match[1]}〉" if inside else match[0]


def _quotes(text: str) -> str:
    """Pair ASCII quotation marks and turn the pairs that touch or hold Chinese into “ ”."""
    chars = list(text)
    opened: int | None = None
    for match in re.finditer(r'["“”\n]', text):
        place = match.start()
        if match[0] == "\n":
            opened = None
        elif match[0] == "“" or (match[0] == '"' and opened is None):
            opened = place
        elif opened is not None:
            if _quotes_chinese(text, opened, place):
                chars[opened], chars[place] = "“", "”"
            opened = None
    return "".join(chars)


def _quotes_chinese(text: str, start: int, end: int) -> bool:
    if text[start] == "“" or text[end] == "”":
        return True
    edges = _beside(text, start, start + 1) + _beside(text, end, end + 1)
    return any(map(_is_han, edges)) or bool(_HAN_ONE.search(text, start, end))
