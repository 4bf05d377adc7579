"""What a drawing is made of. Coordinates are texts with one decimal at most, so that the same table gives the same bytes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from math import ceil

FONT = 12  # size of the letters, in units of the drawing


@dataclass(frozen=True)
class Stroke:
    """A path; `look` is its class."""

    path: str
    look: str


@dataclass(frozen=True)
class Dot:
    """A point of a line; `tip` says what it stands for."""

    x: str
    y: str
    look: str
    tip: str


@dataclass(frozen=True)
class Bar:
    """A bar."""

    x: str
    y: str
    width: str
    height: str
    look: str
    tip: str


@dataclass(frozen=True)
class Text:
    """A line of letters; `anchor` is start, middle or end."""

    x: str
    y: str
    text: str
    anchor: str
    look: str


@dataclass(frozen=True)
class Drawing:
    """All marks of a drawing, and how large it is."""

    width: int
    height: int
    texts: tuple[Text, ...]
    strokes: tuple[Stroke, ...] = ()
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class Plot:
    """A drawing with what stands over it: `note` gives the unit and the sum. `said` tells in words all that is drawn."""

    group: str
    label: str
    note: str
    said: str
    drawing: Drawing


@dataclass(frozen=True)
class Chart:
    """All drawings of a table and what must be known to read them."""

    kind: str  # lines, bars
    plots: tuple[Plot, ...]
    remarks: tuple[str, ...]


def number(value: float) -> str:
    """A coordinate.

    >>> number(12.0), number(3.14159), number(-0.01)
    ('12', '3.1', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def breadth(text: str) -> float:
    """About how wide a text is drawn."""
    return sum(FONT if unicodedata.east_asian_width(char) in "WFA" else FONT * 0.6 for char in text)


def lines(text: str, width: float, most: int) -> tuple[str, ...]:
    """A text broken into lines of a width and of about one length, with … where it is cut.

    >>> lines("老城板块二号地块", 60, 2)
    ('老城板块', '二号地块')
    >>> lines("老城板块二号地块", 36, 2)
    ('老城板', '块二…')
    >>> lines("经济开发区（港区）", 96, 2)
    ('经济开发区', '（港区）')
    """
    before, bracket, behind = text.rpartition("（")
    if breadth(text) > width >= max(breadth(before), breadth(bracket + behind)) and before and most > 1:
        return before, bracket + behind
    even = breadth(text) / max(1, ceil(breadth(text) / width)) + FONT / 2
    found = _broken(text, min(width, even))
    found = found if len(found) <= most else _broken(text, width)
    return (*found[: most - 1], _cut(found[most - 1], width)) if len(found) > most else found


def _broken(text: str, width: float) -> tuple[str, ...]:
    found = [""]
    for char in text:
        if found[-1] and breadth(found[-1] + char) > width:
            found.append("")
        found[-1] += char
    return tuple(found)


def _cut(text: str, width: float) -> str:
    while text and breadth(text) + FONT > width:
        text = text[:-1]
    return f"{text}…"
