"""What is remembered of many records, a shelf at a time: a list of the whole archive asks for hundreds, not thousands."""

from __future__ import annotations

import hashlib
import io
import marshal
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any, Generic, TypeVar

from gongbao.linking import Work
from gongbao.site.context import Site
from gongbao.site.once import once
from gongbao.site.parts import joined

T = TypeVar("T")
_PLAIN = 2  # the form of marshal that writes equal values alike, whichever of them are one object


@dataclass(frozen=True)
class Piece(Generic[T]):
    """What is to be known of one record: which shelf it lies on, what it is made of, and how."""

    shelf: str
    basis: bytes
    make: Callable[[], T]


def gathered(site: Site, kind: str, pieces: Iterable[Piece[T]]) -> Iterator[T]:
    """The values of all pieces in their order. Pieces of one shelf that follow each other are remembered together."""
    for _, group in groupby(pieces, key=attrgetter("shelf")):
        held = list(group)
        packed = site.memory.of(f"shelf/{kind}", joined(each.basis for each in held), partial(_packed, held))
        yield from pickle.loads(packed)


def gathered_apart(site: Site, kind: str, pieces: Iterable[Piece[T]]) -> Iterator[T]:
    """The same for what takes long to make: of a shelf on which something changed, the rest is still remembered."""
    apart = (Piece(each.shelf, each.basis, partial(site.memory.of, kind, each.basis, each.make)) for each in pieces)
    return gathered(site, kind, apart)


def _packed(held: Iterable[Piece[T]]) -> bytes:
    """The values, no two of which share an object: so what was made now is packed, and looked at, as what was remembered."""
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, 5)
    pickler.fast = True
    pickler.dump([each.make() for each in held])
    return packed.getvalue()


def shelf_of(id_: str) -> str:
    """The shelf of a record: its series and year, or its issue.

    >>> shelf_of("yzf-2023-5"), shelf_of("2023-04-interpretation-1")
    ('yzf-2023', '2023-04')
    """
    return "-".join(id_.split("-", 2)[:2])


@once
def works_bases(site: Site) -> Mapping[str, bytes]:
    """What each decree is made of."""
    return {work.id: site.basis.work(work) for work in site.graph.works.values()}


@dataclass(frozen=True)
class Shelf:
    """Decrees that are remembered together, in the order of their ids, and what they are all made of."""

    works: tuple[Work, ...]
    basis: bytes


@once
def shelves(site: Site) -> tuple[Shelf, ...]:
    """All decrees by their shelves."""
    works, bases = site.graph.works, works_bases(site)
    groups = (tuple(group) for _, group in groupby(sorted(works), key=shelf_of))
    return tuple(Shelf(tuple(works[each] for each in ids), joined(bases[each] for each in ids)) for ids in groups)


def of_shelf(site: Site, kind: str, shelf: Shelf, make: Callable[[Site, Work], T]) -> Sequence[T]:
    """What is to be known of each decree of a shelf."""
    bases = works_bases(site)

    def packed() -> bytes:
        return _packed(Piece("", bases[each.id], partial(make, site, each)) for each in shelf.works)

    values: Sequence[T] = pickle.loads(site.memory.of(f"shelf/{kind}", shelf.basis, packed))
    return values


def plain_digest(value: Any) -> bytes:
    """A digest of tuples, texts, numbers and bytes; unlike that of dataclasses it is the same for all that is equal."""
    return hashlib.blake2b(marshal.dumps(value, _PLAIN), digest_size=16).digest()
