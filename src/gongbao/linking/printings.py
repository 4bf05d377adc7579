"""Other printings: the same decree met a second time, by its number or, without one, by title and text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gongbao import typography
from gongbao.model import Decree, Record

SHINGLE = 8  # letters compared at a time
SAME_TEXT = 0.6  # share of the shorter text's pieces that the longer one must hold
SAME_TITLE = 0.9


@dataclass(frozen=True)
class Printing:
    """A decree, the record it is another printing of, and why the program thinks so."""

    decree: Decree
    of: Decree
    basis: str


def other_printing(decree: Decree, others: Iterable[Decree]) -> Printing | None:
    """The record of which `decree` is another printing; None when none fits, or when more than one does.

    `others` are the decrees of other sources, never `decree` itself.
    """
    firsts = [other for other in others if other is not decree and other.printing_of is None]
    if decree.number:
        same = [other for other in firsts if other.number == decree.number]
        return Printing(decree, same[0], "文号相同") if len(same) == 1 else None
    alike = [other for other in firsts if other.number and _same_work(decree, other)]
    if len(alike) != 1:
        return None
    place = f"{alike[0].issue}期公报" if alike[0].issue else f"记录{alike[0].id}"
    return Printing(decree, alike[0], f"标题和正文与{place}所刊{alike[0].number}相同")


def related(fresh: Sequence[Record], settled: Sequence[Record]) -> Iterator[Record]:
    """The fresh records with what the settled ones tell about them, and the settled ones that the fresh ones change."""
    old = [record for record in settled if isinstance(record, Decree)]
    new = [record for record in fresh if isinstance(record, Decree)]
    for record in fresh:
        yield _marked(record, old) if isinstance(record, Decree) else record
    for decree in old:
        if decree.number is None and decree.printing_of is None:
            marked = _marked(decree, new)
            if marked is not decree:
                yield marked


def _marked(decree: Decree, others: Sequence[Decree]) -> Decree:
    found = other_printing(decree, others)
    if found is None:
        return decree
    if decree.number:
        return replace(decree, printing_of=found.of.id)
    return replace(decree, printing_of=found.of.id, number_inferred=found.of.number, number_basis=found.basis)


def printing_id(of: str, taken: Iterable[str]) -> str:
    """The id of a further printing of a decree: jzf-2023-8-p2, then -p3.

    >>> printing_id("jzf-2023-8", ["jzf-2023-8", "jzf-2023-8-p2"])
    'jzf-2023-8-p3'
    """
    used = set(taken)
    return next(name for n in range(2, len(used) + 3) if (name := f"{of}-p{n}") not in used)


def _same_work(one: Decree, other: Decree) -> bool:
    titles = [other.title, *(variant.text for variant in other.title_variants)]
    if not any(_same_title(one.title, title) for title in titles):
        return False
    return _shared(_letters(one), _letters(other)) >= SAME_TEXT


def _same_title(one: str, other: str) -> bool:
    a, b = typography.fold(one), typography.fold(other)
    if re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    return a == b or difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= SAME_TITLE


def _letters(decree: Decree) -> str:
    return typography.fold(re.sub(r"\]\([^)]*\)", "", decree.body))


def _shared(one: str, other: str) -> float:
    """The share of the shorter text's pieces that stand in the longer one."""
    short, long = sorted((one, other), key=len)
    pieces = {short[i : i + SHINGLE] for i in range(0, max(1, len(short) - SHINGLE), 3)}
    return sum(piece in long for piece in pieces) / len(pieces) if short else 0.0
