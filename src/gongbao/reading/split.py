"""An issue's body, cut where its records begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from gongbao import numbers, numerals, typography
from gongbao.gazette import Gazette
from gongbao.reading import titles, words
from gongbao.reading.contents import Contents, Entry
from gongbao.reading.lines import Kind, Line, number_of

# Matches "《…办法》政策解读", "关于《…》的解读", "《…》解读"; near miss "四、政策解读与宣传", "政策解读目录".
INTERPRETATION = re.compile(
    r"^(?:关于)?《.{4,120}》的?(?:政策)?(?:图解|问答|解读|说明)$|^(?:一图读懂|图解|解读)[：:]?《.{4,120}》$|^.{6,80}政策解读$"
)
# Matches "【市政府人事任免】（2023年3月份）", "人事任免"; near miss "关于张某等职务任免的通知".
APPOINTMENTS = re.compile(r"^[【〖]?[一-龥]{0,12}(?:人事任免|任免事项|干部任免)[】〗]?(?:（[^（）]{1,20}）)?$")
CATALOGUE = re.compile(r"^(?:\d{4}年)?(?:\d{1,2}(?:[、—-]\d{1,2})?月份?)?.{0,30}(?:发文目录|文件目录|规范性文件目录)$")
LISTS = re.compile(r"^.{0,20}(?:政策)?解读(?:材料)?目录$")
# Matches "云州市人民政府令", "某省人民代表大会常务委员会公告" alone on its line; the number follows as "第12号".
ORDER = re.compile(r"^[一-龥]{2,40}(?<!关于)(?:令|公告)$")
ORDER_NUMBER = re.compile(r"^[（(]?(?:[〔\[]\d{4}[〕\]])?第\s?[\d一二三四五六七八九十百零〇]{1,6}\s?号[）)]?$")


@dataclass(frozen=True)
class Head:
    """Where a record begins: the index of its first line, of the line after its title, and what is known of it."""

    start: int
    after: int
    kind: str
    title: str
    number: numbers.Number | None = None
    entry: Entry | None = None


@dataclass(frozen=True)
class Part:
    """The lines of one record, with its head."""

    head: Head
    lines: tuple[Line, ...]  # from the head's first line to the last filled one

    @property
    def rest(self) -> tuple[Line, ...]:
        """The lines after the title and the number line."""
        return self.lines[self.head.after - self.head.start :]


def find_heads(lines: Sequence[Line], contents: Contents | None, gazette: Gazette) -> list[Head]:
    """Every place where a record begins, in order."""
    entries = contents.entries if contents else ()
    heads: dict[int, Head] = {}
    for head in _numbered(lines, entries):
        heads.setdefault(head.start, head)
    for head in _listed(lines, entries, heads, gazette):
        heads.setdefault(head.start, head)
    for head in _formed(lines, heads):
        heads.setdefault(head.start, head)
    return sorted(heads.values(), key=lambda head: head.start)


def parts(lines: Sequence[Line], heads: Sequence[Head]) -> Iterator[Part]:
    """The body cut at the heads; blank lines between records belong to nobody."""
    for head, following in zip_longest(heads, heads[1:]):
        end = following.start if following else len(lines)
        while end > head.after and (lines[end - 1].blank or lines[end - 1].kind in (Kind.RULE, Kind.PAGE)):
            end -= 1
        yield Part(head, tuple(lines[head.start : end]))


def _numbered(lines: Sequence[Line], entries: Sequence[Entry]) -> Iterator[Head]:
    """Decrees by their number line: the title stands above it, or (GB/T 9704) below."""
    floor = 0
    for index, line in enumerate(lines):
        order = order_head(lines, index) if line.kind is Kind.TEXT and index >= floor else None
        if order:
            entry = next((e for e in entries if order.number and e.number == str(order.number)), None)
            floor = order.after
            yield replace(order, entry=entry)
            continue
        suffixed = _suffixed(lines, index, floor) if line.kind is Kind.TEXT else None
        if suffixed:
            entry = next((e for e in entries if e.number == str(suffixed.number)), None)
            floor = suffixed.after
            yield replace(suffixed, entry=entry)
            continue
        number = number_of(line.text) if line.kind is Kind.NUMBER else None
        if number is None:
            continue
        entry = next((e for e in entries if e.number == str(number)), None)
        head = _above(lines, (floor, index), number, entry) or _below(lines, index, number, entry)
        if head:
            floor = head.after
            yield head


def _suffixed(lines: Sequence[Line], index: int, floor: int) -> Head | None:
    """A heading with its number in brackets behind it, over an addressee: 某某关于…的通知（云政发〔2023〕5号）."""
    if not titles.NUMBER_BEHIND.search(lines[index].text):
        return None
    following = next((line for line in lines[index + 1 : index + 8] if not line.blank), None)
    if following is None or not is_addressee(following.text):
        return None
    taken: list[int] = []
    for at in range(index, max(floor, index - 8) - 1, -1):
        line = lines[at]
        if line.blank:
            continue
        if line.kind is not Kind.TEXT or line.text.endswith("。") or len(taken) == titles.MOST_LINES:
            break
        taken.insert(0, at)
        title, number = titles.parted(titles.joined([lines[i] for i in taken]))
        if titles.complete(title):
            start = with_organs(lines, taken, floor)[0]
            return Head(start, index + 1, "decree", titles.parted(titles.joined(lines[start : index + 1]))[0], number)
    return None


def _above(lines: Sequence[Line], span: tuple[int, int], number: numbers.Number, entry: Entry | None) -> Head | None:
    floor, index = span
    taken: list[int] = []
    choices: list[tuple[float, int]] = []
    for at in range(index - 1, floor - 1, -1):
        line = lines[at]
        if line.blank:
            continue
        if line.kind is not Kind.TEXT or len(taken) == titles.MOST_LINES or line.text.endswith(("。", "；")):
            break
        taken.insert(0, at)
        title = titles.joined([lines[i] for i in taken])
        choices.append((_title_worth(title, entry), at))
    if not choices:
        return None
    worth, start = max(choices, key=lambda choice: choice[0])
    if worth <= 0:
        return None
    if not (entry and worth >= 1):
        start = with_organs(lines, [at for at in range(start, index) if not lines[at].blank], floor)[0]
    return Head(start, index + 1, "decree", titles.joined(lines[start:index]), number, entry)


def with_organs(lines: Sequence[Line], taken: Sequence[int], floor: int = 0) -> Sequence[int]:
    """The title's lines with the organs set above a 关于…: each of a joint decree has a line of its own."""
    if not lines[taken[0]].text.startswith(("关于", "印发", "转发")):
        return taken
    for at in range(taken[0] - 1, floor - 1, -1):
        if lines[at].blank:
            continue
        if lines[at].kind is not Kind.TEXT or not words.is_organ(titles.joined([lines[at]])):
            break
        taken = [at, *taken]
    return taken


