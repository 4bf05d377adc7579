"""Citations: every other official document a text names by number or by 《title》."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongbao import numbers, typography
from gongbao.model import Citation
from gongbao.reading import words

LONGEST = 240  # a title between 《》 is at most so long
# Matches what may stand between 》 and its number: "（国发〔2022〕22号）", "的通知（国发〔2022〕22号，以下简称《纲要》）".
BRACKET = re.compile(
    r"^(?P<between>(?:的通知|的意见|的决定)?)[（(](?P<inside>[^（）]{2,80}(?:（[^（）]{0,30}）[^（）]{0,40})?)[）)]"
)
# Matches "（以下简称《办法》）", "（以下统一简称为“行动计划”）", "（下称“《条例》”）".
SHORT = re.compile(r"(?:以下|下)(?:统一?)?简?称(?:为)?[：:]?[《“]{1,2}(?P<name>[^《》“”]{1,30})[》”]")
# Matches words that make the title one of what is cited from nowhere: newspapers, certificates, forms.
NOT_DECREE = re.compile(
    r"(?:日报|晚报|时报|周刊|杂志|许可证|证书|执照|申请表|登记表|审批表|备案表|承诺书|通知书|决定书|委托书|告知书|协议书|合同|协议|公报|年鉴)$"
)


@dataclass(frozen=True)
class Own:
    """What is the text's own: its titles, number and short names are no citations."""

    titles: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Named:
    title: str
    end: int


def cited(paragraphs: Iterable[str], own: Own) -> tuple[Citation, ...]:
    """Every other instrument named in the paragraphs, in order of its first mention, one entry each."""
    texts = [re.sub(r"\s+", " ", text) for text in paragraphs]
    short = {typography.fold(found["name"]) for text in texts for found in SHORT.finditer(text)}
    mine = {typography.fold(title) for title in own.titles} | short
    found: list[Citation] = []
    for text in texts:
        found += [one for one in _in_text(text) if _foreign(one, own, mine)]
    return tuple(_merged(found))


def short_names(text: str) -> list[str]:
    """The names a text gives a document it goes on to speak of: 以下简称《办法》."""
    return [found["name"] for found in SHORT.finditer(text)]


def _foreign(citation: Citation, own: Own, mine: set[str]) -> bool:
    if citation.number and citation.number in own.numbers:
        return False
    if citation.number and own.numbers and citation.number not in own.numbers:
        return True  # an older text of the same name, known apart by its number
    title = typography.fold(citation.title or "")
    return not title or title not in mine


def named(text: str) -> list[_Named]:
    """The titles between 《》, outermost ones, with the index after each; an unclosed 《 names nothing."""
    found: list[_Named] = []
    opened: list[int] = []
    for index, char in enumerate(text):
        if char == "《":
            opened.append(index)
        elif char == "》" and opened:
            start = opened.pop()
            if index - start <= LONGEST:
                while found and found[-1].end > start:  # what it holds is named inside it, not beside it
                    found.pop()
                found.append(_Named(text[start + 1 : index], index + 1))
    return found


def _in_text(text: str) -> list[Citation]:
    claimed: list[tuple[int, int]] = []  # titles with their numbers, in order, none overlapping
    found: list[tuple[int, Citation]] = []
    for one in named(text):
        number, end = _number_after(text, one.end)
        claimed.append((one.end - len(one.title) - 2, end))
        if number or is_citable(one.title):
            found.append((one.end, Citation(number, alone(one.title))))
    for place in numbers.find_all(text):
        at = bisect.bisect_right(claimed, (place.start, len(text)))
        if not (at and place.start < claimed[at - 1][1]):
            found.append((place.start, Citation(str(place.number), None)))
    return [citation for _, citation in sorted(found, key=lambda pair: pair[0])]


def alone(title: str) -> str:
    """A title as it is written outside of others: 〈〉, which it had inside one, is 《》 again.

    >>> alone("关于贯彻〈计量发展规划〉的实施意见")
    '关于贯彻《计量发展规划》的实施意见'
    """
    clean = typography.clean_title(title)
    return clean if "《" in clean else clean.replace("〈", "《").replace("〉", "》")


def _number_after(text: str, at: int) -> tuple[str | None, int]:
    """The number in brackets right behind a title."""
    found = BRACKET.match(text[at : at + 160])
    if not found:
        return None, at
    places = [*numbers.find(found["inside"]), *numbers.find_orders(found["inside"])]
    return (str(places[0].number), at + found.end()) if places else (None, at)


def is_citable(title: str) -> bool:
    """True for the title of an official document.

    >>> is_citable("浙江省土地管理条例"), is_citable("人民日报"), is_citable("建设用地控制指标（2014）")
    (True, False, True)
    """
    clean = typography.clean_title(title)
    return len(clean) >= 3 and bool(words.CITABLE_END.search(clean)) and not NOT_DECREE.search(clean)


def _merged(found: Sequence[Citation]) -> list[Citation]:
    """One entry an instrument: a number met once with and once without its title is the same, and so are two titles."""
    merged: list[Citation] = []
    places: dict[str, list[int]] = {}  # a number or folded title → the entries that bear it
    for one in found:
        keys = [key for key in (one.number, typography.fold(one.title or "")) if key]
        near = sorted({at for key in keys for at in places.get(key, ())})
        at = next((at for at in near if _same(one, merged[at])), len(merged))
        if at == len(merged):
            merged.append(one)
        else:
            merged[at] = Citation(merged[at].number or one.number, merged[at].title or one.title)
        for key in keys:
            if at not in places.setdefault(key, []):
                places[key].append(at)
    return merged


def _same(one: Citation, other: Citation) -> bool:
    if one.number and other.number:
        return one.number == other.number
    return bool(one.title and other.title) and typography.fold(one.title or "") == typography.fold(other.title or "")
