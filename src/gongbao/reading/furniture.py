"""What belongs to the issue and to no record: masthead and colophon, and the data of the issue they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gongbao import dates, numerals
from gongbao.reading.lines import Kind, Line

# Matches "第04期（总第238期）", "2023年第07、08期（总第241、242期）", "第3号（总号：1540）", "第1-2期"; near miss "第三期工程".
NUMBER = re.compile(
    r"^(?:(?P<year>\d{4}|[二〇○零一三四五六七八九]{4})年?)?第(?P<number>\d{1,3}(?:[、，,\-—–~和]\d{1,3}){0,5}|[一二三四五六七八九十]{1,3})[期号]"
    r"(?:[（(]?总(?:第|号：?|字第)?(?P<serial>\d{1,5}(?:[、，,\-—–~和]\d{1,5}){0,5})[期号]?[）)]?)?$"
)
SERIAL = re.compile(r"^[（(]?总第?(?P<serial>\d{1,5}(?:[、，,\-—–~和]\d{1,5}){0,5})[期号][）)]?$")
YEAR = re.compile(r"^(?P<year>(?:19|20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})年?$")
# Matches "准印证：浙内准字第F031号", "主 办：…", "邮 编：314050"; near miss "电话会议：".
LABEL = re.compile(
    r"^(?P<label>准印证号?|内部准印证|主\s*办(?:单位)?|主\s*管|承\s*办|编\s*辑(?:部|出版)?|编\s*印|出\s*版|印\s*刷|发\s*行|地\s*址|电\s*话|传\s*真|"
    r"邮\s*编|邮政编码|电子邮箱|邮\s*箱|网\s*址|刊\s*号|国内统一刊号|国际标准刊号|定\s*价|主\s*编|责任编辑|印\s*数|开\s*本)[：:](?P<value>.{1,120})$"
)
# Matches "2023年04月25日出版", "出版日期：2023年4月25日"; near miss "2023年4月25日" (a signature's date).
PUBLISHED = re.compile(r"^(?:出版日期[：:])?(?P<date>\d{4}年\d{1,2}月\d{1,2}日)(?:出版|出刊)?$")
NAME = re.compile(r"^[一-龥]{2,20}(?:公报|政报|公告)$")
# Matches "（月刊）", "（内部资料 免费赠阅）", "双月刊"; near miss "关于免费赠阅图书的通知".
FRINGE = re.compile(
    r"^[（(【]?(?:[一-龥]{0,4}(?:月刊|季刊|旬刊|周刊|半月刊)|内部(?:资料|刊物)|免费赠阅|注意保存|内部资料.{0,2}免费(?:赠阅|交流)){1,3}[）)】]?$"
)
LATIN = re.compile(r"^[A-Za-z0-9'’.,:;()&/ \-]{4,200}$")


@dataclass(frozen=True)
class IssueFacts:
    """What masthead and colophon say of the issue."""

    name: str | None = None
    year: int | None = None
    number: str | None = None
    serial: tuple[int, ...] = ()
    published: date | None = None
    labels: dict[str, str] = field(default_factory=dict)


def compact(line: Line) -> str:
    """The line without any space, as the pattern of a masthead wants it."""
    return re.sub(r"\s", "", numerals.ascii_digits(line.text))


def is_furniture(line: Line) -> bool:
    """True for a line that only a masthead or a colophon has."""
    text = compact(line)
    if line.kind in (Kind.RULE, Kind.PAGE):
        return True
    patterns = (NUMBER, SERIAL, YEAR, LABEL, NAME, FRINGE)
    return any(pattern.match(text) for pattern in patterns) or text.endswith("出版") or bool(LATIN.match(line.text))


def masthead_end(lines: Sequence[Line]) -> int:
    """How many lines from the top are masthead: furniture and blanks, and short lines between them."""
    end = 0
    for index, line in enumerate(lines[:60]):
        if line.blank:
            continue
        if not is_furniture(line) and line.kind is not Kind.DATE:
            break
        end = index + 1
    return end


def colophon_start(lines: Sequence[Line], after: int) -> int:
    """The index where the colophon at the end begins; len(lines) when there is none."""
    start, labels = len(lines), 0
    for index in range(len(lines) - 1, max(after, len(lines) - 80) - 1, -1):
        line = lines[index]
        if line.blank:
            continue
        if not is_furniture(line) and not PUBLISHED.match(compact(line)):
            break
        labels += bool(LABEL.match(compact(line)))
        start = index
    return start if labels >= 2 else len(lines)


def looks_like_issue(lines: Sequence[Line]) -> bool:
    """True when the top names a gazette and an issue of it."""
    top = [compact(line) for line in lines[:80] if not line.blank][:12]
    named = any(NAME.match(text) or "公报" in text or "政报" in text for text in top)
    return named and any(NUMBER.match(text) for text in top)


def facts(lines: Sequence[Line]) -> IssueFacts:
    """The data of the issue from its masthead and colophon lines."""
    year: int | None = None
    number: str | None = None
    serial: tuple[int, ...] = ()
    published: date | None = None
    name: str | None = None
    labels: dict[str, str] = {}
    for line in lines:
        text = compact(line)
        found = NUMBER.match(text) or SERIAL.match(text)
        if found:
            groups = found.groupdict()
            number = number or _number(groups.get("number"))
            serial = serial or _serial(groups.get("serial"))
            year = year or _year(groups.get("year"))
        elif YEAR.match(text):
            year = year or _year(text.rstrip("年"))
        elif PUBLISHED.match(text):
            published = published or dates.parse_date(PUBLISHED.match(text)["date"])  # type: ignore[index]
        elif LABEL.match(text):
            label, value = text.replace(":", "：", 1).split("：", 1)
            labels.setdefault(label, value)
        elif NAME.match(text):
            name = name or text
    return IssueFacts(name, year or (published.year if published else None), number, serial, published, labels)


def _number(text: str | None) -> str | None:
    if not text:
        return None
    parts = [numerals.to_int(part) for part in re.split(r"[、，,\-—–~和]", text)]
    return "、".join(f"{part:02d}" for part in parts if part is not None) or None


def _serial(text: str | None) -> tuple[int, ...]:
    return tuple(int(part) for part in re.split(r"[、，,\-—–~和]", text)) if text else ()


def _year(text: str | None) -> int | None:
    return numerals.to_int(text) if text else None
