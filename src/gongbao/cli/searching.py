"""`search`: what the search page of the site finds, on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gongbao.search.documents import KINDS
from gongbao.search.engine import Engine, Results
from gongbao.search.fragments import Fragment
from gongbao.search.snippet import Snippet, closeness, joined, marks, runs, snippet
from gongbao.site.render import absolute
from gongbao.typography import visible

CLOSE = 20  # hits whose texts are looked at to put exact ones first, as in the browser
STUB = KINDS["stub"]

Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Item:
    """Something that was found: what is known of it, the excerpt, the marks of its title, its address."""

    fragment: Fragment
    snippet: Snippet
    marks: Ranges
    address: str
    score: float | None = None

    @property
    def is_stub(self) -> bool:
        """Tell whether only its number is known."""
        return self.fragment.kind == STUB

    def values(self) -> dict[str, Any]:
        """Everything, for programs."""
        known, found = self.fragment, self.snippet
        values = {
            "id": known.id,
            "kind": known.kind,
            "title": known.title,
            "title_marks": self.marks,
            "number": known.number,
            "issuer": known.issuer,
            "date": known.day,
            "issue": known.issue,
            "part_of": known.part_of,
            "page": known.page,
            "address": self.address,
            "score": self.score,
            "excerpt": {"text": found.text, "marks": found.marks, "heading": found.heading, "anchor": found.anchor},
        }
        return {name: value for name, value in values.items() if value not in (None, "", ())}


@dataclass(frozen=True)
class Answer:
    """What a query found, in the order of the search page; `total` hits, of which the first ones are `hits`."""

    query: str
    numbered: tuple[Item, ...]
    near: tuple[Item, ...]
    hits: tuple[Item, ...]
    total: int
    left_out: tuple[str, ...]

    @property
    def found(self) -> bool:
        """Tell whether there is anything; a number that is only near is not what was asked for."""
        return bool(self.numbered or self.hits)

    def as_json(self) -> str:
        """The answer for programs."""
        values = {
            "query": self.query,
            "numbered": [item.values() for item in self.numbered],
            "near": [item.values() for item in self.near],
            "total": self.total,
            "left_out": self.left_out,
            "hits": [item.values() for item in self.hits],
        }
        return json.dumps(values, ensure_ascii=False, indent=1)


def answer(engine: Engine, text: str, limit: int, address: str = "") -> Answer:
    """Search; hits that bear the number asked for stand among the numbers only."""
    results = engine.search(text)
    numbered = [engine.index.fragment(document) for document in results.numbered]
    near = [engine.index.fragment(entry.document) for entry in results.near]
    hits = [each for each in _closest(engine, results) if each[0] not in results.numbered]
    shown = [(engine.index.fragment(document), score) for document, score in hits[:limit]]
    return Answer(
        query=results.query.text,
        numbered=tuple(_item(fragment, results, address) for fragment in numbered),
        near=tuple(_item(fragment, results, address) for fragment in near),
        hits=tuple(_item(fragment, results, address, score) for fragment, score in shown),
        total=len(hits),
        left_out=results.left_out,
    )


def _closest(engine: Engine, results: Results) -> list[tuple[int, float]]:
    """The hits; of the first, those that have the words as they were typed before those that have them scattered."""
    first, others = results.hits[:CLOSE], results.hits[CLOSE:]
    first = tuple(sorted(first, key=lambda hit: closeness(engine.index.fragment(hit.document), results.query)))
    return [(hit.document, hit.score) for hit in (*first, *others)]


def _item(fragment: Fragment, results: Results, address: str, score: float | None = None) -> Item:
    found = snippet(fragment, results.query)
    anchor = f"#{found.anchor}" if found.anchor and found.marks else ""
    page = absolute(address, f"{(found.page if anchor else '') or fragment.page}{anchor}")
    marked = joined(marks(fragment.title, runs(results.query, title=True)))
    return Item(fragment, found, marked, page, score)


def lines(found: Answer, bold: bool) -> Iterator[str]:
    """The answer for people, `bold` where a terminal shows it."""
    printed = [item for item in found.numbered if not item.is_stub]
    stubs = [item for item in found.numbered if item.is_stub]
    yield from _group("按文号找到", printed, bold)
    yield from _group("仅见文号，本库没有全文", stubs, bold)
    if not found.found:
        yield f"没有找到“{_short(found.query)}”。"
    yield from _group("同一系列相近的文号", found.near, bold)
    if found.left_out:
        yield f"没有一条同时含有全部词语；下面的结果不一定含有“{'”“'.join(map(_short, found.left_out))}”。"
    if found.hits:
        rest = f"，先列{len(found.hits)}条" if found.total > len(found.hits) else ""
        yield from _group("正文和标题" if found.numbered else "找到", found.hits, bold, f"{found.total}条{rest}")


def _group(heading: str, items: Sequence[Item], bold: bool, count: str = "") -> Iterator[str]:
    if items:
        yield f"{heading}（{count or f'{len(items)}条'}）"
    for item in items:
        yield from (f"  {line}" for line in _lines(item, bold))


def _lines(item: Item, bold: bool) -> Iterator[str]:
    known, found = item.fragment, item.snippet
    yield _marked(known.title or known.number, item.marks if known.title else (), bold)
    notes = (known.kind, known.number, _day(known.day), known.issue, known.part_of and f"见《{known.part_of}》")
    yield "  " + visible(" · ".join(filter(None, notes)))
    if found.text:
        text = _marked(found.text, found.marks, bold)
        where = f"【{visible(found.heading)}】" if found.heading else ""
        yield f"  {where}{'…' if found.before else ''}{text}{'…' if found.behind else ''}"
    yield f"  {item.address}"


def _marked(text: str, ranges: Ranges, bold: bool) -> str:
    """The text with its marks in bold; nothing in it steers the terminal."""
    if not bold:
        return visible(text)
    parts, place = [], 0
    for start, end in ranges:
        parts += [_plain(text[place:start]), f"\x1b[1m{_plain(text[start:end])}\x1b[22m"]
        place = end
    return "".join((*parts, _plain(text[place:])))


def _plain(text: str) -> str:
    """A piece of a text, its blanks at the ends kept."""
    return visible(f"|{text}|")[1:-1]


def _day(iso: str) -> str:
    """2023-03-01 as Chinese texts print it."""
    if not iso:
        return ""
    year, month, day = iso.split("-")
    return f"{int(year)}年{int(month)}月{int(day)}日"


def _short(text: str) -> str:
    shown = visible(text)
    return f"{shown[:40]}…" if len(shown) > 40 else shown