def _title_worth(title: str, entry: Entry | None) -> float:
    like = titles.likeness(title, entry.title) if entry else 0.0
    if like >= titles.CLOSE:
        return 1 + like
    if titles.complete(title):
        return 1.0 - len(title) / 1000
    return 0.3 if words.TITLE_END.search(title) else 0.0


def _below(lines: Sequence[Line], index: int, number: numbers.Number, entry: Entry | None) -> Head | None:
    taken: list[Line] = []
    for at in range(index + 1, min(len(lines), index + 12)):
        line = lines[at]
        if line.blank:
            continue
        if line.kind is not Kind.TEXT or len(taken) == titles.MOST_LINES:
            break
        taken.append(line)
        if _title_worth(titles.joined(taken), entry) >= 0.3:
            return Head(index, at + 1, "decree", titles.joined(taken), number, entry)
    return None


def _listed(
    lines: Sequence[Line], entries: Sequence[Entry], heads: dict[int, Head], gazette: Gazette
) -> Iterator[Head]:
    """Records the contents list: the first place that spells the title and is not yet taken."""
    known = {head.entry for head in heads.values() if head.entry}
    taken = {index for head in heads.values() for index in range(head.start, head.after)}
    for entry in entries:
        if entry in known:
            continue
        place = _place(lines, entry.title, taken)
        if place:
            start, after = place
            taken.update(range(start, after))
            kind = kind_of(entry.title, entry.section, gazette)
            yield Head(start, after, kind, _heading(lines, start, after, entry.title), None, entry)


def _place(lines: Sequence[Line], title: str, taken: set[int]) -> tuple[int, int] | None:
    wanted = typography.fold(title)
    best: tuple[float, int, int] | None = None
    for index, line in enumerate(lines):
        if line.blank or index in taken or line.kind not in (Kind.TEXT, Kind.MARKED):
            continue
        own = typography.fold(line.text)
        if own[:2] != wanted[:2] and own[-2:] != wanted[-2:]:
            continue
        if own.startswith(wanted) and len(own) - len(wanted) <= 4:
            return index, index + 1
        after = titles.spelled_at(lines, index, title)
        like = titles.likeness(titles.joined(lines[index:after]), title) if after else 0.0
        if after and (best is None or like > best[0]):
            best = (like, index, after)
        if best and best[0] == 1.0:
            break
    return best[1:] if best else None


def _heading(lines: Sequence[Line], start: int, after: int, wanted: str) -> str:
    """The heading as printed; when something is glued behind the title (…任命：) only the title."""
    title = titles.joined(lines[start:after])
    return wanted if len(typography.fold(title)) > len(typography.fold(wanted)) and title.endswith("：") else title


