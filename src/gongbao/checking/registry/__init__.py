"""Every code a finding can have, in the order of the manual: the one place that says what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gongbao.checking.registry.code import Code, Sentence, Severity
from gongbao.checking.registry.doubts import DOUBTS
from gongbao.checking.registry.files import FILES, GAZETTE
from gongbao.checking.registry.parts import PARTS, SITE
from gongbao.checking.registry.records import RECORDS
from gongbao.checking.registry.sentences import SENTENCES

GROUPS: tuple[tuple[str, str, tuple[Code, ...]], ...] = (
    ("文件与字段", "一份文件本身的问题。改正之前，这份文件不能使用。", FILES),
    ("gazette.yml", "公报自己的说明文件。", GAZETTE),
    ("文号、日期与目录", "一份记录的各处之间，或几份记录之间对不上。", RECORDS),
    ("引用、链接、附件、表格与来源", "所指的东西没有，或与正文不一致。", PARTS),
    ("网站的旧地址", "记录的 aliases 与网站的地址对不上。", SITE),
    (
        "读来源时拿不准的地方",
        "读来源的程序把疑问写在记录的 warnings 里。核对之后删去那一条，就是了结。",
        DOUBTS,
    ),
)

CODES: Mapping[str, Code] = MappingProxyType({code.name: code for _, _, group in GROUPS for code in group})

__all__ = ["CODES", "DOUBTS", "GROUPS", "SENTENCES", "Code", "Sentence", "Severity"]
