"""Letters: what a text says without its points, with the place of each letter, and the phrases it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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


@dataclass(frozen=True)
class Letters:
    """The letters of a text with the place of each; a title in 《》 is a gap, because it names and does not explain."""

    text: str
    letters: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, titles: bool = False) -> Letters:
        """The letters of a text, those of the titles it names only if asked."""
        hidden = text if titles else TITLES.sub(lambda title: BREAK * len(title[0]), text)
        pairs = [(letter, at) for at, char in enumerate(hidden) for letter in _letter(char)]
        return cls(text, "".join(letter for letter, _ in pairs), tuple(at for _, at in pairs))

    def names(self, key: str) -> bool:
        """Whether the letters stand here as a name: set off from what is around them, or too long to be chance."""
        starts = (found.start() for found in re.finditer(re.escape(key), self.letters))
        return any(len(key) >= PLAIN_NAME or self._set_off(start, start + len(key)) for start in starts)

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


def grams(letters: str) -> Iterator[tuple[int, str]]:
    """The phrases of a text and where they begin; none goes over a gap."""
    found = ((at, letters[at : at + GRAM]) for at in range(len(letters) - GRAM + 1))
    return ((at, gram) for at, gram in found if BREAK not in gram)


@lru_cache(maxsize=8192)  # a text is made of the same few thousand characters
def _letter(char: str) -> str:
    return char if char == BREAK else fold(char)
