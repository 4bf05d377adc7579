"""Keys of instruments outside the archive: ASCII, stable, and one each."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from gongbao.linking.resolve import Meaning
from gongbao.numbers import Number, slug

LONGEST = 60


def keys(titles: Mapping[Meaning, str]) -> dict[Meaning, str]:
    """The key of each meaning, given the title to call it by; those that would share a key get a hash each."""
    plain = {meaning: _plain(meaning, title) for meaning, title in titles.items()}
    shared = Counter(plain.values())
    return {meaning: _distinct(meaning, key) if shared[key] > 1 else key for meaning, key in plain.items()}


def _plain(meaning: Meaning, title: str) -> str:
    if meaning.number:
        return _of_number(meaning.number)
    key = slug(title)
    if len(key) > LONGEST:
        return _distinct(meaning, key)
    return key or f"title-{_hash(meaning.title or '')}"


def _of_number(number: Number) -> str:
    parts = (_series(number.series), number.year, number.serial)
    return "/".join(str(part) for part in parts if part is not None)


def _distinct(meaning: Meaning, key: str) -> str:
    if meaning.number:
        return f"{key}-{_hash(str(meaning.number))}"
    mark = _hash(meaning.title or "")
    return f"{key[: LONGEST - len(mark) - 1]}-{mark}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@lru_cache(maxsize=4096)
def _series(text: str) -> str:
    return slug(text)
