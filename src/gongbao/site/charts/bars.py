"""Horizontal bars from zero: one thing measured in several places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.site.charts.shapes import FONT, Bar, Drawing, Stroke, Text, breadth, lines, number
from gongbao.site.quantities import Quantity

WIDTH = 320
LINE = 14
GAP = 10
THICK = 11
WIDEST_LABEL = 132.0
MOST_LINES = 3


@dataclass(frozen=True)
class Measure:
    """What is measured, what the table prints for it, and the number that is, if it is one."""

    label: str
    text: str
    amount: Quantity | None


@dataclass(frozen=True)
class _Frame:
    start: float  # where bars begin
    scale: float  # units of the drawing for one of the amount


def drawing(measures: Sequence[Measure]) -> Drawing:
    """The marks of measures whose numbers are not negative, one of them at least above zero."""
    label = min(max(breadth(each.label) for each in measures), WIDEST_LABEL)
    value = max(breadth(each.text) for each in measures if each.amount)
    top = max(float(each.amount.number) for each in measures if each.amount)
    frame = _Frame(label + 10, (WIDTH - label - 10 - value - 8) / top)
    bars: list[Bar] = []
    texts: list[Text] = []
    y = 4.0
    for each in measures:
        name = lines(each.label, WIDEST_LABEL, MOST_LINES)
        height = len(name) * LINE
        bars.extend(_bar(each, frame, y + height / 2))
        texts.extend(_name(name, frame, y))
        texts.append(_value(each, frame, y + height / 2))
        y += height + GAP
    axis = Stroke(f"M{number(frame.start)} 0V{number(y - GAP + 4)}", "axis")
    return Drawing(WIDTH, round(y - GAP + 4), tuple(texts), strokes=(axis,), bars=tuple(bars))


def _length(measure: Measure, frame: _Frame) -> float:
    return float(measure.amount.number) * frame.scale if measure.amount else 0.0


def _bar(measure: Measure, frame: _Frame, middle: float) -> Iterator[Bar]:
    if measure.amount and measure.amount.number:
        look = "bar open" if measure.amount.bound else "bar"
        width = number(max(_length(measure, frame), 0.5))
        tip = f"{measure.label}：{measure.text}"
        yield Bar(number(frame.start), number(middle - THICK / 2), width, number(THICK), look, tip)


def _name(name: Sequence[str], frame: _Frame, top: float) -> Iterator[Text]:
    for place, line in enumerate(name):
        yield Text(number(frame.start - 6), number(top + place * LINE + FONT - 1), line, "end", "name")


def _value(measure: Measure, frame: _Frame, middle: float) -> Text:
    """The number behind its bar; what is no number stands where the bar would."""
    x = frame.start + _length(measure, frame) + 5
    room = WIDTH - x
    shown = measure.text if measure.amount else lines(measure.text or "—", room, 1)[0]
    return Text(number(x), number(middle + FONT * 0.36), shown, "start", "value" if measure.amount else "words")
