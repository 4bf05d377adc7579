"""Titles as names: when two spellings name the same thing, and an index that finds by any of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

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


class TitleIndex(Generic[Value]):
    """Values by title: with or without the issuer the title opens with, however it is spaced and punctuated."""

    def __init__(self, gazette: Gazette) -> None:
        self._gazette = gazette
        self._whole: dict[str, dict[Value, None]] = {}
        self._bare: dict[str, dict[tuple[Value, str], None]] = {}

    def add(self, title: str, value: Value, issuer: str | None = None) -> None:
        """Let `title` name `value`; a title without letters names nothing."""
        letters = identity(title)
        if letters:
            self._whole.setdefault(letters, {})[value] = None
        known, rest = split_issuer(title, self._gazette, issuer)
        if known:
            self._bare.setdefault(identity(rest), {})[value, known] = None

    def find(self, title: str) -> tuple[Value, ...]:
        """Every value a title may name, in the order they were added; an issuer that differs is another title."""
        known, rest = split_issuer(title, self._gazette)
        bare: Iterable[tuple[Value, str]] = self._bare.get(identity(rest), ())
        found = dict(self._whole.get(identity(title), {}))
        found.update({value: None for value, issuer in bare if known in (None, issuer)})
        return tuple(found)
