"""Terms as numbers: texts are taken apart with numpy, by the rules of tokens.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gongbao.search.hashing import unit_hash
from gongbao.search.tokens import CLEAR, DROPPED, FOLDED, SINGLE, WORD, Ranges, fold_char, split_term

Keys = NDArray[np.uint64]
Array = NDArray[Any]

NONE = 0xFFFFFFFF  # in place of the second unit of a term that has one
WORDS = 0x200000  # words are numbered from here; below stand single characters
_PLANE, _PLANES = 0x10000, 0x110000
_OTHER, _DROPPED, _CLEAR, _SINGLE, _WORD, _SEVERAL, _END = range(7)
_BETWEEN = ","  # stands behind every text, as the end of it
_DOT, _SHIFT = 0x2E, np.uint64(32)


@cache
def _tables() -> tuple[Array, Array]:
    """For every character: its kind, and the one it is folded to if that is one."""
    kinds = np.zeros(_PLANES, dtype=np.uint8)
    forms = np.arange(_PLANES, dtype=np.uint32)
    for ranges, kind in ((SINGLE, _SINGLE), (WORD, _WORD)):
        for first, last in ranges:
            kinds[first : last + 1] = kind
    kinds[[ord(char) for char in CLEAR]] = _CLEAR
    plain = kinds.copy()
    for code in _folding():
        form = fold_char(chr(code))
        forms[code] = ord(form) if len(form) == 1 else code
        kinds[code] = plain[forms[code]] if len(form) == 1 else _SEVERAL
    for first, last in DROPPED:
        kinds[first : last + 1] = _DROPPED
    return kinds, forms


def _folding() -> list[int]:
    ranges: Ranges = ((0x20, 0x7E), *FOLDED)
    return [code for first, last in ranges for code in range(first, last + 1)]


class Vocabulary:
    """Numbers words as they are met, and makes the keys of terms: first unit, second unit."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []  # as they are numbered, and what they hash to; both as far as they were asked for
        self._hashes = np.empty(0, dtype=np.uint32)
        self._kinds, self._forms = _tables()

    def terms(self, texts: Sequence[str], unigrams: Sequence[bool]) -> tuple[Keys, Array]:
        """The terms of texts with repeats, those of a text in the order of their keys; and where each text begins and ends."""
        codes, kinds = self._folded(texts)
        places, units, groups = self._units(codes, kinds)
        bounds = np.append(0, np.searchsorted(places, np.flatnonzero(kinds == _END)))
        joined = groups[1:] == groups[:-1]
        both = np.flatnonzero(joined)
        alone = np.flatnonzero(_alone(units, joined, np.repeat(np.array(unigrams, dtype=bool), np.diff(bounds))))
        pairs = (units[both] << _SHIFT) | units[both + 1]
        singles = (units[alone] << _SHIFT) | np.uint64(NONE)
        return _text_by_text((pairs, np.searchsorted(both, bounds)), (singles, np.searchsorted(alone, bounds)))

    def _folded(self, texts: Sequence[str]) -> tuple[Array, Array]:
        """The characters of all texts as they are found, and their kinds."""
        codes = _codes(_BETWEEN.join([*texts, ""]))
        kinds = self._kinds[codes]
        kinds[np.cumsum([len(text) + 1 for text in texts], dtype=np.int64) - 1] = _END
        several = np.flatnonzero(kinds == _SEVERAL)
        if several.size:
            codes, kinds = self._spread(codes, kinds, several)
        codes = self._forms[codes]
        shown = kinds != _DROPPED
        return (codes, kinds) if shown.all() else (codes[shown], kinds[shown])

    def _spread(self, codes: Array, kinds: Array, several: Array) -> tuple[Array, Array]:
        """With all that characters are folded to in their places."""
        forms = [fold_char(chr(code)) for code in codes[several].tolist()]
        sizes = np.ones(codes.size, dtype=np.int64)
        sizes[several] = [len(form) for form in forms]
        codes, kinds = np.repeat(codes, sizes), np.repeat(kinds, sizes)
        places = np.flatnonzero(kinds == _SEVERAL)
        codes[places] = _codes("".join(forms))
        kinds[places] = self._kinds[codes[places]]
        return codes, kinds

    def _units(self, codes: Array, kinds: Array) -> tuple[Array, Array, Array]:
        """Where the units are, the units as numbers, and the group of each."""
        word = kinds == _WORD
        dots = np.flatnonzero(codes == _DOT)
        dots = dots[word[dots - 1] & (codes[dots + 1] >= 0x30) & (codes[dots + 1] <= 0x39)] if dots.size else dots
        parts = (kinds == _OTHER) | (kinds == _END)
        word[dots], parts[dots] = True, False
        starts = word.copy()
        starts[1:] &= ~word[:-1]
        ends = word.copy()
        ends[:-1] &= ~word[1:]
        places = np.flatnonzero(starts | (kinds == _SINGLE))
        units = codes[places].astype(np.uint64)
        units[starts[places]] = self._numbered(codes, np.flatnonzero(starts), np.flatnonzero(ends) + 1)
        return places, units, np.cumsum(parts)[places]

    def _numbered(self, codes: Array, begins: Array, ends: Array) -> Keys:
        text = codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
        numbers = self._numbers
        spans = zip(begins.tolist(), ends.tolist(), strict=True)
        found = [numbers.setdefault(text[begin:end], len(numbers)) for begin, end in spans]
        return np.array(found, dtype=np.uint64) + np.uint64(WORDS)

    def key(self, term: str) -> int:
        """The key of a term, whose text `strings` gives."""
        first, second = split_term(term)
        return self._unit(first) << 32 | (self._unit(second) if second else NONE)

    def _unit(self, unit: str) -> int:
        if self._kinds[ord(unit[0])] == _WORD:
            return WORDS + self._numbers.setdefault(unit, len(self._numbers))
        return ord(unit)

    def hasher(self) -> Callable[[Keys], Array]:
        """What hashes keys as `term_hash` does terms, for the words met so far."""
        fresh = map(unit_hash, islice(self._numbers, self._hashes.size, None))
        self._hashes = words = np.append(self._hashes, np.fromiter(fresh, dtype=np.uint32))

        def hashes(units: Array) -> Array:
            found: Array = _plane_hashes()[units & np.uint64(_PLANE - 1)]
            far = np.flatnonzero(units >= _PLANE)
            if far.size:
                found[far] = beyond(units[far])
            return found

        def beyond(units: Array) -> Array:
            found = _far_hashes(units)
            known = (units >= WORDS) & (units != NONE)
            found[known] = words[(units[known] - np.uint64(WORDS)).astype(np.int64)]
            found[units == NONE] = 0
            return found

        return lambda keys: _mixed(hashes(keys >> _SHIFT), hashes(keys & np.uint64(0xFFFFFFFF)))

    def strings(self, keys: Keys) -> list[str]:
        """The terms of keys as text."""
        self._words += islice(self._numbers, len(self._words), None)
        words = self._words

        def unit(number: int) -> str:
            return chr(number) if number < WORDS else words[number - WORDS]

        return [_string(key >> 32, key & NONE, unit) for key in keys.tolist()]


