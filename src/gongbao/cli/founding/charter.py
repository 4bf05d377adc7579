"""What a new archive is told of its gazette: read from answers, suggested from the name, doubted where it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongbao import numbers
from gongbao.gazette import ADDRESS, CODE, Issuer, Section, Series
from gongbao.site import urls

LONGEST = 60

_GOVERNMENT = re.compile(
    r"""
    # 云州市人民政府公报, 云南省海棠县人民政府政报; not: 云州公报
    (?P<place> [\u4e00-\u9fff]+? (?P<rank> 自治区 | 省 | 市 | 州 | 盟 | 县 | 区 | 旗 ) ) 人民政府
    """,
    re.VERBOSE,
)
_BETWEEN = re.compile(
    r"""
    # 云政发、云政办发; 云政发=yzf, 云政办发=yzbf
    [、，,；;\s]+
    """,
    re.VERBOSE,
)


class AnswerError(Exception):
    """An answer that cannot be taken; the text is a whole sentence."""


@dataclass(frozen=True)
class Charter:
    """The answers: all that gazette.yml of a new archive says."""

    title: str
    place: str = ""
    issuers: tuple[Issuer, ...] = ()
    series: tuple[Series, ...] = ()
    address: str = ""
    program: str = ""  # what pip installs the program from

    @property
    def sections(self) -> tuple[Section, ...]:
        """The headings that most gazettes have, by the short names of the issuers."""
        shorts = [issuer.short for issuer in self.issuers if issuer.short]
        found = [Section(f"{short}文件", "decree") for short in shorts]
        found.append(Section("政策解读", "interpretation"))
        return (*found, Section(f"{shorts[0] if shorts else ''}人事任免", "appointments"))


def title_of(text: str) -> str:
    """The name of a gazette; AnswerError for none, and for one that is no line of a title."""
    if not text:
        raise AnswerError("请写出公报的名称，例如 某市人民政府公报。")
    return _line(text)


def place_of(text: str) -> str:
    """The name of a place, which may be absent."""
    return _line(text)


def issuers_of(text: str) -> tuple[Issuer, ...]:
    """The issuers of an answer, each `全称` or `全称=简称`.

    >>> [(one.name, one.short) for one in issuers_of("云州市人民政府=市府、云州市档案馆")]
    [('云州市人民政府', '市府'), ('云州市档案馆', None)]
    """
    found = tuple(_issuer(*_parts(each, "全称=简称", 2)) for each in _each(text))
    _unlike([name for one in found for name in dict.fromkeys((one.name, one.short or one.name, *one.aliases))])
    return found


def series_of(text: str, issuers: tuple[Issuer, ...]) -> tuple[Series, ...]:
    """The series of an answer, each `代字`, `代字=代码` or `代字=代码=发文机关`; what is not said is concluded.

    >>> city = Issuer("云州市人民政府"), Issuer("云州市人民政府办公室")
    >>> [(one.text, one.code, one.issuer) for one in series_of("云政发、云政办发=yzb", city)]
    [('云政发', 'yzf', '云州市人民政府'), ('云政办发', 'yzb', '云州市人民政府办公室')]
    """
    given = [(*_parts(each, "代字=代码=发文机关", 3), "", "")[:3] for each in _each(text)]
    if given and not issuers:
        raise AnswerError("还没有写发文机关，文号系列无处可归。请先写发文机关。")
    _unlike([text for text, _, _ in given])
    taken = {code for _, code, _ in given if code}
    found = []
    for name, code, issuer in given:
        _series_text(name)
        found.append(Series(name, _code(code) or _free_code(name, taken), _issuer_of(name, issuer, issuers)))
        taken.add(found[-1].code)
    _unlike([one.code for one in found])
    return tuple(found)


def address_of(text: str) -> str:
    """The address of a site with its last slash, or nothing; AnswerError for half an address."""
    if not text:
        return ""
    if not ADDRESS.fullmatch(_line(text)):
        raise AnswerError(f"网址“{text}”不完整。请写成 https://… 的形式；还不知道就留空。")
    return text.rstrip("/") + "/"


def suggested_place(title: str) -> str:
    """The place a gazette is named after.

    >>> suggested_place("云南省海棠县人民政府政报"), suggested_place("云州公报")
    ('云南省海棠县', '')
    """
    found = _GOVERNMENT.match(title)
    return found["place"] if found else ""


def suggested_issuers(place: str) -> str:
    """The government of a place and its office, as an answer would name them."""
    return (
        f"{place}人民政府、{place}人民政府办公{'厅' if _rank(place) in ('省', '自治区') else '室'}"
        if _rank(place)
        else ""
    )


def suggested_series(place: str) -> str:
    """The two series that nearly every government has."""
    return f"{place[0]}政发、{place[0]}政办发" if _rank(place) else ""


def answer(series: Iterable[Series]) -> str:
    """Series as an answer names them, with the codes that were concluded."""
    return "、".join(f"{one.text}={one.code}" for one in series)


def _rank(place: str) -> str:
    found = _GOVERNMENT.fullmatch(f"{place}人民政府")
    return found["rank"] if found else ""


def _issuer(name: str, short: str = "") -> Issuer:
    """An issuer; for a government, the short name and the other one that every text uses."""
    _line(name)
    found = _GOVERNMENT.match(name)
    if not found:
        return Issuer(name, _line(short) or None)
    rest = name[found.end() :]
    short = _line(short) or f"{found['rank']}政府{rest}"
    alias = f"{found['rank']}人民政府{rest}"
    return Issuer(name, short, (alias,) if alias not in (name, short) else ())


def _issuer_of(series: str, named: str, issuers: tuple[Issuer, ...]) -> str:
    """Who issues a series: as it is said, else the office for 办, else the first."""
    if named:
        found = [one.name for one in issuers if named in (one.name, one.short, *one.aliases)]
        if not found:
            names = "、".join(one.name for one in issuers)
            raise AnswerError(f"“{series}”的发文机关“{named}”不在发文机关里。请写其中之一：{names}。")
        return found[0]
    offices = [one.name for one in issuers if one.name.endswith(("办公室", "办公厅"))]
    return offices[0] if offices and "办" in series else issuers[0].name


def _series_text(text: str) -> None:
    """AnswerError for what the program would not find in a text as the series of a number."""
    read = numbers.parse(f"{text}〔2000〕1号") or numbers.parse(f"{text}第1号")
    if read is None or read.series != text:
        raise AnswerError(f"“{text}”不像发文机关代字。请只写年份括号前面的字，例如 云政发。")


def _code(code: str) -> str:
    if code and not CODE.fullmatch(code):
        raise AnswerError(f"代码“{code}”不能用在网址里。请只用小写字母和数字，例如 zf。")
    if code in urls.SECTIONS:
        raise AnswerError(f"代码“{code}”是网站自己的文件夹。请换一个。")
    return code


def _free_code(text: str, taken: set[str]) -> str:
    """The first letters in pinyin, or all of the pinyin where those are another's.

    >>> _free_code("云政发", set()), _free_code("云政发", {"yzf"})
    ('yzf', 'yunzhengfa')
    """
    initials = "".join(numbers.slug(char)[:1] for char in text)
    return initials if initials not in taken | urls.SECTIONS else numbers.slug(text)


def _each(text: str) -> Iterator[str]:
    yield from filter(None, _BETWEEN.split(text))


def _parts(text: str, form: str, most: int) -> list[str]:
    parts = [part.strip() for part in text.replace("＝", "=").split("=")]
    if not parts[0] or len(parts) > most:
        raise AnswerError(f"“{text}”写得不对。请写成 {form}。")
    return parts


def _unlike(names: list[str]) -> None:
    for place, name in enumerate(names):
        if name in names[:place]:
            raise AnswerError(f"“{name}”写了两次。请删去一处，或改成不同的写法。")


def _line(text: str) -> str:
    if len(text) > LONGEST or not text.isprintable():
        raise AnswerError(f"请写在一行里，不超过{LONGEST}个字。")
    return text
