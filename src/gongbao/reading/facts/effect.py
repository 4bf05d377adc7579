"""Dates of effect and end, and what a text puts out of force, each with its sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from gongbao import dates, numbers, numerals
from gongbao.model import Effective, Repeal
from gongbao.reading.facts.citations import named

# The subject must be the text itself: "本办法自…起施行", "自…起施行", "本通知从…起执行"; near miss "自…起施行的项目".
START = re.compile(
    r"(?:^|[。；，）])(?P<self>(?:本|该|上述|以上)[^，。；]{1,24}?)?(?:从|自|于)(?P<when>(?:(?!施行|实施|执行|生效|试行)[^，。；]){2,30}?)(?:之日)?(?:后|之后)?(?:(?<=[起后日])满?(?P<days>\d{1,3}|[一二三四五六七八九十]{1,3})[日天])?(?:后|之后)?(?:起|开始)?(?:正式|开始|组织)?"
    r"(?:施行|实施|执行|生效|试行)(?!的)"
)
RULE = re.compile(r"(?P<rule>(?:公布|发布|印发|下发|颁布|发文|签发|批准|通过)之?日|即日)")
UNTIL = re.compile(
    r"(?:有效期|执行期限|施行期限|试行期限?|期限)(?:限)?(?:截至|截止到?|截止至|到|至|为至|自[^，。；]{4,24}至)\s*(?P<until>\d{4}年\d{1,2}月\d{1,2}日)(?:止)?"
)
FROM_TO = re.compile(
    r"有效期(?:限)?[为自]+(?P<from>\d{4}年\d{1,2}月\d{1,2}日)(?:起)?至(?P<until>\d{4}年\d{1,2}月\d{1,2}日)"
)
TERM = re.compile(
    r"(?:有效期限?|试行(?:期限?)?|执行期限|实施期限|施行期限)(?:暂定)?[为：:]?(?P<term>[一二两三四五六七八九十\d]{1,3}(?:年|个月))"
)
TRIAL_END = re.compile(
    r"(?:施行|执行|实施|试行)(?:期限)?(?:至|到)(?P<until>\d{4}年\d{1,2}月\d{1,2}日)(?:止|废止|失效)?"
)
# Matches "均为2023年全年实施有效"; near miss "2023年全年供应建设用地".
WHOLE_YEAR = re.compile(r"(?P<year>\d{4})年(?:全年|度)(?:内)?(?:均)?(?:实施有效|执行有效|有效)")
# Matches what an article or item begins with, so that its sentence is read as one that stands alone.
MARKER = re.compile(
    r"^(?:第[一二三四五六七八九十百零〇\d]{1,6}条(?:之[一二三四五六七八九十])?|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[．.])[\s　]*"
)
# Matches a sentence in which the text speaks of itself: "本办法自…", "自…起施行", "现予公布，自…起施行".
SPOKEN = re.compile(r"^(?:本|该|上述|以上|此|自|从)|(?:公布|发布|印发|颁布)[^，。]{0,16}，(?:自|从)")
MONTH_DAY = re.compile(r"^(?:同年)?(?P<day>\d{1,2}月\d{1,2}日)$")
# Matches "…同时废止", "…停止执行"; near miss "不再执行《某规定》中的限制", which puts no text out of force.
REPEAL = re.compile(r"同时废止|予以废止|即行废止|(?:停止|不再)执行(?=[。；，]|$)|同时失效|自行废止|宣布废止|宣布失效")
# Matches "决定废止《某办法》"; near miss "废止〈某办法〉的决定", the name of a text.
REPEAL_OF = re.compile(r"(?:决定|宣布|现|一并|同时)，?(?:予以)?废止(?=原?《)")
# A clause ends at a comma outside 《》 and （）; what is nothing but a title goes with the clause after it.
CLAUSE = re.compile(r"(?:《[^》]*》|（[^）]*）|[^，；：])+")
BARE = re.compile(r"(?:原|和|以及|及|、|《[^》]*》|（[^）]*）)+(?:文件)?")
SENTENCE = re.compile(r"[^。！？]{1,600}[。！？]?")


def sentences(text: str) -> list[str]:
    """A paragraph's sentences, each with its stop."""
    return [found[0].strip() for found in SENTENCE.finditer(text) if found[0].strip()]


