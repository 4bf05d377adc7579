"""What decrees give to a department: the tasks, decree by decree, and the same as a sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from gongbao.linking import Duty, Work
from gongbao.model import Record, Task
from gongbao.site.bodies import anchor_at
from gongbao.site.context import Site
from gongbao.site.gathered import plain_digest
from gongbao.site.once import once
from gongbao.site.page import Link
from gongbao.site.parts import joined
from gongbao.site.render import absolute

LEAD, TAKES_PART, RESPONSIBLE = "牵头", "参加", "责任单位"
COLUMNS = (
    "单位",
    "任务",
    "承担方式",
    "牵头单位",
    "其他责任单位",
    "文号",
    "文件标题",
    "成文日期",
    "原文文件",
    "原文行号",
    "网页",
)
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the sheet for another encoding
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is reckoned, not shown


@dataclass(frozen=True)
class Assignment:
    """A task as the page of a department shows it; the department itself is among the organs, without a link."""

    what: str
    part: str  # LEAD, TAKES_PART, or RESPONSIBLE where the text does not say who leads
    lead: tuple[Link, ...]
    others: tuple[Link, ...]
    place: Link
    source: Link
    file: str
    line: int


@dataclass(frozen=True)
class Mandate:
    """A decree that makes a department responsible, and the tasks it gives to it."""

    anchor: str
    decree: Link
    day: date | None
    tasks: tuple[Assignment, ...]

    @property
    def leads(self) -> int:
        """How many of the tasks the department leads."""
        return sum(task.part == LEAD for task in self.tasks)


def mandates(site: Site, given: Sequence[Duty]) -> tuple[Mandate, ...]:
    """The duties of one department by decree, newest first."""
    age, ordered = site.ages, _newest_first(site, given)
    return tuple(_mandate(site, list(group)) for _, group in groupby(ordered, key=lambda duty: age[duty.record]))


def _newest_first(site: Site, given: Sequence[Duty]) -> list[Duty]:
    """The newest decree first, and the tasks of one in the order of its text."""
    age = site.ages
    return sorted(given, key=lambda duty: (age[duty.record], duty.task.line if duty.task else 0))


def part_of(leads: bool, led: bool) -> str:
    """The part a department has in a task that it leads or not, and that somebody leads or not."""
    return LEAD if leads else TAKES_PART if led else RESPONSIBLE


def _mandate(site: Site, given: Sequence[Duty]) -> Mandate:
    work = _work(site, given[0])
    tasks = tuple(_assignment(site, duty, duty.task) for duty in given if duty.task)
    known = _decrees(site)
    if work.id not in known:
        known[work.id] = site.work_link(work)
    return Mandate(work.id, known[work.id], work.signed, tasks)


@once
def _decrees(_: Site) -> dict[str, Link]:
    return {}  # of the works, filled as they are asked for: many departments are bound by one


def _work(site: Site, duty: Duty) -> Work:
    work = site.graph.work_of(duty.record)
    assert work is not None  # duties are read from decrees, and every decree belongs to a work
    return work


def _assignment(site: Site, duty: Duty, task: Task) -> Assignment:
    common, own = _told_of(site, duty, task), duty.department
    return Assignment(
        common.what,
        part_of(duty.leads, bool(task.lead)),
        _without(common.lead, own),
        _without(common.others, own),
        common.place,
        common.source,
        common.file,
        common.line,
    )


def _without(links: tuple[Link, ...], own: str) -> tuple[Link, ...]:
    """Links to departments, of which one leads nowhere."""
    place = next((place for place, link in enumerate(links) if link.text == own), -1)
    return links if place < 0 else (*links[:place], Link(own, ""), *links[place + 1 :])


def _told_of(site: Site, duty: Duty, task: Task) -> Assignment:
    known, key = _told(site), (duty.record, id(task))
    if key not in known:
        known[key] = _of_all(site, duty.record, task)
    return known[key]


@once
def _told(_: Site) -> dict[tuple[str, int], Assignment]:
    """What was told of a task already: the pages of all its departments tell the same."""
    return {}


def _of_all(site: Site, record_id: str, task: Task) -> Assignment:
    """A task as it is told to anybody."""
    record = site.library.records[record_id]
    source = site.urls.source(record.source.file, task.line)
    anchor = anchor_at(site, record_id, task.line)
    lead = _names(site, task.lead)
    return Assignment(
        what=task.what,
        part="",
        lead=_links(site, lead),
        others=_links(site, [name for name in _names(site, task.departments) if name not in lead]),
        place=Link("在文件中看", site.urls.record(record) + (f"#{anchor}" if anchor else "")),
        source=Link(f"原文第{task.line}行", source),
        file=record.source.file,
        line=task.line,
    )


def _names(site: Site, names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(site.gazette.department(name) or name for name in names))


def _links(site: Site, names: Sequence[str]) -> tuple[Link, ...]:
    known = _linked(site)
    for name in names:
        if name not in known:
            known[name] = Link(name, site.urls.department(name))
    return tuple([known[name] for name in names])


@once
def _linked(_: Site) -> dict[str, Link]:
    return {}  # filled as they are asked for


@once
def given(site: Site) -> Mapping[str, Mapping[str, tuple[Duty, ...]]]:
    """What each department is given, record by record: the duties of one record stand together."""
    of_record = attrgetter("record")
    found = site.urls.duties.items()
    return {name: {record: tuple(group) for record, group in groupby(duties, key=of_record)} for name, duties in found}


@once
def bound(site: Site) -> Mapping[str, Sequence[str]]:
    """The departments that each record makes responsible, by their names."""
    found: dict[str, list[str]] = {}
    for name, records in given(site).items():
        for record in records:
            found.setdefault(record, []).append(name)
    return found


@once
def bases(site: Site) -> Mapping[str, bytes]:
    """Of each record that gives duties what is told of them: itself, where its lines stand, whom it names."""
    addresses = {name: site.urls.department(name) for name in site.urls.duties}
    led = ((record, [addresses[name] for name in named]) for record, named in bound(site).items())
    return {each: _basis(site, site.library.records[each], named) for each, named in led}


def _basis(site: Site, record: Record, named: Sequence[str]) -> bytes:
    work = site.graph.work_of(record.id)
    told = [str(work.number), str(work.signed), site.urls.work(work)] if work else []
    led = [site.urls.source(record.source.file), *named]
    return joined((site.basis.alone(record.id), site.basis.file(record.source.file), plain_digest([told, led])))


def sheet_head() -> bytes:
    """What the tasks of a department as CSV open with, for Excel to open it by a click."""
    return BYTE_ORDER_MARK.encode() + _csv([COLUMNS])


def lines_of(site: Site, name: str, given: Sequence[Duty]) -> tuple[bytes, int]:
    """Some tasks of a department as lines of that CSV, and how many they are."""
    rows = [_row(site, duty, duty.task) for duty in _newest_first(site, given) if duty.task]
    return _csv([_safe(cell) for cell in (name, *row)] for row in rows), len(rows)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _row(site: Site, duty: Duty, task: Task) -> tuple[str, ...]:
    """What a line says besides the name of the department."""
    told, work = _told_of(site, duty, task), _work(site, duty)
    organs = ("、".join([each.text for each in told.lead]), "、".join([each.text for each in told.others]))
    decree = (str(work.number or ""), work.title, work.signed.isoformat() if work.signed else "")
    address = absolute(site.gazette.address, told.place.path) if site.gazette.address else ""
    part = part_of(duty.leads, bool(task.lead))
    return (told.what, part, *organs, *decree, told.file, str(told.line), address)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
