"""责任单位: the organs a text makes responsible, and the task each of them has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongbao import outline
from gongbao.gazette import Gazette
from gongbao.model import Task
from gongbao.reading import words

LABEL = (
    r"(?:责任(?:单位|部门)|牵头(?:单位|部门)|配合(?:单位|部门)|主办单位|承办单位|实施主体|落实单位|协办单位|参与单位)"
)
# Matches "（责任单位：市教育局、市财政局（列第一位的为牵头单位，下同））", also several in one paragraph.
INSIDE = re.compile(
    rf"（(?P<label>{LABEL}(?:和配合单位)?)[：:](?P<names>[^（）]{{2,600}}(?:（[^（）]{{1,40}}）[^（）]{{0,600}}){{0,8}})）"
)
LINE = re.compile(rf"^(?P<label>{LABEL})[：:](?P<names>.{{2,600}})$")
# Matches "一、扩大有效投资政策（由市发展改革委牵头实施）".
LED = re.compile(r"（由(?P<names>[^（）]{2,60}?)牵头(?:实施|负责|落实|组织实施)?）")
HEADER = re.compile(rf"^{LABEL}$|^(?:责任|牵头|承办|配合)(?:单位|部门|处室)(?:（[^（）]{{1,20}}）)?$")
WORK = re.compile(r"任务|事项|内容|项目|目标|举措|措施|题目|名称|指标")
FIRST_LEADS = re.compile(r"列第一位(?:者|的)?为牵头|第一(?:个|家)?(?:单位)?为牵头|排在?(?:第一|首)位的?为牵头")
SEPARATOR = re.compile(r"[、，,；;]|(?<=[局委办院府])和(?=[市省县区各])")


@dataclass(frozen=True)
class Passage:
    """A paragraph or a row with the line it begins on."""

    line: int
    text: str


@dataclass(frozen=True)
class Sheet:
    """A table as the search for tasks needs it."""

    columns: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    notes: Sequence[str] = ()


def in_text(passages: Sequence[Passage], gazette: Gazette) -> list[Task]:
    """The tasks of running text: （责任单位：…） closing a paragraph, and 责任单位：… lines under an item."""
    leads_first = any(FIRST_LEADS.search(passage.text) for passage in passages)
    tasks: list[Task] = []
    for before, passage in zip([None, *passages], passages, strict=False):
        line = LINE.match(passage.text)
        if line:
            tasks.append(_task(before or passage, line["names"], (line["label"], leads_first), gazette))
            continue
        last = 0
        for found in [*INSIDE.finditer(passage.text), *LED.finditer(passage.text)]:
            label = found.groupdict().get("label") or "牵头单位"
            what = Passage(passage.line, passage.text[last : found.start()] or passage.text)
            tasks.append(_task(what, found["names"], (label, leads_first), gazette))
            last = found.end() if found["names"] and found.re is INSIDE else last
    return [task for task in tasks if task.departments]


def in_table(sheet: Sheet, gazette: Gazette) -> list[Task]:
    """The tasks of a table that has a column of organs."""
    organs = [i for i, name in enumerate(sheet.columns) if HEADER.match(name)]
    work = [i for i, name in enumerate(sheet.columns) if WORK.search(name) and i not in organs]
    if not organs or not work:
        return []
    leads_first = any(FIRST_LEADS.search(note) for note in sheet.notes)
    tasks: list[Task] = []
    for line, cells in sheet.rows:
        what = "　".join(cells[i] for i in work if cells[i])
        for i in organs:
            if cells[i] and what:
                tasks.append(_task(Passage(line, what), cells[i], (sheet.columns[i], leads_first), gazette))
    return [task for task in tasks if task.departments]


def _task(what: Passage, names: str, label: tuple[str, bool], gazette: Gazette) -> Task:
    organs = tuple(dict.fromkeys(split_names(names, gazette)))
    lead: tuple[str, ...] = ()
    if label[0].startswith(("牵头", "主办")):
        lead = organs
    elif label[1] or FIRST_LEADS.search(names):
        lead = organs[:1]
    return Task(what.line, what.text.strip(), lead, organs)


def split_names(text: str, gazette: Gazette) -> Iterator[str]:
    """The organs of a list, by the name the gazette's settings give them: 南湖区、秀洲区政府 is two governments."""
    plain = re.sub(r"（(?:[^（）]{0,12}(?:列|排|第一|牵头|下同|不再列出|略|按职责|以下)[^（）]{0,40})）", "", text)
    parts = [part.strip(" 　。：") for part in SEPARATOR.split(_protect(plain))]
    parts = [part.replace("\x01", "、").replace("\x02", "，") for part in parts if part]
    tail = next((part for part in reversed(parts) if part.endswith("政府")), "")
    for part in parts:
        name = part
        if tail and re.fullmatch(r"[一-龥]{1,8}[市县区]", part):
            name = part + "政府"
        yield gazette.department(name) or name


def _protect(text: str) -> str:
    """Separators inside brackets do not separate: 各县（市、区）政府 is one name."""
    return re.sub(
        r"[（〔［\[][^（）〔〕［］\[\]]{1,60}[）〕］\]]",
        lambda m: m[0].replace("、", "\x01").replace("，", "\x02"),
        text,
    )


def names_of(tasks: Iterable[Task]) -> tuple[str, ...]:
    """Every organ made responsible, once, in order of its first task; words that name no organ are left out."""
    found = dict.fromkeys(name for task in tasks for name in task.departments)
    return tuple(name for name in found if len(name) <= 40 and not re.search(r"[。；]|以下|不再", name))


def is_item(text: str) -> bool:
    """True for a numbered item, the thing a 责任单位 line below belongs to."""
    return outline.marker(text) is not None and not words.LABELS.match(text)
