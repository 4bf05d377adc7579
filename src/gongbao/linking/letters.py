"""Letters: what a text says without its points, with the place of each letter, and the phrases it is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from gongbao.typography import fold

GRAM = 6  # letters of a phrase
PLAIN_NAME = 8  # letters from which a name is known wherever it stands in a sentence
_SHOWN = 24
TITLES = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》")  # matches "《云州市集市办法》"; near miss "“集市办法”"
_LEADS_TO_NAME = re.compile(
    r"""
    # 一是, 主要分为, 包括, 从, 实施意见提出: letters that a name may follow without a point between; not: 有关
    (?: [一二三四五六七八九十] 是 (?: 明确 | 关于 )? | [从为含括即分和与及] ) \Z
    """,
    re.VERBOSE,
)
_AFTER_NAME = re.compile(
    r"""
    # what may follow a name without a point between: 等八个方面, 三部分内容, 和工作要求; not: 的
    [等共是和与及] | [一二三四五六七八九十两]{0,2} 个? (?: 方面 | 部分 )
    """,
    re.VERBOSE,
)
BREAK = "\x00"  # no letter of any text
# Matches "２", "，", "㎡", which are other letters or none; near miss "市", "2", a gap, which stay as they are.
_OTHER = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff\x00]")


@dataclass(frozen=True)
class Letters:
    """The letters of a text with the place of each; a title in 《》 is a gap, because it names and does not explain."""

    text: str
    read: str  # the text, with BREAK for every character of a gap

    @classmethod
    def of(cls, text: str, titles: bool = False) -> Letters:
        """The letters of a text, those of the titles it names only if asked."""
        return cls(text, text if titles else TITLES.sub(lambda title: BREAK * len(title[0]), text))

    @cached_property
    def letters(self) -> str:
        """The letters alone."""
        return _OTHER.sub(lambda found: _letter(found[0]), self.read)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Where in the text each of them stands; few are asked for it."""
        return tuple(at for at, char in enumerate(self.read) for _ in (char if char == BREAK else _letter(char)))

    def names(self, key: str) -> bool:
        """Whether the letters stand here as a name: set off from what is around them, or too long to be chance."""
        start = self.letters.find(key)
        while start >= 0:
            end = start + len(key)
            if len(key) >= PLAIN_NAME or self._set_off(start, end):
                return True
            start = self.letters.find(key, end)
        return False

    def shown(self, start: int, end: int) -> str:
        """The text of some letters, cut when long."""
        first = self.places[start]
        first -= bool(first and self.text[first - 1] in "“（")
        text = self.text[first : self.places[end - 1] + 1]
        return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"

    def _set_off(self, start: int, end: int) -> bool:
        before, after = self.letters[:start], self.letters[end:]
        opens = not before or self.places[start] > self.places[start - 1] + 1 or _LEADS_TO_NAME.search(before)
        closes = not after or self.places[end] > self.places[end - 1] + 1 or _AFTER_NAME.match(after)
        return bool(opens and closes)


def grams(letters: str) -> list[str]:
    """The phrases of a text in their order, one from each letter on that has enough behind it."""
    return [letters[at : at + GRAM] for at in range(len(letters) - GRAM + 1)]


@lru_cache(maxsize=8192)  # a text is made of the same few thousand characters
def _letter(char: str) -> str:
    return fold(char)
