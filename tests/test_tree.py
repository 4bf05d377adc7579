"""The tree of a YAML document: what the YAML package itself would compose, with its lines, and nothing dangerous."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongbao.archive import frontmatter
from gongbao.tree import Listing, Node, Scalar, Table, TreeError

ODD = [
    "",
    "# 只有注释\n",
    "title: 云州市人民政府令\nserial: [1, 2]\n",
    "a: ~\nb: null\nc: ''\nd:\ne: !!str 5\nf: !own 甲\n",
    "g: 2023-03-01\nh: 1e3\ni: 0x1f\nj: yes\nk: '2023-03-01'\nl: 1_000\nm: .5\nn: =\no: 12:30\n",
    "- 甲\n- - 乙\n  - 丙: {丁: [], 戊: {}}\n-\n",
    "text: |\n  第一行\n  第二行\nfold: >-\n  一\n  二\nend: x\n",
    '"quoted key": "\\u4e91\\n州"\n? 长的名\n: 值\n',
    "same: 1\nsame: 2\n",
    "plain text",
    "anchor: &a 甲\nother: 乙\n",
]
BROKEN = ["a: [1", "a: b: c", "\ta: 1", "a: 1\n...\nb: 2\n", "a: 'x", "a: 1\n---\nb: 2\n", "%YAML 9.9.9.9\n---\na: 1"]


def composed(raw: Any, line: int) -> Node:
    """The tree of what YAML composed."""
    if raw is None:
        return Scalar("", "null", line)
    at = line + raw.start_mark.line
    if raw.id == "scalar":
        return Scalar(raw.value, raw.tag.rpartition(":")[2], at)
    if raw.id == "sequence":
        return Listing(tuple(composed(each, line) for each in raw.value), at)
    entries = tuple((composed(key, line), composed(value, line)) for key, value in raw.value)
    return Table(entries, at)  # type: ignore[arg-type]


def expected(text: str) -> Node:
    return composed(yaml.compose(text, Loader=yaml.SafeLoader), 2)


@pytest.mark.parametrize("text", ODD)
def test_the_tree_is_what_yaml_composes(text: str) -> None:
    assert frontmatter.grown(text, 2) == expected(text)


@pytest.mark.parametrize("text", BROKEN)
def test_what_yaml_does_not_compose_is_no_tree(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        expected(text)
    with pytest.raises((TreeError, yaml.YAMLError)):
        frontmatter.grown(text, 2)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.dates() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES, st.booleans(), st.sampled_from([None, "'", '"', "|"]))
def test_of_whatever_yaml_writes(value: object, flow: bool, style: str | None) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, default_style=style)
    if "&id" not in text:  # equal values that YAML writes as one
        assert frontmatter.grown(text, 2) == expected(text)


def test_a_second_document_is_named_by_its_line() -> None:
    with pytest.raises(TreeError) as caught:
        frontmatter.grown("a: 1\n---\nb: 2\n", 2)
    assert (caught.value.complaint.code, caught.value.complaint.line) == ("yaml-broken", 3)


@pytest.mark.parametrize("depth", [18, 19])
def test_nests_may_be_deep_and_not_deeper(depth: int) -> None:
    text = "[" * depth + "]" * depth
    if depth == 18:
        assert frontmatter.grown(text, 2) == expected(text)
    else:
        with pytest.raises(TreeError, match="嵌套过深"):
            frontmatter.grown(text, 2)
