"""Which department has to do what: the duties that decrees give to organs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gongbao.gazette import Gazette
from gongbao.linking.works import Work
from gongbao.model import Decree, Task


class Duty(NamedTuple):
    """A department's part in a decree: a task it does or leads; None where the decree only names the department."""

    department: str
    record: str
    task: Task | None
    leads: bool


def duties(works: Iterable[Work], gazette: Gazette) -> Mapping[str, tuple[Duty, ...]]:
    """The duties of each department by its full name, in the order of the works; of a work, one printing speaks."""
    found: dict[str, list[Duty]] = {}
    known = _Known(gazette)
    for work in works:
        speaks = next((each for each in work.printings if each.tasks or each.departments), work.record)
        for duty in _of(speaks, known):
            found.setdefault(duty.department, []).append(duty)
    return {name: tuple(found[name]) for name in sorted(found)}


class _Known(dict[str, str]):
    """The full name of each organ by the name it was called by."""

    def __init__(self, gazette: Gazette) -> None:
        super().__init__()
        self._gazette = gazette

    def __missing__(self, name: str) -> str:
        self[name] = full = self._gazette.department(name) or name
        return full


def _of(decree: Decree, known: _Known) -> Iterator[Duty]:
    given: set[str] = set()
    for task in decree.tasks:
        leads = {known[name] for name in task.lead}
        names = dict.fromkeys([known[each] for each in (*task.lead, *task.departments)])
        given.update(names)
        for name in names:
            yield Duty(name, decree.id, task, name in leads)
    for name in dict.fromkeys([known[each] for each in decree.departments]):
        if name not in given:
            yield Duty(name, decree.id, None, False)
