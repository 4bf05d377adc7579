"""The facts a government's site prints about a document: 索引号, 发文字号, 成文日期 …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongbao.reading.formats.flow import PageLine
from gongbao.reading.formats.tree import Node

_WORDS = (
    "索引号", "信息索引号", "信息索引", "发文字号", "文号", "文件编号", "文件字号", "公文字号", "成文日期",
    "成文时间", "发文日期", "发文时间", "发布日期", "发布时间", "公布日期", "生成日期", "生效日期", "印发日期",
    "施行日期", "失效日期", "废止日期", "公开日期", "公开时间", "发布机构", "发布单位", "发文机关", "发文单位",
    "发文机构", "制发机关", "制定机关", "公开主体", "公开责任部门", "责任部门", "主题分类", "信息分类", "分类",
    "体裁分类", "服务对象", "组配分类", "公开方式", "公开形式", "公开范围", "公开类别", "公开属性", "主题词",
    "标题", "名称", "信息名称", "文件名称", "有效性", "时效性", "是否有效", "效力状态", "文件状态", "统一编号",
    "统一登记号", "规范性文件登记号", "规范性文件统一编号", "信息来源", "关键词", "内容概述", "公开目录",
)  # fmt: skip

_META = {"articletitle": "标题", "pubdate": "发布日期", "contentsource": "来源"}

# 索引号：, 索 引 号: , 标　　题：, 【发文字号】; not 发文字号由办公室统一编排
_LABEL = re.compile(
    r"""[\s\u3000【\[]* ( {words} ) [\s\u3000]* (?: [】\]] [\s\u3000]* [：:]? | [：:] ) [\s\u3000]*""".replace(
        "{words}", " | ".join(r"[\s\u3000]*".join(word) for word in sorted(_WORDS, key=len, reverse=True))
    ),
    re.VERBOSE,
)
_GAPS = re.compile(r"[\s\u3000：:【】\[\]]+")
_KNOWN = frozenset(_WORDS)
_LONGEST_VALUE = 200


def find_facts(lines: list[PageLine], nodes: list[Node]) -> tuple[dict[str, str], set[int]]:
    """The facts, and the places in `lines` of the lines that hold them: rows of a table, or at least two in a run."""
    facts: dict[str, str] = {}
    places: set[int] = set()
    for run in _runs(lines, nodes):
        pairs = [pair for place in run for pair in _pairs(lines, place, run[-1])]
        if len({label for label, _ in pairs if label in _KNOWN}) >= 2 or _is_table(lines, run):
            places.update(run)
            for label, value in pairs:
                facts.setdefault(label, value)
    return {label: value for label, value in facts.items() if value}, places


def meta_facts(nodes: list[Node]) -> dict[str, str]:
    """The facts of the page's head: ArticleTitle, PubDate, ContentSource."""
    found: dict[str, str] = {}
    for node in nodes:
        label = _META.get(node.attrs.get("name", "").lower()) if node.tag == "meta" else None
        value = node.attrs.get("content", "").strip() if label else ""
        if label and value:
            found.setdefault(label, value)
    return found


def merged(printed: Mapping[str, str], meta: Mapping[str, str]) -> dict[str, str]:
    """What the page prints, then what only its head says."""
    return {**printed, **{label: value for label, value in meta.items() if label not in printed}}


def _is_table(lines: list[PageLine], run: list[int]) -> bool:
    return all(lines[place].cells is not None for place in run)


def _runs(lines: list[PageLine], nodes: list[Node]) -> Iterator[list[int]]:
    """Neighbouring places that hold facts; a label alone on its line takes the next line as its value."""
    run: list[int] = []
    for place, line in enumerate(lines):
        if _opens(line) or (run and _is_value(line, lines[place - 1], nodes)):
            run.append(place)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_value(line: PageLine, label: PageLine, nodes: list[Node]) -> bool:
    """Whether a line is the value of the label alone on the line before, in the same element or the one beside it."""
    if not _is_lone_label(label) or line.cells is not None or len(line.text) > _LONGEST_VALUE:
        return False
    beside = nodes[line.owner].parent == nodes[label.owner].parent
    return line.owner == label.owner or (beside and line.owner > label.owner)


def _opens(line: PageLine) -> bool:
    if line.cells is not None:
        return _is_fact_row(line.cells)
    return len(line.text) <= 3 * _LONGEST_VALUE and _LABEL.match(line.text) is not None


def _is_lone_label(line: PageLine) -> bool:
    return line.cells is None and _LABEL.fullmatch(line.text) is not None


def _is_fact_row(cells: tuple[str, ...]) -> bool:
    """Label and value in turn, the label with its colon, or two known labels side by side with their values."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled or len(cells) > 8 or sum(map(len, filled)) > 8 * _LONGEST_VALUE:
        return False
    if _LABEL.match(filled[0]):
        return True
    labels = [_GAPS.sub("", cell) for cell in cells[::2]]
    return len(cells) % 2 == 0 and len(labels) > 0 and all(label in _KNOWN for label in labels if label) and any(labels)


def _pairs(lines: list[PageLine], place: int, last: int) -> Iterator[tuple[str, str]]:
    line = lines[place]
    if not _opens(line):
        return
    if line.cells is not None:
        yield from _cell_pairs(line.cells)
    elif _is_lone_label(line):
        value = lines[place + 1].text if place < last and not _opens(lines[place + 1]) else ""
        yield _GAPS.sub("", line.text), value
    else:
        yield from _inline_pairs(line.text)


def _cell_pairs(cells: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """索引号：| 云1 | 文号：| 云2, and both in one cell."""
    label = ""
    for cell in cells:
        found = _LABEL.match(cell)
        if label and not found:
            yield label, cell.strip()
            label = ""
        elif found and found.end() < len(cell):
            yield from _inline_pairs(cell)
        else:
            label = _GAPS.sub("", cell)


def _inline_pairs(text: str) -> Iterator[tuple[str, str]]:
    found = list(_LABEL.finditer(text))
    for here, after in zip(found, [*found[1:], None], strict=True):
        end = after.start() if after else len(text)
        yield _GAPS.sub("", here[1]), text[here.end() : end].strip(" \u3000\t;；|")
