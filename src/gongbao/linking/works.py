"""Works: a decree as such, whatever number of times it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongbao import numbers
from gongbao.model import Decree, Record
from gongbao.numbers import Number
from gongbao.typography import fold


@dataclass(frozen=True)
class Work:
    """A decree and its printings; the first one is the text that is shown, and lends the work its id."""

    id: str
    number: Number | None
    printings: tuple[Decree, ...]

    @property
    def record(self) -> Decree:
        """The printing that is shown."""
        return self.printings[0]

    @property
    def title(self) -> str:
        """The title of the printing that is shown."""
        return self.record.title

    @property
    def signed(self) -> date | None:
        """The day the decree was signed, from the first printing that says so."""
        for each in self.printings:
            if each.signed:
                return each.signed
        return None

    @property
    def issuer(self) -> str | None:
        """Who issued it, from the first printing that says so."""
        return next((each.issuer for each in self.printings if each.issuer), None)


def gather(records: Mapping[str, Record]) -> tuple[Work, ...]:
    """The works of an archive in the order of their ids; every decree is a printing of exactly one.

    Printings are what `printing_of` joins and what bears the same number. Two decrees of one issue that bear the
    same number under different titles are a misprint of the number and stay apart.
    """
    families: dict[str, list[Decree]] = {}
    for record in records.values():
        if isinstance(record, Decree):
            families.setdefault(_first(record, records), []).append(record)
    numbered: dict[Number | str, list[list[Decree]]] = {}
    for root, family in families.items():
        numbered.setdefault(_number(family) or root, []).append(family)
    merged = (group for groups in numbered.values() for group in _merged(groups))
    return tuple(sorted((_work(group) for group in merged), key=lambda work: work.id))


def number_of(decree: Decree) -> Number | None:
    """The number a decree bears, printed or inferred; None where it has none that can be read."""
    return numbers.parse(decree.number or "") or numbers.parse(decree.number_inferred or "")


def _first(decree: Decree, records: Mapping[str, Record]) -> str:
    """The id at the end of the chain of `printing_of`; a chain that turns in a circle ends at its smallest id."""
    met = {decree.id: decree}
    while decree.printing_of:
        before = records.get(decree.printing_of)
        if not isinstance(before, Decree):
            break
        if before.id in met:
            return min(met)
        decree = met[before.id] = before
    return decree.id


def _number(family: Iterable[Decree]) -> Number | None:
    return next((number for each in _in_order(family) if (number := number_of(each))), None)


def _merged(groups: list[list[Decree]]) -> list[list[Decree]]:
    titles: dict[str, set[str]] = {}
    for each in (group[0] for group in groups):
        if each.issue:
            titles.setdefault(each.issue, set()).add(fold(each.title))
    misprint = any(len(names) > 1 for names in titles.values())
    return groups if misprint else [[each for group in groups for each in group]]


def _work(group: Iterable[Decree]) -> Work:
    printings = _in_order(group)
    return Work(printings[0].id, _number(printings), printings)


def _in_order(group: Iterable[Decree]) -> tuple[Decree, ...]:
    """The first printing before those that are printings of it, the gazette's before a web page's."""
    return tuple(sorted(group, key=lambda each: (each.printing_of is not None, each.issue is None, each.id)))
