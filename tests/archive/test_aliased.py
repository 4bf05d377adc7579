"""An old address written into a record's file: the record gains it, and what a person wrote there stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.archive.aliased import with_alias
from gongbao.archive.frontmatter import dump, load
from gongbao.errors import ArchiveError
from gongbao.model import Decree, SourceRef

PATH = "content/decrees/yzf-2022-1.md"
PLAIN = Decree(
    "yzf-2022-1", "云州市人民政府关于防汛的通知", SourceRef("通知.txt", (1, 9)), number="云政发〔2022〕1号", body="# 防汛"
)  # fmt: skip
BY_HAND = """\
---
kind: decree   # 网上的，没有刊登
id: yzf-2022-1
title: "云州市人民政府关于防汛的通知"

number: 云政发〔2022〕1号
source:
  file: 通知.txt
  lines: [1, 9]
---

# 防汛

aliases: 正文里的话
"""


def test_a_file_of_the_program_stays_one() -> None:
    made = with_alias(dump(PLAIN), PATH, "decrees/tongzhi/")
    assert load(made, PATH).aliases == ("decrees/tongzhi/",)
    assert dump(load(made, PATH)) == made


@pytest.mark.parametrize("place", ["source:", "changes:\n- {date: 2023-01-02, what: 更正}\nsource:"])
def test_what_a_person_wrote_is_untouched(place: str) -> None:
    text = BY_HAND.replace("source:", place)
    made = with_alias(text, PATH, "decrees/tongzhi/")
    assert made == text.replace(place, f"aliases:\n- decrees/tongzhi/\n{place}")


@pytest.mark.parametrize(
    ("written", "then"),
    [
        ("aliases: [old/a/]", "aliases: [old/a/, old/b/]"),
        ("aliases: [old/a/]  # 旧网站的", "aliases: [old/a/, old/b/]  # 旧网站的"),
        ("aliases: []", "aliases: [old/b/]"),
        ("aliases:\n- old/a/", "aliases:\n- old/a/\n- old/b/"),
        ("aliases:\n  - old/a/  # 旧网站的", "aliases:\n  - old/a/  # 旧网站的\n  - old/b/"),
    ],
)
def test_it_joins_those_that_are_there(written: str, then: str) -> None:
    text = BY_HAND.replace("source:", f"{written}\nsource:")
    assert with_alias(text, PATH, "old/b/") == text.replace(written, then)


def test_a_file_of_windows_keeps_its_line_ends() -> None:
    text = BY_HAND.replace("\n", "\r\n")
    made = with_alias(text, PATH, "old/b/")
    assert made == text.replace("source:", "aliases:\r\n- old/b/\r\nsource:")


def test_where_only_a_person_can_do_it_it_is_said() -> None:
    text = BY_HAND.replace("source:", "aliases: [old/a/,\n  old/c/]\nsource:")
    with pytest.raises(ArchiveError, match=r"yzf-2022-1\.md: .*请自己在 aliases 里写上 old/b/"):
        with_alias(text, PATH, "old/b/")


@given(
    st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")), min_size=1), max_size=3),
    st.booleans(),
)
def test_every_address_is_read_back(old: list[str], changed: bool) -> None:
    """However it is spelt: with a colon, a mark of YAML, a quote."""
    text = dump(PLAIN)
    if changed:
        text = text.replace("source:", "changes:\n- {date: 2023-01-02, what: 更正}  # 见来信\nsource:")
    for alias in old:
        text = with_alias(text, PATH, alias)
    assert load(text, PATH).aliases == tuple(old)
    assert len(load(text, PATH).changes) == changed
