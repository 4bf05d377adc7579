"""Where tables stand among the lines of a source, whatever way their rows are set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.model import TextLine
from gongbao.reading.tables.captions import caption_line, note_line, unit_line
from gongbao.reading.tables.cells import (
    closes,
    filled,
    is_group,
    is_numeric,
    is_serial,
    is_single,
    key,
    missing_closer,
    tab_cells,
)
from gongbao.reading.tables.markdown import is_rule, split_cells
from gongbao.reading.tables.shapes import shape_of

_GAP = 4  # blank lines a page break may leave inside a table
_CHAIN = 6  # lines one cell may run on over
_WIDEST = 40  # columns looked at to tell one header from another
_LONG = 60  # characters beyond which a lone cell is a paragraph

# 抄送：市委各部门 | 主送: 各县    not: 抄送机关名单, 报送材料
_COPIES = re.compile(r"^ (?: 抄 \s* 送 | 主 \s* 送 | 分 \s* 送 | 抄 \s* 报 ) \s* [:：]", re.VERBOSE)

# 2023年3月22日印发 | 二〇二三年三月二日印发    not: 6月底前印发, 2023年印发
_PRINTED = re.compile(r"年 \s* \S{1,3} \s* 月 \s* \S{1,3} \s* 日 \s* 印 \s* 发 $", re.VERBOSE)

# 附件2 | 附件：清单 | 附表 | 第二章 总则    not: 附件材料齐全, 第二产业
_HEADING = re.compile(
    r"""^ (?: 附 \s* [件表] \s* [\d一二三四五六七八九十]{0,3} \s* (?: [:：] | $ | (?=\s) )
           | 第 [一二三四五六七八九十百]+ [章条节] )""",
    re.VERBOSE,
)

# 一、 | （一） | 1. | 第三条    not: 1, 一类
_BULLET = re.compile(
    r"^ (?: [一二三四五六七八九十]+ 、 | [（(] [一二三四五六七八九十\d]+ [)）] | \d+ [.．、] | 第 \S+ [条章] ) $",
    re.VERBOSE,
)

# 2023年主要目标 | 征收计划表 | 项目清单: what a title of the next table ends in    not: 改建, 4号地块
_NAME = re.compile(r"(?: 表 | 清单 | 目录 | 名单 | 目标 | 计划 | 方案 | 通知 ) $", re.VERBOSE)


@dataclass(frozen=True)
class Region:
    """The lines of one table: indexes of its first and last line, both inside."""

    first: int
    last: int


def find_regions(lines: Sequence[TextLine]) -> list[Region]:
    """The tables among the lines, in order; single lines, prose and the 版记 are none."""
    found: list[Region] = []
    for run in _runs(lines):
        region = _without_margins(lines, run)
        if region and _is_table(lines, region):
            found.append(region)
    return found


def _kind(line: TextLine) -> str:
    """How a line is set: html, pipe, tab, text or blank."""
    if line.cells is not None:
        return "html"
    text = line.text.strip()
    if "\t" in line.text:
        return "tab"
    if len(text) > 2 and text.startswith("|") and text.endswith("|"):
        return "pipe"
    return "text" if text else "blank"


def _runs(lines: Sequence[TextLine]) -> Iterator[Region]:
    kinds = [_kind(line) for line in lines]
    scan = _Scan(lines, kinds)
    place = 0
    while place < len(lines):
        if kinds[place] in ("text", "blank"):
            place += 1
            continue
        last = scan.run_end(place)
        yield Region(place, last)
        place = last + 1


def _cells(line: TextLine) -> tuple[str, ...]:
    if line.cells is not None:
        return line.cells
    return tab_cells(line) if "\t" in line.text else split_cells(line.text)


def _alone(line: TextLine) -> str:
    """The text of a row that has only one cell with text, or nothing."""
    cells = _cells(line)
    places = filled(cells)
    return cells[places[0]] if len(places) == 1 else ""


class _Scan:
    """One pass over the lines: how far the rows that begin at a place go on."""

    def __init__(self, lines: Sequence[TextLine], kinds: Sequence[str]) -> None:
        self.lines = lines
        self.kinds = kinds

    def run_end(self, start: int) -> int:
        """The last line of the run of rows that begins at `start`."""
        single = self._is_single_run(start)
        last = start
        following = self._next(start, start, single)
        while following is not None:
            last = following
            following = self._next(start, last, single)
        return last

    def _is_single_run(self, start: int) -> bool:
        end = min(start + 12, len(self.lines))
        return self.kinds[start] == "tab" and shape_of(self.lines[start:end]) == "cells"

    def _next(self, start: int, last: int, single: bool) -> int | None:
        """The line that goes on with the run after `last`, or None where the run ends."""
        place = self._skip_blank(last + 1)
        if place is None or place - last - 1 > _GAP:
            return None
        if self.kinds[place] == self.kinds[start]:
            return place if self._same_table(start, last, place) else None
        if self.kinds[place] != "text" or self.kinds[start] == "html":
            return None
        return self._continuation(last, place, single)

    def _skip_blank(self, place: int) -> int | None:
        end = min(len(self.lines), place + _GAP + 1)
        return next((index for index in range(place, end) if self.kinds[index] != "blank"), None)

    def _same_table(self, start: int, last: int, place: int) -> bool:
        """A note ends a table, and so does, after a gap, a header that is not the table's own."""
        lone = _alone(self.lines[place])
        if lone and (note_line(lone) or caption_line(lone)):
            return False
        own = self._row_cells(place)
        if place == last + 1 or len(own) < 2 or not is_serial(own[0]):
            return True
        head = {key(cell) for cell in self._row_cells(start)}
        return 2 * len(head & {key(cell) for cell in own}) >= len(own)

    def _row_cells(self, place: int) -> list[str]:
        """The cells with text of the row that begins at a line, also where each has a line of its own."""
        end = place + 1
        while (
            is_single(self.lines[place]) and end < min(place + _WIDEST, len(self.lines)) and is_single(self.lines[end])
        ):
            end += 1
        return [cell for line in self.lines[place:end] for cell in _cells(line) if cell]

    def _continuation(self, last: int, place: int, single: bool) -> int | None:
        """Where text without a tab goes on with the cell before it, its last line."""
        text = self.lines[place].text.strip()
        if _HEADING.match(text) or note_line(text) or caption_line(text):
            return None
        if single:
            return self._cell_text(last, place)
        before = self.lines[last].text.rsplit("\t", 1)[-1]
        closer = missing_closer(before)
        if closer and closes(text, closer) and place - last <= 2:
            return place
        return place if self._is_group_line(last, place) else None

    def _is_group_line(self, last: int, place: int) -> bool:
        """一、综合发展 between two rows: a row over all columns whose tabs were lost."""
        text = self.lines[place].text.strip()
        if place != last + 1 or not is_group(text) or len(text) > 30 or text.endswith("。"):
            return False
        after = place + 1
        if after >= len(self.lines) or self.kinds[after] != self.kinds[last]:
            return False
        return not is_serial(_cells(self.lines[after])[0])

    def _cell_text(self, last: int, place: int) -> int | None:
        """Lines behind a cell of a pasted web page: its own text, if another cell or row comes after them."""
        if place - last > 2:
            return None
        end = place
        limit = min(len(self.lines), place + _CHAIN)
        while end + 1 < limit and self.kinds[end + 1] == "text":
            end += 1
        after = end + 1
        if after < len(self.lines) and self.kinds[after] == "tab":
            return end
        if place == last + 1 and end - place < _CHAIN - 1:
            return end
        return end if self._ends_row(place, end) else None

    def _ends_row(self, place: int, end: int) -> bool:
        """One short piece of text, a blank line, the next row: the end of the row's last cell."""
        text = self.lines[place].text.strip()
        after = self._skip_blank(end + 1)
        if place != end or len(text) > 30 or text.endswith("。") or _NAME.search(text):
            return False
        return after is not None and after == end + 2 and self.kinds[after] == "tab"


