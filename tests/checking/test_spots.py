"""A finding stands on the line of its field, however the front matter is written."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from gongbao.archive.spots import NOWHERE, Spots, spots

TEXT = """\
---
kind: issue
'serial': [1, 2]
# toc: 从前的目录
toc:
- section: 市政府文件
  title: 甲
- {section: 市政府文件,
   title: 乙}
colophon:
  "toc": 地址
source: {file: a.txt, lines: [1, 2]}
---

# 标题
"""


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        (("kind",), 2),
        (("serial", 1), 3),
        (("toc",), 5),
        (("toc", 0), 6),
        (("toc", 0, "title"), 7),
        (("toc", 1, "title"), 9),
        (("toc", 0, "page"), 6),
        (("toc", 7), 5),
        (("colophon", "toc"), 11),
        (("source", "lines"), 12),
        (("number",), 2),
        ((), 2),
    ],
)
def test_the_line_of_a_field(steps: tuple[str | int, ...], line: int) -> None:
    assert Spots.of(TEXT).line(*steps) == line


@pytest.mark.parametrize(("text", "line"), [(TEXT, 15), (TEXT.replace("---\n\n#", "---\n#"), 14)])
def test_the_line_the_body_begins_on(text: str, line: int) -> None:
    assert Spots.of(text).body == line
    assert text.split("\n")[line - 1] == "# 标题"


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_what_an_editor_adds_moves_no_line(change: object) -> None:
    assert callable(change)
    changed = Spots.of(change(TEXT))
    assert (changed.line("toc", 1, "title"), changed.body) == (9, 15)


def test_nothing_is_known_of_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"---\n\xff")
    (tmp_path / "b.md").write_text("kind: decree\n", "utf-8")
    for name in ("a.md", "b.md", "c.md", "../d.md"):
        assert spots(tmp_path, PurePosixPath(name)) is NOWHERE
    assert NOWHERE.line("id") <= 2
