"""What is asked, and what the right answers are: a scan of the texts for the letters, blind to either index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from gongbao.numbers import Number
from gongbao.search.documents import Document

ORDINARY = (
    *("2023年", "十四五", "第三产业", "551X工程", "2025", "5G", "12345热线", "三个一百", "地铁5号线"),
    *("2023年工作报告", "二〇二三年", "100万元"),
)
_CLEAR = re.compile(r"[\s()\[\]{}<>〈〉《》「」『』【】〔〕〖〗‹›\"'“”‘’]+")
_BREAK = re.compile(r"\W+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Query:
    """A question, its kind, and the documents that answer it."""

    kind: str
    text: str
    truth: frozenset[int]
    besides: frozenset[int] = frozenset()  # right as well, though nobody misses them: texts that cite a number


class Texts:
    """The letters of every document: one form of each character, no blanks, brackets or quotes, breaks at other marks."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._letters = ["\n".join(map(letters, _said(each))) for each in documents]

    def queries(self, numbers: int, titles: int = 30) -> list[Query]:
        """Random strings, titles and numbers, the same every time."""
        random = Random(7)
        found = [Query("strings", *self._drawn(random, length)) for length in _lengths(random)]
        for place in random.sample(range(len(self._documents)), titles):
            text = self._documents[place].title
            found.append(Query("titles", text, self._holding(text)))
        for place in random.sample(range(len(self._documents)), numbers):
            document = self._documents[place]
            assert document.number
            each = frozenset({place})
            cited = self._holding(str(document.number))
            found += [Query("numbers", text, each, cited) for text in spellings(document.number, document.code)]
        return found

    def common(self, count: int) -> list[Query]:
        """Strings that many documents hold, so that ten results can be shown."""
        random = Random(8)
        found: dict[str, Query] = {}
        while len(found) < count:
            text, truth = self._drawn(random, random.choice((2, 3, 4, 4, 5, 6)))
            if len(truth) >= 15:
                found[text] = Query("common", text, truth)
        return list(found.values())

    def _drawn(self, random: Random, length: int) -> tuple[str, frozenset[int]]:
        """So many Chinese characters that stand side by side in some document, and the documents that hold them."""
        while True:
            runs = [run for run in _CHINESE.findall(random.choice(self._letters)) if len(run) >= length]
            if runs:
                run = random.choice(runs)
                start = random.randrange(len(run) - length + 1)
                return run[start : start + length], self._holding(run[start : start + length])

    def _holding(self, text: str) -> frozenset[int]:
        wanted = letters(text)
        return frozenset(place for place, text in enumerate(self._letters) if wanted in text)


def letters(text: str) -> str:
    """A text as the scan reads it.

    >>> letters("加快“工业 上楼”，Ｐ5")
    '加快工业上楼\\np5'
    """
    return _BREAK.sub("\n", _CLEAR.sub("", unicodedata.normalize("NFKC", text).lower()))


def _said(document: Document) -> Iterable[str]:
    return (document.title, *document.names, document.number_text, *(each.text for each in document.passages))


def _lengths(random: Random) -> Iterator[int]:
    """A hundred lengths from 2 to 10."""
    for least, most, count in ((2, 3, 20), (4, 6, 30), (7, 10, 50)):
        yield from (random.randint(least, most) for _ in range(count))


def spellings(number: Number, code: str) -> list[str]:
    """Twenty ways people write a number."""
    series, year, serial = number.series, number.year, number.serial
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    chinese = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    brackets = ("〔〕", "[]", "［］", "（）", "()", "【】", "〈〉", "‹›", "  ")
    return [
        *(f"{series}{pair[0]}{year}{pair[1]}{serial}号" for pair in brackets),
        f"{series}〔{year}〕第{serial}号",
        f"{series}〔{year}〕0{serial}号",
        f"{series}〔{year}〕{serial}",
        f"{series}{year}年{serial}号",
        f"{series}{year}-{serial}",
        f"{series}—{year}—{serial}号",
        f"{year}年{series}{serial}号",
        f"{series}〔{year}〕{serial}号".translate(wide),
        f"{series}〔{chinese}〕{serial}号",
        " ".join(f"{series}〔{year}〕{serial}号"),
        code.replace("-", " "),
    ]
