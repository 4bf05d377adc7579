"""Postings as numbers and the bits each takes, in the order in which a part writes them.

Of each term: a zero bit if it stands in bodies only, else a one and a bit for each field. Of each of its fields: how
many documents (gamma), from 16 documents on three bits that say how counts are written, then of each document the
distance to the one before it (Rice) and how often (gamma, from 16 documents on Rice).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gongbao.search.fields import FIELDS
from gongbao.search.part import MANY
from gongbao.search.postings import Postings
from gongbao.search.vocabulary import Array

_BODY = len(FIELDS) - 1


@dataclass(frozen=True)
class Codes:
    """The terms, and their codes one behind the other: those of term i are first[i] up to first[i + 1]."""

    keys: Array
    first: Array
    values: Array
    bits: Array


def codes(postings: Postings, documents: int) -> Codes:
    """The codes of all terms."""
    lists = _Lists.of(postings)
    k = _bit_length(np.maximum(1, documents * 11 // (16 * lists.sizes))) - 1
    heads, head_bits = _heads(lists)
    many = lists.sizes >= MANY
    tf_k = _count_parameters(postings.counts, lists, many)
    place = 3 * np.arange(lists.starts.size) + 2 * lists.starts  # of the three codes a list opens with
    total = 3 * lists.starts.size + 2 * postings.keys.size
    values, bits = np.zeros(total, dtype=np.int64), np.zeros(total, dtype=np.int64)
    values[place], bits[place] = heads, head_bits
    values[place + 1], bits[place + 1] = lists.sizes, 2 * _bit_length(lists.sizes) - 1
    values[place + 2], bits[place + 2] = np.where(many, tf_k, 0), np.where(many, 3, 0)
    each = np.repeat(place + 3 - 2 * lists.starts, lists.sizes) + 2 * np.arange(postings.keys.size)
    values[each], bits[each] = _rice(_gaps(postings.documents, lists), np.repeat(k, lists.sizes))
    values[each + 1], bits[each + 1] = _counts(postings.counts, np.repeat(np.where(many, tf_k, -1), lists.sizes))
    opens = np.flatnonzero(lists.opens)
    return Codes(postings.keys[lists.starts[opens]], np.append(place[opens], total), values, bits)


@dataclass(frozen=True)
class _Lists:
    """The lists of documents, one for each field of a term; `opens` tells the first of each term."""

    starts: Array
    sizes: Array
    fields: Array
    opens: Array

    @classmethod
    def of(cls, postings: Postings) -> _Lists:
        keys, fields = postings.keys, postings.fields
        fresh = np.ones(keys.size, dtype=bool)
        fresh[1:] = (keys[1:] != keys[:-1]) | (fields[1:] != fields[:-1])
        starts = np.flatnonzero(fresh)
        sizes = np.diff(np.append(starts, keys.size))
        opens = np.ones(starts.size, dtype=bool)
        opens[1:] = keys[starts][1:] != keys[starts][:-1]
        return cls(starts, sizes, fields[starts].astype(np.int64), opens)


def _heads(lists: _Lists) -> tuple[Array, Array]:
    """What a term opens with, at its first list: 0, or 1 and which fields it stands in."""
    opens = np.flatnonzero(lists.opens)
    masks = np.add.reduceat(1 << lists.fields, opens) if opens.size else opens
    plain = masks == 1 << _BODY
    heads, bits = np.zeros(lists.starts.size, dtype=np.int64), np.zeros(lists.starts.size, dtype=np.int64)
    heads[opens] = np.where(plain, 0, (1 << len(FIELDS)) | masks)
    bits[opens] = np.where(plain, 1, 1 + len(FIELDS))
    return heads, bits


def _gaps(documents: Array, lists: _Lists) -> Array:
    """Documents between one posting and the next of its list."""
    gaps = documents.copy()
    gaps[1:] -= documents[:-1] + 1
    gaps[lists.starts] = documents[lists.starts]
    return gaps


def _rice(values: Array, k: Array) -> tuple[Array, Array]:
    ones = np.left_shift(1, k)
    return ones | (values & (ones - 1)), (values >> k) + 1 + k


def _counts(counts: Array, k: Array) -> tuple[Array, Array]:
    """Counts as gamma codes where k is below zero, else as Rice codes."""
    values, bits = _rice(counts - 1, np.maximum(k, 0))
    gamma = k < 0
    return np.where(gamma, counts, values), np.where(gamma, 2 * _bit_length(counts) - 1, bits)


def _count_parameters(counts: Array, lists: _Lists, many: Array) -> Array:
    """Of each long list the parameter that takes the fewest bits, the smallest of equals."""
    best = np.zeros(lists.starts.size, dtype=np.int64)
    if many.any():
        chosen = np.repeat(many, lists.sizes)
        starts = np.append(0, np.cumsum(lists.sizes[many])[:-1])
        above = counts[chosen] - 1
        sizes = np.stack([np.add.reduceat((above >> k) + 1 + k, starts) for k in range(8)])
        best[many] = np.argmin(sizes, axis=0)
    return best


def _bit_length(values: Array) -> Array:
    return np.frexp(values.astype(np.float64))[1].astype(np.int64)
