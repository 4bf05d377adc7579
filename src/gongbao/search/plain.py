"""Documents without a site: pages named by ids, paragraphs as they stand in content/."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.model import Record
from gongbao.numbers import Number
from gongbao.search.documents import Passage

_HEADING = re.compile(
    r"""
    # ## 一、总则; not: #5, 第#号
    \# {1,6} \s+ (?P<text> .* )
    """,
    re.VERBOSE,
)
_TABLE = re.compile(
    r"""
    # [表1](yzf-2023-5-table-1.md) alone on its line; not: 见[表1](yzf-2023-5-table-1.md)
    \s* \[ [^\]]* \] \( [^)\s]+ \.md \) \s*
    """,
    re.VERBOSE,
)


class PlainPlaces:
    """The places of an archive that has no site."""

    def address(self, record: Record) -> str:
        """The id, as a folder."""
        return f"{record.id}/"

    def stub(self, number: Number) -> str:
        """The number, as a folder."""
        return f"{number}/"

    def issue(self, id_: str) -> str:
        """The id."""
        return id_

    def passages(self, record: Record) -> Iterator[Passage]:
        """Every paragraph, without anchors."""
        for line in record.body.splitlines():
            heading = _HEADING.fullmatch(line)
            if heading:
                yield Passage(heading["text"], heading=True)
            elif line.strip() and not _TABLE.fullmatch(line):
                yield Passage(line.strip())
