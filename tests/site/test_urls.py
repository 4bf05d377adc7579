"""Addresses: what they are made of, and that no two things share one."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from gongbao.archive import Library
from gongbao.gazette import Gazette, Series
from gongbao.model import Citation, Decree, Record, SourceRef
from gongbao.site.build import build
from gongbao.site.context import Site

SERIES = (Series("云政发", "yzf", "云州市人民政府"), Series("云政数", "data", "云州市人民政府"))
GAZETTE = Gazette("云州市人民政府公报", series=SERIES)


def decree(id_: str, number: str | None, title: str = "云州市人民政府关于防汛的通知", **fields: object) -> Decree:
    return Decree(id_, title, SourceRef("a.txt", (1, 2)), body="# 通知\n\n正文。", number=number, **fields)  # type: ignore[arg-type]


def site(tmp_path: Path, *records: Record) -> Site:
    held = {record.id: record for record in records}
    return Site.of(Library(tmp_path, held, {id_: PurePosixPath(f"decrees/{id_}.md") for id_ in held}), GAZETTE)


@pytest.mark.parametrize(
    ("number", "path"),
    [
        ("云政发〔2023〕5号", "yzf/2023/5/"),
        ("云州市人民政府令第145号", "yunzhoushirenminzhengfuling/no/145/"),
        ("云政数〔2023〕1号", "x-data/2023/1/"),
        (None, "records/a/"),
    ],
)
def test_a_decree_stands_at_its_number(number: str | None, path: str, tmp_path: Path) -> None:
    record = decree("a", number)
    assert site(tmp_path, record).urls.record(record) == path


def test_a_second_printing_stands_below_the_first(tmp_path: Path) -> None:
    first, second = decree("yzf-2023-5", "云政发〔2023〕5号"), decree("yzf-2023-5-p2", None, printing_of="yzf-2023-5")
    urls = site(tmp_path, first, second).urls
    assert (urls.record(first), urls.record(second)) == ("yzf/2023/5/", "yzf/2023/5/p2/")


def test_two_decrees_with_one_number_have_a_page_each_and_the_site_is_built(tmp_path: Path) -> None:
    one = decree("yzf-2023-5", "云政发〔2023〕5号", issue="2023-04")
    other = decree("yzf-2023-5-b", "云政发〔2023〕5号", "云州市人民政府关于成立大学的批复", issue="2023-04")
    built = site(tmp_path, one, other)
    paths = [file.path for file in build(built)]
    assert len(set(paths)) == len(paths)
    assert f"{built.urls.record(one)}index.html" in paths
    assert f"{built.urls.record(other)}index.html" in paths
    assert "n/云政发〔2023〕5号/index.html" in paths


def test_series_that_sound_alike_do_not_share_a_folder(tmp_path: Path) -> None:
    record = decree("a", None, cites=(Citation("平政发〔2023〕5号", None), Citation("萍政发〔2023〕5号", None)))
    urls = site(tmp_path, record).urls
    assert urls.code("平政发") != urls.code("萍政发")
