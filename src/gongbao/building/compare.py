"""What is new in a site since the last build: two summaries held against each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from gongbao import numbers
from gongbao.building.order import Order
from gongbao.building.store import Store
from gongbao.building.summary import NOTE, Page, Summary, unpacked
from gongbao.errors import SiteError

RECORDS = ("issue", "decree", "printing", "text", "table")
ONLY_KNOWN = ("stub", "cited")
NAMES = {
    "issue": "期",
    "decree": "文件",
    "printing": "另一刊本",
    "text": "其他记录",
    "table": "表格",
    "stub": "文号",
    "cited": "外部文件",
    "person": "姓名",
    "organisation": "任免单位",
    "department": "责任单位",
    "source": "原文",
    "alias": "旧地址",
}
DEPARTMENTS = "departments/"
KEEP = "加上 --keep-addresses，由程序把原来的网址写进这些文件，再接着生成。"
SAID = 10  # sentences on pages that would be gone; more of them have one cause


@dataclass(frozen=True)
class Item:
    """One thing that is new, with the address it has on the site, and the file it stands in."""

    text: str
    address: str = ""
    file: str = ""


@dataclass(frozen=True)
class Group:
    """Things that are new in one way."""

    key: str
    heading: str
    unit: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Moved:
    """A record whose page has another address, while nothing leads on from the one it had."""

    name: str
    file: str  # content/issues/2023-04/yzf-2023-5.md
    before: str
    now: str


@dataclass(frozen=True)
class Difference:
    """What is new; `gone` are sentences on pages of records that would be gone without anything leading on."""

    first: bool = False  # nothing was built before
    groups: tuple[Group, ...] = ()
    gone: tuple[str, ...] = ()
    settings: bool = False  # gazette.yml is another
    moved: tuple[Moved, ...] = ()  # those of the gone whose record is still there

    @property
    def nothing(self) -> bool:
        """Whether all is as it was."""
        return not (self.first or self.groups or self.settings)

    @property
    def only_moved(self) -> bool:
        """Whether old addresses are all that is missing: they can be written into the records."""
        return bool(self.moved) and len(self.moved) == len(self.gone)


class VanishedError(SiteError):
    """Pages of records would be gone."""

    def __init__(self, found: Difference) -> None:
        rest = len(found.gone) - SAID
        said = [*found.gone[:SAID], *([f"……另有{rest}个网页会这样消失。"] if rest > 0 else [])]
        super().__init__("\n".join((*said, f"网站没有生成，原有的网站没有动。{KEEP if found.only_moved else ''}")))
        self.found = found


def remembered(order: Order) -> Summary | None:
    """The site as it was built last, as far as that was kept; None where none was."""
    if not order.store.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{order.store.as_uri()}?mode=ro", uri=True)) as connection:
            return unpacked(Store(connection).note(NOTE))
    except sqlite3.Error:
        return None


def difference(old: Summary | None, new: Summary) -> Difference:
    """What is in the new site and was not, or was otherwise, in the old one."""
    if old is None:
        return Difference(first=True)
    made = (Group(key, heading, unit, tuple(find(old, new))) for key, heading, unit, find in _GROUPS)
    groups = tuple(group for group in made if group.items)
    lost = tuple(_gone(old, new))
    said = tuple(each if isinstance(each, str) else _moved_sentence(each, new) for each in lost)
    moved = tuple(each for each in lost if isinstance(each, Moved))
    return Difference(False, groups, said, old.settings != new.settings, moved)


def refuse_vanished(found: Difference) -> None:
    """VanishedError that says of every page of a record that would be gone what is to be written, and where."""
    if found.gone:
        raise VanishedError(found)


def _name(page: Page) -> str:
    """A page as it is spoken of: 《关于…的通知》（云政发〔2023〕5号）."""
    if page.kind not in (*RECORDS, *ONLY_KNOWN):
        return page.title
    title = f"《{page.title}》" if page.title and page.kind != "issue" and page.title != page.number else page.title
    number = f"（{page.number}）" if title and page.number else page.number
    return f"{title}{number}" if page.title != page.number else page.number


def _called(name: str) -> str:
    """What a text calls another document: by its number, or by its title."""
    return name if numbers.parse(name) else f"《{name}》"


def _item(address: str, page: Page, note: str = "") -> Item:
    return Item(f"{_name(page)}{note}", address, page.file)


def _added(old: Summary, new: Summary) -> Iterator[Item]:
    """Records by their ids: a page may be new where the address is not."""
    for kind in RECORDS:
        for address, page in _of_kinds(new, kind):
            if page.id not in old.own:
                yield _item(address, page, f"，{NAMES[kind]}")


def _printed(old: Summary, new: Summary) -> Iterator[Item]:
    known = {page.number for _, page in _of_kinds(old, *ONLY_KNOWN) if page.number}
    for address, page in _of_kinds(new, "decree"):
        if page.number in known:
            yield _item(address, page)


def _resolved(old: Summary, new: Summary) -> Iterator[Item]:
    """Citations that led to no text and do now."""
    for words, kind in new.edges.items():
        if kind == "work" and old.edges.get(words, "work") != "work":
            source, _, named = words.split("\n", 2)
            address = new.own.get(source, "")
            page = new.pages.get(address)
            if page:
                yield _item(address, page, f"提到的{_called(named)}")


def _facts(kind: str) -> Callable[[Summary, Summary], Iterator[Item]]:
    def found(old: Summary, new: Summary) -> Iterator[Item]:
        for key, fact in new.facts.items():
            if fact.kind == kind and key not in old.facts:
                by = new.pages.get(fact.by)
                yield Item(
                    f"{_called(fact.name)}，见{_name(by) if by else fact.by}", fact.address, by.file if by else ""
                )

    return found


def _changed(old: Summary, new: Summary) -> Iterator[Item]:
    for address, page in _of_kinds(new, *RECORDS):
        before = old.pages.get(old.own.get(page.id, ""))
        if before and before.digest != page.digest:
            renamed = f"，原题《{before.title}》" if before.title != page.title else ""
            yield _item(address, page, renamed)


def _moved(old: Summary, new: Summary) -> Iterator[Item]:
    for address, page in _of_kinds(new, *RECORDS):
        before = old.own.get(page.id, address)
        if before != address:
            yield _item(address, page, f"，原在 {before}")


def _withdrawn(old: Summary, new: Summary) -> Iterator[Item]:
    """Texts that are gone while the page of their number is still there, as one that knows the number only."""
    for address, page in _of_kinds(old, "decree"):
        now = new.pages.get(address)
        if now and now.kind in ONLY_KNOWN:
            yield _item(address, page)


def _met(*kinds: str) -> Callable[[Summary, Summary], Iterator[Item]]:
    def found(old: Summary, new: Summary) -> Iterator[Item]:
        for address, page in _of_kinds(new, *kinds):
            before = old.pages.get(address)
            # 王小明 and 王晓明 have one address when only one of them is there.
            if before is None or (page.kind == "person" and before.title != page.title):
                yield _item(address, page)

    return found


def _lost(old: Summary, new: Summary) -> Iterator[Item]:
    """Pages of records that are gone, and then all others: nobody can help it when a misread name is put right."""
    here = new.addresses
    for address, page in sorted(old.pages.items(), key=lambda each: each[1].kind not in RECORDS):
        if address not in here:
            yield _item(address, page, f"，{NAMES[page.kind]}")
    for address in sorted(old.addresses - old.pages.keys() - here):
        yield Item("旧地址，现在没有记录的 aliases 写着它", address)
    for name in sorted(set(old.departments) - set(new.departments)):
        yield Item(f"{name}，{NAMES['department']}", DEPARTMENTS)


def _of_kinds(summary: Summary, *kinds: str) -> Iterator[tuple[str, Page]]:
    return ((address, page) for address, page in summary.pages.items() if page.kind in kinds)


def _gone(old: Summary, new: Summary) -> Iterator[str | Moved]:
    """Every record whose page is gone: where it is now, or what is to be written, and where."""
    here = new.addresses
    by_read = {page.read: page for page in new.pages.values() if page.read}
    for address, page in _of_kinds(old, *RECORDS):
        if address in here:
            continue
        now = new.pages.get(new.own.get(page.id, "")) or by_read.get(page.read)
        if now:
            yield Moved(_name(now), now.file, address, new.own[now.id])
        else:
            yield (
                f"{page.file}: {_name(page)}的网页 {address} 会消失，因为这条记录没有了。"
                f"如果内容已经归到别的记录，请在那条记录里写上 aliases: [{address}]；如果确要撤下，请加 --allow-vanished。"
            )


def _moved_sentence(moved: Moved, new: Summary) -> str:
    aliases = ", ".join((*new.aliases.get(new.pages[moved.now].id, ()), moved.before))
    return (
        f"{moved.file}: {moved.name}的网页换了地址，原来的 {moved.before} 会打不开（现在是 {moved.now}）。"
        f"请在这个文件开头的字段里写上 aliases: [{aliases}]"
    )


_Find = Callable[[Summary, Summary], Iterator[Item]]
_GROUPS: tuple[tuple[str, str, str, _Find], ...] = (
    ("added", "新收录", "条记录", _added),
    ("printed", "此前只见文号，现在有了全文", "件", _printed),
    ("resolved", "此前没有着落的引用，现在可以打开全文", "处", _resolved),
    ("repealed", "新写明废止", "处", _facts("repealed")),
    ("amended", "新写明修改", "处", _facts("amended")),
    ("changed", "内容改过", "条记录", _changed),
    ("moved", "换了地址", "个网页", _moved),
    ("withdrawn", "原来是全文，现在只剩文号的网页", "个", _withdrawn),
    ("people", "任免里新见的姓名", "个", _met("person")),
    ("mentioned", "新提到而没有全文的文件", "件", _met(*ONLY_KNOWN)),
    ("lost", "消失的网页", "个", _lost),
)
