"""Explanations: which paragraphs of an interpretation explain which paragraphs of its decree, and how one can tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import Literal

from gongbao.linking.letters import BREAK, GRAM, PLAIN_NAME, TITLES, Letters, grams
from gongbao.numerals import NUMERAL_CHARS, to_int
from gongbao.outline import Marker, marker, split_run_in
from gongbao.typography import fold

Reason = Literal["number", "title", "under", "term", "words"]
LONGEST_TITLE = 30
SHORTEST_TITLE = 4  # letters; 总则 is a heading of too many texts
SHORTEST_TERM = 3
RARE = 3  # paragraphs that may hold a phrase or a term which still tells them from the others
SHARED = ((12, 0.5), (24, 0.3))  # rare letters a sentence shares, and the least share of it they are
NEARLY = 0.75  # of the best score: what is as good as the best
LONGEST_RANGE = 30
_TYPE = "办法|规定|细则|条例|方案|意见|计划|规划|措施|政策|通知|决定|规则|标准|制度|预案|公告|通告|指南|准则|章程"
_ORDINAL = f"[{NUMERAL_CHARS}]{{1,6}}"
_PLACE = re.compile(
    rf"""
    # 第五条, 第三条至第五条, 第三至五条, 第二章, 第十二条之一; not: 第五届, 第五次
    第 (?P<first> {_ORDINAL} ) (?: (?P<unit> [编章节条] ) (?: 之 (?P<sub> [一二三四五六七八九十] ) )? )?
    (?: [至到—-] 第? (?P<last> {_ORDINAL} ) (?P<unit_last> [编章节条] ) )?
    """,
    re.VERBOSE,
)
_BETWEEN = re.compile(
    rf"""
    # what stands between 第三条 and 第五条 of one text: 、 and 第二款和 ; not: ，按照《统计法》
    (?: [、，和及与或] | 第 {_ORDINAL} [款项目] )*
    """,
    re.VERBOSE,
)
_NAMED = re.compile(
    rf"""
    # the 《统计法》 or 统计法 or 本办法 that a 第五条 belongs to; not: 根据, 明确了
    (?: 《 (?P<title> [^《》]+ ) 》 (?: （ [^（）]* ） )? | (?P<own> [本该] \w{{0,6}}? (?: {_TYPE} ) ) | (?: 法 | 法典 | {_TYPE} ) ) \Z
    """,
    re.VERBOSE,
)
_SELF = re.compile(
    rf"""
    # 本办法, 本实施方案, 本《若干意见》: what a decree calls itself; not: 本市有关规定
    本 《? (?P<name> (?! 市 | 县 | 区 | 省 | 级 ) [\u4e00-\u9fff]{{0,6}}? (?: {_TYPE} ) )
    """,
    re.VERBOSE,
)
_DEFINES = re.compile(
    r"""
    # 清洁运输：指进出企业的…, 混合用途：是指…, 所谓“工业上楼”，是指…; not: 解读机关：云州市统计局
    (?: 所谓 )? [“《]? (?P<term> [^“”《》：:。，；]{2,30} ) [”》]? \s? [：:，]? \s? (?: 主要 )? 是? 指 (?! 导 | 标 | 数 | 南 | 引 | 定 | 挥 )
    """,
    re.VERBOSE,
)
_SENTENCE = re.compile(r"[^。；！？\n]+")  # matches each of "一是公告。二是听证"; near miss "，"


@dataclass(frozen=True)
class Match:
    """A paragraph of the interpretation that explains one of the decree (by their places), and the evidence for it."""

    decree: int
    interpretation: int
    reason: Reason
    evidence: str

    @property
    def why(self) -> str:
        """The evidence in words."""
        return _WHY[self.reason].format(self.evidence.translate(_INNER))


_WHY: Mapping[Reason, str] = {
    "number": "解读写明“{}”",
    "title": "解读写出这里的标题“{}”",
    "under": "解读把这一段列在标题“{}”之下",
    "term": "解读说明这里的用语“{}”",
    "words": "两处都写“{}”",
}
_INNER = str.maketrans("“”", "‘’")
_STRENGTH: tuple[Reason, ...] = ("number", "title", "under", "term", "words")


def explain(decree: Sequence[str], interpretation: Sequence[str]) -> tuple[Match, ...]:
    """What explains what, by place in both texts; a pair is there once, with its best evidence, and none without."""
    return _explain(tuple(decree), tuple(interpretation))


@lru_cache(maxsize=4)  # the page of the decree asks first, that of the interpretation right after it
def _explain(decree: Sequence[str], interpretation: Sequence[str]) -> tuple[Match, ...]:
    reader = _Reader(decree, interpretation)
    named = [list(reader.titles(text)) for text in interpretation]
    found: dict[tuple[int, int], Match] = {}
    for match in (*_each(reader, interpretation, named), *_beneath(reader, interpretation, named)):
        pair = (match.decree, match.interpretation)
        held = found.setdefault(pair, match)
        if _STRENGTH.index(match.reason) < _STRENGTH.index(held.reason):
            found[pair] = match
    return tuple(found[pair] for pair in sorted(found))


def title_of(text: str) -> str:
    """The heading a paragraph is or opens with, without its marker; nothing for an article or a plain paragraph.

    >>> title_of("（一）普查对象和范围。普查的对象是企业。"), title_of("一、加强领导，落实责任")
    ('普查对象和范围', '加强领导，落实责任')
    >>> title_of("（二）普查对象是企业，由各区登记。"), title_of("第三条 普查的对象是企业。")
    ('', '')
    """
    mark = marker(text)
    if mark is None or mark.kind == "article":
        return ""
    lead, _ = split_run_in(mark.rest)
    points = "[；：]" if mark.kind in _HEADINGS else "[，；：]"  # a list item that opens with a clause has no heading
    return "" if re.search(points, lead) or len(lead) > LONGEST_TITLE else lead.strip("。 ")


_Found = tuple[int, Reason, str]


def _each(reader: _Reader, interpretation: Sequence[str], named: Sequence[Sequence[_Found]]) -> Iterator[Match]:
    for at, text in enumerate(interpretation):
        found = (reader.numbers(text), named[at], reader.terms(text), reader.words(text))
        yield from (Match(place, at, reason, evidence) for place, reason, evidence in chain.from_iterable(found))


class _Reader:
    """A decree, made ready to be recognised in the paragraphs of an interpretation."""

    def __init__(self, decree: Sequence[str], interpretation: Sequence[str]) -> None:
        self._letters = [fold(text) for text in decree]
        self._names = {fold(found["name"]) for text in decree for found in _SELF.finditer(text)}
        self._issued = [text for text in decree if "《" in text]
        self._marked = _once((f"{mark.kind} {mark.step}", at) for at, mark in _markers(decree))
        self.titled = _once((fold(title_of(text)), at) for at, text in enumerate(decree))
        self._shown = {key: title_of(decree[at]) for key, at in self.titled.items()}
        said = {gram for text in interpretation for gram in grams(Letters.of(text).letters)}
        self._phrases: defaultdict[str, list[int]] = defaultdict(list)  # only those the interpretation says too
        for at, text in enumerate(decree):
            for gram in said.intersection(chain.from_iterable(grams(fold(each)) for each in TITLES.split(text))):
                self._phrases[gram].append(at)

    def numbers(self, text: str) -> Iterator[_Found]:
        """The articles and chapters a paragraph names, without those of other texts."""
        own = True
        last = 0
        for found in _PLACE.finditer(text):
            gap, end = text[last : found.start()], found.end()
            own = own if last and _BETWEEN.fullmatch(gap) else self._is_own(text[: found.start()])
            last = end if found["unit"] or found["unit_last"] else last
            places = (self._marked.get(step) for step in _steps(found)) if own else ()
            yield from ((place, "number", found[0]) for place in places if place is not None)

    def titles(self, text: str) -> Iterator[_Found]:
        """The headings a paragraph opens with or speaks of."""
        letters = Letters.of(text, titles=True)
        for key, at in self.titled.items():
            if len(key) >= SHORTEST_TITLE and letters.names(key):
                yield at, "title", self._shown[key]

    def terms(self, text: str) -> Iterator[_Found]:
        """Where the word stands that a paragraph defines."""
        found = _DEFINES.match(text)
        term = fold(found["term"]) if found else ""
        if found and len(term) >= SHORTEST_TERM:
            places = [at for at, letters in enumerate(self._letters) if term in letters]
            yield from ((at, "term", found["term"]) for at in places if len(places) <= RARE)

    def words(self, text: str) -> Iterator[_Found]:
        """Where sentences of a paragraph stand in the decree, in words that it does not use everywhere."""
        whole = TITLES.sub(lambda title: BREAK * len(title[0]), text)
        for sentence in _SENTENCE.finditer(whole):
            letters = Letters.of(sentence[0])
            shares = self._shares(letters.letters)
            scores = {at: sum(share.values()) for at, share in sorted(shares.items())}
            best = max(scores.values(), default=0.0)
            for at, score in scores.items():
                if score >= NEARLY * best and _enough(score, len(letters.letters.replace(BREAK, ""))):
                    yield at, "words", letters.shown(*self._whole(at, letters.letters, _longest(shares[at])))

    def _shares(self, letters: str) -> dict[int, dict[int, float]]:
        """For each paragraph that shares rare phrases: the places of the shared letters, and what each is worth."""
        shares: dict[int, dict[int, float]] = {}
        for start, gram in enumerate(grams(letters)):
            holders = self._phrases.get(gram, ())
            for at in holders if len(holders) <= RARE else ():
                share = shares.setdefault(at, {})
                worth = 1 / len(holders)
                for place in range(start, start + GRAM):
                    if share.get(place, 0.0) < worth:
                        share[place] = worth
        return shares

    def _whole(self, at: int, letters: str, run: tuple[int, int]) -> tuple[int, int]:
        """A shared run with the letters around it that are shared too, though they are not rare."""
        start, end = run
        while letters[start:end] not in self._letters[at]:  # phrases of two places may touch
            end -= 1
        while start and letters[start - 1 : end] in self._letters[at]:
            start -= 1
        while end < len(letters) and letters[start : end + 1] in self._letters[at]:
            end += 1
        return start, end

    def _is_own(self, before: str) -> bool:
        """Whether what stands before 第五条 leaves it to the decree: no name of a text, or one of the decree's own."""
        named = _NAMED.search(before.rstrip())
        if named is None or named["own"]:
            return True
        title = named["title"] or ""
        short = len(fold(title)) <= PLAIN_NAME and any(fold(title).endswith(name[-2:]) for name in self._names)
        return bool(title) and (short or any(_issues(text, title) for text in self._issued))


