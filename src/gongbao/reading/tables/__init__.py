"""Tables: where they stand among the lines, what they hold, and how they are written as Markdown."""

from gongbao.reading.tables.captions import caption_line, note_line
from gongbao.reading.tables.grid import GridTable, Row, read_table
from gongbao.reading.tables.markdown import from_markdown, to_markdown
from gongbao.reading.tables.regions import Region, find_regions

__all__ = [
    "GridTable",
    "Region",
    "Row",
    "caption_line",
    "find_regions",
    "from_markdown",
    "note_line",
    "read_table",
    "to_markdown",
]
