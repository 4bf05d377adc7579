"""What was remembered of an archive: the same records with it and without it, whatever became of the memory."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from gongbao.archive import Library, dump, examine, library, remembered
from gongbao.archive.holdings import Holdings
from gongbao.archive.remembered import Entry, Store
from gongbao.errors import ArchiveError
from gongbao.model import Record
from gongbao.problems import Problem

CONTENT = Path(__file__).resolve().parents[2] / "content"
GREEN = "issues/2023-04/yzf-2023-6.md"
FILE = """\
---
kind: decree
id: yzf-2023-6
title: 云州市人民政府关于绿化的通知
issue: 2023-04
number: 云政发〔2023〕6号
source: {file: 2023-04.txt, lines: [1, 9]}
---

第一条　绿化是大家的事。
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of one record that was left alone long enough to be sure of."""
    file = tmp_path / "content" / GREEN
    file.parent.mkdir(parents=True)
    file.write_text(FILE, "utf-8")
    return tmp_path / "content"


@pytest.fixture
def no_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system whose clock goes so finely that nothing is too new."""
    monkeypatch.setattr(remembered, "STEP", -(10**12))


def opened(root: Path) -> Library:
    """The library as a run opens it."""
    store = Store.beside(root)
    library = Library.open(root, store)
    store.close()
    return library


def examined(root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many files a run has to examine."""
    seen = []

    def counting(text: str, name: str) -> tuple[Record | None, list[Problem]]:
        seen.append(name)
        return examine(text, name)

    with monkeypatch.context() as patch:
        patch.setattr("gongbao.archive.library.examine", counting)
        opened(root)
    return len(seen)


def test_the_records_are_the_same_with_and_without(tmp_path: Path) -> None:
    root = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    plain = Library.open(root)
    for _ in range(3):
        again = opened(root)
        assert dict(again.records) == dict(plain.records)
        assert list(again.records) == list(plain.records)
        assert dict(again.paths) == dict(plain.paths)
        assert [dump(again.records[id_]) for id_ in again.records] == [dump(each) for each in plain.records.values()]


def test_workers_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "MANY", 10)
    read = Library.open(CONTENT, None, 2)
    assert dict(read.records) == dict(Library.open(CONTENT).records)


@pytest.mark.parametrize("writes", [True, False])
def test_much_that_is_new_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: bool) -> None:
    """What is written down meanwhile is fetched from there; what could not be is kept."""
    root = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    plain = Library.open(root)
    monkeypatch.setattr(library, "MANY", 10)
    monkeypatch.setattr(remembered, "_MANY", 7)
    if not writes:
        monkeypatch.setattr(Store, "_write", lambda *_: False)
    assert examined(root, monkeypatch) == len(plain.records)
    read = opened(root)
    assert dict(read.records) == dict(plain.records)
    assert dict(read.paths) == dict(plain.paths)
    assert examined(root, monkeypatch) == (0 if writes else len(plain.records))


def test_what_was_lost_meanwhile_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    monkeypatch.setattr(library, "MANY", 10)
    monkeypatch.setattr(remembered, "_MANY", 7)
    monkeypatch.setattr(Store, "_write", lambda *_: True)  # and it is not
    assert dict(opened(root).records) == dict(Library.open(root).records)


def test_holdings_say_what_the_records_say(tmp_path: Path) -> None:
    root = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    records = Library.open(root).records
    for store in (None, Store.beside(root), Store.beside(root)):
        holdings = Holdings.open(root, store)
        assert dict(holdings.entries) == {id_: Entry.of(record) for id_, record in records.items()}
        assert all(holdings.record(id_) == record for id_, record in records.items())
        assert sorted(holdings.sources.values()) == sorted(file.name for file in (root / "sources").iterdir())


@pytest.mark.usefixtures("no_step")
def test_only_what_changed_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = root / "decrees/yzf-2023-7.md"
    other.parent.mkdir()
    other.write_text(FILE.replace("yzf-2023-6", "yzf-2023-7").replace("issue: 2023-04\n", ""), "utf-8")
    assert [examined(root, monkeypatch) for _ in range(2)] == [2, 0]
    other.write_text(other.read_text("utf-8").replace("大家", "各位"), "utf-8")
    assert examined(root, monkeypatch) == 1
    assert "各位" in opened(root).records["yzf-2023-7"].body
    other.unlink()
    assert list(opened(root).records) == ["yzf-2023-6"]
    other.with_name("yzf-2023-8.md").write_text(FILE.replace("yzf-2023-6", "yzf-2023-8"), "utf-8")
    assert list(opened(root).records) == ["yzf-2023-6", "yzf-2023-8"]


def test_a_file_rewritten_within_the_step_of_the_clock(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Same size, same times, same inode: what a coarse file system shows of two quick writes."""
    stamp = remembered.stamp_of(root / GREEN)
    monkeypatch.setattr("gongbao.archive.library.stamp_of", lambda file: stamp)
    assert "大家" in opened(root).records["yzf-2023-6"].body
    (root / GREEN).write_text(FILE.replace("大家", "各位"), "utf-8")
    assert "各位" in opened(root).records["yzf-2023-6"].body


def test_what_was_too_new_becomes_sure_by_its_hash(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert examined(root, monkeypatch) == 1
    assert examined(root, monkeypatch) == 0
    monkeypatch.setattr(remembered, "STEP", -(10**12))
    assert examined(root, monkeypatch) == 0
    monkeypatch.setattr(remembered, "_digest_of", None)  # nobody asks for it any more
    assert examined(root, monkeypatch) == 0


@pytest.mark.usefixtures("no_step")
def test_a_file_with_the_time_of_an_older_one(root: Path) -> None:
    """A restored copy keeps the time of modification, and may have the size; the time of change it cannot keep."""
    opened(root)
    before = (root / GREEN).stat()
    time.sleep(0.02)
    (root / GREEN).write_text(FILE.replace("大家", "各位"), "utf-8")
    os.utime(root / GREEN, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "各位" in opened(root).records["yzf-2023-6"].body


@pytest.mark.usefixtures("no_step")
def test_what_is_wrong_is_said_every_time(root: Path) -> None:
    opened(root)
    (root / GREEN).write_text(FILE.replace("number", "numbr"), "utf-8")
    for _ in range(2):
        with pytest.raises(ArchiveError, match="numbr"):
            opened(root)
        with pytest.raises(ArchiveError, match="numbr"):
            Holdings.open(root, Store.beside(root))
    (root / GREEN).write_text(FILE, "utf-8")
    (root / "decrees").mkdir()
    (root / "decrees/again.md").write_text(FILE, "utf-8")
    for _ in range(2):
        with pytest.raises(ArchiveError, match="id-duplicate"):
            Holdings.open(root, Store.beside(root))


def test_a_damaged_memory_is_not_believed(root: Path) -> None:
    wanted = dict(Library.open(root).records)
    opened(root)
    file = root.parent / remembered.FOLDER / remembered.FILE
    whole = file.read_bytes()
    chance = random.Random(7)
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 3, 50))):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged[: chance.choice((len(damaged), len(damaged), chance.randrange(len(damaged))))])
        assert dict(opened(root).records) == wanted
        assert all(Holdings.open(root, Store.beside(root)).record(id_) == each for id_, each in wanted.items())


