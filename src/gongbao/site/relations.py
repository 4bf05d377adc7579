"""The relations of a decree as a small picture: what it cites on the left, who cites it on the right, its kin below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongbao.linking import Work
from gongbao.site import related
from gongbao.site.context import Site
from gongbao.site.page import Link
from gongbao.site.related import Document, Group, State

STATES: dict[State, str] = {
    "work": "实线方框：本库收录",
    "stub": "虚线方框：本库只见文号",
    "cited": "圆头框：库外文件",
    "text": "双线方框：政策解读",
}
_WIDTH, _HEIGHT, _STEP = 200, 30, 40
_GAP = 80  # between the columns
_MARGIN = 8
_CAPTION = 26  # the line above a group


@dataclass(frozen=True)
class Node:
    """A document in the picture; `title` is what it is called in full, with its relation to the decree."""

    link: Link
    title: str
    state: State
    x: int
    y: int
    width: int = _WIDTH
    height: int = _HEIGHT

    @property
    def middle(self) -> tuple[int, int]:
        """Where its label is centred."""
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True)
class Caption:
    """A line of words: what a group is, or how many more there are."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """The path between the decree and a document, and the tip of its arrow if it has one."""

    path: str
    tip: str = ""


@dataclass(frozen=True)
class Picture:
    """Everything the picture is drawn from."""

    width: int
    height: int
    label: str
    nodes: tuple[Node, ...]
    captions: tuple[Caption, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[State, str], ...]

    @property
    def directed(self) -> bool:
        """Whether there is an arrow in it."""
        return any(line.tip for line in self.lines)


@dataclass
class _Canvas:
    """What has been drawn so far."""

    nodes: list[Node] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def put(self, group: Group, x: int, y: int) -> tuple[Node, ...]:
        """Draw a group as a column; its nodes."""
        if not group.documents:
            return ()
        self.captions.append(Caption(f"{group.name}（{len(group.documents)}）", x + _WIDTH // 2, y + _CAPTION // 2))
        top = y + _CAPTION
        placed = tuple(
            Node(each.link, each.title, each.state, x, top + row * _STEP) for row, each in enumerate(group.shown)
        )
        if len(placed) < len(group.documents):
            more = len(group.documents) - len(placed)
            self.captions.append(Caption(f"另有{more}件", x + _WIDTH // 2, top + len(placed) * _STEP + _HEIGHT // 2))
        self.nodes += placed
        return placed


def picture(site: Site, work: Work) -> Picture | None:
    """The picture of a work's relations; None where it has none."""
    sides = (related.cited(site, work), related.citing(site, work))
    below = tuple(related.kin(site, work))
    if not (sides[0].documents or sides[1].documents or below):
        return None
    return _drawn(related.itself(site, work), sides, below)


def _drawn(here: Document, sides: tuple[Group, Group], below: Sequence[Group]) -> Picture:
    left, right = sides
    columns = [bool(left.documents), True, bool(right.documents)]
    width = 2 * _MARGIN + max(_across(sum(columns)), _across(len(below)))
    first = (width - _across(sum(columns))) // 2
    band = max(_height(left), _height(right), _HEIGHT)
    middle = first + (_WIDTH + _GAP) * columns[0]
    centre = Node(here.link, here.title, "here", middle, _MARGIN + (band - _HEIGHT) // 2)
    canvas = _Canvas(nodes=[centre])
    for node in canvas.put(left, first, _MARGIN + (band - _height(left)) // 2):
        canvas.lines.append(_leftward(node, centre))
    for node in canvas.put(right, middle + _WIDTH + _GAP, _MARGIN + (band - _height(right)) // 2):
        canvas.lines.append(_leftward(centre, node))
    foot = _MARGIN + band + (_STEP if below else 0)
    _hang(canvas, below, foot, width)
    height = foot + max((_height(group) for group in below), default=0) + _MARGIN
    legend = tuple(
        (state, words) for state, words in STATES.items() if any(node.state == state for node in canvas.nodes)
    )
    label = _label((*sides, *below))
    return Picture(width, height, label, tuple(canvas.nodes), tuple(canvas.captions), tuple(canvas.lines), legend)


def _hang(canvas: _Canvas, below: Sequence[Group], foot: int, width: int) -> None:
    """Draw the groups below the decree, as nearly under it as there is room."""
    centre = canvas.nodes[0]
    across = _across(len(below))
    first = min(max(_MARGIN, centre.middle[0] - across // 2), width - _MARGIN - across)
    for place, group in enumerate(below):
        x = first + place * (_WIDTH + _GAP)
        canvas.lines.append(_downward(centre, x + _WIDTH // 2, foot))
        canvas.put(group, x, foot)


def _height(group: Group) -> int:
    """How high a group is with the line above it."""
    return _CAPTION + group.rows * _STEP - (_STEP - _HEIGHT) if group.documents else 0


def _across(columns: int) -> int:
    return max(0, columns * (_WIDTH + _GAP) - _GAP)


def _leftward(to: Node, start: Node) -> Line:
    """From the left side of a node to the right side of another, where the arrow points."""
    (x, y), (end, rise) = (start.x, start.middle[1]), (to.x + to.width, to.middle[1])
    bend = (x + end) // 2
    return Line(f"M{x} {y}C{bend} {y} {bend} {rise} {end + 6} {rise}", f"M{end} {rise}l8 -4v8z")


def _downward(start: Node, x: int, y: int) -> Line:
    """From below a node to the caption of a group."""
    bend = (start.y + start.height + y) // 2
    return Line(f"M{start.middle[0]} {start.y + start.height}C{start.middle[0]} {bend} {x} {bend} {x} {y}")


def _label(groups: Iterable[Group]) -> str:
    told = [f"{group.name}{len(group.documents)}件" for group in groups if group.documents]
    return f"关系图：{'，'.join(told)}"
