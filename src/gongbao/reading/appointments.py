"""人事任免: one entry a person, with the full text of each position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongbao.gazette import Gazette
from gongbao.model import Appointment
from gongbao.reading.facts.responsible import Passage

NAMES = r"[一-龥·]{2,12}(?:（女）|（兼）)?(?:[、，][一-龥·]{2,12}(?:（女）|（兼）)?){0,30}"
# Matches "金某任云州市人民政府副秘书长（试用期一年）", "任命王某为云州市公安局局长"; near miss "任期三年".
APPOINT = re.compile(rf"^(?:任命|聘任|决定任命)?(?P<names>{NAMES}?)(?:同志)?(?:任(?!期)|为|担任)(?P<posts>.{{3,300}})$")
# Matches "免去卢某的云州市交通运输局副局长职务", "免去卢某云州市财政局局长职务"; "原任的…职务同时免去" names nobody.
REMOVE = re.compile(
    rf"^(?:同意|决定)?免去(?P<names>{NAMES}?)(?:同志)?(?:的|兼任的|原任的)(?P<posts>.{{3,300}}?)(?:职务)?$"
)
NOTE = re.compile(r"（(?P<note>(?:试用期|挂职|任期|聘期|任职时间|保留|兼|列|正|副|自|时间|不再|排)[^（）]{0,40})）$")
# Matches "，试用期一年", "，退休" behind the post; near miss "，兼任某局局长".
TAIL = re.compile(
    r"，(?P<note>(?:试用期|挂职|任期|聘期|任职时间|退休|到龄|另有任用|辞职|保留|级别|原职级)[^，；]{0,24})$"
)
NOBODY = re.compile(r"^(?:原任的|原担任的)?(?P<posts>.{4,400}?职务)(?P<rest>(?:同时|自行|自然|相应)?免(?:去|除).*|.*)$")
HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}、)?(?:任命|免去|任职|免职|聘任|解聘|任免)[:：]?$|^[【〖]|人事任免|如下[：:]$"
)
CONCURRENT = re.compile(r"[，、](?=兼(?:任)?)")
JOIN = re.compile(r"^兼(?:任)?的?")


def entries(passages: Sequence[Passage], gazette: Gazette) -> tuple[Appointment, ...]:
    """Every appointment and removal in the passages, one a person, in order."""
    found: list[Appointment] = []
    action = "appoint"
    for passage in passages:
        for text in (part.strip() for part in re.split(r"[；;。]", passage.text)):
            if re.match(r"^(?:[一二三四五六七八九十]{1,2}、)?(?:免去|免职|解聘)[：:]?$", text):
                action = "remove"
            elif re.match(r"^(?:[一二三四五六七八九十]{1,2}、)?(?:任命|任职|聘任)[：:]?$", text):
                action = "appoint"
            elif text and not HEADING.search(text):
                found += _entry(Passage(passage.line, text), action, gazette)
    return tuple(found)


def _entry(passage: Passage, action: str, gazette: Gazette) -> Iterator[Appointment]:
    text, note = _note(passage.text)
    removal, appointment = REMOVE.match(text), APPOINT.match(text)
    if removal:
        yield from _each("remove", removal, (note, passage.line), gazette)
    elif appointment and not text.startswith("原任"):
        yield from _each("appoint", appointment, (note, passage.line), gazette)
    elif "职务" in text:
        nobody = NOBODY.match(text)
        posts = re.sub(r"^(?:原任的|原担任的)|职务$", "", nobody["posts"]) if nobody else text
        rest = nobody["rest"].strip("，") or None if nobody else None
        yield Appointment(action, None, tuple(_positions(posts, gazette)), note or rest, passage.line)


def _each(action: str, found: re.Match[str], place: tuple[str | None, int], gazette: Gazette) -> Iterator[Appointment]:
    note, line = place
    posts = tuple(_positions(found["posts"].removesuffix("职务"), gazette))
    for name in re.split(r"[、，]", found["names"]):
        yield Appointment(action, re.sub(r"（[^（）]*）", "", name), posts, note, line)


def _note(text: str) -> tuple[str, str | None]:
    found = NOTE.search(text) or TAIL.search(text)
    return (text[: found.start()], found["note"]) if found else (text, None)


def _positions(text: str, gazette: Gazette) -> Iterator[str]:
    """The positions of a list, each with its organisation: 某公司董事长、总经理 is two posts of one company."""
    organ = ""
    for part in _parts(text):
        plain = JOIN.sub("", part)
        own = _organ(plain, gazette)
        yield plain if own or not organ else organ + plain
        organ = own or organ


def _parts(text: str) -> list[str]:
    """Split at 、 and ， outside brackets."""
    parts, depth = [""], 0
    for char in text:
        depth += (char in "（(") - (char in "）)")
        if char in "、，" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part for part in parts if part]


def _organ(position: str, gazette: Gazette) -> str:
    """What stands before the word of the position: 某局 of 某局副局长; empty for a bare 总经理."""
    word = next((word for word in sorted(gazette.positions, key=len, reverse=True) if position.endswith(word)), "")
    return position[: -len(word)] if word else (position if len(position) > 8 else "")