def effective(paragraphs: Sequence[str], signed: date | None) -> Effective | None:
    """When the text takes effect and ends; None when it says nothing. The last such sentence is the text's own."""
    best: Effective | None = None
    for text in paragraphs:
        for sentence in sentences(text):
            found = _in_sentence(sentence, signed)
            if found and (best is None or _weight(found) >= _weight(best)):
                best = found
    return best


def _weight(effect: Effective) -> int:
    return (
        (effect.start is not None or effect.rule is not None) * 2
        + (effect.until is not None)
        + (effect.basis.startswith("本"))
    )


def _in_sentence(sentence: str, signed: date | None) -> Effective | None:
    text = MARKER.sub("", sentence)
    if not SPOKEN.search(text):
        return None
    year = WHOLE_YEAR.search(text)
    start, rule, inferred = _start(text, signed)
    until, counted = _until(text, start)
    if year and start is None and until is None:
        start, until, inferred = date(int(year["year"]), 1, 1), date(int(year["year"]), 12, 31), True
    if start is None and rule is None and until is None:
        return None
    return Effective(start, until, sentence, inferred or counted, rule if start is None or rule else None)


def _start(sentence: str, signed: date | None) -> tuple[date | None, str | None, bool]:
    both = FROM_TO.search(sentence)
    if both:
        return dates.parse_date(both["from"]), None, False
    found = START.search(sentence)
    if not found:
        return None, None, False
    when = found["when"].strip()
    printed = dates.find_dates(when)
    if printed:
        return printed[-1].date, None, False
    rule = RULE.search(when + "之日" if not when.endswith("日") else when)
    if rule:
        return None, _rule_name(rule["rule"], found["days"]), False
    part = MONTH_DAY.match(when)
    if part and signed:
        day = dates.parse_month_day(part["day"], signed.year)
        return day, None, day is not None
    return None, None, False


def _rule_name(rule: str, days: str | None) -> str:
    name = rule if "之" in rule or rule == "即日" else rule[:-1] + "之日"
    return f"{name}后{numerals.to_int(days)}日" if days else name


def _until(sentence: str, start: date | None) -> tuple[date | None, bool]:
    for pattern in (FROM_TO, UNTIL, TRIAL_END):
        found = pattern.search(sentence)
        if found:
            return dates.parse_date(found["until"]), False
    term = TERM.search(sentence)
    if term and start:
        return dates.add_period(start, term["term"].replace("两", "二")), True
    return None, False


def repeals(paragraphs: Iterable[str]) -> tuple[Repeal, ...]:
    """The instruments a text puts out of force, with the sentence that does it."""
    found: list[Repeal] = []
    for text in paragraphs:
        for sentence in sentences(text):
            for part in _repealed(sentence):
                found += _named_in(part, sentence)
    return tuple(dict.fromkeys(found))


def _repealed(sentence: str) -> Iterator[str]:
    """The parts of a sentence that name what it repeals: before 同时废止, behind 决定废止."""
    before = 0
    for found in REPEAL.finditer(sentence):
        yield _reached(sentence[before : found.start()])
        before = found.end()
    for found in REPEAL_OF.finditer(sentence):
        clauses = CLAUSE.findall(sentence[found.end() :].rstrip("。"))
        yield "".join(itertools.takewhile(BARE.fullmatch, clauses)) or clauses[0]


def _reached(part: str) -> str:
    """The last clause that names something, with the bare titles listed before it."""
    reached = ""
    for clause in reversed(CLAUSE.findall(part)):
        if (named(reached) or numbers.find_all(reached)) and not BARE.fullmatch(clause):
            break
        reached = f"{clause}，{reached}"
    return reached


def _named_in(part: str, sentence: str) -> list[Repeal]:
    found: list[Repeal] = []
    for one in named(part):
        places = numbers.find_all(part[one.end : one.end + 60])
        near = places[0] if places and places[0].start <= 2 else None
        found.append(Repeal(str(near.number) if near else None, one.title, sentence))
    titled = {one.number for one in found}
    bare = [str(place.number) for place in numbers.find_all(part) if not _inside(part, place.start)]
    return found + [Repeal(number, None, sentence) for number in bare if number not in titled]


def _inside(text: str, at: int) -> bool:
    return text[:at].count("《") > text[:at].count("》")
