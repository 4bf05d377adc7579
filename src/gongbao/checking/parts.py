"""What a decree says it consists of, held against its text: instruments, attachments, tasks, entries."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from gongbao.archive.spots import Step
from gongbao.checking.stock import Finding, Stock
from gongbao.model import Appointments, Attachment, Decree, Record, Table
from gongbao.typography import fold

_ACTIONS = ("appoint", "remove")
_ALIKE = 0.9


def instruments(stock: Stock) -> Iterator[Finding]:
    """Instruments that no heading of the body opens; a list that is issued may be printed without its name."""
    for decree in stock.decrees():
        if not decree.instruments or any(_is_nameless(stock, id_) for id_ in decree.tables):
            continue
        headings = _headings(decree)
        for place, each in enumerate(decree.instruments):
            if not _opens(each.title, headings):
                message = f"正文里没有“{each.title}”的标题。"
                yield Finding(decree.id, "instrument-missing", message, ("instruments", place, "title"))


def attachments(stock: Stock) -> Iterator[Finding]:
    """Attachments that are said to be printed, and are not in the body."""
    for decree in stock.decrees():
        headings = _headings(decree) if decree.attachments else []
        for place, each in enumerate(decree.attachments):
            if not each.omitted and not _is_printed(decree, each, headings):
                message = f"{each.label}“{each.title}”没有写“略”，正文里也没有。"
                yield Finding(decree.id, "attachment-missing", message, ("attachments", place), about=each.label)


def tasks(stock: Stock) -> Iterator[Finding]:
    """Organs of tasks that the decree's own list of departments leaves out."""
    for decree in stock.decrees():
        known = set(decree.departments)
        for place, task in enumerate(decree.tasks):
            missing = [each for each in dict.fromkeys((*task.lead, *task.departments)) if each not in known]
            if missing:
                message = f"任务的责任单位“{'、'.join(missing)}”不在 departments 里。"
                yield Finding(decree.id, "task-departments", message, ("tasks", place, "departments"))


def posts(stock: Stock) -> Iterator[Finding]:
    """Entries of appointments that appoint nobody, or to nothing."""
    for record in stock.records.values():
        for place, entry in enumerate(record.entries if isinstance(record, Appointments) else ()):
            if entry.action not in _ACTIONS:
                message = f"不认识的 action“{entry.action}”。"
                yield Finding(record.id, "action-unknown", message, ("entries", place, "action"))
            if entry.action == "appoint" and not entry.person:
                yield Finding(record.id, "person-missing", "任命没有写明是谁。", ("entries", place, "person"))
            if not entry.positions:
                message = f"{entry.person or '免职'}没有写明职务。"
                yield Finding(record.id, "position-missing", message, ("entries", place, "positions"))


def lines(stock: Stock) -> Iterator[Finding]:
    """Lines of the source that lie outside of what the record was read from."""
    for record in stock.records.values():
        first, last = record.source.lines
        for steps, line in _lines(record):
            if not first <= line <= last:
                message = f"来源第{line}行不在本记录的{first}–{last}行之内。"
                yield Finding(record.id, "line-outside", message, steps)


def _lines(record: Record) -> Iterator[tuple[tuple[Step, ...], int]]:
    for place, doubt in enumerate(record.warnings):
        yield ("warnings", place, "line"), doubt.line
    for place, task in enumerate(record.tasks if isinstance(record, Decree) else ()):
        yield ("tasks", place, "line"), task.line
    for place, entry in enumerate(record.entries if isinstance(record, Appointments) else ()):
        yield ("entries", place, "line"), entry.line


def _is_nameless(stock: Stock, id_: str) -> bool:
    table = stock.records.get(id_)
    return isinstance(table, Table) and table.caption is None


def _headings(decree: Decree) -> list[str]:
    """The letters of the headings that open a part."""
    return [fold(line) for line in decree.body.split("\n") if line.startswith("# ")]


def _opens(title: str, headings: list[str]) -> bool:
    """Whether a heading names a title; a letter lost in print does not matter, another figure does."""
    wanted = fold(title)
    return wanted in headings or any(_alike(wanted, each) for each in headings)


def _alike(one: str, other: str) -> bool:
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _is_printed(decree: Decree, attachment: Attachment, headings: list[str]) -> bool:
    label = fold(attachment.label)
    alone = (line for line in decree.body.split("\n") if "附" in line and len(line) < 2 * len(label) + 10)
    return any(fold(line) == label for line in alone) or _opens(attachment.title, headings)
