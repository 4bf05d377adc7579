"""The rows of a table as lines of text, its cells apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

BETWEEN = "｜"  # ends a phrase, so that two cells never make a word together
_EDGE = re.compile(
    r"""
    # the bars of | 甲 | 乙 |; not: the bar of a\|b
    (?<! \\ ) \|
    """,
    re.VERBOSE,
)
_RULE = re.compile(
    r"""
    # | --- | :---: |; not: | — | 3 |
    \s* \| (?: \s* :? -{3,} :? \s* \| )+ \s*
    """,
    re.VERBOSE,
)


def rows(body: str) -> Iterator[str]:
    """The rows of a table in Markdown, without the line below its head; lines that are no rows as they are.

    >>> list(rows("| 事项 | 单位 |\\n| --- | --- |\\n| 新建学校 | 市教育局 |\\n|  |  |"))
    ['事项｜单位', '新建学校｜市教育局']
    """
    for line in body.splitlines():
        if not line.strip() or _RULE.fullmatch(line):
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in _EDGE.split(line)]
        text = BETWEEN.join(cell for cell in cells if cell)
        if text:
            yield text
