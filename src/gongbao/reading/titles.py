"""Titles: which lines print one, whether two spell the same, and which spelling is the best attested."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from gongbao import numbers, typography
from gongbao.model import TitleVariant
from gongbao.reading import words
from gongbao.reading.lines import Kind, Line

# Matches "（云政发〔2023〕5号）" at the end; near miss "（试行）", "（2023—2027年）".
NUMBER_BEHIND = re.compile(r"（(?P<number>[^（）]{2,16}[〔（][^（）〔〕]{2,6}[〕）]第?\d{1,4}号)）$")
MOST_LINES = 4  # a title is set in at most so many lines
CLOSE = 0.88  # share of common letters from which two titles are spellings of one


def likeness(one: str, other: str) -> float:
    """How much two titles share, 0 to 1, by their letters and figures alone."""
    a, b = typography.fold(one), typography.fold(other)
    if a == b:
        return 1.0
    if not a or not b or min(len(a), len(b)) < 0.6 * max(len(a), len(b)):
        return 0.0
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return 0.0 if matcher.quick_ratio() < 0.7 else matcher.ratio()


def alike(one: str, other: str) -> bool:
    """True for two spellings of one title; figures decide, since 2023年… and 2025年… are two documents."""
    return likeness(one, other) >= CLOSE and _figures(one) == _figures(other)


def _figures(title: str) -> list[str]:
    return re.findall(r"\d+", typography.fold(title))


def joined(lines: Sequence[Line]) -> str:
    """The title that several lines print together."""
    return typography.clean_title("".join(line.text for line in lines if not line.blank))


def spelled_at(lines: Sequence[Line], start: int, title: str) -> int | None:
    """The index after the lines from `start` on that print `title`, or None."""
    best: tuple[float, int] | None = None
    taken: list[Line] = []
    for index in range(start, min(len(lines), start + 3 * MOST_LINES)):
        line = lines[index]
        if line.blank:
            continue
        if line.kind in (Kind.ROW, Kind.NUMBER, Kind.DATE) or len(taken) == MOST_LINES:
            break
        taken.append(line)
        like = likeness(joined(taken), title)
        if like >= CLOSE and (best is None or like > best[0]):
            best = (like, index + 1)
        if best and best[0] == 1.0:
            break
    return best[1] if best and _figures_fit(lines[start : best[1]], title) else None


def _figures_fit(lines: Sequence[Line], title: str) -> bool:
    return _figures(joined(lines)) == _figures(title)


def complete(title: str) -> bool:
    """True when a title has a head (an organ or 关于) and an end (the kind of document)."""
    title = unquoted(title)
    begins = title.startswith(("关于", "《")) or re.match(
        r"^[一-龥（）·、]{2,400}?(?:关于|印发|转发|批转|公布|发布|令)", title
    )
    return bool(begins) and bool(words.TITLE_END.search(title))


def unquoted(title: str) -> str:
    """A title without the 《》 that a page sets around the whole of it."""
    whole = title.startswith("《") and title.endswith("》") and title.count("《") == 1
    return title[1:-1].replace("〈", "《").replace("〉", "》") if whole else title


def parted(title: str) -> tuple[str, numbers.Number | None]:
    """A title and the number set in brackets behind it.

    >>> parted("关于开展检查的通知（云政发〔2023〕5号）")[0], str(parted("关于开展检查的通知（云政发〔2023〕5号）")[1])
    ('关于开展检查的通知', '云政发〔2023〕5号')
    """
    found = NUMBER_BEHIND.search(title)
    number = numbers.parse(found["number"]) if found else None
    return (unquoted(title[: found.start()]), number) if found and number else (unquoted(title), None)


def best_attested(variants: Sequence[TitleVariant]) -> str:
    """The spelling that lost nothing: one that others are cut from, then the most often met, then the first.

    >>> V = TitleVariant
    >>> best_attested([V("关于下达发展的通知", "heading"), V("关于下达发展计划的通知", "toc"), V("关于下达发展的通知", "catalogue")])
    '关于下达发展计划的通知'
    """
    folded = [typography.fold(variant.text) for variant in variants]
    whole = [one for one in folded if not any(_cut_from(one, other) for other in folded)] or folded
    top = max(whole, key=lambda one: (folded.count(one), -folded.index(one)))
    return variants[folded.index(top)].text


def _cut_from(short: str, long: str) -> bool:
    """True when `short` is `long` with some letters lost, as OCR and hurried typing lose them."""
    if not 0 < len(long) - len(short) <= 6:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)
