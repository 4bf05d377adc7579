"""人事任免: one entry a person, with the full text of each position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongbao.gazette import Gazette
from gongbao.model import Appointment
from gongbao.reading.facts.responsible import Passage

_HAN = "\u3400-\u9fff\u3007\U00020000-\U0003ffff"  # names have rare letters
_REMARK = r"(?:（[^（）]{1,10}）)?"
# Matches "王某", "欧阳某某（女）", "阿某·某某"; near miss "王某为市" before the rest of a post.
PERSON = rf"(?!其|该|挂职|兼任|免去|决定)(?:[{_HAN}]{{1,8}}(?:[·•‧][{_HAN}]{{1,8}}){{1,4}}|[{_HAN}]{{2,4}}?){_REMARK}"
NAMES = rf"{PERSON}(?:[、，]{PERSON}){{0,30}}?"
LONG = rf"(?!其|该|挂职|兼任|免去|决定)[{_HAN}·•‧]{{2,12}}?{_REMARK}"  # a name of another tongue written without its points
POSTS = r"(?P<posts>[^、，：].{2,300}?)"
# Matches "一、", "（二）", "3．" before an entry or a heading.
MARKER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[．.、])\s*")
# Matches "任命：", "市人民政府决定免去：", "免去下列同志职务："; near miss "任命某人为", "原任的…职务同时免去".
ACTION = re.compile(
    r"^(?:[^，。]{0,16}(?:决定|同意|通知|研究)，?)?(?:(?P<remove>免去|免职|解聘)|任命|任职|聘任)"
    r"(?:(?:下列|以下)(?:同志|人员))?(?:的?职务)?(?:如下)?(?:[：:]|$)"
)
# Tried in this order; 为 is met in names and 任 in posts (主任), so the surest form comes first.
APPOINT = (
    re.compile(rf"^(?:决定)?(?:任命|聘任)(?P<names>{NAMES})(?:同志)?(?:为|担任|任){POSTS}$"),
    re.compile(rf"^(?P<names>{NAMES})(?:同志)?(?:任(?![期职免命何务])|担任){POSTS}$"),
)
# Matches "某人为某局局长" under 任命：; only with the word of a post, since 为 begins many another sentence.
APPOINT_POST = (
    re.compile(rf"^(?P<names>{NAMES})(?:同志)?为(?![为任]){POSTS}$"),
    re.compile(rf"^(?P<names>{LONG})(?:同志)?(?:任(?![期职免命何务])|担任|为){POSTS}$"),
)
# Matches "免去卢某的某局副局长职务", under 免去： also "卢某的某局副局长职务"; "原任的…职务同时免去" names nobody.
REMOVE = re.compile(
    rf"^(?:(?:决定|同意)?免去)?(?P<names>{NAMES}|{LONG})(?:同志)?(?:兼任的|原任的|担任的|的){POSTS}(?:职务)?$"
)
# Matches "某人因到龄退休，免去其某局局长职务", "接受某人辞去某局局长职务的请求".
LEAVE = (
    re.compile(
        rf"^(?P<names>{NAMES})(?:同志)?(?:(?:因|由于)[^，]{{1,30}}|已?(?:到|达)[^，]{{0,8}}(?:龄|退休|期满)[^，]{{0,8}})，(?:决定|同意)?(?:免去|不再担任)其?的?{POSTS}(?:职务)?$"
    ),
    re.compile(
        rf"^(?:决定)?(?:接受|同意|批准)(?P<names>{NAMES})(?:同志)?(?:辞去|辞职){POSTS}职务(?:的?(?:请求|申请))?$"
    ),
)
REASON = re.compile(r"^(?:因|由于|鉴于)[^，]{1,30}，(?=(?:决定|同意)?免去)")
# Matches what a new post ends: "，免去其某局副局长职务", "，不再担任某局副局长职务".
ALSO = re.compile(rf"，(?:同时)?(?:免去|不再担任)(?:其|他|她)?(?:原任|兼任)?的?{POSTS}(?:职务)?$")
# Matches "（试用期一年）", "，试用期一年，自5月起计算", "，退休" behind the post; near miss "，兼任某局局长".
NOTE = re.compile(
    r"（(?P<note>(?:试用期|挂职|任期|聘期|任职时间|保留|兼|列|正|副|自|时间|不再|排)[^（）]{0,40})）$"
    r"|[，、](?P<plain>(?:任职)?(?:试用期|挂职|任期|聘期|任职时间|退休|到龄|另有任用|辞职|保留|级别|原职级)[^；]{0,40})$"
)
NOBODY = re.compile(
    r"^(?:原任的?|原担任的?)?(?P<posts>.{4,400}?职务)(?:(?:同时|自行|自然|相应)?免(?:去|除))?(?P<rest>.*)$"
)
HEADING = re.compile(r"^[【〖]|人事任免|[：:]$")
JOIN = re.compile(r"^兼(?:任)?的?")


def entries(passages: Sequence[Passage], gazette: Gazette) -> tuple[Appointment, ...]:
    """Every appointment and removal in the passages, one a person, in order."""
    found: list[Appointment] = []
    action = "appoint"
    for passage in passages:
        for part in re.split(r"[；;。]", passage.text):
            text = MARKER.sub("", part.strip())
            headed = ACTION.match(text)
            if headed:
                action = "remove" if headed["remove"] else "appoint"
                text = text[headed.end() :].strip()
            if text and not HEADING.search(text):
                found += _entry(Passage(passage.line, text), action, gazette)
    return tuple(found)


def _entry(passage: Passage, action: str, gazette: Gazette) -> Iterator[Appointment]:
    text, note = _note(REASON.sub("", passage.text))
    place = (note, passage.line)
    removal = _removed(text, action, gazette)
    also = ALSO.search(text)
    appointment = _appointed(text[: also.start()] if also else text, gazette)
    if removal:
        yield from _each("remove", removal, place, gazette)
    elif appointment and not text.startswith(("原任", "免去")):
        yield from _each("appoint", appointment, place, gazette)
        if also:
            yield from _each("remove", (appointment[0], also["posts"]), (None, passage.line), gazette)
    elif "职务" in text and (action == "remove" or text.startswith("原") or "免" in text) and "免去" not in text[:2]:
        nobody = NOBODY.match(text)
        posts = nobody["posts"].removesuffix("职务") if nobody else text
        rest = nobody["rest"].strip("，") or None if nobody else None
        yield Appointment("remove", None, tuple(_positions(posts, gazette)), note or rest, passage.line)


def _appointed(text: str, gazette: Gazette) -> tuple[str, str] | None:
    """The names and the posts of an appointment."""
    for pattern in (*APPOINT, *APPOINT_POST):
        found = pattern.match(text)
        if found and (pattern in APPOINT or found["posts"].endswith(gazette.positions)):
            return found["names"], found["posts"]
    return None


def _removed(text: str, action: str, gazette: Gazette) -> tuple[str, str] | None:
    """The names and the posts of a removal."""
    for pattern in LEAVE:
        found = pattern.match(text)
        if found:
            return found["names"], found["posts"]
    told = "免去" in text[:4]
    if text.startswith("原") or not (told or (action == "remove" and text.endswith("职务"))):
        return None
    found = REMOVE.match(text) or _unmarked(gazette).match(text)
    return (found["names"], found["posts"]) if found else None


def _unmarked(gazette: Gazette) -> re.Pattern[str]:
    """免去卢某某市财政局局长职务 has no 的: the name ends where an organ of the gazette's place begins."""
    known = {gazette.place, *(issuer.name for issuer in gazette.issuers), *(one.name for one in gazette.departments)}
    organs = "|".join([*(re.escape(name) for name in sorted(known - {""})), "[省市县区]", "中共", "国家"])
    return re.compile(rf"^(?:(?:决定|同意)?免去)?(?P<names>{NAMES})(?:同志)?(?P<posts>(?:{organs}).{{3,300}}?)职务$")


def _each(action: str, told: tuple[str, str], place: tuple[str | None, int], gazette: Gazette) -> Iterator[Appointment]:
    note, line = place
    posts = tuple(_positions(told[1].removesuffix("职务"), gazette))
    for name in re.split(r"[、，]", re.sub(r"（[^（）]*）", "", told[0])):
        yield Appointment(action, name.removesuffix("同志"), posts, note, line)


def _note(text: str) -> tuple[str, str | None]:
    found = NOTE.search(text)
    return (text[: found.start()], found["note"] or found["plain"]) if found else (text, None)


def _positions(text: str, gazette: Gazette) -> Iterator[str]:
    """The positions of a list, each with its organisation: 某公司董事长、总经理 is two posts of one company."""
    organ = ""
    ends = "".join(sorted({word[-1] for word in gazette.positions}))
    joint = re.compile(rf"(?<=[{ends}])兼(?![^（]*）)")  # 某办副秘书长兼某局局长
    for part in _parts(joint.sub("，兼", text)):
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
