"""附件: the attachments a decree announces and those it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao import numerals, typography
from gongbao.model import Attachment
from gongbao.reading import titles, words
from gongbao.reading.lines import Kind, Line

# Matches "附件：1．某计划（略）", "附件:2022年度…（略）", "附：某表"; near miss "附件1" (a printed one), "附件所列".
LIST = re.compile(r"^附\s*(?:件|表|图)?[：:]\s*(?P<rest>.*)$")
ITEM = re.compile(r"^(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[.．、]\s*(?P<title>\S.*)$")
OMITTED = re.compile(r"[（(]\s*(?:此件|附件)?略\s*[)）]\s*。?$")
# Matches "附件1", "附件 2：", "附件", "附件一", "附1："; near miss "附件：1．…" (the list).
PRINTED = re.compile(r"^附\s*(?:件|表|图)?\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[：:．.]?$")
NOTE = re.compile(r"^[（(](?:可|详见|请|附件|略|此件|登[录陆])")
# Matches the end of an attachment's title: "…责任分解表", "…管理办法（试行）"; near miss "…防汛防台抗旱应急".
ENDED = re.compile(
    rf"(?:[表图单书册卡]|样式|格式|说明|情况|材料|{words.INSTRUMENT_END.pattern})(?:（[^（）]{{1,20}}）)?$"
)
TOGETHER = re.compile(r"(?<=[^\d])(?=\d{1,2}[.．](?=[^\d\s]))")


@dataclass(frozen=True)
class Announced:
    """The list of attachments in a text, with the indexes of its lines."""

    items: tuple[Attachment, ...]
    first: int
    last: int
    starts: frozenset[int] = frozenset()  # the lines that begin an item; the others go on with it


def announced(lines: Sequence[Line]) -> Announced | None:
    """The last attachment list of the lines, or None."""
    starts = [at for at, line in enumerate(lines) if _begins(line)]
    return _read(lines, starts[-1]) if starts else None


def _begins(line: Line) -> bool:
    found = LIST.match(line.text)
    return line.kind is not Kind.ROW and bool(found and found["rest"]) and not found["rest"].endswith("。")  # type: ignore[index]


def _read(lines: Sequence[Line], start: int) -> Announced:
    first = LIST.match(lines[start].text)
    texts = [first["rest"]] if first else []
    last, numbered = start, bool(texts and ITEM.match(texts[0]))
    starts = {start}
    for at in range(start + 1, min(len(lines), start + 40)):
        line = lines[at]
        if line.blank:
            continue
        if NOTE.match(line.text) or line.kind in (Kind.ROW, Kind.DATE, Kind.NUMBER):
            break
        if numbered and ITEM.match(line.text) and len(line.text) < 120:
            texts.append(line.text)
            starts.add(at)
        elif _unended(texts[-1], lines, at):
            texts[-1] += line.text
        else:
            break
        last = at
    return Announced(tuple(_items(texts)), start, last, frozenset(starts))


def _unended(text: str, lines: Sequence[Line], at: int) -> bool:
    """A title that a line break cut goes on: to its 略, to the next item, or to its own end before the signature."""
    line = lines[at]
    if OMITTED.search(text) or line.marker or len(line.text) > 60 or PRINTED.match(line.text):
        return False
    following = next((one for one in lines[at + 1 :] if not one.blank), None)
    if OMITTED.search(line.text) or (following and _is_next(text, following.text)):
        return True
    last = following is None or following.kind is Kind.DATE or words.is_organ(following.text)
    return last and not lines[at - 1].blank and not ENDED.search(text) and bool(ENDED.search(line.text))


def _is_next(text: str, following: str) -> bool:
    """True for the item that comes after this one: what stands between the two is the first one's."""
    one, other = ITEM.match(text), ITEM.match(following)
    if not one or not other:
        return False
    return numerals.to_int(other["number"]) == (numerals.to_int(one["number"]) or 0) + 1


def _items(texts: Sequence[str]) -> list[Attachment]:
    items: list[Attachment] = []
    single = [part for text in texts for part in (TOGETHER.split(text) if ITEM.match(text) else [text])]
    for text in single:
        found = ITEM.match(text)
        label = f"附件{numerals.to_int(found['number'])}" if found else "附件"
        items.append(_item(label, found["title"] if found else text))
    return items


def _item(label: str, text: str) -> Attachment:
    omitted = bool(OMITTED.search(text))
    title = OMITTED.sub("", text).strip().rstrip("；。;")
    return Attachment(label, typography.clean_title(title), omitted)


@dataclass(frozen=True)
class Part:
    """A printed attachment: its label, its title and where the two stand."""

    label: str
    title: str
    first: int
    after: int


def printed(lines: Sequence[Line], listed: Sequence[Attachment]) -> list[Part]:
    """The attachments that stand printed: a label on a line of its own, then the title."""
    found: list[Part] = []
    for index, line in enumerate(lines):
        if line.kind is Kind.ROW:
            continue
        label = PRINTED.match(line.text)
        if label and not line.blank:
            part = _part(lines, index, (label["number"], listed))
            found += [part] if part else []
    return found


def _part(lines: Sequence[Line], index: int, known: tuple[str | None, Sequence[Attachment]]) -> Part | None:
    number, listed = known
    label = f"附件{numerals.to_int(number)}" if number else "附件"
    start = next((at for at in range(index + 1, len(lines)) if not lines[at].blank), None)
    if start is None:
        return None
    wanted = next((item.title for item in listed if item.label == label), None)
    after = titles.spelled_at(lines, start, wanted) if wanted else None
    if after is None and lines[start].kind in (Kind.TEXT, Kind.MARKED) and len(lines[start].text) <= 60:
        after = _title_end(lines, start)
    return Part(label, titles.joined(lines[start:after]), index, after) if after else None


def _title_end(lines: Sequence[Line], start: int) -> int:
    """A title nobody announced ends where a table, a marker or a sentence begins."""
    after = start + 1
    for at in range(start + 1, min(len(lines), start + 6)):
        line = lines[at]
        if line.blank:
            continue
        if line.kind is not Kind.TEXT or len(line.text) > 30 or line.text.endswith(("。", "：", "；", "，")):
            return after
        following = next((one for one in lines[at + 1 :] if not one.blank), None)
        if following is None or following.kind is not Kind.ROW:
            return after
        after = at + 1
    return after


def completed(listed: Sequence[Attachment], parts: Sequence[Part]) -> tuple[Attachment, ...]:
    """The announced attachments and those that are printed without having been announced."""
    labels = {item.label for item in listed}
    extra = [Attachment(part.label, part.title, False) for part in parts if part.label not in labels]
    several = len(listed) + len(extra) > 1
    numbered = [
        Attachment("附件1", one.title, one.omitted) if several and one.label == "附件" else one for one in listed
    ]
    return (*numbered, *extra)
