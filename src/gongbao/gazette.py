"""content/gazette.yml: the one place that knows whose gazette this is, and the habits it has."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from gongbao.errors import GazetteError
from gongbao.model import KIND_OF
from gongbao.problems import Problem
from gongbao.tree import LIMIT_BYTES as LIMIT
from gongbao.tree import Complaint, Listing, Node, Scalar, Table, TreeError, broken, grow, shortened, too_large
from gongbao.typed import ABSENT, Reader, Schema
from gongbao.typography import fold

CODE = re.compile(r"[a-z0-9]+")
ADDRESS = re.compile(r"https?://[^\s/]+(?:/\S*)?")
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
COLOUR = re.compile(r"#[0-9a-f]{6}")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TAG_OF: Any = partial(yaml.SafeLoader("").resolve, yaml.ScalarNode)

# Words that end the name of a post.
_POSITIONS = (
    "党组书记 副秘书长 常务副市长 常务副县长 常务副区长 总工程师 总经济师 总会计师 总农艺师 总规划师 总审计师 "
    "副总经理 副董事长 副检察长 副总督学 一级调研员 二级调研员 三级调研员 四级调研员 一级巡视员 二级巡视员 "
    "秘书长 副市长 副县长 副区长 副镇长 副乡长 副局长 副主任 副校长 副院长 副所长 副处长 副科长 副部长 副书记 "
    "副厅长 副行长 副站长 副台长 副馆长 副关长 副队长 副支队长 副大队长 副政委 副总监 副会长 副主席 副组长 副教授 "
    "总经理 董事长 检察长 总督学 支队长 大队长 督察长 监事长 调研员 巡视员 审计师 督察专员 "
    "市长 县长 区长 镇长 乡长 局长 主任 校长 院长 所长 处长 科长 部长 书记 厅长 行长 站长 台长 馆长 关长 队长 "
    "政委 总监 会长 主席 组长 董事 监事 督学 专员 参事 馆员 委员"
)


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    # So that 副局长 is not read as 局长.
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


POSITIONS = _longest_first(_POSITIONS.split())


@dataclass(frozen=True)
class Issuer:
    """Who issues documents: the full name, the short one, and other names met in texts."""

    name: str
    short: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Series:
    """A series of document numbers: as printed, its ASCII code for ids, and the name of its issuer."""

    text: str
    code: str
    issuer: str


@dataclass(frozen=True)
class Section:
    """A heading of the table of contents, and the kind of record that stands under it."""

    text: str
    kind: str


@dataclass(frozen=True)
class Department:
    """An organ that is made responsible, and the other names it goes by."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Colours:
    """The colour of the site's links and marks, on white and on dark ground; written #rrggbb."""

    light: str = "#9b1c1c"
    dark: str = "#f2a29b"


