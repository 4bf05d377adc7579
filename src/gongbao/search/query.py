"""What somebody asks for: words, phrases in quotes, -words, title: and year:; the twin of static/js/search/query.js."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gongbao.search.fields import FIELDS
from gongbao.search.tokens import asked, distinct, every_asked, fold, terms

LONGEST = 300  # characters of a query that are read
MOST_TERMS = 40  # terms of a query that are looked up; of more only some are
MOST_FILTERS = 12

# What may stand before a colon, and what it means: a field of the text, or a property of the document.
PREFIXES = {
    **dict.fromkeys(("title", "标题", "题名"), "title"),
    **dict.fromkeys(("number", "文号", "字号"), "number"),
    **dict.fromkeys(("body", "正文"), "body"),
    **dict.fromkeys(("year", "年份", "年"), "year"),
    **dict.fromkeys(("kind", "种类", "类别"), "kind"),
    **dict.fromkeys(("series", "系列"), "series"),
    **dict.fromkeys(("issuer", "发文机关", "机关"), "issuer"),
    **dict.fromkeys(("department", "责任单位", "部门"), "department"),
}
_NOT = ("-", "－", "−")
_PIECE = re.compile(
    r"""
    # 补偿, "exact phrase", -工业, title:办法, year:2023, -kind:表格, issuer:"市政府 办公室"
    (?P<sign> [-－−+＋]? )
    (?: (?P<prefix> [A-Za-z一-龥]{1,10} ) [:：] )?
    (?: ["“”„«「『] (?P<quoted> [^"“”„»「」『』]* ) ["“”„»」』]? | (?P<bare> [^\ "“”„«»「」『』]+ ) )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Phrase:
    """Words that stand together: the terms that are looked up, and the one field they must stand in, if any.

    `more` are the terms of a long phrase that are looked up only where the others let through what does not hold it.
    """

    text: str
    terms: tuple[str, ...]
    field: str | None = None
    exact: bool = False
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filter:
    """A property a document must have, or must not have."""

    name: str
    value: str
    excluded: bool = False


@dataclass(frozen=True)
class Query:
    """A query, taken apart."""

    text: str
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    filters: tuple[Filter, ...] = ()

    @property
    def empty(self) -> bool:
        """Tell whether nothing is asked."""
        return not (self.phrases or self.excluded or self.filters)


def parse(text: str) -> Query:
    """Take a query apart; nothing in it is an error.

    >>> query = parse('补偿 "集体 土地" -工业 title:办法 year:2023')
    >>> [(each.text, each.field, each.exact) for each in query.phrases]
    [('补偿', None, False), ('集体 土地', None, True), ('办法', 'title', False)]
    >>> query.excluded[0].text, query.filters
    ('工业', (Filter(name='year', value='2023', excluded=False),))
    """
    text = " ".join(text[:LONGEST].split())
    found: list[Phrase | Filter] = []
    left_out: list[Phrase] = []
    for match in _PIECE.finditer(text):
        piece = _piece(match)
        if isinstance(piece, Phrase) and match["sign"] in _NOT:
            left_out.append(piece)
        elif piece:
            found.append(piece)
    phrases = [each for each in found if isinstance(each, Phrase)]
    filters = [each for each in found if isinstance(each, Filter)]
    return Query(text, _thinned(phrases), _thinned(left_out), tuple(filters[:MOST_FILTERS]))


def _piece(match: re.Match[str]) -> Phrase | Filter | None:
    """What a piece of a query asks; nothing where it has neither letters nor figures."""
    name = PREFIXES.get(fold(match["prefix"] or ""))
    value = match["bare"] if match["quoted"] is None else match["quoted"]
    if match["prefix"] and name is None:
        value = f"{match['prefix']}:{value}"  # no prefix of ours: part of the words
    if name and name not in FIELDS:
        return Filter(name, value.strip(), match["sign"] in _NOT)
    # What shall not be there is looked up with all it has: fewer terms would take too much away.
    found = tuple(distinct(terms(value)) if match["sign"] in _NOT else asked(value))
    more = () if match["sign"] in _NOT else tuple(term for term in every_asked(value) if term not in found)
    return Phrase(value.strip(), found, name, match["quoted"] is not None, more) if found else None


def _thinned(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    """The phrases with as many terms as are looked up, every second one or fewer where there are too many."""
    step = _step(sum(len(phrase.terms) for phrase in phrases))
    rest = _step(sum(len(phrase.more) for phrase in phrases))
    kept = phrases[:MOST_TERMS]
    return tuple(replace(each, terms=each.terms[::step], more=each.more[::rest]) for each in kept)


def _step(total: int) -> int:
    return -(-total // MOST_TERMS) or 1


def years(value: str) -> tuple[int, int] | None:
    """The years a filter means: 2023, 2019-2023, 2019—2023; None for what is no year.

    >>> years("2023"), years("2019—2023"), years("去年")
    ((2023, 2023), (2019, 2023), None)
    """
    match = re.fullmatch(r"([0-9]{4})(?:年)?(?:[^0-9a-z]{1,3}([0-9]{4})年?)?", fold(value))
    return (int(match[1]), int(match[2] or match[1])) if match else None
