"""The words of a text as the index knows them; the twin of static/js/search/tokens.js, rule by rule.

Units are single Chinese characters and runs of letters and figures. Terms are pairs of neighbouring units, every run,
and a character that stands alone. Spaces, brackets and quotes are not there; other punctuation parts neighbours.
A query asks for enough of the pairs of a phrase to cover it, and not for more than a few.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

WHOLE = 6  # units of a run of neighbours up to which a query asks for all of its pairs
MOST_ASKED = 8  # terms a query asks for of one phrase

# Every range is written down, so that the answer does not hang on the Unicode version of Python or of a browser.
Ranges = tuple[tuple[int, int], ...]

# What compatibility folding is asked about: accents, ①, ㎡, full-width forms, radicals and compatibility ideographs.
FOLDED: Ranges = (
    (0x00A0, 0x052F),
    (0x1E00, 0x206F),
    (0x2070, 0x209F),
    (0x2100, 0x218F),
    (0x2460, 0x24FF),
    (0x2E80, 0x2FDF),
    (0x3000, 0x33FF),
    (0xF900, 0xFAFF),
    (0xFB00, 0xFB06),
    (0xFE10, 0xFE6F),
    (0xFF00, 0xFFEF),
    (0x1D400, 0x1D7FF),
    (0x2F800, 0x2FA1F),
)
# Invisible: not even the end of a word. Controls, soft hyphen, accents left over from folding, selectors of glyphs.
DROPPED: Ranges = (
    (0x0000, 0x0008),
    (0x000E, 0x001F),
    (0x007F, 0x0084),
    (0x0086, 0x009F),
    (0x00AD, 0x00AD),
    (0x0300, 0x036F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3099, 0x309A),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xE0100, 0xE01EF),
)
# Letters and figures, in small letters.
WORD: Ranges = (
    (0x0030, 0x0039),
    (0x0061, 0x007A),
    (0x00DF, 0x00F6),
    (0x00F8, 0x02AF),
    (0x0370, 0x052F),
)
# One character, one unit: Chinese, kana, bopomofo, Hangul, and private characters, which stand for rare Chinese ones.
SINGLE: Ranges = (
    (0x3005, 0x3007),
    (0x3041, 0x3096),
    (0x30A1, 0x30FA),
    (0x3105, 0x312F),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xE000, 0xFAFF),
    (0x20000, 0x3FFFF),
)
# Not there: blanks, brackets, quotes, and the dot inside a foreign name.
CLEAR = frozenset(
    (
        *"\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000",
        *map(chr, range(0x2000, 0x200B)),
        *"()[]{}<>〈〉《》「」『』【】〔〕〖〗〘〙〚〛‹›«»⟨⟩⟪⟫⟦⟧⦅⦆",
        *"\"'`´“”‘’‚‛„‟〝〞〟′″‴",
        *"·•‧・",
    )
)


def _class(ranges: Ranges) -> str:
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


_WORD = _class(WORD)
_SCAN = re.compile(
    rf"""
    # pm2.5, 2023, 3.5.1 as one run; one Chinese character; what is not there; anything else parts. Not one run: a..5, 5.
    (?P<word> [{_WORD}]+ (?: \. [0-9] [{_WORD}]* )* )
    | (?P<single> [{_class(SINGLE)}] )
    | (?P<clear> [{"".join(sorted(map(re.escape, CLEAR)))}]+ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Unit:
    """A unit and the characters of the text it takes; units of one run of neighbours share a group."""

    text: str
    start: int
    end: int
    group: int
    is_word: bool


@lru_cache(maxsize=65536)
def fold_char(char: str) -> str:
    """The form under which a character is found; empty for one that is invisible.

    >>> [fold_char(c) for c in "Ａé①㎡政，"]
    ['a', 'e', '1', 'm2', '政', ',']
    """
    code = ord(char)
    if within(code, DROPPED):
        return ""
    plain = unicodedata.normalize("NFKD", char) if within(code, FOLDED) else char
    if code > 0x7F and plain is char and not within(code, FOLDED):
        return char  # its capitals are nobody's business: it is no letter here
    return "".join(each.lower() for each in plain if not within(ord(each), DROPPED))


def fold(text: str) -> str:
    """A whole text in the form under which it is found.

    >>> fold("云政发［２０２３］５号")
    '云政发[2023]5号'
    """
    return "".join(map(fold_char, text))


def within(code: int, ranges: Ranges) -> bool:
    """Tell whether a character stands in one of the ranges."""
    return any(first <= code <= last for first, last in ranges)


def units(text: str) -> list[Unit]:
    """The units of a text, each with its place.

    >>> [(unit.text, unit.group) for unit in units("云（5号）PM2.5，甲")]
    [('云', 0), ('5', 0), ('号', 0), ('pm2.5', 0), ('甲', 1)]
    """
    folded = [fold_char(char) for char in text]
    places = [place for place, form in enumerate(folded) for _ in form]
    found, group = [], 0
    for match in _SCAN.finditer("".join(folded)):
        if match.lastgroup == "other":
            group += 1
        elif match.lastgroup != "clear":
            start, end = places[match.start()], places[match.end() - 1] + 1
            found.append(Unit(match[0], start, end, group, match.lastgroup == "word"))
    return found


def terms(text: str, unigrams: bool = False) -> list[str]:
    """The terms of a text, with repeats; `unigrams` adds every single character, as titles and numbers have them.

    >>> terms("云政发〔2023〕5号")
    ['云政', '政发', '发2023', '2023|5', '5号', '2023', '5']
    >>> terms("甲、乙2"), terms("甲乙", unigrams=True)
    (['乙2', '甲', '2'], ['甲乙', '甲', '乙'])
    """
    found = units(text)
    return [*pairs(found), *_alone(found, unigrams)]


def pairs(found: list[Unit]) -> Iterator[str]:
    """The terms of neighbours."""
    for one, other in itertools.pairwise(found):
        if one.group == other.group:
            yield f"{one.text}|{other.text}" if one.is_word and other.is_word else one.text + other.text


def _alone(found: list[Unit], unigrams: bool) -> Iterator[str]:
    groups = [-1, *(unit.group for unit in found), -1]
    for place, unit in enumerate(found):
        lonely = groups[place] != unit.group != groups[place + 2]
        if unit.is_word or unigrams or lonely:
            yield unit.text


def asked(text: str) -> list[str]:
    """The terms a text must have that holds a phrase: of a long run every second pair and the last, a few at the most.

    A unit with neighbours stands in their pairs. What a few terms let through shows when its text is looked at.

    >>> asked("云政发〔2023〕5号"), asked("水")
    (['云政', '政发', '发2023', '2023|5', '5号'], ['水'])
    >>> asked("集体土地补偿安置")
    ['集体', '土地', '补偿', '安置']
    """
    found: list[str] = []
    for run in _runs(text):
        every = held([run])
        found += every if len(run) <= WHOLE else [*every[:-1:2], every[-1]]
    return _spread(distinct(found))


def every_asked(text: str) -> list[str]:
    """All pairs of a phrase, and its units that stand alone.

    >>> every_asked("集体土地补偿安置")
    ['集体', '体土', '土地', '地补', '补偿', '偿安', '安置']
    """
    return distinct(held(_runs(text)))


def held(runs: Iterable[list[Unit]]) -> list[str]:
    """The pairs of runs of neighbours, and the unit of a run of one."""
    return [term for run in runs for term in (pairs(run) if len(run) > 1 else [run[0].text])]


def _runs(text: str) -> Iterator[list[Unit]]:
    for _, group in itertools.groupby(units(text), key=lambda unit: unit.group):
        yield list(group)


def _spread(found: list[str]) -> list[str]:
    """As many terms as may be asked for, the first and the last among them."""
    if len(found) <= MOST_ASKED:
        return found
    return [found[place * (len(found) - 1) // (MOST_ASKED - 1)] for place in range(MOST_ASKED)]


def split_term(term: str) -> tuple[str, str]:
    """The two units a term is made of; the second is empty in a term of one.

    >>> [split_term(term) for term in ("政发", "发2023", "2023|5", "5号", "5")]
    [('政', '发'), ('发', '2023'), ('2023', '5'), ('5', '号'), ('5', '')]
    """
    first = next(_SCAN.finditer(term))[0]
    return first, term[len(first) :].removeprefix("|")


def distinct(found: Iterable[str]) -> list[str]:
    """Each once, in the order they are met."""
    return list(dict.fromkeys(found))
