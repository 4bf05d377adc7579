"""Names of departments in running text, where they surely mean the department of this place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter

from gongbao.gazette import Gazette

_HAN = "\u3400-\u9fff"
_ORGAN = re.compile(
    r"""
    # 市经信局, 市残联: a name that ends as organs do; not: 市经信, which may go on as 市经信委
    .* (?: [局委办部会院署厅社联协校府行关队团站馆所处室] | 中心 | 集团 | 公司 | 大学 ) [）)〕\]]?
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(
    rf"""
    # what may run before a name: the beginning, a mark, 由, 会同; not: the 云 of 平云 before 市教育局, the 省 of 省科技局
    (?: \A | [^{_HAN}]
    |   [由和与及经报向对请送为从或是按给等的了除据到把被让以至致并且在归属任]
    |   会同 | 联合 | 配合 | 协助 | 协同 | 依托 | 委托 | 授权 | 邀请 | 申请 | 提请 | 商请 | 抄送 | 印发 | 转发 | 批转 | 组织
    |   牵头 | 负责 | 单位 | 部门 | 以下 | 其中 | 包括 | 涉及 | 任命 | 免去 | 成立 | 支持 | 指导 | 通知 | 同意 | 根据 | 按照
    ) \Z
    """,
    re.VERBOSE,
)
_OF_ALL = re.compile(
    r"""
    # 各县（市、区） before 教育局, 各县、 before 市教育局: organs of other places; not: （二）, （牵头单位）, 省、
    (?: [（(〔［\[] [省市县区旗镇乡、，,和及（）()街道]{1,12} [）)〕］\]] | 各 [省市县区旗镇乡、，]{1,8} ) \Z
    """,
    re.VERBOSE,
)
_INSIDE = re.compile(
    rf"""
    # 交警支队 behind 市公安局, 云东分局: part of a longer name; not: 局长, 牵头, 和各大队
    (?: (?! [和与及各并] ) [{_HAN}] ){{0,6}}? (?: 分局 | 支队 | 大队 | 总队 | 派出所 | 稽查局 )
    """,
    re.VERBOSE,
)
_PLACE = re.compile(
    r"""
    # 云东区, 云州经济开发区（云港区）: a place that stands for its government; not: 云东区人民政府
    .* (?: [省市县区旗镇乡] | 街道 ) [）)〕\]]?
    """,
    re.VERBOSE,
)
_LIST_MARKS = "、，,；;：:（）()〔〕[]／/|　 \t\n。"
_CLAUSE = re.compile(
    r"""
    # what parts a list of organs from the text around it
    [。；;：:\n|（）()]
    """,
    re.VERBOSE,
)
_DUTY = re.compile(
    r"""
    # 责任单位：, 牵头部门: ; not: 单位应当
    (?: 单位 | 部门 ) [）)]? [：:] \s* \Z
    """,
    re.VERBOSE,
)

_LONGEST_LIST = 400
_OPENING = 3  # letters of a name that are looked for first: many words begin with 市

Named = tuple[int, int, str]


class Organs:
    """The departments of a gazette, found by every name they go by.

    A name counts where it is the whole name of an organ: longest first, nothing before it that would make it the organ
    of another place, nothing behind it that would make it a part of a longer name. A place that stands for its
    government counts in a list of responsible organs only.
    """

    def __init__(self, gazette: Gazette) -> None:
        self._names = _names(gazette)
        self._place = gazette.place
        self._lengths: dict[str, tuple[int, ...]] = {}
        for name in self._names:
            self._lengths[name[0]] = tuple(sorted({*self._lengths.get(name[0], ()), len(name)}, reverse=True))
        self._first = re.compile(any_of({name[:_OPENING] for name in self._names}))

    def find(self, text: str) -> list[Named]:
        """Start, end and full name of every department of a text, none over another."""
        if not self._first.search(text):  # most texts
            return []
        places: list[Named] = []
        organs: list[Named] = []
        for each in self._read(text):
            (places if _is_place(text[each[0] : each[1]]) else organs).append(each)
        return sorted([*organs, *(each for each in places if _in_list(text, each, organs))])

    def _read(self, text: str) -> Iterator[Named]:
        place = 0
        while match := self._first.search(text, place):
            start = match.start()
            end = self._end(text, start)
            if end is not None:
                yield start, end, self._names[text[start:end]]
            place = end or start + 1

    def _end(self, text: str, start: int) -> int | None:
        """Where the longest name that begins here ends; None where no name stands by itself."""
        for length in self._lengths[text[start]]:
            name = text[start : start + length]
            if name in self._names and self._stands_alone(text, start, name):
                return start + length
        return None

    def _stands_alone(self, text: str, start: int, name: str) -> bool:
        before, after = text[max(0, start - 14) : start], text[start + len(name) : start + len(name) + 10]
        if _INSIDE.match(after) or (not _is_complete(name) and re.match(f"[{_HAN}]", after)):
            return False
        if _OF_ALL.search(before):
            return False
        own = self._place and not name.startswith(self._place[-1]) and before.endswith(self._place)
        return bool(own or _BEFORE.search(before))


def any_of(texts: Collection[str]) -> str:
    """A pattern of any of these texts, the longest first; what several begin with is tried once and not a hundred times.

    >>> any_of(["市水利局", "市水利局办公室", "市财政局"])
    '市(?:水利局(?:办公室)?|财政局)'
    """
    if not texts:
        return r"(?!)"
    opening = groupby(sorted(filter(None, texts)), key=itemgetter(0))
    found = [re.escape(letter) + any_of([text[1:] for text in group]) for letter, group in opening]
    ends = "" in texts
    return f"(?:{'|'.join(found)}){'?' if ends else ''}" if len(found) > 1 or (found and ends) else "".join(found)


def _names(gazette: Gazette) -> dict[str, str]:
    """Every name of every department; 市教育局 is 云州市教育局 where the gazette is that of 云州市."""
    names: dict[str, str] = {}
    for each in gazette.departments:
        for alias in filter(None, each.aliases):
            if gazette.place and alias.startswith(gazette.place[-1]):
                names[gazette.place[:-1] + alias] = each.name
    for each in gazette.departments:
        names.update({alias: each.name for alias in each.aliases if alias})
    return names | {each.name: each.name for each in gazette.departments if each.name}


def _is_complete(name: str) -> bool:
    """Tell whether a name ends as organs do: 市经信局, and not 市经信, which may go on."""
    return bool(_ORGAN.fullmatch(name)) or _is_place(name)


def _is_place(name: str) -> bool:
    return bool(_PLACE.fullmatch(name))


def _in_list(text: str, named: Named, organs: list[Named]) -> bool:
    """Tell whether a place stands in a list of responsible organs: beside an organ, or behind 责任单位：."""
    start, end, _ = named
    if text[max(0, start - 1) : start] not in ("", *_LIST_MARKS) or text[end : end + 1] not in ("", *_LIST_MARKS):
        return False
    far = max(0, start - _LONGEST_LIST)
    begin = max((match.end() for match in _CLAUSE.finditer(text, far, start)), default=far)
    close = _CLAUSE.search(text, end)
    stop = close.start() if close else len(text)
    if _DUTY.search(text[max(0, begin - 12) : begin]):
        return True
    return any(begin <= each[0] and each[1] <= stop for each in organs)
