"""发文目录 and 政策解读目录: what a month's lists name, and whether the issue prints it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from gongbao import numbers, typography
from gongbao.model import Listed
from gongbao.reading import words
from gongbao.reading.lines import Kind, Line, strip_markup

ORDINAL = re.compile(r"^\d{1,3}[.．、]\s*(?=\D)")
# Matches what an interpretation is called, when it stands on a line of its own below the 《title》.
GENRE = re.compile(r"的?(?:政策)?(?:解读|问答|说明|图解)")
HEADER = re.compile(r"^(?:序号|文号|发文字号|文件编号|标题|文件名称|文件标题|名称|发文日期|日期|备注|页码)$")


@dataclass(frozen=True)
class Row:
    """An entry as the list prints it: its whole text, and the number and title read from it."""

    text: str
    number: str | None
    title: str


def rows(lines: Sequence[Line]) -> list[Row]:
    """The entries of a 发文目录; the text of every line is in one of them."""
    found: list[Row] = []
    for cells in _merged(lines):
        number, title = _read(cells)
        text = "　".join(typography.normalise(cell) for cell in cells)
        if found and _continues(found[-1], number, len(cells)):
            last = found[-1]
            found[-1] = Row(last.text + text, last.number, typography.clean_title(last.title + title))
        else:
            found.append(Row(text, number, title))
    return found


def documents(lines: Sequence[Line], printed: Collection[str]) -> tuple[Listed, ...]:
    """The entries of a 发文目录 that name a document; `printed` are the numbers the issue prints."""
    named = [row for row in rows(lines) if row.title and (row.number or words.TITLE_END.search(row.title))]
    return tuple(Listed(row.number, row.title, row.number in printed) for row in named)


def _continues(last: Row, number: str | None, cells: int) -> bool:
    """The rest of a title that a page cut."""
    unended = not words.TITLE_END.search(last.title) or bool(words.open_brackets(last.title))
    return number is None and unended and cells == 1 and bool(last.title)


def _merged(lines: Sequence[Line]) -> Iterator[list[str]]:
    """The cells of each row; in a list with ordinals all lines up to the next ordinal are one row."""
    kept = [line for line in lines if not line.blank and line.kind not in (Kind.RULE, Kind.PAGE)]
    ordered = sum(bool(ORDINAL.match(line.text)) for line in kept) >= 2
    pending: list[str] = []
    for line in kept:
        cells = [cell.strip() for cell in (line.source.cells or line.source.text.split("\t")) if cell.strip()]
        if ordered and pending and not ORDINAL.match(line.text) and line.kind is not Kind.ROW:
            pending[-1] += "".join(cells)
            continue
        if pending:
            yield pending
        pending = cells
    if pending:
        yield pending


def _read(cells: Sequence[str]) -> tuple[str | None, str]:
    if all(HEADER.match(typography.clean_title(cell)) for cell in cells):
        return None, ""
    if len(cells) > 1:
        number = next((parsed for cell in cells if (parsed := numbers.parse(cell))), None)
        title = max((cell for cell in cells if numbers.parse(cell) is None), key=len, default="")
        return (str(number) if number else None), typography.clean_title(title)
    number_, rest = _parted(ORDINAL.sub("", strip_markup(cells[0])[0]))
    return number_, typography.clean_title(rest)


def _parted(text: str) -> tuple[str | None, str]:
    """A row's number and title: "云政发〔2023〕5号 关于…的通知" or "关于…的通知（云政发〔2023〕5号）"."""
    found = numbers.find_all(text)
    if found and found[0].start == 0:
        return str(found[0].number), text[found[0].end :]
    if found and not text[found[-1].end :].strip(" 　)）"):
        return str(found[-1].number), text[: found[-1].start].rstrip(" 　(（")
    return None, text


def interpretations(lines: Sequence[Line], printed: Sequence[str]) -> tuple[Listed, ...]:
    """The entries of a 政策解读目录; `printed` are the titles the issue prints."""
    folded = {typography.fold(title) for title in printed}
    return tuple(Listed(None, title, typography.fold(title) in folded) for title in _titles(lines))


def _titles(lines: Sequence[Line]) -> Iterator[str]:
    pending = ""
    shown = [line for line in lines if not line.blank and line.kind not in (Kind.RULE, Kind.PAGE)]
    for at, line in enumerate(shown):
        pending = typography.clean_title(pending + re.sub(r"^\d{1,3}[.．、]\s*", "", line.text))
        goes_on = at + 1 < len(shown) and GENRE.fullmatch(shown[at + 1].text)
        if (
            not words.open_brackets(pending)
            and pending.endswith(("解读", "问答", "说明", "图解", "》"))
            and not goes_on
        ):
            yield pending
            pending = ""
    if pending:
        yield pending
