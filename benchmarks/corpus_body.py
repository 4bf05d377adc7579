"""The body of an invented text: paragraphs of content/ cut, joined and changed, under headings or in articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from benchmarks.corpus_words import CHAPTERS, HEADINGS, VILLAGE_SUFFIXES
from gongbao import archive
from gongbao.gazette import Gazette
from gongbao.model import Decree

NUMERALS = "〇一二三四五六七八九"
# Matches "一、", "（二）", "3．", "第五条　" at the head of a paragraph; near miss "一是".
_MARKER = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[．.]|第[一二三四五六七八九十百]+[条章]\s*)"
)
# Words that would make a sentence say something of another text, of a day or of an organ.
_TELLING = re.compile(r"[《〔|\[\]]|责任单位|施行|废止|失效|附件|解读|任命|免去")
# Matches "400" in "新开工项目400个"; near miss "2023年", "第3条".
_FIGURE = re.compile(r"(?<![\d.．第])[1-9]\d*(?![\d.．年月日号条章期])")


@dataclass(frozen=True)
class Words:
    """What texts are made of: the sentences of each paragraph of content/, its characters, and the gazette."""

    paragraphs: tuple[tuple[str, ...], ...]
    gazette: Gazette

    @classmethod
    def of(cls, library: archive.Library, gazette: Gazette) -> Words:
        """The words of an archive."""
        bodies = [record.body for record in library.records.values() if isinstance(record, Decree)]
        lines = [
            _MARKER.sub("", line) for body in bodies for line in body.split("\n") if not line.startswith(("#", "|"))
        ]
        split = [tuple(part for part in re.findall(r"[^。]+。", line) if not _TELLING.search(part)) for line in lines]
        return cls(tuple(dict.fromkeys(each for each in split if each and 30 <= len("".join(each)) <= 900)), gazette)

    @cached_property
    def letters(self) -> str:
        """All Chinese characters, as often as they are used."""
        return "".join(re.findall(r"[\u4e00-\u9fff]", "".join("".join(each) for each in self.paragraphs)))

    @cached_property
    def organs(self) -> tuple[str, ...]:
        """The short names of departments."""
        return tuple(each.aliases[0] for each in self.gazette.departments if each.aliases)


def numbered(random: Random, words: Words, length: int) -> list[str]:
    """Headings 一、 with paragraphs （一） and 1．, until the length is reached."""
    lines: list[str] = []
    written, chapter = 0, 0
    headings = random.sample(HEADINGS, 8)
    while written < length and chapter < 8:
        lines.append(f"{NUMERALS[chapter + 1]}、{headings[chapter]}")
        chapter += 1
        for item in range(1, random.randint(3, 7)):
            tail = f"（责任单位：{organs(random, words)}）" if random.random() < 0.12 else ""
            text = _paragraph(random, words)
            lines.append(f"（{NUMERALS[item]}）{text}{tail}")
            written += len(text)
    while written < length:
        lines.append(_paragraph(random, words))
        written += len(lines[-1])
    return lines


def articles(random: Random, words: Words, length: int) -> list[str]:
    """Chapters of articles, until the length is reached."""
    lines: list[str] = []
    written, article = 0, 0
    for chapter, name in enumerate(CHAPTERS, 1):
        lines.append(f"第{NUMERALS[chapter]}章　{name}")
        while written < length * chapter / len(CHAPTERS):
            article += 1
            text = _paragraph(random, words)
            lines.append(f"第{_spoken(article)}条　{text}")
            written += len(text)
    return lines


def _paragraph(random: Random, words: Words) -> str:
    """Sentences of one paragraph, at times one of another, with other figures and, at times, names nobody gave."""
    own = random.choice(words.paragraphs)
    first = random.randrange(len(own))
    sentences = [*own[first : first + random.randint(1, 4)]]
    if random.random() < 0.4:
        sentences.append(sentence(random, words))
    text = "".join(sentences)
    if random.random() < 0.2:
        names = "、".join(
            invented(random, words, 2) + random.choice(VILLAGE_SUFFIXES) for _ in range(random.randint(2, 5))
        )
        text += f"包括{names}等{random.randint(6, 40)}处。"
    return _FIGURE.sub(lambda found: _figure(random, len(found[0])), text)


def sentence(random: Random, words: Words) -> str:
    return random.choice(random.choice(words.paragraphs))


def _figure(random: Random, digits: int) -> str:
    return str(random.randrange(10 ** (digits - 1), 10**digits))


def invented(random: Random, words: Words, length: int) -> str:
    return "".join(random.choice(words.letters) for _ in range(length))


def organs(random: Random, words: Words) -> str:
    return "、".join(random.sample(words.organs, random.randint(1, 4)))


def task(random: Random, words: Words) -> str:
    return _FIGURE.sub(lambda found: _figure(random, len(found[0])), sentence(random, words))[:60].rstrip("，、。；")


def cells(random: Random, words: Words, columns: Sequence[str]) -> list[str]:
    """A row: names for what is named, figures for what is counted."""
    cells = []
    for column in columns:
        if re.search(r"投资|面积|完成$|目标$", column):
            cells.append(f"{random.randint(1, 9000)}.{random.randint(0, 99):02d}")
        elif column == "实施主体":
            cells.append(organs(random, words))
        elif column == "完成时限":
            cells.append(f"{random.randint(1, 12)}月底")
        else:
            cells.append(invented(random, words, random.randint(2, 4)) + random.choice(VILLAGE_SUFFIXES))
    return cells


def _spoken(number: int) -> str:
    """A number in Chinese, up to 199."""
    hundred, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = (NUMERALS[tens] if tens > 1 or hundred else "") + "十" if tens else ("〇" if hundred and ones else "")
    return (f"{NUMERALS[hundred]}百" if hundred else "") + text.replace("〇", "零") + (NUMERALS[ones] if ones else "")
