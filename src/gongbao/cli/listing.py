"""What `search` found, as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongbao.cli.searching import Answer, Item, Ranges
from gongbao.site.page import Link
from gongbao.typography import visible


def lines(found: Answer, bold: bool) -> Iterator[str]:
    """The answer for people, `bold` where a terminal shows it."""
    yield from _group("按文号找到", [item for item in found.numbered if not item.is_stub], bold)
    yield from _group("仅见文号，本库没有全文", [item for item in found.numbered if item.is_stub], bold)
    yield from _links("外部文件，本库只有引用", found.cited)
    yield from _links("名称相符", found.names)
    if not found.found:
        yield f"没有找到“{_short(found.query)}”。"
    if found.near:
        yield f"没有这个文号，同一系列相近的文号（{len(found.near)}条）"
    for item in found.near:
        yield from (f"  {line}" for line in (*_named(item, bold), f"  {item.address}"))
    if found.hits and found.left_out:
        words = "、".join(f"“{_short(word)}”" for word in found.left_out)
        yield f"没有内容含有全部字词；下面的{'只含其中一部分' if found.loose else f'不管{words}'}。"
    rest = f"，先列{len(found.hits)}条" if found.total > len(found.hits) else ""
    yield from _group("正文提到这个文号" if found.mentioned else "词语相符", found.hits, bold, f"{found.total}条{rest}")


def _links(heading: str, links: Sequence[Link]) -> Iterator[str]:
    if links:
        yield f"{heading}（{len(links)}条）"
    for link in links:
        yield from (f"  {visible(link.text)} · {visible(link.note)}", f"    {link.path}")


def _group(heading: str, items: Sequence[Item], bold: bool, count: str = "") -> Iterator[str]:
    if items:
        yield f"{heading}（{count or f'{len(items)}条'}）"
    for item in items:
        yield from (f"  {line}" for line in _lines(item, bold))


def _named(item: Item, bold: bool) -> Iterator[str]:
    """What was found and where it was printed."""
    known = item.fragment
    yield _marked(known.title or known.number, item.marks if known.title else (), bold)
    notes = (known.kind, known.number, _day(known.day), known.issue, known.part_of and f"见《{known.part_of}》")
    yield "  " + visible(" · ".join(filter(None, notes)))


def _lines(item: Item, bold: bool) -> Iterator[str]:
    found = item.snippet
    yield from _named(item, bold)
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
