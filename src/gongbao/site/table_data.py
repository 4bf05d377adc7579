"""A table as data: CSV and JSON with the cells as the archive keeps them, blank where the print is blank."""

from __future__ import annotations

import csv
import io
import json

from gongbao.model import Table
from gongbao.site.cells import read

BOM = "\ufeff"  # without it the spreadsheet most archives use takes a Chinese CSV for GB 18030


def to_csv(table: Table) -> bytes:
    """RFC 4180 in UTF-8: a header, then the rows. No cell is altered, not even one that a spreadsheet could take for a formula."""
    cells = read(table)
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows((cells.header, *cells.rows))
    return (BOM + out.getvalue()).encode()


def to_json(table: Table) -> bytes:
    """The cells with all that the archive knows of the table."""
    cells = read(table)
    value = {
        "id": table.id,
        "title": table.title,
        "caption": table.caption,
        "belongs_to": table.belongs_to,
        "issue": table.issue,
        "columns": list(cells.header),
        "rows": [list(row) for row in cells.rows],
        "data_rows": table.rows,
        "continued": table.continued,
        "spans": [
            {"row": span.row, "column": span.column, "rows": span.rows, "columns": span.columns} for span in table.spans
        ],
        "notes": list(table.notes),
        "source": {"file": table.source.file, "lines": list(table.source.lines)},
        "warnings": [{"line": doubt.line, "what": doubt.what} for doubt in table.warnings],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
