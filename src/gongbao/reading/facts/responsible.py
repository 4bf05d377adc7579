"""责任单位: the organs a text makes responsible, and the task each of them has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongbao.gazette import Gazette
from gongbao.model import Span, Task
from gongbao.reading import words

LABEL = (
    r"(?:责任(?:单位|部门)|牵头(?:单位|部门)|配合(?:单位|部门)|主办单位|承办单位|实施主体|落实单位|协办单位|参与单位)"
)
# Matches "（责任单位：市教育局、市财政局（列第一位的为牵头单位，下同））", also several in one paragraph.
INSIDE = re.compile(
    rf"（(?P<label>{LABEL}(?:和配合单位)?)[：:](?P<names>[^（）]{{2,600}}(?:（[^（）]{{1,40}}）[^（）]{{0,600}}){{0,8}})）"
)
# Matches the label inside a list that changes the part its organs have: "市教育局；配合单位：市财政局".
CHANGE = re.compile(rf"[；;，,。、\s]*(?:（|）)?(?P<label>{LABEL})[：:]")
LINE = re.compile(rf"^(?P<label>{LABEL})[：:](?P<names>.{{2,600}})$")
# Matches "一、扩大有效投资政策（由市发展改革委牵头实施）".
LED = re.compile(r"（由(?P<names>[^（）]{2,60}?)牵头(?:实施|负责|落实|组织实施)?）")
HEADER = re.compile(rf"^{LABEL}$|^(?:责任|牵头|承办|配合)(?:单位|部门|处室)(?:（[^（）]{{1,20}}）)?$")
WORK = re.compile(r"任务|事项|内容|项目|目标|举措|措施|题目|名称|指标")
# Matches "列第一位的为牵头单位", "排序在第一位的为牵头单位", "第一家为牵头单位".
FIRST_LEADS = re.compile(r"第一(?:位|个|家)?[^，。）]{0,6}牵头|首位[^，。）]{0,6}牵头")
# 和 parts two organs only behind what ends one: 自然资源和规划局 is one.
SEPARATOR = re.compile(r"[、，,；;。]|(?<=[局委办院府会厅部区〕）])和(?=[一-龥]{2})")
# Matches words of a list that name no organ: "下同", "排序在第一位的为牵头单位", "不再列出"; near miss "市数据局".
REMARK = re.compile(r"^(?:下同|略|不再列出|以下.*|.*(?:第一|首)位.*|.*为牵头单位.*|按职责.*|列首位.*)$")
# Matches what may stand behind an organ: "市金融办等相关涉企部门", "市财政局牵头", "各县政府均为责任主体".
PREDICATE = re.compile(
    r"(?:等(?:相关|有关|涉企|部门|单位|成员)[^、，]{0,12}|等|牵头|配合|负责|参与|按职责.{0,12}|均?为(?:责任|实施)主体.*|(?:以下)?均需.*)$"
)
ZONE = re.compile(r"(?:开发|新|园|港|示范|高新|自贸|保税|度假|经开)区$")


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
    spans: Sequence[Span] = ()


def in_text(passages: Sequence[Passage], gazette: Gazette) -> list[Task]:
    """The tasks of running text: （责任单位：…） closing a paragraph, and 责任单位：… lines under an item."""
    leads_first = any(FIRST_LEADS.search(passage.text) for passage in passages)
    tasks: list[Task] = []
    item: Passage | None = None
    for passage in passages:
        line = LINE.match(passage.text)
        if line:
            tasks.append(_task(item or passage, line["names"], (line["label"], leads_first), gazette))
            continue
        for what, found in _closed(passage, item):
            label = found.groupdict().get("label") or "牵头单位"
            tasks.append(_task(what, found["names"], (label, leads_first), gazette))
        if not words.LABELS.match(passage.text) and not INSIDE.fullmatch(passage.text):
            item = passage
    return _merged(task for task in tasks if task.departments)


def _closed(passage: Passage, item: Passage | None) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Every bracket of a paragraph with the sentences it closes; one that stands alone closes the item above it."""
    what, last = item or passage, 0
    brackets = [*INSIDE.finditer(passage.text), *LED.finditer(passage.text)]
    for found in sorted(brackets, key=lambda one: one.start()):
        closed = passage.text[last : found.start()].strip("。；，、 　")
        if closed:
            what = Passage(passage.line, passage.text[last : found.start()].lstrip("。；，、 　"))
        yield what, found
        last = found.end()


