"""The Markdown of a table's record: what the archive writes is read again to the letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongbao.model import SourceRef, Table
from gongbao.reading.tables.markdown import to_markdown
from gongbao.site.cells import read, split

CELL = st.text(st.sampled_from("甲乙 1<>&;|\\#lt*`-_amp/b"), max_size=12).map(str.strip)
GRIDS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width).map(tuple), min_size=1, max_size=5)
)


def body(text: str, columns: tuple[str, ...] = ()) -> Table:
    return Table("t", "表", SourceRef("a.txt", (1, 2)), body=text, columns=columns)


@given(GRIDS)
def test_what_the_archive_writes_is_read_again(grid: list[tuple[str, ...]]) -> None:
    header = tuple(f"列{place}" for place in range(len(grid[0])))
    found = read(body(to_markdown(header, grid)))
    assert found.header == header
    assert list(found.rows) == grid


def test_a_blank_cell_is_a_cell() -> None:
    assert split("| 甲 |  | 乙 |") == ("甲", "", "乙")
    assert split("|  |  |") == ("", "")


def test_marks_that_markdown_needs_are_gone() -> None:
    assert split(r"| 甲\|乙 | C:\\a | &lt;b> | R&amp;D | &amp;lt; |") == ("甲|乙", r"C:\a", "<b>", "R&D", "&lt;")


def test_a_line_of_another_length_loses_nothing() -> None:
    found = read(body("| 甲 | 乙 |\n| --- | --- |\n| 1 |\n| 1 | 2 | 3 |\n"))
    assert found.header == ("甲", "乙", "")
    assert found.rows == (("1", "", ""), ("1", "2", "3"))


def test_a_body_without_a_header_takes_the_names_of_the_record() -> None:
    found = read(body("| 1 | 2 |\n", ("甲", "乙")))
    assert (found.header, found.rows) == (("甲", "乙"), (("1", "2"),))
    assert read(body("", ("甲",))).rows == ()
