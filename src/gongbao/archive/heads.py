"""Records without their texts as they lie in the memory: many in one lot, where what they have alike is there once."""

from __future__ import annotations

import io
import pickle
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import is_dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from gongbao import model
from gongbao.archive.noted import Noted
from gongbao.archive.shared import Sharing
from gongbao.model import Record
from gongbao.numbers import Number

LOT = 256  # records: more share more, and one that changes lets as many be written again

_OTHERS = {(each.__module__, each.__name__): each for each in (date, Noted, Number)}


class Head(NamedTuple):
    """What a file says without its text; `digest` is of the bytes of the file."""

    path: str
    digest: str
    record: Record
    noted: Noted


def packed(heads: Iterable[Head]) -> bytes:
    """A lot as it is written down."""
    sharing = Sharing()
    told = [
        (path, digest, sharing.of(replace(record, body="")), sharing.of(noted)) for path, digest, record, noted in heads
    ]
    return pickle.dumps(told, pickle.HIGHEST_PROTOCOL)


def unpacked(lot: bytes) -> Iterator[Head]:
    """What a lot holds; raises whatever a damaged one makes pickle raise. Nobody else has these records yet."""
    for path, digest, record, noted in _Unpickler(io.BytesIO(lot)).load():
        if isinstance(record, Record) and isinstance(noted, Noted):
            yield Head(path, digest, record, noted)


def place(firsts: Sequence[str], path: str) -> str:
    """Of lots that begin with these paths, in order, the first path of the one where a path belongs."""
    return firsts[max(0, bisect_right(firsts, path) - 1)] if firsts else ""


def divided(heads: Collection[Head]) -> Iterator[list[Head]]:
    """As few lots as hold these, all about as large, in the order of the paths."""
    ordered = sorted(heads, key=lambda each: each.path)
    lots = -(-len(ordered) // LOT)
    ends = [len(ordered) * each // lots for each in range(lots + 1)] if lots else []
    yield from (ordered[first:last] for first, last in pairwise(ends))


class _Unpickler(pickle.Unpickler):
    """Makes records and nothing else: a memory that somebody else put here must not run anything."""

    def find_class(self, module: str, name: str) -> Any:
        return _known(module, name)


@cache
def _known(module: str, name: str) -> Any:
    found = getattr(model, name, None) if module == model.__name__ else _OTHERS.get((module, name))
    if found in (model.revived, *_OTHERS.values()) or (isinstance(found, type) and is_dataclass(found)):
        return found
    raise pickle.UnpicklingError(f"{module}.{name}")
