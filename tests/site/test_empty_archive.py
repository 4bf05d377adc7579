"""The first site of a new archive, before anything was added: every page is sound and says that there is nothing yet."""

from __future__ import annotations

import argparse

import pytest
from website import Website, broken_links, orphans, same_names, strange_links, unread_data, unsound_pages

from gongbao.cli import founding

ADDRESS = "https://yunzhou.example/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    """An archive as `new` founds it, and its site."""
    folder = tmp_path_factory.mktemp("new") / "云州"
    parser = argparse.ArgumentParser()
    founding.add_arguments(parser)
    words = [str(folder), "--title", "云州市人民政府公报", "--address", ADDRESS, "--yes"]
    assert founding.run(parser.parse_args(words)) == 0
    return Website(folder / "public", ADDRESS)


def test_every_page_is_sound(site: Website) -> None:
    for look in (broken_links, strange_links, unsound_pages, same_names, unread_data, orphans):
        assert list(look(site)) == []


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("index.html", "还没有收录文件"),
        ("issues/index.html", "还没有收录整期的公报"),
        ("years/index.html", "还没有收录文件"),
        ("tables/index.html", "还没有表格"),
        ("appointments/index.html", "还没有刊登人事任免"),
        ("departments/index.html", "还没有写明责任单位"),
        ("quality/index.html", "还没有收录文件"),
        ("series/index.html", "尚未收录"),
        ("yzf/index.html", "还没有收录这个系列的文件"),
        ("cited/index.html", "还没有引用过库外的文件"),
        ("validity/index.html", "还没有收录文件"),
        ("changes/index.html", "还没有可以按日期列出的变更"),
    ],
)
def test_what_is_not_there_yet_is_said(site: Website, page: str, said: str) -> None:
    assert said in site.text(page)


@pytest.mark.parametrize(
    ("page", "left_out"),
    [
        ("cited/index.html", ["共 0 件", "筛选"]),
        ("quality/index.html", ["0 / 0", "合计"]),
        ("validity/index.html", ["按哪一天算", "即将"]),
    ],
)
def test_nothing_is_counted_or_sifted_where_nothing_is(site: Website, page: str, left_out: list[str]) -> None:
    assert [each for each in left_out if each in site.text(page)] == []


def test_nothing_is_undefined(site: Website) -> None:
    words = ("None", "undefined", "NaN", "《》", "（）")
    pages = {name: site.text(name) for name in site.pages if not name.startswith("manual/")}
    assert [(name, word) for name, text in pages.items() for word in words if word in text] == []
