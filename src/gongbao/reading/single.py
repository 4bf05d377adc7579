"""A decree that arrived alone: a web page or a file, without an issue around it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongbao import dates, numbers, typography
from gongbao.gazette import Gazette
from gongbao.model import Decree, Doubt, Record, SourceText
from gongbao.reading import identity, split, titles, words
from gongbao.reading.decree import Heading, Place, read_decree
from gongbao.reading.frame import PASSED, read_frame
from gongbao.reading.lines import Kind, Line, extent, number_of

TOP = 40  # the head of a decree stands in its first lines
SITE_NUMBER = ("发文字号", "文号", "公文字号", "文件编号")
SITE_TITLE = ("标题", "名称", "信息名称", "公文名称", "文件名称", "ArticleTitle")
SITE_ISSUER = ("发文机关", "发布机构", "发文单位", "制发机关", "发布机关", "制定机关")
SITE_SIGNED = ("成文日期", "发文日期", "生成日期")


# Matches a page's own words between title and text: "来源：某网 日期：…", "浏览量：", "【字号：大 中 小】".
SITE_LINE = re.compile(
    r"^【?(?:(?:信息)?来源|发布(?:日期|时间)|时间|日期|浏览|点击|阅读|作者|打印|分享|归档时间|视力保护色)|字号：|浏览(?:量|次数)"
)


@dataclass(frozen=True)
class _Top:
    """The head found: title, number, and the index after it."""

    title: str
    number: numbers.Number | None
    after: int
    used: frozenset[int] = frozenset()  # the lines above that the head is made of


def read_single(source: SourceText, lines: Sequence[Line], name: str, gazette: Gazette) -> list[Record] | None:
    """The decree and its tables, or None when the text is no decree. `name` is the source's name in content/."""
    top = _top(lines, source)
    if top is None:
        return None
    number = top.number
    base = numbers.encode(number, gazette.codes) if number else None
    place = Place(base or "decree", name, extent(lines), gazette)
    heading = Heading(top.title, number, top.title, (), _left_over(lines, top))
    decree, tables = read_decree(lines[top.after :], heading, place)
    records = [with_site(decree, source), *tables]
    return list(identity.named(records, name, base or unnumbered_id(decree)))


def unnumbered_id(decree: Decree) -> str:
    """An id for a decree that prints no number: its day and a digest of its title."""
    digest = hashlib.sha256(typography.fold(decree.title).encode()).hexdigest()[:8]
    return f"{decree.signed.isoformat() if decree.signed else 'undated'}-{digest}"


def _top(lines: Sequence[Line], source: SourceText) -> _Top | None:
    over = _over_addressee(lines)
    if over:
        return over
    limit = _top_limit(lines)
    number = next((at for at in range(limit) if lines[at].kind is Kind.NUMBER), None)
    order = _order(lines, limit)
    if order:
        return order
    untitled = _untitled(lines, limit)
    title, after = _title(lines[:limit], source)
    if title and not titles.complete(title) and not _speaks_officially(lines):
        title = None
    found = number_of(lines[number].text) if number is not None else _embedded(lines[:limit])
    if title is None:
        return untitled
    title, behind = titles.parted(title)
    return _Top(title, found or behind, max(after, number + 1 if number is not None else 0))


def _left_over(lines: Sequence[Line], top: _Top) -> tuple[Line, ...]:
    """What stands above the text and is neither title nor number: a page's own words, a preface."""
    own = typography.fold(top.title)
    return tuple(
        line
        for at, line in enumerate(lines[: top.after])
        if not line.blank
        and at not in top.used
        and line.kind is not Kind.NUMBER
        and typography.fold(line.text) not in own
    )


def _over_addressee(lines: Sequence[Line]) -> _Top | None:
    """The title and number right above the addressee: nearer to the text than any other the page repeats."""
    start = next((at for at, line in enumerate(lines[: 3 * TOP]) if split.is_addressee(line.text)), None)
    if start is None:
        return None
    taken: list[int] = []
    number: numbers.Number | None = None
    for at in range(start - 1, -1, -1):
        line = lines[at]
        if line.blank:
            continue
        if line.kind is Kind.NUMBER:
            number = number or number_of(line.text)
            continue
        if SITE_LINE.search(line.text) and len(line.text) <= 80:
            continue
        if line.kind is not Kind.TEXT or line.text.endswith(("。", "：")) or len(taken) > 30:
            return None
        taken.insert(0, at)
        if titles.complete(titles.joined([lines[i] for i in taken])):
            return _headed(lines, split.with_organs(lines, taken), (number, start))
    return None


def _headed(lines: Sequence[Line], taken: Sequence[int], found: tuple[numbers.Number | None, int]) -> _Top:
    """The head whose title is on the lines taken; without a number below it, one just above it counts."""
    number, start = found
    above = [number_of(lines[i].text) for i in range(max(0, taken[0] - 6), taken[0]) if lines[i].kind is Kind.NUMBER]
    title, behind = titles.parted(titles.joined([lines[i] for i in taken]))
    number = number or behind or (above[-1] if above else None) or _embedded(lines[: taken[0]])
    return _Top(title, number, start, frozenset(taken))


