"""办法, 方案 …: what a decree issues, and where it stands printed in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.reading import titles, words
from gongbao.reading.facts import citations, effect
from gongbao.reading.lines import Kind, Line

# Matches "现印发给你们", "现将《…》印发", "现予公布", "现转发给你们"; near miss "已于去年印发".
ISSUES = re.compile(
    r"现(?:将|予|予以|就)?.{0,120}?(?:印发|转发|批转|公布|发布|颁布|下发|下达)|予以(?:公布|发布|印发)|(?:已经|业经).{2,80}(?:通过|同意|批准)"
)
# Matches an order's or an announcement's own words: "《…办法》已经…通过，现予公布"; near miss "根据《…制度》研究决定，现予公布".
MADE_PUBLIC = re.compile(r"^《.{4,160}现予以?(?:公布|发布)|^《.{4,160}予以公布|现(?:公布|发布|将)《")
# Matches the heart of "某市人民政府关于印发某办法的通知"; near miss "关于加强管理的通知".
NAMED = re.compile(r"(?:印发|转发|批转|公布|发布|颁布|下发)(?P<name>.{4,160})的(?:通知|公告|通告|决定|函|令)$")
# Matches "现将《甲方案》《乙清单》印发"; near miss the 印发 inside "现将《…关于印发〈甲方案〉的通知》转发".
HANDED = re.compile(r"现将(?P<what>.{2,400}?)(?:印发|转发|批转|公布|发布|颁布|下发|下达)(?![^《》]*》)")
# Matches what a decree rests on: "根据《某条例》《某办法》等规定，"; near miss the 贯彻 inside "《关于贯彻…的意见》已经同意，".
GROUNDS = re.compile(r"(?:^|(?<=，))为?(?:根据|依据|按照|依照|遵照|贯彻|落实)(?:《[^》]*》|（[^）]*）|[^，。])*，")
LONG_TEXT = 4  # so many filled lines after the signature cannot be a mere note


@dataclass(frozen=True)
class Named:
    """The name of something a decree says it issues."""

    title: str
    type: str


def announced(title: str, notice: Sequence[str]) -> list[Named]:
    """What the title and the notice say is issued; a name in the notice wins over the title's."""
    names: list[str] = []
    heart = NAMED.search(title)
    for text in notice:
        for sentence in effect.sentences(text):
            if ISSUES.search(sentence) and (heart or MADE_PUBLIC.search(sentence)):
                names += [one.title for one in citations.named(_issued(sentence))]
        if names:
            break
    if not names and heart:
        names = _from_title(heart["name"])
    kept = [citations.alone(name) for name in names]
    return [
        Named(name, type_of(name)) for name in dict.fromkeys(kept) if not words.TITLE_END.search(name) or type_of(name)
    ]


def _issued(sentence: str) -> str:
    """The part of a sentence that names what it issues: between 现将 and 印发, else before 现印发, the grounds left out."""
    handed = HANDED.search(sentence)
    if handed:
        return handed["what"]
    verb = re.search(r"现(?:予|予以|将|就)?[^《》]{0,20}(?:印发|转发|批转|公布|发布|颁布|下发)", sentence)
    return GROUNDS.sub("", sentence[: verb.end()] if verb else sentence)


def _from_title(name: str) -> list[str]:
    inside = [one.title for one in citations.named(name)]
    if inside:
        return inside
    return [name] if words.INSTRUMENT_END.search(name) else []


def type_of(title: str) -> str:
    """The kind of instrument a title names; empty when it names none.

    >>> type_of("云州市落实国民健康规划若干措施（试行）"), type_of("某某情况")
    ('若干措施', '')
    """
    found = words.INSTRUMENT_END.search(title)
    return found["type"] if found else ""


def headings(lines: Sequence[Line], names: Sequence[Named], after: int) -> dict[int, Named]:
    """Where the instruments begin: the index of the line that prints each one's name, after the notice."""
    found: dict[int, Named] = {}
    for name in names:
        for index in range(after, len(lines)):
            line = lines[index]
            if (
                line.blank
                or line.kind is Kind.ROW
                or index in found
                or len(line.text) > 80
                or words.LABELS.match(line.text)
            ):
                continue
            if titles.spelled_at(lines, index, name.title):
                found[index] = name
                break
    return found


def unheaded(lines: Sequence[Line], after: int) -> bool:
    """True when text or a table stands after the signature, so that the one thing issued is printed without heading."""
    rest = [line for line in lines[after:] if not line.blank]
    return any(line.kind is Kind.ROW for line in rest) or len(rest) >= LONG_TEXT
