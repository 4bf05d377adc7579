"""What decrees give to a department: the tasks, decree by decree, and the same as a sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gongbao.linking import Duty, Work
from gongbao.model import Decree, Record, Task
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
    age = site.ages
    ordered = sorted(given, key=lambda duty: (age[duty.record], duty.task.line if duty.task else 0))
    return tuple(_mandate(site, list(group)) for _, group in groupby(ordered, key=lambda duty: age[duty.record]))


def part_of(leads: bool, task: Task) -> str:
    """The part a department has in a task that it leads or not."""
    return LEAD if leads else TAKES_PART if task.lead else RESPONSIBLE


def _mandate(site: Site, given: Sequence[Duty]) -> Mandate:
    work = _work(site, given[0])
    tasks = tuple(_assignment(site, duty, duty.task) for duty in given if duty.task)
    return Mandate(work.id, site.work_link(work), work.signed, tasks)


def _work(site: Site, duty: Duty) -> Work:
    work = site.graph.work_of(duty.record)
    assert work is not None  # duties are read from decrees, and every decree belongs to a work
    return work


def _assignment(site: Site, duty: Duty, task: Task) -> Assignment:
    known, key = _told(site), (duty.record, id(task))
    if key not in known:
        known[key] = _of_all(site, duty.record, task)
    common, own = known[key], duty.department
    return Assignment(
        common.what,
        part_of(duty.leads, task),
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
def bases(site: Site) -> Mapping[str, bytes]:
    """Of each record that gives duties what is told of them: itself, where its lines stand, whom it names."""
    records = dict.fromkeys(duty.record for given in site.urls.duties.values() for duty in given)
    return {each: _basis(site, site.library.records[each]) for each in records}


def _basis(site: Site, record: Record) -> bytes:
    work = site.graph.work_of(record.id)
    tasks = record.tasks if isinstance(record, Decree) else ()
    named = _names(site, [name for task in tasks for name in (*task.lead, *task.departments)])
    told = [str(work.number), str(work.signed), site.urls.work(work)] if work else []
    led = [site.urls.source(record.source.file), *map(site.urls.department, named)]
    return joined((site.basis.alone(record.id), site.basis.file(record.source.file), plain_digest([told, led])))


def sheet(lines: Iterable[bytes]) -> bytes:
    """The tasks of a department as CSV that Excel opens by a click."""
    return b"".join((BYTE_ORDER_MARK.encode(), _csv([COLUMNS]), *lines))


def lines_of(site: Site, name: str, found: Sequence[Mandate]) -> bytes:
    """Some tasks of a department as lines of that CSV."""
    return _csv([_safe(cell) for cell in row] for row in _rows(site, name, found))


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _rows(site: Site, name: str, found: Sequence[Mandate]) -> Iterator[tuple[str, ...]]:
    for mandate in found:
        day = mandate.day.isoformat() if mandate.day else ""
        for task in mandate.tasks:
            organs = ("、".join(each.text for each in task.lead), "、".join(each.text for each in task.others))
            decree = (mandate.decree.note, mandate.decree.text, day)
            address = absolute(site.gazette.address, task.place.path) if site.gazette.address else ""
            yield (name, task.what, task.part, *organs, *decree, task.file, str(task.line), address)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
