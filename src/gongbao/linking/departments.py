"""Which department has to do what: the duties that decrees give to organs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongbao.archive.library import Library
from gongbao.gazette import Gazette
from gongbao.linking.works import gather
from gongbao.model import Decree, Task


@dataclass(frozen=True)
class Duty:
    """A department's part in a decree: a task it does or leads; None where the decree only names the department."""

    department: str
    record: str
    task: Task | None
    leads: bool


def duties(library: Library, gazette: Gazette) -> Mapping[str, tuple[Duty, ...]]:
    """The duties of each department by its full name, in the order of the records; of a work, one printing speaks."""
    found: dict[str, list[Duty]] = {}
    for work in gather(library.records):
        speaks = next((each for each in work.printings if each.tasks or each.departments), work.record)
        for duty in _of(speaks, gazette):
            found.setdefault(duty.department, []).append(duty)
    return {name: tuple(found[name]) for name in sorted(found)}


def _of(decree: Decree, gazette: Gazette) -> Iterator[Duty]:
    given: set[str] = set()
    for task in decree.tasks:
        leads = {_full(name, gazette) for name in task.lead}
        for name in dict.fromkeys(_full(each, gazette) for each in (*task.lead, *task.departments)):
            given.add(name)
            yield Duty(name, decree.id, task, name in leads)
    for name in dict.fromkeys(_full(each, gazette) for each in decree.departments):
        if name not in given:
            yield Duty(name, decree.id, None, False)


def _full(name: str, gazette: Gazette) -> str:
    return gazette.department(name) or name
