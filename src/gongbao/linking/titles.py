"""Titles as names: when two spellings name the same thing, and an index that finds by any of them."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from gongbao.gazette import Gazette
from gongbao.typography import fold

Value = TypeVar("Value")

STATE = "中华人民共和国"

_STATUTES = ("法", "法典", "条例")
_ABOUT = "关于"


def identity(title: str) -> str:
    """The letters and figures that make a title; a statute is the same with and without the name of the state.

    >>> identity("《云州市集市办法（试行）》")
    '云州市集市办法试行'
    >>> identity("中华人民共和国统计法") == identity("统计法")
    True
    """
    letters = fold(title)
    short = letters.removeprefix(STATE)
    return short if short and letters.endswith(_STATUTES) else letters


def split_issuer(title: str, gazette: Gazette, issuer: str | None = None) -> tuple[str | None, str]:
    """The issuer a title opens with, by its full name, and the rest from 关于 on; None where none is known.

    `issuer` is a further name to recognise, of joint issuers for example.

    >>> from gongbao.gazette import Issuer
    >>> yunzhou = Gazette("云州公报", issuers=(Issuer("云州市人民政府", "市政府"),))
    >>> split_issuer("市政府关于开展普查的通知", yunzhou)
    ('云州市人民政府', '关于开展普查的通知')
    >>> split_issuer("关于开展普查的通知", yunzhou)
    (None, '关于开展普查的通知')
    """
    head, about, rest = title.partition(_ABOUT)
    name = "".join(head.split())
    known = gazette.issuer(name) or (issuer if name and name == issuer else None)
    return (known, about + rest) if about and known else (None, title)


class Apart(NamedTuple):
    """A title as an index takes it: its letters, the name before 关于, and the letters from 关于 on."""

    letters: str
    name: str
    rest: str


class Titles(dict[str, Apart]):
    """Titles taken apart, each once however often it is met."""

    def __missing__(self, title: str) -> Apart:
        letters = identity(title)
        head, about, rest = title.partition(_ABOUT)
        name = "".join(head.split()) if about else ""
        self[title] = found = Apart(letters, name, identity(about + rest) if name else letters)
        return found


class TitleIndex(Generic[Value]):
    """Values by title: with or without the issuer the title opens with, however it is spaced and punctuated."""

    def __init__(self, gazette: Gazette, titles: Titles | None = None) -> None:
        self._gazette = gazette
        self._titles = Titles() if titles is None else titles
        self._whole: _Values[Value] = _Values()
        self._bare: _Values[tuple[Value, str]] = _Values()

    def add(self, title: str, value: Value, issuer: str | None = None) -> None:
        """Let `title` name `value`; a title without letters names nothing."""
        letters, name, rest = self._titles[title]
        if letters:
            self._whole.add(letters, value)
        known = self._gazette.issuer(name) or (issuer if name and name == issuer else None)
        if known and name:
            self._bare.add(rest, (value, known))

    def find(self, title: str) -> tuple[Value, ...]:
        """Every value a title may name, in the order they were added; an issuer that differs is another title."""
        letters, name, rest = self._titles[title]
        known = self._gazette.issuer(name) if name else None
        found = dict.fromkeys(self._whole.of(letters))
        bare = self._bare.of(rest if known else letters)
        found.update({value: None for value, issuer in bare if known in (None, issuer)})
        return tuple(found)


class _Values(Generic[Value]):
    """Values by letters, each once and in the order they were added; nearly all letters have one."""

    def __init__(self) -> None:
        self._first: dict[str, Value] = {}
        self._more: dict[str, dict[Value, None]] = {}

    def add(self, letters: str, value: Value) -> None:
        if self._first.setdefault(letters, value) != value:
            self._more.setdefault(letters, {})[value] = None

    def of(self, letters: str) -> tuple[Value, ...]:
        if letters not in self._first:
            return ()
        return (self._first[letters], *self._more.get(letters, ()))
