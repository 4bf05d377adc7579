"""Characters that a document's fonts or typists spoiled: radicals for letters, private codes, broken brackets."""

from __future__ import annotations

import re
import unicodedata

LOST = "〓"  # what printers set for a character they do not have

# Kangxi radicals, compatibility ideographs, vertical and small forms, with what Unicode says each is.
_SAME = re.compile(r"[\u2f00-\u2fdf\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe4f\ufe50-\ufe6f]")

# Radicals of the supplement that look like a letter; Unicode gives them no equal. ⻓ stands for 长, ⺠ for 民.
_RADICALS = str.maketrans(
    "⺎⺟⺠⺳⺹⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "兀母民网老虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)

# Codes of the fonts Symbol and Wingdings: bullets and boxes to tick.
_SYMBOLS = str.maketrans(
    dict.fromkeys("\uf06c\uf06e\uf075\uf09f\uf0a7\uf0b7\uf0d8", "•")
    | dict.fromkeys("\uf06f\uf0a8\uf071", "□")
    | dict.fromkeys("\uf052\uf0fe", "☑")
)

# A character without any text behind it: "(cid:123)", a private code, a replacement mark; near miss "(cidi:1)".
_UNKNOWN = re.compile(r"\(cid:\d{1,6}\)|[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u200b]+")
_HALF_SURROGATE = re.compile(r"[\ud800-\udfff]")

# Matches the marks of «云州市若干政策», which a font map took for French ones; near miss «Le Monde».
_OPENING = re.compile(r"«(?=[\u4e00-\u9fff《“])")
_CLOSING = re.compile(r"(?<=[\u4e00-\u9fff》”）)])»")

# Matches 云政发ʍ2023ʎ5号 and 云政发〓2023〓5号: what stands there is a bracket; near miss 云政发〔2023〕5号.
_BRACKETS = re.compile(
    r"""
    (?<= [\u4e00-\u9fff] ) [ ]? [^\w\s《》“”、，。；：〔〕\[\]()（）【】]{1,2} [ ]? ( (?: 19 | 20 ) \d\d ) [ ]?
    [^\w\s《》“”、，。；：〔〕\[\]()（）【】]{1,2} [ ]? (?= 第? [ ]? \d{1,5} [ ]? 号 )
    | (?<= [\u4e00-\u9fff] ) [ ]? [\u0250-\u02ff] [ ]? ( (?: 19 | 20 ) \d\d ) [ ]? [\u0250-\u02ff] [ ]?
      (?= 第? [ ]? \d{1,5} [ ]? 号 )
    """,
    re.VERBOSE,
)


def mended(text: str) -> str:
    """The text with every character that certainly stands for another put right, and 〓 for what is lost.

    >>> mended("⼀、⻓江⼤桥")
    '一、长江大桥'
    >>> mended("云政发(cid:7)2023(cid:8)5号")
    '云政发〔2023〕5号'
    >>> mended("达到5(cid:9)5%")
    '达到5〓5%'
    """
    text = _HALF_SURROGATE.sub("\ufffd", _CONTROL.sub("", text))
    text = _SAME.sub(_plain, text.translate(_RADICALS).translate(_SYMBOLS))
    text = _UNKNOWN.sub(LOST, text)
    text = _CLOSING.sub("》", _OPENING.sub("《", text))
    return _BRACKETS.sub(lambda found: f"〔{found[1] or found[2]}〕", text)


def _plain(found: re.Match[str]) -> str:
    """What Unicode says the form is; a small comma is a comma, and no form becomes a space."""
    plain = unicodedata.normalize("NFKC", found[0])
    return plain if plain.strip() == plain else found[0]
