"""The lines around a table: its caption above, its notes below, its unit in a corner."""

from __future__ import annotations

import re

_ORDINAL = r"(?:\d{1,3}(?:[-—.]\d{1,2})?|[一二三四五六七八九十]{1,3})"

# 表1 主要指标 | 表一：任务 | 附表2 清单 | 表 全市目标    not: 表彰先进集体的决定, 表现突出的单位
_CAPTION = re.compile(
    rf"""^ (?: 附? 表 \s* {_ORDINAL} (?: \s* [:：、.．] \s* | \s+ | (?=[《〈“\u4e00-\u9fff]) )
         | 附? 表 (?: \s+ | \s* [:：] \s* ) )
         (?P<name> \S .* ) $""",
    re.VERBOSE,
)

# 表1列出了各项指标。    not: 表1 各项指标
_SENTENCE = re.compile(r"[。；;，,：:] \s* $", re.VERBOSE)

# 注：按可比价计算 | 注1：甲 | 备注: 乙 | ※ 丙    not: 注册资本, 说明会的安排
_NOTE = re.compile(
    r"""^ (?: (?: 注 | 备注 | 附注 | 说明 | 填表说明 | 资料来源 | 数据来源 )
             \s* [\d一二三四五六七八九十]{0,2} \s* [:：]
           | ※ )""",
    re.VERBOSE,
)

# 单位：万元 | （单位：个）    not: 单位名称, 责任单位：甲局
_UNIT = re.compile(r"^ [（(]? \s* (?: 计量 )? 单位 \s* [:：] \s* \S{1,20} $", re.VERBOSE)


def caption_line(text: str) -> str | None:
    """The name in a caption line, without its label (表1 …); None for any other line."""
    found = _CAPTION.match(text.strip())
    if not found or _SENTENCE.search(found["name"]):
        return None
    return found["name"].strip()


def note_line(text: str) -> bool:
    """Whether a line is a note to a table (注：…, 资料来源：…, ※ …)."""
    return _NOTE.match(text.strip()) is not None


def unit_line(text: str) -> bool:
    """Whether a line only names the unit of a table (单位：万元)."""
    return _UNIT.match(text.strip()) is not None
