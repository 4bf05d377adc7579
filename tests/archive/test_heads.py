"""Lots of records without their texts: what comes back, what is shared in one, and which are written again."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gongbao.archive import Library, heads, remembered
from gongbao.archive.heads import Head, divided, packed, place, unpacked
from gongbao.archive.noted import Noted
from gongbao.archive.remembered import Store
from gongbao.model import Citation, Decree, SourceRef, Task

CONTENT = Path(__file__).resolve().parents[2] / "content"


def head(number: int) -> Head:
    """What the file of a decree says that gives a task and cites."""
    task = Task(number, "绿化" + str(number), (f"{'云州市'}林业局",), ("云州市水利局", "云州市财政局"))
    cites = (Citation(None, "".join(["中华人民共和国", "森林法"])),)
    source = SourceRef("2023-04.txt", (number, 400))
    record = Decree(
        f"yzf-2023-{number}", "通知", source, body="绿化依照云政发〔2022〕1号办理。", cites=cites, tasks=(task,)
    )
    return Head(f"decrees/yzf-2023-{number}.md", f"{number:064}", record, Noted.of(record))


def test_a_lot_gives_back_all_but_the_texts() -> None:
    given = [head(number) for number in (1, 2, 3)]
    for one, again in zip(given, unpacked(packed(given)), strict=True):
        assert (again.path, again.digest, again.noted) == (one.path, one.digest, one.noted)
        assert (again.record.id, again.record.body) == (one.record.id, "")
        assert isinstance(again.record, Decree)
        assert isinstance(one.record, Decree)
        assert (again.record.tasks, again.record.cites) == (one.record.tasks, one.record.cites)


def test_what_the_records_of_a_lot_have_alike_is_there_once() -> None:
    one, other = (each.record for each in unpacked(packed([head(1), head(2)])))
    assert isinstance(one, Decree)
    assert isinstance(other, Decree)
    assert one.cites is other.cites
    assert one.tasks[0].departments is other.tasks[0].departments
    assert one.tasks[0].what != other.tasks[0].what


def test_lots_are_about_as_large_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "LOT", 3)
    lots = list(divided([head(number) for number in (7, 3, 1, 2, 5, 4, 6)]))
    assert [len(lot) for lot in lots] == [2, 2, 3]
    assert [each.record.id[-1] for lot in lots for each in lot] == list("1234567")
    assert not list(divided([]))


def test_a_path_belongs_where_it_would_be_looked_for() -> None:
    firsts = ["b", "d", "f"]
    assert [place(firsts, each) for each in ("a", "b", "c", "d", "g")] == ["b", "b", "b", "d", "f"]
    assert place([], "a") == ""


def lots(root: Path) -> dict[str, bytes]:
    """The lots as they lie in the memory."""
    with closing(sqlite3.connect(root.parent / remembered.FOLDER / remembered.FILE)) as base:
        return dict(base.execute("SELECT first, lot FROM heads"))


def opened(root: Path) -> Library:
    with closing(Store.beside(root)) as store:
        return Library.open(root, store)


def test_only_the_lot_of_a_changed_file_is_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "LOT", 10)
    monkeypatch.setattr(remembered, "STEP", -(10**12))
    root = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    opened(root)
    before = lots(root)
    assert len(before) > 5
    file = sorted((root / "issues").glob("*/*.md"))[15]
    file.write_bytes(file.read_bytes() + "另起一行。\n".encode())
    assert dict(opened(root).records) == dict(Library.open(root).records)
    after = lots(root)
    assert len(before.items() - after.items()) == 1
    file.unlink()
    assert dict(opened(root).records) == dict(Library.open(root).records)
    assert len(after.items() - lots(root).items()) == 1


def test_of_a_damaged_lot_the_files_are_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "LOT", 10)
    root = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    wanted = dict(opened(root).records)
    first, lot = max(lots(root).items())
    with closing(sqlite3.connect(root.parent / remembered.FOLDER / remembered.FILE)) as base, base:
        base.execute("UPDATE heads SET lot = ? WHERE first = ?", (lot[:-9], first))
    assert dict(opened(root).records) == wanted
    assert lots(root)[first] == lot
    assert dict(opened(root).records) == wanted
