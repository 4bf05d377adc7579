"""Postings that wait in a file until the portion they belong to is put in order."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, NamedTuple

import numpy as np

from gongbao.search.vocabulary import Array

_WIDTH = 8  # bytes of a number


class Rows(NamedTuple):
    """Postings, a row each: the term, and in one number the field, the document and how often."""

    keys: Array
    values: Array

    @classmethod
    def joined(cls, rows: Sequence[Rows]) -> Rows:
        """Several as one."""
        nothing = np.empty(0, dtype=np.uint64)
        return cls(*(np.concatenate([nothing, *column]) for column in zip(*rows, strict=True)))


class LaidBy:
    """Rows in a file, each time in the order of their portions: first all terms, then what belongs to them."""

    def __init__(self, portions: int) -> None:
        self._portions = portions
        self._file: IO[bytes] | None = None
        self._bounds: list[list[int]] = []  # of each time: where its portions begin and end, in rows from its first
        self._starts: list[int] = []  # of each time: where in the file it begins

    def __bool__(self) -> bool:
        return self._file is not None

    def add(self, rows: Rows, portion: Array) -> None:
        """Lay rows by, each in its portion."""
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when all of it was given back
        self._starts.append(self._file.tell())
        order = np.argsort(portion.astype(np.uint16), kind="stable")
        for column in rows:
            self._file.write(column[order].data)
        self._bounds.append([0, *np.cumsum(np.bincount(portion, minlength=self._portions)).tolist()])

    def portions(self) -> Iterator[Rows]:
        """The rows of every portion, in the order in which they were laid by. They are there only once."""
        if self._file is None:
            return
        with self._file as file:
            file.flush()
            for portion in range(self._portions):
                yield Rows.joined(list(self._of(portion, file.fileno())))

    def _of(self, portion: int, file: int) -> Iterator[Rows]:
        for start, bounds in zip(self._starts, self._bounds, strict=True):
            first, last = (start + _WIDTH * bound for bound in bounds[portion : portion + 2])
            size, beyond = last - first, _WIDTH * bounds[-1]
            yield Rows(*(np.frombuffer(os.pread(file, size, at), dtype=np.uint64) for at in (first, first + beyond)))
