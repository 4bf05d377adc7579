"""The archive as `add` knows it while it grows: who has which id, what came from which source, which decrees agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongbao.archive.holdings import Holdings
from gongbao.archive.remembered import Entry
from gongbao.linking import printings
from gongbao.model import Record


class Settled:
    """All that is settled so far. Records of before this run are fetched only when they are asked for."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._new: dict[str, Record] = {}
        self._entries = dict(holdings.entries)
        self._by_source: dict[str, dict[str, None]] = {}
        for entry in self._entries.values():
            self._by_source.setdefault(entry.source, {})[entry.id] = None
        self.catalogue = printings.Catalogue(self._entries.values(), self.record)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._entries

    def source_of(self, id_: str) -> str | None:
        """The source of the record that has an id; None when nobody has it."""
        entry = self._entries.get(id_)
        return entry.source if entry else None

    def record(self, id_: str) -> Record:
        """The whole record of an id."""
        return self._new[id_] if id_ in self._new else self._holdings.record(id_)

    def outside(self, source: str) -> list[str]:
        """The ids of the records of all other sources."""
        return [id_ for id_, entry in self._entries.items() if entry.source != source]

    def is_free(self, records: Iterable[Record], source: str) -> bool:
        """True when no other source has an id of these."""
        return all(self.source_of(record.id) in (None, source) for record in records)

    def settle(self, source: str, records: Sequence[Record], touched: Sequence[Record]) -> None:
        """A source now gives these records, and nothing else; of other sources some were touched."""
        for gone in self._by_source.pop(source, ()):
            self._drop(gone)
        for record in (*records, *touched):
            self._drop(record.id)
            self._new[record.id] = record
            entry = self._entries[record.id] = Entry.of(record)
            self._by_source.setdefault(entry.source, {})[entry.id] = None
            self.catalogue.add(entry)

    def _drop(self, id_: str) -> None:
        self._new.pop(id_, None)
        self._entries.pop(id_, None)
        self.catalogue.remove(id_)