@pytest.mark.parametrize("content", [b"", b"no database\n" * 1000])
def test_another_file_in_its_place(root: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    file = root.parent / remembered.FOLDER / remembered.FILE
    file.parent.mkdir()
    file.write_bytes(content)
    assert [examined(root, monkeypatch) for _ in range(2)] == [1, 0]


def test_the_memory_of_another_program(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(remembered, "_program", lambda: "another")
        opened(root)
    assert [examined(root, monkeypatch) for _ in range(2)] == [1, 0]


def test_no_place_for_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root.parent / remembered.FOLDER).write_text("in the way")
    assert [examined(root, monkeypatch) for _ in range(2)] == [1, 1]


class Evil:
    """What a stranger may have put into a memory."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.place),)


def test_a_strangers_memory_runs_nothing(root: Path, tmp_path: Path) -> None:
    opened(root)
    blob = pickle.dumps(Evil(tmp_path / "evil"))
    with sqlite3.connect(root.parent / remembered.FOLDER / remembered.FILE) as base:
        total = zlib.crc32(blob, zlib.crc32(GREEN.encode()))
        assert base.execute("UPDATE heads SET lot = ?, sum = ?", (blob, total)).rowcount == 1
    assert opened(root).records["yzf-2023-6"].body.startswith("第一条")
    assert not (tmp_path / "evil").exists()


def test_somebody_else_has_it_open(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(root)
    monkeypatch.setattr(remembered, "PATIENCE", 0.1)
    with sqlite3.connect(root.parent / remembered.FOLDER / remembered.FILE, isolation_level=None) as base:
        base.execute("BEGIN EXCLUSIVE")
        assert list(opened(root).records) == ["yzf-2023-6"]
        base.execute("ROLLBACK")


KEEP = """
import sys
from pathlib import Path
from gongbao.archive import Library, dump, examine, library, remembered
print("ready", flush=True)
while True:
    store = remembered.Store.beside(Path(sys.argv[1]))
    Library.open(Path(sys.argv[1]), store)
    store.remember("decrees/none.md", "1 2 3 4", b"", None)
    store.save(["decrees/none.md"])
    store.close()
"""


def test_killed_while_writing(tmp_path: Path) -> None:
    root = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    wanted = dict(Library.open(root).records)
    chance = random.Random(11)
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", KEEP, str(root)], stdout=subprocess.PIPE) as run:
            assert run.stdout is not None
            assert run.stdout.readline() == b"ready\n"
            time.sleep(chance.random() / 3)
            run.send_signal(signal.SIGKILL)
        assert dict(opened(root).records) == wanted
