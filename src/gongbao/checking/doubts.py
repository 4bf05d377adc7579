"""What the reader of a source was unsure of, while it stands in a record's warnings: each told by its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.checking.registry import DOUBTS
from gongbao.checking.stock import Finding, Stock
from gongbao.typography import visible

OTHER = "doubt-other"

_PATTERNS = tuple((code.name, re.compile(code.pattern)) for code in DOUBTS if code.pattern)


def doubts(stock: Stock) -> Iterator[Finding]:
    """The open doubts; to delete one from `warnings` settles it."""
    for record in stock.records.values():
        for place, each in enumerate(record.warnings):
            message = f"来源第{each.line}行：{visible(each.what).rstrip('。')}。"
            yield Finding(record.id, code_of(each.what), message, ("warnings", place, "what"), about=str(each.line))


def code_of(sentence: str) -> str:
    """The code of a doubt; of one that a person wrote, the general one."""
    return next((name for name, pattern in _PATTERNS if pattern.search(sentence)), OTHER)
