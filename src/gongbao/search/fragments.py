"""Fragments: of each document what a result shows, and its text by paragraphs, to look for the best place in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from gongbao.search.documents import KINDS, Document, Passage
from gongbao.search.shorthand import restored, shortened


@dataclass(frozen=True)
class Fragment:
    """What is known of a document where only the index is at hand; days are 2023-03-01."""

    title: str
    page: str
    kind: str
    id: str
    number: str = ""
    issuer: str = ""
    day: str = ""
    issue: str = ""
    part_of: str = ""
    names: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()

    @classmethod
    def of(cls, document: Document) -> Fragment:
        """The fragment of a document."""
        return cls(
            title=document.title,
            page=document.page,
            kind=KINDS[document.kind],
            id=document.id,
            number=str(document.number or ""),
            issuer=document.issuer,
            day=document.day.isoformat() if document.day else "",
            issue=document.issue,
            part_of=document.part_of,
            names=document.names,
            passages=document.passages,
        )

    @classmethod
    def read(cls, data: bytes) -> Fragment:
        """The fragment that was encoded."""
        values: dict[str, Any] = json.loads(restored(data))
        passages: list[Passage] = []
        for row in values.pop("text"):
            before = passages[-1].anchor if passages else ""
            passages.append(_passage(row, before))
        return cls(**{"title": "", **values, "names": tuple(values.get("names", ()))}, passages=tuple(passages))

    def encoded(self) -> bytes:
        """The fragment as JSON in shorthand; what is empty is left out, and what a paragraph has in common with the last."""
        named = ("title", "page", "kind", "id", "number", "issuer", "day", "issue", "part_of", "names")
        values: dict[str, Any] = {name: getattr(self, name) for name in named if getattr(self, name)}
        rows, anchor = [], ""
        for passage in self.passages:
            rows.append(_row(passage, anchor))
            anchor = passage.anchor
        text = json.dumps({**values, "text": rows}, ensure_ascii=False, separators=(",", ":"))
        return shortened(text)


def _passage(row: list[Any], before: str) -> Passage:
    missing: list[Any] = ["", before, 0, ""]
    text, anchor, heading, page = row + missing[len(row) :]
    return Passage(text, anchor, bool(heading), page)


def _row(passage: Passage, before: str) -> list[Any]:
    """[text], [text, anchor], [text, anchor, heading] or [text, anchor, heading, page]; no anchor: that of the last row."""
    if passage.page:
        return [passage.text, passage.anchor, int(passage.heading), passage.page]
    if passage.heading:
        return [passage.text, passage.anchor, 1]
    return [passage.text] if passage.anchor == before else [passage.text, passage.anchor]
