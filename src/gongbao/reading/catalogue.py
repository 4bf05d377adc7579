"""发文目录 and 政策解读目录: what a month's lists name, and whether the issue prints it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from gongbao import numbers, typography
from gongbao.model import Listed
from gongbao.reading import words
from gongbao.reading.lines import Kind, Line

# Matches "云政发〔2023〕5号 关于…的通知" and "关于…的通知（云政发〔2023〕5号）"; the number may be missing.
NUMBER_FIRST = re.compile(
    r"^(?P<number>[^\s\t]{2,16}[〔\[【［(（]\s?\d{4}\s?[〕\]】］)）]\s?第?\s?\d{1,4}\s?号)[\s\t　]*(?P<title>.*)$"
)
NUMBER_LAST = re.compile(
    r"^(?P<title>.{4,200}?)[\s\t（(]{0,4}(?P<number>[^\s（(]{2,16}[〔\[【［(（]\s?\d{4}\s?[〕\]】］)）]\s?第?\s?\d{1,4}\s?号)[)）\s]{0,3}$"
)
HEADER = re.compile(r"^(?:序号|文号|发文字号|文件编号|标题|文件名称|文件标题|名称|发文日期|日期|备注|页码)$")


def documents(lines: Sequence[Line], printed: Collection[str]) -> tuple[Listed, ...]:
    """The entries of a 发文目录; `printed` are the numbers the issue prints."""
    found: list[tuple[str | None, str]] = []
    for line in lines:
        if line.blank or line.kind in (Kind.RULE, Kind.PAGE):
            continue
        found = _taken(found, _row(line), line)
    return tuple(Listed(number, title, number in printed) for number, title in found)


def _taken(
    found: list[tuple[str | None, str]], row: tuple[str | None, str], line: Line
) -> list[tuple[str | None, str]]:
    """The list with one more row: a new entry, or the rest of the last one's title."""
    number, title = row
    if not number and not title:
        return found
    if found and number is None and (not words.TITLE_END.search(found[-1][1]) or words.open_brackets(found[-1][1])):
        return [*found[:-1], (found[-1][0], typography.clean_title(found[-1][1] + title))]
    if number is None and not words.TITLE_END.search(title) and line.kind is not Kind.ROW:
        return found
    return [*found, (number, title)]


def _row(line: Line) -> tuple[str | None, str]:
    raw = line.source.text
    cells = [cell.strip() for cell in (line.source.cells or raw.split("\t")) if cell.strip()]
    if cells and all(HEADER.match(typography.clean_title(cell)) for cell in cells):
        return None, ""
    if len(cells) > 1:
        number = next((parsed for cell in cells if (parsed := numbers.parse(cell))), None)
        rest = [cell for cell in cells if numbers.parse(cell) is None]
        title = max(rest, key=len, default="")
        return (str(number) if number else None), typography.clean_title(title)
    text = typography.normalise(raw.strip())
    text = re.sub(r"^(?:\d{1,3}[.．、]\s*)", "", text)
    for pattern in (NUMBER_FIRST, NUMBER_LAST):
        found = pattern.match(text)
        number = numbers.parse(found["number"]) if found else None
        if found and number:
            return str(number), typography.clean_title(
                found["title"].strip("《》") if found["title"].count("《") == 1 else found["title"]
            )
    return None, typography.clean_title(text)


def interpretations(lines: Sequence[Line], printed: Sequence[str]) -> tuple[Listed, ...]:
    """The entries of a 政策解读目录; `printed` are the titles the issue prints."""
    folded = {typography.fold(title) for title in printed}
    return tuple(Listed(None, title, typography.fold(title) in folded) for title in _titles(lines))


def _titles(lines: Sequence[Line]) -> Iterator[str]:
    pending = ""
    for line in lines:
        if line.blank or line.kind in (Kind.RULE, Kind.PAGE):
            continue
        pending = typography.clean_title(pending + re.sub(r"^\d{1,3}[.．、]\s*", "", line.text))
        if not words.open_brackets(pending) and pending.endswith(("解读", "问答", "说明", "图解", "》")):
            yield pending
            pending = ""
    if pending:
        yield pending
