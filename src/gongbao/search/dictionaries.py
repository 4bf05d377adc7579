"""The dictionaries of parts, made for many parts together: which terms each holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from gongbao.search.bits import varint, varints
from gongbao.search.vocabulary import Array, Keys, is_pair

EMPTY = b"\0\0\0"  # of a part without terms


def dictionaries(keys: Keys, texts: Sequence[bytes], bounds: Array) -> Iterator[bytes]:
    """The dictionaries of parts that stand one behind the other; none of them is empty.

    In each the pairs stand first, in the order of their keys. The others are given as texts, which pairs do not have.
    """
    plain = is_pair(keys)
    pairs, ends = keys[plain], np.append(0, np.cumsum(np.add.reduceat(plain, bounds[:-1], dtype=np.int64)))
    first = (pairs >> np.uint64(32)).astype(np.int64)
    steps = np.diff(first, prepend=0)
    opens = ends[:-1][ends[:-1] < ends[1:]]
    steps[opens] = first[opens]  # in each part they are counted anew
    data, places = varints(steps)
    seconds = (pairs & np.uint64(0xFFFF)).astype("<u2").tobytes()
    spans = zip(bounds.tolist(), bounds[1:].tolist(), ends.tolist(), ends[1:].tolist(), strict=False)
    for start, stop, begin, end in spans:
        others = texts[start + end - begin : stop]
        text = b"\n".join(others)
        head = varint(end - begin) + varint(len(others)) + varint(len(text)) + text
        yield head + data[places[begin] : places[end]] + seconds[2 * begin : 2 * end]