def _alone(units: Array, joined: Array, unigrams: Array) -> Array:
    """Which units are terms: words, those that have no neighbour, and in some texts every one."""
    lonely = np.ones(units.size, dtype=bool)
    if units.size:
        lonely[:-1] &= ~joined
        lonely[1:] &= ~joined
    return lonely | unigrams | (units >= WORDS)


def _text_by_text(*found: tuple[Keys, Array]) -> tuple[Keys, Array]:
    """Keys of several kinds, each with the bounds of the texts, put together and in order for every text."""
    bounds = np.sum([each for _, each in found], axis=0)
    together = np.empty(bounds[-1], dtype=np.uint64)
    spans = zip(*(each.tolist() for each in (bounds, *(each for _, each in found))), strict=True)
    for (start, *firsts), (end, *lasts) in pairwise(spans):
        row = together[start:end]
        np.concatenate([keys[one:other] for (keys, _), one, other in zip(found, firsts, lasts, strict=True)], out=row)
        row.sort()
    return together, bounds


def _string(first: int, second: int, unit: Callable[[int], str]) -> str:
    if second == NONE:
        return unit(first)
    return f"{unit(first)}{'|' if min(first, second) >= WORDS else ''}{unit(second)}"


def _codes(text: str) -> Array:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


@cache
def _plane_hashes() -> Array:
    """FNV-1a of the characters that are one UTF-16 number."""
    return _fnv(np.uint32(0x811C9DC5), np.arange(_PLANE, dtype=np.uint32))


def _far_hashes(units: Array) -> Array:
    """FNV-1a of characters that are two UTF-16 numbers."""
    above = units.astype(np.uint32) - np.uint32(_PLANE)
    first = _fnv(np.uint32(0x811C9DC5), np.uint32(0xD800) + (above >> np.uint32(10)))
    return _fnv(first, np.uint32(0xDC00) + (above & np.uint32(0x3FF)))


def _fnv(value: Array | np.uint32, numbers: Array) -> Array:
    found: Array = (value ^ numbers) * np.uint32(0x01000193)  # numbers of 32 bits drop what is above them
    return found


def _mixed(first: Array, second: Array) -> Array:
    value = (first * np.uint32(0x9E3779B1)) ^ second
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        value = (value ^ (value >> np.uint32(shift))) * np.uint32(factor)
    return value ^ (value >> np.uint32(16))


def is_pair(keys: Keys) -> Array:
    """Which keys are two characters that take one UTF-16 number each."""
    return ((keys >> _SHIFT) < 0x10000) & ((keys & np.uint64(0xFFFFFFFF)) < 0x10000)
