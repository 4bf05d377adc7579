"""A small line chart: one indicator over its years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from gongbao.site.charts.shapes import FONT, Dot, Drawing, Stroke, Text, breadth, lines, number
from gongbao.site.quantities import Quantity, is_blank

WIDTH, HEIGHT = 280, 124
LEFT, RIGHT, TOP, BOTTOM = 26.0, 254.0, 30.0, 76.0
AXIS, YEARS = 101.0, 118.0
_MIDDLE = (TOP + BOTTOM) / 2


@dataclass(frozen=True)
class Point:
    """A year, what the table prints for it, and the number that is, if it is one."""

    year: int
    text: str
    amount: Quantity | None


@dataclass(frozen=True)
class _Placed:
    point: Point
    x: float
    y: float


def drawing(points: Sequence[Point]) -> Drawing:
    """The marks of a row of points in the order of their years, of which one at least is a number."""
    placed = _placed(points)
    numbers = [each for each in placed if each.point.amount]
    strokes = (_axis(placed), *_segments(placed), *_arrows(numbers), *_spoken_strokes(placed))
    dots = tuple(Dot(number(each.x), number(each.y), _dot_look(each.point), _tip(each.point)) for each in numbers)
    texts = (*_values(numbers), *_spoken(placed), *_years(placed))
    return Drawing(WIDTH, HEIGHT, texts, strokes=strokes, dots=dots)


def _placed(points: Sequence[Point]) -> list[_Placed]:
    first, last = points[0].year, points[-1].year
    values = [point.amount.number for point in points if point.amount]
    low, high = min(values), max(values)
    spread = float(high - low)
    return [
        _Placed(
            point,
            LEFT + (RIGHT - LEFT) * (point.year - first) / (last - first),
            BOTTOM - (BOTTOM - TOP) * float(point.amount.number - low) / spread if point.amount and spread else _MIDDLE,
        )
        for point in points
    ]


def _axis(placed: Sequence[_Placed]) -> Stroke:
    ticks = "".join(f"M{number(each.x)} {number(AXIS)}v4" for each in placed)
    return Stroke(f"M{number(LEFT)} {number(AXIS)}H{number(RIGHT)}{ticks}", "axis")


def _segments(placed: Sequence[_Placed]) -> Iterator[Stroke]:
    """From each number to the next year's; dashed where one of the two is only a bound."""
    for one, other in pairwise(placed):
        if one.point.amount and other.point.amount:
            sure = not one.point.amount.bound and not other.point.amount.bound
            path = f"M{number(one.x)} {number(one.y)}L{number(other.x)} {number(other.y)}"
            yield Stroke(path, "line" if sure else "line open")


def _arrows(numbers: Sequence[_Placed]) -> Iterator[Stroke]:
    """A bound points to the side on which the value may lie."""
    for each in numbers:
        bound = each.point.amount.bound if each.point.amount else ""
        if bound:
            down = 1 if bound in "<≤" else -1
            start = number(each.y + 4 * down)
            yield Stroke(f"M{number(each.x)} {start}v{7 * down}m-3 {-3 * down}l3 {3 * down}l3 {-3 * down}", "arrow")


def _dot_look(point: Point) -> str:
    return "dot open" if point.amount and point.amount.bound else "dot"


def _values(numbers: Sequence[_Placed]) -> Iterator[Text]:
    """The first and the last value, on the side where the line is not."""
    if len(numbers) == 1:
        only = numbers[0]
        yield Text(number(only.x), number(only.y - 9), only.point.text, _side(only.x), "value")
        return
    for each, next_to in ((numbers[0], numbers[1]), (numbers[-1], numbers[-2])):
        bound = each.point.amount.bound if each.point.amount else ""
        below = next_to.y < each.y or bound in (">", "≥") if bound else next_to.y < each.y
        below = below and bound not in ("<", "≤")
        y = each.y + FONT + 5 if below else each.y - 8
        yield Text(number(_edge(each.x)), number(y), each.point.text, _side(each.x), "value")


def _side(x: float) -> str:
    return "start" if x <= LEFT else "end" if x >= RIGHT else "middle"


def _edge(x: float) -> float:
    return x - 10 if x <= LEFT else x + 10 if x >= RIGHT else x


def _spoken_runs(placed: Sequence[_Placed]) -> Iterator[tuple[str, float, float]]:
    """Words in the place of numbers, with the years they are said of."""
    for text, run in groupby(placed, key=lambda each: "" if each.point.amount else each.point.text):
        if not is_blank(text):
            members = list(run)
            yield text, members[0].x, members[-1].x


def _spoken_strokes(placed: Sequence[_Placed]) -> Iterator[Stroke]:
    for _, first, last in _spoken_runs(placed):
        if first < last:
            yield Stroke(f"M{number(first)} {number(_MIDDLE)}H{number(last)}", "words")


def _spoken(placed: Sequence[_Placed]) -> Iterator[Text]:
    step = (RIGHT - LEFT) / max(1, len(placed) - 1)
    for text, first, last in _spoken_runs(placed):
        shown = lines(text, last - first + step * 0.8, 1)[0]
        half = breadth(shown) / 2
        middle = min(max((first + last) / 2, half), WIDTH - half)
        yield Text(number(middle), number(_MIDDLE - 7), shown, "middle", "words")


def _years(placed: Sequence[_Placed]) -> Iterator[Text]:
    for each in (placed[0], placed[-1]):
        yield Text(number(_edge(each.x)), number(YEARS), f"{each.point.year}年", _side(each.x), "year")


def _tip(point: Point) -> str:
    return f"{point.year}年：{point.text}"