def _without_margins(lines: Sequence[TextLine], run: Region) -> Region | None:
    """The run without what stands above (captions, units, paragraphs) and below it (版记, blank rows)."""
    blocks = _blocks(lines, run)
    stop = next((place for place, block in enumerate(blocks) if _is_imprint(lines, block)), len(blocks))
    blocks = blocks[:stop]
    single = shape_of(lines[run.first : run.last + 1]) == "cells"
    while blocks and _is_tail(lines, blocks[-1]):
        blocks.pop()
    first = next((block.first for block in blocks if not _is_margin(lines, block, single)), None)
    return None if first is None else Region(first, blocks[-1].last)


def _blocks(lines: Sequence[TextLine], run: Region) -> list[Region]:
    """The rows of a run, each with its lines."""
    single = shape_of(lines[run.first : run.last + 1]) == "cells"
    starts = [run.first]
    for place in range(run.first + 1, run.last + 1):
        kind = _kind(lines[place])
        after_blank = not lines[place - 1].text.strip(" \u3000\r\n") and _kind(lines[place - 1]) == "blank"
        if kind not in ("text", "blank") and (after_blank or not single):
            starts.append(place)
    ends = [
        _last_filled(lines, first, after - 1) for first, after in zip(starts, [*starts[1:], run.last + 1], strict=True)
    ]
    return [Region(first, last) for first, last in zip(starts, ends, strict=True)]


