"""The frame of a 公文: addressee and signatures, publicity and imprint (版记), found before the text is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gongbao import dates, typography
from gongbao.gazette import Gazette
from gongbao.reading import split, titles, words
from gongbao.reading.lines import Kind, Line

PUBLICITY = re.compile(
    r"^[（(]?(?:此件|本文件?)?(?:主动|依申请|不予)?公开(?:发布)?[）)]?$|^[（(]此件[^（）()]{2,20}[）)]$|^信息公开(?:选项|属性|类别)?[：:].{2,12}$"
)
# Matches "抄送：市委各部门，…"; near miss "抄送有关单位后施行。"
CC = re.compile(r"^抄\s*[送报][：:]")
# Matches "云州市人民政府办公室 2023年3月22日印发"; near miss "现予印发。"
PRINTED = re.compile(r"^(?P<organ>[一-龥]{2,30}?)?\s*(?P<date>[\d二〇○零一三四五六七八九]{4}年.{2,8}日)\s*印发$")
# Matches "省长 李某某", "市长：王某"; near miss "市长信箱".
PERSON = re.compile(
    r"^(?:代)?(?:省长|市长|县长|区长|州长|主席|部长|局长|主任|厅长|总理|院长)[：:\s　]{0,4}(?!信箱|热线|办公|会议|专线)[一-龥·]{2,4}(?:\s*[一-龥·]{2,4})?$"
)
# Matches "（2017年12月27日某市第八届人民代表大会常务委员会第七次会议通过 …批准）".
PASSED = re.compile(
    r"^（?(?P<date>\d{4}年\d{1,2}月\d{1,2}日)(?P<organ>[^（）]{0,60}?(?:会议|委员会|政府))?[^（）]{0,80}(?:通过|批准|审议|公布|发布|修[订正])"
)
SIGNER_LINES = 24  # a joint decree is signed by at most so many organs


@dataclass(frozen=True)
class Signature:
    """Signers and date under a text: the indexes of their lines, the organs and the day."""

    first: int
    last: int
    organs: tuple[str, ...]
    day: date


@dataclass(frozen=True)
class Frame:
    """What surrounds the text of a decree; line indexes are those of the lines given."""

    addressee: str | None = None
    addressee_end: int = 0  # index after the addressee
    signatures: tuple[Signature, ...] = ()
    publicity: str | None = None
    cc: str | None = None
    printed_by: str | None = None
    printed_on: date | None = None
    imprint: int | None = None  # index where the imprint begins
    roles: dict[int, str] = field(default_factory=dict)


def read_frame(lines: Sequence[Line], gazette: Gazette) -> Frame:
    """The frame of a decree from its lines after title and number."""
    imprint = _imprint_start(lines)
    end = imprint if imprint is not None else len(lines)
    addressee, after = _addressee(lines[:end])
    signatures = tuple(_signatures(lines, (after, end), gazette))
    publicity = next((line.text for line in lines if PUBLICITY.match(line.text)), None)
    roles = {at: "signature" for sign in signatures for at in range(sign.first, sign.last + 1)}
    roles |= {at: "publicity" for at, line in enumerate(lines) if PUBLICITY.match(line.text)}
    roles |= dict.fromkeys(range(end, len(lines)), "imprint")
    cc, organ, day = _imprint(lines[end:])
    return Frame(addressee, after, signatures, publicity, cc, organ, day, imprint, roles)


def _imprint_start(lines: Sequence[Line]) -> int | None:
    """版记 stands at the end: 抄送 … and who printed it when."""
    for index in range(max(0, len(lines) - 30), len(lines)):
        text = typography.normalise(lines[index].source.text).strip()
        if CC.match(text) or PRINTED.match(text):
            return index
    return None


def _imprint(lines: Sequence[Line]) -> tuple[str | None, str | None, date | None]:
    texts = [typography.normalise(line.source.text.replace("\t", " ")).strip() for line in lines]
    texts = [text for text in texts if text]
    cc, organ, day = "", None, None
    for text in texts:
        found = PRINTED.match(text)
        if found:
            organ, day = found["organ"] or organ, dates.parse_date(found["date"])
        elif (cc and not cc.endswith("。")) or CC.match(text):
            cc += text
        elif words.is_organ(text):
            organ = text
    return CC.sub("", cc).strip() or None, organ, day


def _addressee(lines: Sequence[Line]) -> tuple[str | None, int]:
    """The 主送机关 line at the head of the text; it may run over several lines."""
    taken: list[Line] = []
    for index, line in enumerate(lines[:14]):
        if line.blank:
            continue
        if line.kind not in (Kind.TEXT,) or len(taken) == 5 or re.search(r"[。！？]", line.text):
            break
        taken.append(line)
        text = typography.clean_title("".join(one.text for one in taken))
        if text.endswith(("：", ":")):
            return (text.rstrip("：:"), index + 1) if split.is_addressee(text) and len(text) <= 400 else (None, 0)
    return None, 0


def _signatures(lines: Sequence[Line], span: tuple[int, int], gazette: Gazette) -> list[Signature]:
    found: list[Signature] = []
    floor = span[0]
    for index in range(span[0], span[1]):
        line = lines[index]
        day = _day(line)
        if day is None:
            continue
        first, organs = _signers(lines, (floor, index), gazette)
        if organs or line.kind is Kind.DATE:
            found.append(Signature(first, index, organs, day))
            floor = index + 1
    return found


def _day(line: Line) -> date | None:
    if line.kind is Kind.DATE:
        return dates.parse_date(line.text)
    # Matches "云州市人民政府 2023年3月1日" set on one line.
    tail = re.search(
        r"[\s　]?(?P<date>[\d二〇○零一三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日)$",
        line.text,
    )
    if line.kind is Kind.TEXT and tail and words.is_organ(line.text[: tail.start()].strip()):
        return dates.parse_date(tail["date"])
    return None


def _signers(lines: Sequence[Line], span: tuple[int, int], gazette: Gazette) -> tuple[int, tuple[str, ...]]:
    """The organs above a date, and the index of the first of their lines."""
    floor, index = span
    first, organs = index, []
    own = lines[index].text
    if lines[index].kind is not Kind.DATE:
        organs.append(re.sub(r"[\s　]?[\d二〇○零一三四五六七八九]{4}年.*$", "", own))
    for at in range(index - 1, max(floor, index - 3 * SIGNER_LINES) - 1, -1):
        line = lines[at]
        if line.blank:
            continue
        names = _organ_names(line, gazette)
        if not names and not PERSON.match(line.text):
            break
        organs = [*names, *organs]
        first = at
    return first, tuple(dict.fromkeys(organs))


def _organ_names(line: Line, gazette: Gazette) -> list[str]:
    """The organs a line names, if it names nothing else."""
    if line.kind is not Kind.TEXT or len(line.text) > 120 or re.search(r"[，。：；（]\S*[。：；]", line.text):
        return []
    names = [typography.clean_title(part) for part in re.split(r"[\s　、]+", line.source.text.strip()) if part.strip()]
    if len(names) > 1 and all(words.is_organ(name) and len(name) >= 4 for name in names):
        return names
    whole = titles.joined([line])
    if any(whole == issuer.name for issuer in gazette.issuers) or words.is_organ(whole):
        return [whole]
    return []
