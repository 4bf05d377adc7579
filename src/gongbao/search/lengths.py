"""How many terms a field has, in one byte: exact up to 20, then in steps of a twentieth. Twin in static/js/search."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise


def _steps() -> tuple[int, ...]:
    found = [0]
    while len(found) < 256:
        found.append(max(found[-1] + 1, found[-1] * 21 // 20))
    return tuple(found)


LENGTHS = _steps()
assert all(one < other for one, other in pairwise(LENGTHS))


def length_code(length: int) -> int:
    """The number of the largest length in the table that is not longer.

    >>> [LENGTHS[length_code(length)] for length in (0, 20, 41, 5000)]
    [0, 20, 40, 4790]
    """
    return bisect_right(LENGTHS, length) - 1
