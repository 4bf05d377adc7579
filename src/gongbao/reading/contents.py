"""目录: an issue's table of contents, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongbao import numbers, typography
from gongbao.gazette import Gazette
from gongbao.reading.lines import BULLET, Kind, Line

# Matches "目 录", "目录", "本期目录", "CONTENTS"; near miss "发文目录", "目录管理办法".
HEADING = re.compile(r"^(?:本期)?目\s*[录錄次](?:\s*CONTENTS)?$|^CONTENTS$", re.IGNORECASE)
# Matches "… ..... (2)", "…(12)", "……12", "…\t7"; near miss "(2023)", "(试行)", "第3期".
PAGE_END = re.compile(
    r"(?:[.．·•…⋯―—_\s]{0,200}[(（]\s?(?P<bracketed>\d{1,3})\s?[)）]|(?:[.．·•…⋯―—_\s]{2,200}|\t)(?P<led>\d{1,3}))\s*$"
)
# Matches "【市政府文件】", "〖政策解读〗", "◆市政府文件", "[市政府文件]"; near miss "【市政府人事任免】(2023年3月份)".
SECTION = re.compile(
    r"^(?:[【〖\[［〔](?P<boxed>[^】〗\]］〕]{2,20})[】〗\]］〕]|[◆◇●○■□★☆▲▼※]\s*(?P<starred>[^\d]{2,20}))$"
)
# Matches the box at the head of "【市政府人事任免】（2023年3月份）".
BOXED = re.compile(r"^[【〖](?P<name>[^】〗]{2,20})[】〗]")
# Matches "（云政发〔2023〕5号）" at the end of an entry, brackets of any kind.
NUMBER_END = re.compile(
    r"[（(]\s*(?P<number>[^（）()]{2,16}[〔\[【［(（]\s*\d{4}\s*[〕\]】］)）]\s*第?\s*\d{1,4}\s*号)\s*[）)]\s*$"
)
# Matches "（云州市人民政府令第12号）" at the end of an entry; near miss "（第12号）".
ORDER_END = re.compile(r"[（(]\s*(?P<number>[^（）()]{2,40}(?:令|公告)\s?第?\s?\d{1,4}\s?号)\s*[）)]\s*$")


@dataclass(frozen=True)
class Entry:
    """An entry as the contents print it, with the lines it stands on."""

    section: str | None
    title: str
    number: str | None
    page: int | None
    first: int
    last: int


@dataclass(frozen=True)
class Contents:
    """The table of contents: its entries and the range of line indexes it covers."""

    entries: tuple[Entry, ...]
    first: int
    last: int


def find(lines: Sequence[Line], gazette: Gazette) -> Contents | None:
    """The contents of an issue, or None when the text has none."""
    for index, line in enumerate(lines):
        if HEADING.match(line.text) and _paged_near(lines, index + 1):
            return _parse(lines, index, gazette)
    return None


def _paged_near(lines: Sequence[Line], start: int) -> bool:
    following = [line for line in lines[start : start + 24] if not line.blank][:10]
    return any(_page(line) is not None for line in following)


def _page(line: Line) -> int | None:
    found = PAGE_END.search(line.source.text.rstrip())
    if not found or line.kind is Kind.NUMBER:
        return None
    return int(found["bracketed"] or found["led"])


def _parse(lines: Sequence[Line], start: int, gazette: Gazette) -> Contents:
    last = _last_paged(lines, start)
    entries: list[Entry] = []
    section: str | None = None
    pending: list[Line] = []
    listed = [line for line in lines[start + 1 : last + 1] if not line.blank]
    for at, line in enumerate(listed):
        following = listed[at + 1] if at + 1 < len(listed) else None
        name = None if pending else _section(line, gazette) or _unknown_section(line, following)
        if name:
            section = name
            continue
        pending.append(line)
        page = _page(line)
        if page is not None:
            entries.append(_entry(pending, section, page))
            section = None if BOXED.match(entries[-1].title) or _is_list(entries[-1].title) else section
            pending = []
    return Contents(tuple(_unboxed(entry) for entry in entries), start, last)


def _last_paged(lines: Sequence[Line], start: int) -> int:
    """The index of the last line of the contents: entries end in a page, and no four lines in a row lack one."""
    last, without = start, 0
    for index in range(start + 1, len(lines)):
        if lines[index].blank:
            continue
        if _page(lines[index]) is not None:
            last, without = index, 0
        elif lines[index].kind is Kind.NUMBER or without >= 4:
            break
        else:
            without += 1
    return last


def _section(line: Line, gazette: Gazette) -> str | None:
    text = line.text
    found = SECTION.match(text)
    if found:
        return (found["boxed"] or found["starred"]).strip()
    if _page(line) is not None:
        return None
    known = gazette.section_kind(text) is not None
    short = len(text) <= 12 and "关于" not in text and "《" not in text and not text.endswith(("通知", "号）"))
    return (
        text
        if known or (line.headed and short) or (short and text.endswith(("文件", "解读", "任免", "规章")))
        else None
    )


def _unknown_section(line: Line, following: Line | None) -> str | None:
    """A short line without a page over a whole entry: a section nobody described."""
    if _page(line) is not None or following is None or _page(following) is None or len(line.text) > 8:
        return None
    rest = PAGE_END.sub("", following.source.text.strip())
    whole = len(rest) >= 6 and not rest.startswith(("(", "（", "[", "〔"))
    return line.text if whole and not re.search(r"[，。《》（）\d]|关于|通知", line.text) else None


def _entry(parts: Sequence[Line], section: str | None, page: int) -> Entry:
    texts = [BULLET.sub("", part.source.text.strip()) for part in parts]
    texts[-1] = PAGE_END.sub("", texts[-1])
    whole = typography.normalise("".join(text.strip() for text in texts))
    found = NUMBER_END.search(whole) or ORDER_END.search(whole)
    number = numbers.parse(found["number"]) if found else None
    title = typography.clean_title(whole[: found.start()] if found and number else whole)
    return Entry(
        section, title.strip(" .．·…"), str(number) if number else None, page, parts[0].number, parts[-1].number
    )


def _is_list(title: str) -> bool:
    return title.endswith(("目录", "大事记", "要目"))


def _unboxed(entry: Entry) -> Entry:
    """An entry that is a section of its own is not the business of the section printed above it."""
    found = BOXED.match(entry.title)
    if found:
        return replace(entry, section=found["name"])
    foreign = _is_list(entry.title) and (entry.section or "") not in entry.title
    return replace(entry, section=None) if foreign else entry