def _formed(lines: Sequence[Line], heads: dict[int, Head]) -> Iterator[Head]:
    """Records that neither a number nor the contents announce, by the form of their heading."""
    taken = {index for head in heads.values() for index in range(head.start, head.after)}
    listing = False
    for index, line in enumerate(lines):
        if index in heads:
            listing = heads[index].kind == "interpretation-catalogue"
        if line.blank or index in taken or line.kind not in (Kind.TEXT,) or len(line.text) > 120:
            continue
        head = None if listing else _form(lines, index)
        if head:
            listing = head.kind == "interpretation-catalogue"
            taken.update(range(head.start, head.after))
            yield head


def _form(lines: Sequence[Line], index: int) -> Head | None:
    text = typography.clean_title(lines[index].text)
    for pattern, kind in (
        (LISTS, "interpretation-catalogue"),
        (CATALOGUE, "catalogue"),
        (APPOINTMENTS, "appointments"),
    ):
        if pattern.match(text):
            return Head(index, index + 1, kind, text)
    if INTERPRETATION.match(text) and not text.endswith("。") and _followed_by_prose(lines, index):
        return Head(index, index + 1, "interpretation", text)
    return _unnumbered(lines, index)


def _followed_by_prose(lines: Sequence[Line], index: int) -> bool:
    following = next((line for line in lines[index + 1 :] if not line.blank), None)
    return following is not None and not INTERPRETATION.match(following.text) and following.kind is not Kind.ROW


def _unnumbered(lines: Sequence[Line], index: int) -> Head | None:
    """A decree without number: a complete title, and right below it the addressee."""
    taken: list[Line] = []
    for at in range(index, min(len(lines), index + 10)):
        line = lines[at]
        if line.blank:
            continue
        if line.kind is not Kind.TEXT or len(taken) == titles.MOST_LINES:
            return None
        if taken and is_addressee(line.text) and titles.complete(titles.joined(taken)):
            return Head(index, at, "decree", titles.joined(taken))
        taken.append(line)
    return None


def order_head(lines: Sequence[Line], index: int) -> Head | None:
    """An order: 某市人民政府令, its number on the next line."""
    text = typography.clean_title(lines[index].text)
    following = next((at for at in range(index + 1, min(len(lines), index + 5)) if not lines[at].blank), None)
    if (
        not ORDER.match(text)
        or "关于" in text
        or following is None
        or not ORDER_NUMBER.match(typography.clean_title(lines[following].text))
    ):
        return None
    number = _order_number(text, typography.clean_title(lines[following].text))
    if number is None:
        return None
    return Head(index, following + 1, "decree", made_public(lines, following) or text, number)


def made_public(lines: Sequence[Line], at: int) -> str | None:
    """The title an order makes public: the next line that names an instrument, or the 《》 of its text."""
    for i in range(at + 1, min(len(lines), at + 20)):
        text = titles.joined([lines[i]])
        if text and len(text) <= 60 and words.INSTRUMENT_END.search(text) and not text.endswith("。"):
            return text
        found = re.search(r"《(?P<title>[^《》]{4,80})》", text)
        if found and words.INSTRUMENT_END.search(found["title"]):
            return found["title"]
    return None


def _order_number(series: str, text: str) -> numbers.Number | None:
    found = re.search(r"第\s?(?P<serial>[\d一二三四五六七八九十百零〇]{1,6})\s?号", text)
    serial = numerals.to_int(found["serial"]) if found else None
    year = re.search(r"\d{4}", text)
    return numbers.Number(series, int(year[0]) if year else None, serial) if serial is not None else None


# Matches "各县（市、区）人民政府，市政府各部门、直属各单位："; near miss "现将有关事项通知如下：".
ADDRESSEE_WORDS = re.compile(
    r"政府|部门|单位|委员会|委|局|办事处|办公[室厅]|公司|院校|学校|高校|机构|组织|企业|处|厅|镇|乡|县|区|园区|银行|中心"
)
NOT_ADDRESSEE = re.compile(
    r"来源|日期|浏览|字号|网站|点击|时间|如下|以下|下列|通知|决定|意见|现将|根据|为了|为进一步|[。！？；]|规定：|责任单位|牵头单位|联系"
)


def is_addressee(text: str) -> bool:
    """True for the 主送机关 line: organs, and a colon at the end."""
    return text.endswith(("：", ":")) and bool(ADDRESSEE_WORDS.search(text)) and not NOT_ADDRESSEE.search(text)


def kind_of(title: str, section: str | None, gazette: Gazette) -> str:
    """The kind of record a heading announces; its section decides where the form does not."""
    text = typography.clean_title(title)
    forms = (
        (LISTS, "interpretation-catalogue"),
        (CATALOGUE, "catalogue"),
        (APPOINTMENTS, "appointments"),
        (INTERPRETATION, "interpretation"),
    )
    for pattern, kind in forms:
        if pattern.match(text):
            return kind
    named = gazette.section_kind(section) if section else None
    if named in ("decree", None) and words.TITLE_END.search(text) and not text.endswith("公报"):
        return "decree"
    if named:
        return named
    if section and "解读" in section:
        return "interpretation"
    return "decree" if words.INSTRUMENT_END.search(text) and section and "文件" in section else "other"
