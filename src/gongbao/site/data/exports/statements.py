"""The database in SQL: a table for each dataset with its keys, what finds words, and a few views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongbao.site.data.schema import Column, Dataset, Reference

_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT"}

# Characters in threes: any stretch of three or more is found as it is typed, without words having to be cut, and
# SQLite itself shows the passage. The vocabulary of the threes finds two: those threes that begin with them.
SEARCH = """
CREATE VIRTUAL TABLE records_fts USING fts5(title, number, text, content="records", tokenize="trigram");
CREATE VIRTUAL TABLE records_threes USING fts5vocab('records_fts', 'instance');
"""
FILL = """
INSERT INTO records_fts(records_fts) VALUES ('rebuild');
INSERT INTO records_fts(records_fts) VALUES ('optimize');
"""

VIEWS = """
CREATE VIEW decrees AS
SELECT rowid, id, title, coalesce(number, number_inferred) AS number, number_code, issuer, doctype, signed,
       effective_from, effective_until, effective_basis, issue, section, page, text, address
FROM records WHERE kind = 'decree' AND id = work;

CREATE VIEW cited_by AS
SELECT c.target_record AS record, r.title AS title, c.relation, c.record AS by_record, b.title AS by_title, c.basis
FROM citations AS c JOIN records AS r ON r.id = c.target_record JOIN records AS b ON b.id = c.record;

CREATE VIEW cells AS
SELECT l.table_id, l."row", c.key AS "column", c.value AS cell
FROM table_rows AS l, json_each(l.cells) AS c;
"""

# Words of two characters or more in any text; a stretch, not a pattern. :words is what is asked for.
FIND = """
SELECT r.id, r.kind, r.title, r.number, r.signed, r.issue,
       substr(r.text, max(1, instr(lower(r.text), lower(:words)) - 20), 60) AS passage, r.address
FROM records AS r
WHERE r.rowid IN (
  SELECT rowid FROM records_fts
  WHERE length(:words) > 2 AND records_fts MATCH '"' || replace(:words, '"', '""') || '"'
  UNION
  SELECT doc FROM records_threes
  WHERE length(:words) = 2 AND term >= lower(:words) AND term < lower(:words) || char(1114111)
)
ORDER BY r.signed DESC, r.id
""".strip()


def tables(datasets: Mapping[str, Dataset], more: Mapping[str, tuple[Column, ...]]) -> Iterator[str]:
    """CREATE statements for the datasets, with columns that only the database has behind their own."""
    for name, dataset in datasets.items():
        columns = (*dataset.columns, *more.get(name, ()))
        references = {each.column: each for each in dataset.references}
        lines = [_column(column, references.get(column.name)) for column in columns]
        lines.append(f"PRIMARY KEY ({', '.join(map(quoted, dataset.key))})")
        yield f"CREATE TABLE {quoted(name)} (\n  {f',{chr(10)}  '.join(lines)}\n)"
        yield from _indexes(name, dataset)


def insert(name: str, columns: int) -> str:
    """The statement that puts a row in."""
    return f"INSERT INTO {quoted(name)} VALUES ({', '.join('?' * columns)})"


def quoted(name: str) -> str:
    """A name as SQL writes it; row and column are words of the language."""
    return f'"{name}"'


def _column(column: Column, reference: Reference | None) -> str:
    parts = [quoted(column.name), _TYPES[column.type]]
    parts += ["NOT NULL"] if column.required else []
    words = ("0", "1") if column.type == "boolean" else tuple(f"'{word}'" for word in column.words)
    parts += [f"CHECK ({quoted(column.name)} IN ({', '.join(words)}))"] if words else []
    parts += [f"REFERENCES {quoted(reference.dataset)}({quoted(reference.target)})"] if reference else []
    return " ".join(parts)


def _indexes(name: str, dataset: Dataset) -> Iterator[str]:
    """An index for each way to another table; the key has its own."""
    for reference in dataset.references:
        if reference.column != dataset.key[0]:
            index = quoted(f"{name}_{reference.column}")
            yield f"CREATE INDEX {index} ON {quoted(name)}({quoted(reference.column)})"