def _beneath(reader: _Reader, interpretation: Sequence[str], named: Sequence[Sequence[_Found]]) -> Iterator[Match]:
    """Paragraphs below a heading of the interpretation that is a heading of the decree too, and that name no other."""
    heading: tuple[int, int, str] | None = None
    for at, text in enumerate(interpretation):
        mark = marker(text)
        if mark and (heading is None or mark.level <= heading[0]):
            place = reader.titled.get(fold(title_of(text)))
            heading = None if place is None else (mark.level, place, title_of(text))
        elif heading and not named[at]:
            yield Match(heading[1], at, "under", heading[2])


def _markers(texts: Sequence[str]) -> Iterator[tuple[int, Marker]]:
    for at, text in enumerate(texts):
        mark = marker(text)
        if mark and mark.kind in _KINDS.values():
            yield at, mark


_HEADINGS = ("part", "chapter", "section", "one")  # always headings; what （一） marks may be a sentence
_KINDS = {"编": "part", "章": "chapter", "节": "section", "条": "article"}


def _once(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The place of each key that stands for one place only."""
    places: dict[str, list[int]] = {}
    for key, at in pairs:
        places.setdefault(key, []).append(at)
    return {key: found[0] for key, found in places.items() if key and len(found) == 1}


def _steps(found: re.Match[str]) -> Iterator[str]:
    """The steps a mention names: 第三条至第五条 names three."""
    unit = found["unit"] or found["unit_last"]
    first, last = to_int(found["first"]), to_int(found["last"] or found["first"])
    if not unit or first is None or last is None or not first <= last <= first + LONGEST_RANGE:
        return
    sub = to_int(found["sub"]) if found["sub"] else None
    for ordinal in range(first, last + 1):
        name = f"{ordinal}-{sub}" if sub else str(ordinal)
        yield f"{_KINDS[unit]} {'art-' if unit == '条' else ''}{name}"


def _issues(text: str, title: str) -> bool:
    """Whether a paragraph says that the text of a title is issued with it: 《…》已经审议通过，现印发给你们."""
    return any(re.match(r"[^。《]{0,40}(?:印发|公布|发布|通过)", rest) for rest in text.split(f"《{title}》")[1:])


def _enough(score: float, length: int) -> bool:
    return any(score >= least and score >= share * length for least, share in SHARED)


def _longest(share: Mapping[int, float]) -> tuple[int, int]:
    """The longest run of shared letters: where it begins, and where it has ended."""
    places = sorted(share)
    breaks = [0, *(at for at, (one, other) in enumerate(pairwise(places), 1) if other > one + 1), len(places)]
    start, end = max(pairwise(breaks), key=lambda run: (run[1] - run[0], -run[0]))
    return places[start], places[end - 1] + 1
