"""Names of pages that are no texts: series, issues, departments, organisations, people; the twin of `called` in lookup.js."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from gongbao.search.tokens import fold
from gongbao.site.context import Site
from gongbao.site.lookup import KINDS, Entry, entries
from gongbao.site.page import Link

LONGEST = 60  # letters of a query that is compared with names
MOST = 6


def named(site: Site, text: str) -> tuple[Link, ...]:
    """The names a text is, begins, or is part of, and those one of its words is; the best first."""
    text = text[:LONGEST]
    all_ = _letters(text)
    words = {letters for word in re.split(r"[\s、，,]+", text) if len(letters := _letters(word)) > 1}
    order = list(KINDS)
    found = [
        (rank, order.index(each.kind), len(each.name), each)
        for each in (entries(site) if all_ else ())
        if not _is_ledger(each, all_) and (rank := _rank(each, all_, words)) is not None
    ]
    best = sorted(found, key=lambda each: each[:3])[:MOST]
    return tuple(Link(each.name, each.path, _note(each, all_)) for *_, each in best)


def _rank(entry: Entry, text: str, words: set[str]) -> int | None:
    """0: it is all of the text; 1: one of its words; 2: it begins with the text; 3: it holds it."""
    forms = [_letters(form) for form in (entry.name, *entry.others)]
    if text in forms:
        return 0
    if words.intersection(forms):
        return 1
    if any(form.startswith(text) for form in forms):
        return 2
    return 3 if len(text) > 1 and any(text in form for form in forms) else None


def _is_ledger(entry: Entry, text: str) -> bool:
    """Tell whether it is the ledger of a year, when the text names no year."""
    return entry.kind == "series" and bool(re.search("[0-9]", entry.name)) and not re.search("[0-9]{4}", text)


def _note(entry: Entry, text: str) -> str:
    """What it is, and the other name that the text is part of."""
    others: Iterator[str] = (other for other in entry.others if text in _letters(other))
    other = "" if text in _letters(entry.name) else next(others, "")
    return f"{KINDS[entry.kind]}，又称{other}" if other else KINDS[entry.kind]


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if unicodedata.category(char)[0] in "LN")