def _last_filled(lines: Sequence[TextLine], first: int, last: int) -> int:
    while last > first and _kind(lines[last]) == "blank":
        last -= 1
    return last


def _texts(lines: Sequence[TextLine], block: Region) -> list[str]:
    """The texts of a row that are not blank."""
    rows = (line for line in lines[block.first : block.last + 1] if _kind(line) not in ("text", "blank"))
    return [cell.strip() for line in rows for cell in _cells(line) if cell.strip()]


def _is_imprint(lines: Sequence[TextLine], block: Region) -> bool:
    texts = _texts(lines, block)
    if len(texts) > 2 and not _COPIES.match(texts[0]):
        return False
    return any(_COPIES.match(text) or _PRINTED.search(text) for text in texts)


def _is_margin(lines: Sequence[TextLine], block: Region, single: bool) -> bool:
    texts = _texts(lines, block)
    if len(texts) != 1:
        return not texts
    if single or _covers_all(lines[block.first]):
        return True
    text = texts[0]
    return unit_line(text) or note_line(text) or caption_line(text) is not None or len(text) > _LONG


def _covers_all(line: TextLine) -> bool:
    return line.cells is not None and len(line.cells) == 1  # a caption, or a cell over the whole table


def _is_tail(lines: Sequence[TextLine], block: Region) -> bool:
    texts = _texts(lines, block)
    if len(texts) != 1:
        return not texts
    return note_line(texts[0]) or (len(texts[0]) > _LONG and texts[0].endswith("。"))


def _is_table(lines: Sequence[TextLine], region: Region) -> bool:
    """Two rows and two columns at least, and not a list whose markers are followed by tabs."""
    rows = [_texts(lines, block) for block in _blocks(lines, region)]
    wide = [row for row in rows if len(row) >= 2]
    if _kind(lines[region.first]) == "pipe":
        return len(wide) >= 2 and (len(wide) > 2 or not all(is_rule(line.text) for line in lines))
    if len(wide) < 2 or all(len(row) == 2 and _BULLET.match(row[0]) for row in wide):
        return False
    head = wide[0]
    return any(is_numeric(cell) for cell in head) or not all(len(cell) > _LONG for cell in head)
