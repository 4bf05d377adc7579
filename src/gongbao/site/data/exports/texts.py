"""The text of each record as an export holds it: lines without marks, one paragraph each."""

from __future__ import annotations

from gongbao.model import Record, Table
from gongbao.site.context import Site
from gongbao.site.data.forms import body_of, contents_of, table_body
from gongbao.site.data.plain import PlainText
from gongbao.site.render import clean


class Texts:
    """Gives the texts of one archive; it keeps none of them."""

    def __init__(self, site: Site) -> None:
        self._bare = PlainText(lambda id_: None)
        self._whole = PlainText(lambda id_: table_body(site, id_))

    def bare(self, record: Record) -> str:
        """The text of a record; where a table stands there is only its name."""
        return self._text(record, self._bare)

    def whole(self, record: Record) -> str:
        """The text of a record with its tables where they belong, a tab between cells."""
        return self._text(record, self._whole)

    def _text(self, record: Record, plain: PlainText) -> str:
        notes = "\n".join(record.notes) if isinstance(record, Table) else ""
        parts = (body_of(record, plain), "\n".join(contents_of(record)), notes)
        return clean("\n\n".join(part for part in parts if part))
