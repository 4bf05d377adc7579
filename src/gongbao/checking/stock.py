"""What is checked, and what a check says: the records of an archive, and findings in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gongbao import numbers
from gongbao.archive.library import Library
from gongbao.archive.spots import Step
from gongbao.gazette import Gazette
from gongbao.linking.works import Work, gather
from gongbao.model import Decree, Issue, Record
from gongbao.numbers import Number


@dataclass(frozen=True)
class Finding:
    """Something to look at in a record.

    `steps` lead to the field it stands in; `body` is the line of the body instead, counted from 0. `about` names
    what of several the finding is about, where a person may settle them one by one.
    """

    record: str
    code: str
    message: str
    steps: tuple[Step, ...] = ()
    body: int | None = None
    about: str = ""


@dataclass(frozen=True)
class Stock:
    """The records of an archive that could be read, and the gazette they belong to."""

    library: Library
    gazette: Gazette
    hidden: frozenset[str] = frozenset()  # ids that files which could not be read may have

    @property
    def records(self) -> Mapping[str, Record]:
        """The records by their ids, in the order of the ids."""
        return self.library.records

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """The decrees, each with its printings."""
        return gather(self.records)

    def decrees(self) -> Iterator[Decree]:
        """The decrees, in the order of their ids."""
        return (record for record in self.records.values() if isinstance(record, Decree))

    def lacks(self, id_: str, kind: type[Record]) -> bool:
        """Whether no record of a kind has an id, for certain."""
        return id_ not in self.hidden and not isinstance(self.records.get(id_), kind)

    def issue_of(self, record: Record) -> Issue | None:
        """The issue a record was printed in."""
        issue = self.records.get(record.issue or "")
        return issue if isinstance(issue, Issue) else None


def number_of(record: Record) -> str | None:
    """The number of a decree as it is written, printed or inferred."""
    return (record.number or record.number_inferred) if isinstance(record, Decree) else None


def same_number(one: str | None, other: str | None) -> bool:
    """Whether two texts are one number, however they are spaced and bracketed."""
    return one == other or _read(one) == _read(other)


def _read(text: str | None) -> Number | str | None:
    return numbers.parse(text or "") or text
