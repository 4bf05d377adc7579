"""What must be known of the text of every record whenever anything is linked: worked out once, and remembered."""

from __future__ import annotations

import hashlib
import io
import pickle
from dataclasses import dataclass

from gongbao import numbers
from gongbao.model import Plain, Record, Table, values
from gongbao.numbers import Number

_DIGEST = 8  # bytes of a mark


@dataclass(frozen=True, slots=True)
class Noted(Plain):
    """Of one record: the digest of its values, how long its text is, and the numbers its running text bears."""

    mark: str
    length: int
    numbers: tuple[Number, ...]

    @classmethod
    def of(cls, record: Record) -> Noted:
        """What is to be noted of a record."""
        return cls(_mark(record), len(record.body), spoken(record))


def spoken(record: Record) -> tuple[Number, ...]:
    """The numbers in the running text of a record, once each."""
    texts = [record.title, *record.body.split("\n"), *(record.notes if isinstance(record, Table) else ())]
    return tuple({found.number: None for text in texts if "号" in text for found in numbers.find_all(text)})


def _mark(record: Record) -> str:
    """The digest of a record as it is; the same whichever of its values are one object, and however its file is spaced."""
    plain = io.BytesIO()
    pickler = pickle.Pickler(plain, 4)
    pickler.fast = True
    pickler.dump(values(record))
    return hashlib.blake2b(plain.getbuffer(), digest_size=_DIGEST).hexdigest()