@dataclass(frozen=True)
class Gazette:
    """A gazette: its name and place, the site, and the words by which its texts are read."""

    name: str
    place: str = ""
    title: str = ""
    address: str = ""
    issuers: tuple[Issuer, ...] = ()
    series: tuple[Series, ...] = ()
    sections: tuple[Section, ...] = ()
    departments: tuple[Department, ...] = ()
    positions: tuple[str, ...] = POSITIONS
    colours: Colours = Colours()
    report: str = ""  # where mistakes are reported: a mail address, or a form's address
    unlisted: tuple[str, ...] = ()  # kinds of pages that search engines shall not list

    @classmethod
    def default(cls) -> Gazette:
        """What is taken where there is no gazette.yml: no names, only the words every gazette has."""
        return cls("")

    @classmethod
    def load(cls, path: Path) -> Gazette:
        """The gazette of a file; GazetteError with every finding when it does not say what it should."""
        shown = path.as_posix()
        try:
            root = _tree(_text(path))
        except TreeError as error:
            raise GazetteError(_sentences(shown, [error.complaint])) from error
        reader = Reader(Schema())
        gazette = reader.record(cls, root, "")
        complaints = reader.complaints
        if gazette is not ABSENT:
            complaints = [*complaints, *_Review(gazette, root).complaints()]
        if complaints:
            raise GazetteError(_sentences(shown, complaints))
        assert isinstance(gazette, Gazette)
        return replace(gazette, title=gazette.title or gazette.name, positions=_longest_first(gazette.positions))

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The ASCII code of each series."""
        return MappingProxyType({each.text: each.code for each in self.series})

    def issuer_of(self, series: str) -> str | None:
        """The full name of who issues a series; None for a series nobody described."""
        named = {each.text: each.issuer for each in self.series}.get(series)
        return None if named is None else self.issuer(named) or named

    def issuer(self, text: str) -> str | None:
        """The full name of an issuer called by any of its names; None for a name nobody described."""
        return self._issuer_names.get(text)

    def department(self, text: str) -> str | None:
        """The canonical name of a department called by its name or an alias; None for one nobody described."""
        return self._department_names.get(text)

    def section_kind(self, text: str) -> str | None:
        """The kind of record that stands under a section; None for a section nobody described."""
        wanted = fold(text)
        return next((each.kind for each in self.sections if fold(each.text) == wanted), None)

    @cached_property
    def _issuer_names(self) -> Mapping[str, str]:
        # The full names last: they win over another issuer's alias.
        names = {alias: each.name for each in self.issuers for alias in (*each.aliases, each.short) if alias}
        return names | {each.name: each.name for each in self.issuers}

    @cached_property
    def _department_names(self) -> Mapping[str, str]:
        names = {alias: each.name for each in self.departments for alias in each.aliases}
        return names | {each.name: each.name for each in self.departments}


class _Review:
    """What types cannot say: codes that are ASCII and unique, kinds and issuers that exist."""

    def __init__(self, gazette: Gazette, root: Table) -> None:
        self._gazette = gazette
        self._root = root

    def complaints(self) -> Iterator[Complaint]:
        yield from self._address()
        yield from self._report()
        yield from self._colours()
        yield from self._codes()
        yield from self._repeated("series", "text", lambda each: {each.text})
        yield from self._repeated("series", "code", lambda each: {each.code})
        yield from self._repeated("sections", "text", lambda each: {each.text})
        yield from self._repeated("issuers", "name", lambda each: {each.name, each.short or each.name, *each.aliases})
        yield from self._repeated("departments", "name", lambda each: {each.name, *each.aliases})
        yield from self._kinds()
        yield from self._issuers()

    def _address(self) -> Iterator[Complaint]:
        address = self._gazette.address
        if address and not ADDRESS.fullmatch(address):
            line = self._line("address")
            yield Complaint("address", line, f"网站地址“{address}”不完整。", "请写成 https://… 的形式。")

    def _report(self) -> Iterator[Complaint]:
        report = self._gazette.report
        if report and not ADDRESS.fullmatch(report) and not MAIL.fullmatch(report):
            message = f"报告错误的去处“{report}”既不是邮箱，也不是网址。"
            yield Complaint("report", self._line("report"), message, "请写成 name@example.cn 或 https://… 的形式。")

    def _colours(self) -> Iterator[Complaint]:
        for name in ("light", "dark"):
            colour = getattr(self._gazette.colours, name)
            if not COLOUR.fullmatch(colour):
                message = f"颜色“{colour}”写得不对。"
                yield Complaint("colour", self._line("colours", name), message, "请写成 #9b1c1c 的形式，用小写字母。")

    def _codes(self) -> Iterator[Complaint]:
        for place, series in enumerate(self._gazette.series):
            if not CODE.fullmatch(series.code):
                message = f"“{series.text}”的代号“{series.code}”不能用作编号。"
                yield Complaint("code", self._line("series", place, "code"), message, "请只用小写字母和数字，例如 zf。")

    def _repeated(self, key: str, shown: str, names: Callable[[Any], set[str]]) -> Iterator[Complaint]:
        met: set[str] = set()
        for place, item in enumerate(getattr(self._gazette, key)):
            for name in sorted(names(item) & met):
                line = self._line(key, place, shown)
                yield Complaint("repeated", line, f"{key} 里的“{name}”写了两次。", "请删去一处，或改成不同的写法。")
            met.update(names(item))

    def _kinds(self) -> Iterator[Complaint]:
        kinds = sorted(KIND_OF.values())
        for place, section in enumerate(self._gazette.sections):
            if section.kind not in kinds:
                message = f"栏目“{section.text}”的种类“{section.kind}”不存在。"
                yield Complaint(
                    "kind-unknown", self._line("sections", place, "kind"), message, _near(section.kind, kinds)
                )

    def _issuers(self) -> Iterator[Complaint]:
        names = [issuer.name for issuer in self._gazette.issuers]
        for place, series in enumerate(self._gazette.series):
            if self._gazette.issuer(series.issuer) is None:
                message = f"“{series.text}”的发文机关“{series.issuer}”不在 issuers 里。"
                yield Complaint(
                    "issuer-unknown", self._line("series", place, "issuer"), message, _near(series.issuer, names)
                )

    def _line(self, *steps: str | int) -> int:
        node: Node = self._root
        for step in steps:
            node = _child(node, step) or node
        return node.line


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Table):
        return next((value for name, value in node.entries if name.text == step), None)
    return node.items[step] if isinstance(node, Listing) and isinstance(step, int) else None


def _near(text: str, known: list[str]) -> str:
    near = difflib.get_close_matches(text, known, n=1, cutoff=0.4)
    if near:
        return f"是否要写“{near[0]}”？"
    return f"请写其中之一：{'、'.join(known)}。" if known else "请先在 issuers 里写上它。"


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GazetteError(f"{path.as_posix()}: 文件读不出来。请检查它是否存在、能否读取。") from error
    if len(content) > LIMIT:
        raise too_large()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TreeError(Complaint("not-utf8", line, "这一行不是 UTF-8 编码。", "请用 UTF-8 编码另存。")) from error


def _tree(text: str) -> Table:
    try:
        root = grow(yaml.parse(text, Loader=LOADER), 1, TAG_OF)
    except yaml.YAMLError as error:
        raise broken(error, 1) from error
    if isinstance(root, Scalar) and root.tag == "null":
        raise TreeError(Complaint("empty", 1, "文件是空的。", "请至少写上公报的名称，例如 name: 某市人民政府公报。"))
    if not isinstance(root, Table):
        raise TreeError(Complaint("field-type", root.line, "这里应是一组字段。", "请改为“字段名: 值”的写法。"))
    return root


def _sentences(shown: str, complaints: list[Complaint]) -> str:
    found = shortened(complaints)
    return "\n".join(str(Problem(each.code, "error", shown, each.line, each.message, each.hint)) for each in found)
