"""Terms as numbers: texts are taken apart with numpy, by the rules of tokens.py."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gongbao.search.hashing import unit_hash
from gongbao.search.tokens import CLEAR, DROPPED, FOLDED, SINGLE, WORD, Ranges, fold, fold_char, split_term

Keys = NDArray[np.uint64]
Array = NDArray[Any]

NONE = 0xFFFFFFFF  # in place of the second unit of a term that has one
WORDS = 0x200000  # words are numbered from here; below stand single characters
_PLANE, _PLANES = 0x10000, 0x110000
_OTHER, _DROPPED, _CLEAR, _SINGLE, _WORD, _SEVERAL = range(6)
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
        self._hashes: list[int] = []
        self._kinds, self._forms = _tables()

    def keys(self, text: str, unigrams: bool = False) -> Keys:
        """The terms of a text with repeats, in no order of meaning."""
        codes = _codes(text)
        kinds = self._kinds[codes]
        if (kinds == _SEVERAL).any():
            codes = _codes(fold(text))
            kinds = self._kinds[codes]
        codes = self._forms[codes]
        shown = kinds != _DROPPED
        if not shown.all():
            codes, kinds = codes[shown], kinds[shown]
        return self._terms(*self._units(codes, kinds), unigrams)

    def _units(self, codes: Array, kinds: Array) -> tuple[Array, Array]:
        """The units as numbers, and the group of each."""
        word = kinds == _WORD
        dots = np.zeros_like(word)
        if codes.size > 2:
            figure = (codes[2:] >= 0x30) & (codes[2:] <= 0x39)
            dots[1:-1] = (codes[1:-1] == _DOT) & word[:-2] & figure
        word |= dots
        before = np.zeros_like(word)
        before[1:] = word[:-1]
        after = np.zeros_like(word)
        after[:-1] = word[1:]
        starts = word & ~before
        places = np.flatnonzero(starts | (kinds == _SINGLE))
        groups = np.cumsum((kinds == _OTHER) & ~dots)[places]
        units = codes[places].astype(np.uint64)
        begins, ends = np.flatnonzero(starts), np.flatnonzero(word & ~after) + 1
        units[starts[places]] = self._words(codes, begins, ends)
        return units, groups

    def _words(self, codes: Array, begins: Array, ends: Array) -> Keys:
        text = codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
        numbers = self._numbers
        spans = zip(begins.tolist(), ends.tolist(), strict=True)
        found = [numbers.setdefault(text[begin:end], len(numbers)) for begin, end in spans]
        return np.array(found, dtype=np.uint64) + np.uint64(WORDS)

    @staticmethod
    def _terms(units: Array, groups: Array, unigrams: bool) -> Keys:
        joined = groups[1:] == groups[:-1]
        both = ((units[:-1] << _SHIFT) | units[1:])[joined]
        chosen = np.ones(units.size, dtype=bool)
        if not unigrams and units.size:
            chosen[:-1] &= ~joined
            chosen[1:] &= ~joined
            chosen |= units >= WORDS
        alone = (units[chosen] << _SHIFT) | np.uint64(NONE)
        return np.concatenate([both, alone])

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
        self._hashes += map(unit_hash, islice(self._numbers, len(self._hashes), None))
        words = np.array(self._hashes, dtype=np.uint32)

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
        words = list(self._numbers)

        def unit(number: int) -> str:
            return chr(number) if number < WORDS else words[number - WORDS]

        return [_string(key >> 32, key & NONE, unit) for key in keys.tolist()]


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
