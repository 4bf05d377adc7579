"""Texts that are not kept in memory: whoever reads one gets the text as it was when the archive was opened, or is told."""

from __future__ import annotations

import pickle
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from gongbao.archive import Library, remembered
from gongbao.archive.noted import Noted
from gongbao.archive.remembered import Store
from gongbao.errors import ArchiveError
from gongbao.model import Decree, SourceRef

GREEN = "decrees/yzf-2023-6.md"
FILE = """\
---
kind: decree
id: yzf-2023-6
title: 云州市人民政府关于绿化的通知
number: 云政发〔2023〕6号
departments: [云州市水利局, 云州市林业局]
source: {file: 2023-04.txt, lines: [1, 9]}
---

第一条　绿化依照云政发〔2022〕1号办理。
"""
TEXT = "第一条　绿化依照云政发〔2022〕1号办理。"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of one record."""
    file = tmp_path / "content" / GREEN
    file.parent.mkdir(parents=True)
    file.write_text(FILE, "utf-8")
    (tmp_path / "content/sources").mkdir()
    (tmp_path / "content/sources/2023-04.txt").write_text("绿化\n" * 9, "utf-8")
    return tmp_path / "content"


def opened(root: Path) -> Library:
    """The archive, with what was remembered of it."""
    with closing(Store.beside(root)) as store:
        return Library.open(root, store)


def memory(root: Path) -> Path:
    return root.parent / remembered.FOLDER / remembered.FILE


def test_a_text_is_not_held_and_is_there(root: Path) -> None:
    for _ in range(2):
        record = opened(root).records["yzf-2023-6"]
        assert record.body == TEXT
        assert record == Library.open(root).records["yzf-2023-6"]
        assert replace(record, title="关于绿化的通知").body == TEXT


def test_without_the_memory_the_file_is_asked(root: Path) -> None:
    record = opened(root).records["yzf-2023-6"]
    memory(root).unlink()
    assert record.body == TEXT


def test_without_the_file_the_memory_is_asked(root: Path) -> None:
    record = opened(root).records["yzf-2023-6"]
    (root / GREEN).write_text(FILE.replace("绿化", "造林"), "utf-8")
    assert record.body == TEXT


def test_a_text_that_is_gone_is_told_and_not_replaced_by_another(root: Path) -> None:
    record = opened(root).records["yzf-2023-6"]
    (root / GREEN).write_text(FILE.replace("绿化", "造林"), "utf-8")
    assert "造林" in opened(root).records["yzf-2023-6"].body  # which remembers this text, not that one
    with pytest.raises(ArchiveError, match="再运行一次"):
        _ = record.body


def test_elsewhere_a_record_has_its_text(root: Path) -> None:
    packed = pickle.dumps(opened(root).records["yzf-2023-6"])
    shutil.rmtree(root)
    memory(root).unlink()
    assert pickle.loads(packed).body == TEXT


def test_what_is_noted_is_the_same_with_and_without_the_memory(root: Path) -> None:
    first, again = opened(root), opened(root)
    plain = Library.open(root)
    for library in (first, again):
        (record,) = library.records.values()
        assert library.noted_of(record) == plain.noted_of(record) == Noted.of(record)
    assert [str(each) for each in Noted.of(record).numbers] == ["云政发〔2022〕1号"]


def test_a_record_made_by_hand_has_the_text_it_was_given() -> None:
    source = SourceRef("2023-04.txt", (1, 9))
    assert Decree("a", "通知", source).body == ""
    assert Decree("a", "通知", source, body="正文").body == "正文"
    assert "正文" in repr(Decree("a", "通知", source, body="正文"))


def test_a_source_is_known_by_its_bytes(root: Path) -> None:
    before = [opened(root).sources["2023-04.txt"] for _ in range(2)]
    (root / "sources/2023-04.txt").write_text("造林\n" * 9, "utf-8")
    assert len({*before, opened(root).sources["2023-04.txt"]}) == 2
    (root / "sources/2023-04.txt").unlink()
    assert not opened(root).sources