def _merged(tasks: Iterable[Task]) -> list[Task]:
    """One task for one piece of work: 牵头单位 and 配合单位 may be told apart."""
    merged: list[Task] = []
    for task in tasks:
        same = merged and (merged[-1].line, merged[-1].what) == (task.line, task.what)
        before = (merged.pop(),) if same else ()
        lead = [name for one in (*before, task) for name in one.lead]
        organs = [name for one in (*before, task) for name in one.departments]
        merged.append(Task(task.line, task.what, tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(organs))))
    return merged


def in_table(sheet: Sheet, gazette: Gazette) -> list[Task]:
    """The tasks of a table that has a column of organs."""
    organs = [i for i, name in enumerate(sheet.columns) if HEADER.match(name)]
    work = [i for i, name in enumerate(sheet.columns) if WORK.search(name) and i not in organs]
    if not organs or not work:
        return []
    leads_first = any(FIRST_LEADS.search(note) for note in (*sheet.notes, *sheet.columns))
    tasks: list[Task] = []
    held = _held(sheet)
    for at, (line, cells) in enumerate(sheet.rows):
        what = "　".join(cells[i] for i in work if cells[i])
        for i in organs:
            names = cells[i] or held.get((at, i), "")
            if names and what:
                tasks.append(_task(Passage(line, what), names, (sheet.columns[i], leads_first), gazette))
    return _merged(task for task in tasks if task.departments)


def _held(sheet: Sheet) -> dict[tuple[int, int], str]:
    """What a cell printed once holds for the blank cells below it, by row and column."""
    return {
        (row, span.column - 1): sheet.rows[span.row - 1][1][span.column - 1]
        for span in sheet.spans
        for row in range(span.row, span.row + span.rows - 1)
        if row < len(sheet.rows)
    }


def _task(what: Passage, names: str, label: tuple[str, bool], gazette: Gazette) -> Task:
    first, *changed = CHANGE.split(names)
    lead: list[str] = []
    organs: list[str] = []
    for part, listed in [(label[0], first), *zip(changed[::2], changed[1::2], strict=True)]:
        named = list(split_names(listed, gazette))
        if part.startswith(("牵头", "主办")):
            lead += named
        elif not part.startswith(("配合", "协办", "参与")) and (label[1] or FIRST_LEADS.search(names)):
            lead += named[:1]
        organs += named
    return Task(what.line, what.text.strip(), tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(organs)))


def split_names(text: str, gazette: Gazette) -> Iterator[str]:
    """The organs of a list, by the name the gazette's settings give them; remarks between them are left out."""
    parts = [part.replace("\x01", "、").replace("\x02", "，") for part in SEPARATOR.split(_protect(_plain(text)))]
    names = [PREDICATE.sub("", part.strip(" 　。：")) for part in parts]
    kept = [name for name in names if len(re.findall(r"[一-龥]", name)) >= 2 and not REMARK.match(name)]
    for at, name in enumerate(kept):
        yield gazette.department(name) or _government(kept, at, gazette) or name


def _plain(text: str) -> str:
    """The list without remarks in brackets, and with one kind of brackets: 各县[市、区]政府 is 各县（市、区）政府."""
    even = text.translate(str.maketrans("[]［］〔〕", "（）（）（）"))
    return re.sub(r"（(?:[^（）]{0,12}(?:列|排|第一|牵头|下同|不再列出|略|按职责|以下)[^（）]{0,40})）", "", even)


def _government(names: Sequence[str], at: int, gazette: Gazette) -> str | None:
    """甲区、乙区、丙县政府 is three governments: the word stands behind the last of a run of districts."""
    if not _is_district(names[at]):
        return None
    end = next((name for name in names[at + 1 :] if not _is_district(name)), "")
    full = names[at] + "政府"
    return (gazette.department(full) or full) if re.fullmatch(r"[一-龥]{2,8}[市县区](?:人民)?政府", end) else None


def _is_district(name: str) -> bool:
    return bool(re.fullmatch(r"[一-龥]{1,7}[市县区]", name)) and not ZONE.search(name)


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
    return tuple(name for name in found if len(name) <= 40)