def _top_limit(lines: Sequence[Line]) -> int:
    """The index of the addressee, or of the first sentence: what is above it is the head."""
    for at, line in enumerate(lines[: 3 * TOP]):
        if line.blank:
            continue
        if (
            split.is_addressee(line.text)
            or line.text.endswith("。")
            or line.kind in (Kind.ROW,)
            or len(line.text) > 160
        ):
            return at
        if line.kind is Kind.MARKED and at > 0 and not line.headed:
            return at
    return min(len(lines), TOP)


def _untitled(lines: Sequence[Line], limit: int) -> _Top | None:
    """A text that prints no title and still is a 公文: addressee above, signature and date below."""
    if limit >= len(lines) or not split.is_addressee(lines[limit].text):
        return None
    signed = [one for one in read_frame(lines, Gazette.default()).signatures if one.organs]
    if not signed:
        return None
    return _Top(f"{signed[0].organs[0]}{signed[0].day.isoformat()}文件（原文无标题）", None, 0)


def _title(lines: Sequence[Line], source: SourceText) -> tuple[str | None, int]:
    """The first run of lines in the head that makes a whole title; else what the page or its facts call it."""
    texts = [
        at for at, line in enumerate(lines) if line.kind in (Kind.TEXT,) or (line.kind is Kind.MARKED and line.headed)
    ]
    for at in range(len(texts)):
        for run in _runs(lines, texts[at:]):
            title = titles.joined([lines[i] for i in run])
            if titles.complete(title) and not title.endswith("："):
                return title, run[-1] + 1
    told = next((source.facts[key] for key in SITE_TITLE if source.facts.get(key)), None) or source.title
    if told and words.doctype(typography.clean_title(told)):
        return typography.clean_title(told), 0
    named = next((i for i in texts if words.doctype(titles.joined([lines[i]])) and len(lines[i].text) <= 80), None)
    return (titles.joined([lines[named]]), named + 1) if named is not None else (None, 0)


def _speaks_officially(lines: Sequence[Line]) -> bool:
    """True when something besides the title's last word marks a text as a 公文: number, date, addressee, articles."""
    return any(
        line.kind in (Kind.NUMBER, Kind.DATE)
        or (line.marker is not None and line.marker.kind in ("article", "chapter"))
        or bool(PASSED.match(line.text))
        or split.is_addressee(line.text)
        for line in lines[:400]
    )


def _runs(lines: Sequence[Line], texts: Sequence[int]) -> Iterator[Sequence[int]]:
    """Ever longer runs of lines that may be one title: the organs of a joint decree each have a line of their own."""
    own = 0
    for many, at in enumerate(texts[:30], 1):
        own += not words.is_organ(titles.joined([lines[at]]))
        if own > titles.MOST_LINES:
            return
        yield texts[:many]


def _embedded(lines: Sequence[Line]) -> numbers.Number | None:
    """A number in the head that shares its line: “字号：云政发〔2023〕5号”, “（云政发〔2023〕5号 2023年3月1日）”."""
    for line in lines:
        places = numbers.find(line.text)
        if len(places) == 1 and len(line.text) <= 60 and "《" not in line.text:
            return places[0].number
    return None


def _order(lines: Sequence[Line], limit: int) -> _Top | None:
    """An order: its number first; the title is what it makes public."""
    for at in range(min(limit + 1, len(lines))):
        if lines[at].kind is Kind.NUMBER:
            number = number_of(lines[at].text)
            if number and number.series.endswith(("令", "公告")):
                return _made_public(lines, at, number)
        head = split.order_head(lines, at)
        if head and head.number:
            return _made_public(lines, head.after - 1, head.number)
    return None


def _made_public(lines: Sequence[Line], at: int, number: numbers.Number) -> _Top | None:
    title = split.made_public(lines, at)
    return _Top(title, number, at + 1) if title else None


def with_site(decree: Decree, source: SourceText) -> Decree:
    """The decree with what the web page says of it; where page and text differ, the text stands and a doubt is noted."""
    facts = source.facts
    if not facts:
        return decree
    doubts = list(decree.warnings)
    told = next((parsed for key in SITE_NUMBER if (parsed := numbers.parse(facts.get(key, "")))), None)
    number, inferred, basis = decree.number, decree.number_inferred, decree.number_basis
    if told and number is None:
        inferred, basis = str(told), "网页的信息表所载，正文没有印文号"
    elif told and str(told) != number:
        doubts.append(Doubt(decree.source.lines[0], f"网页的信息表写文号为“{told}”，正文为“{number}”，以正文为准。"))
    day = next((found for key in SITE_SIGNED if (found := dates.parse_date(facts.get(key, "")))), None)
    if day and decree.signed and day != decree.signed:
        doubts.append(
            Doubt(decree.source.lines[0], f"网页的信息表写成文日期为“{day}”，正文为“{decree.signed}”，以正文为准。")
        )
    organ = next((facts[key] for key in SITE_ISSUER if facts.get(key)), None)
    return replace(
        decree,
        site=dict(facts),
        number_inferred=inferred,
        number_basis=basis,
        signed=decree.signed or day,
        issuer=decree.issuer or organ,
        warnings=tuple(doubts),
    )
