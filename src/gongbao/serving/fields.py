"""Lines that were read as fields, not as text: the number above a decree, those it is addressed to, its own title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongbao.serving.blocks import Block
from gongbao.site.accounts import Account, Run
from gongbao.typography import fold

UNREAD = "没有读进记录"
LEAST = 2  # letters; one alone stands in every field


def read_as(heads: Sequence[Block], account: Account, texts: Sequence[str]) -> Mapping[int, str]:
    """Of each line that is written on and belongs to a record, the names of the fields that say what it says."""
    fields = {head.record: tuple(_fields(head)) for head in heads}
    told: dict[int, str] = {}
    for run in account.runs:
        known = fields.get(_owner(run), ())
        for number in range(run.first, run.last + 1):
            letters = fold(texts[number - 1])
            if letters and known:
                told[number] = (
                    "、".join(dict.fromkeys(name for name, value in known if _says(value, letters))) or UNREAD
                )
    return told


def _fields(head: Block) -> Iterator[tuple[str, str]]:
    yield "标题", fold(head.text)
    yield from ((fact.name, fold(fact.text)) for fact in head.facts)


def _owner(run: Run) -> str:
    return run.owners[0].key if run.owners and run.owners[0].kind == "record" else ""


def _says(value: str, letters: str) -> bool:
    """Whether a line is a field, a part of it that was broken off, or the field with a little around it.

    >>> _says("云政发2023", "云政发2023"), _says("云州市人民政府", "云州市"), _says("云政发2023", "见云政发2023等文件的规定")
    (True, True, False)
    """
    if len(letters) < LEAST or len(value) < LEAST:
        return letters == value
    return letters in value or (value in letters and len(letters) < len(value) + LEAST * 2)
