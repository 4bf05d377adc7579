"""政策解读: which decree it explains, and whom to call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from gongbao import numbers, typography
from gongbao.model import Contact, Decree, Interpretation, Interprets, SourceRef, Table
from gongbao.reading import blocks as blocks_
from gongbao.reading import body as body_
from gongbao.reading import titles
from gongbao.reading.decree import Heading, Place
from gongbao.reading.facts import citations, effect
from gongbao.reading.lines import Line

# Matches "解读机关：某局", "（一）解读单位：某局", "解读部门为某局"; the labels vary, their order does not.
ORGAN = re.compile(
    r"^(?:（[一二三四五]）|[一二三四五]、|\d[.．])?\s*(?:政策)?解读(?:机关|单位|部门|机构)[：:]\s*(?P<value>[^\s：:][^：:]{1,60})$"
)
PERSON = re.compile(
    r"^(?:（[一二三四五]）|[一二三四五]、|\d[.．])?\s*(?:(?:政策)?解读人员?|联系人|咨询人)[：:]\s*(?P<value>[^\s：:][^：:]{1,40})$"
)
PHONE = re.compile(
    r"^(?:（[一二三四五]）|[一二三四五]、|\d[.．])?\s*(?:联系(?:电话|方式)|咨询电话|解读电话|电话)[：:]\s*(?P<value>[\d（）()\-—–－、，,/转 ]{6,60})"
)
LABEL = r"(?:政策)?解读(?:机关|单位|部门|机构)|(?:政策)?解读人员?|联系人|咨询人|联系电话|联系方式|咨询电话|解读电话"
# Matches the labels that one line has side by side: "解读机关：某局；解读人：某某", "解读机关：某局解读人：某某".
INLINE = re.compile(rf"(?P<label>{LABEL})[：:]\s*(?P<value>[^；;，,。：:\s]{{2,40}}?)(?=[；;，,。\s]|{LABEL}|）?$)")
# Matches "王某（市水利局局长）"; near miss "王某、李某".
POST = re.compile(r"^(?P<name>[一-龥·]{2,12})（(?P<post>[^（）]{2,40})）$")
OF = re.compile(
    r"^(?:关于)?《(?P<title>.+)》的?(?:政策)?(?:图解|问答|解读|说明)|^(?:一图读懂|图解|解读)[：:]?《(?P<other>.+)》$"
)


def read_interpretation(
    lines: Sequence[Line], heading: Heading, place: Place, decrees: Sequence[Decree]
) -> tuple[Interpretation, tuple[Table, ...]]:
    """The interpretation and its tables; `decrees` are those of the issue, one of which it explains."""
    found = blocks_.build(lines, blocks_.Known())
    title = heading.listed or heading.title
    body = body_.write(found, body_.Owner(place.id, title, place.source, place.issue, heading.title))
    texts = body_.texts(body)
    explained, signed = resolve(explains(title, texts), decrees)
    own = citations.Own((title, heading.title, explained.title or ""), (explained.number,) if explained.number else ())
    record = Interpretation(
        id=place.id,
        title=title,
        source=SourceRef(place.source, place.lines),
        body=body.markdown,
        issue=place.issue,
        warnings=body.doubts,
        interprets=explained,
        contact=contact([passage.text for passage in body.passages]),
        cites=citations.cited(texts, own),
        effective=effect.effective([passage.text for passage in body.passages], signed),
        tables=tuple(table.id for table in body.tables),
    )
    return record, body.tables


def explains(title: str, texts: Sequence[str]) -> Interprets:
    """The decree named by the heading, with the number the opening gives it."""
    found = OF.match(title)
    name = (found["title"] or found["other"]) if found else None
    for text in texts[:4]:
        for one in citations.named(text):
            if (
                name is None
                or typography.fold(one.title) == typography.fold(name)
                or typography.fold(name) in typography.fold(one.title)
            ):
                places = numbers.find(text[one.end : one.end + 60])
                if places and places[0].start <= 6:
                    return Interprets(str(places[0].number), typography.clean_title(name or one.title))
    return Interprets(None, typography.clean_title(name) if name else None)


def contact(texts: Sequence[str]) -> Contact | None:
    """Who explains, from the labelled lines at the end."""
    values = {
        key: _labelled(pattern, texts) for key, pattern in (("organ", ORGAN), ("person", PERSON), ("phone", PHONE))
    }
    side = _inline(texts)
    told = side or Contact()
    person, post = _with_post(values["person"] or told.person)
    found = Contact(values["organ"] or told.organ, person, values["phone"] or told.phone, post)
    return found if found != Contact() else None


def _with_post(person: str | None) -> tuple[str | None, str | None]:
    """A name and the post in brackets behind it: 王某（市水利局局长）."""
    found = POST.match(person or "")
    return (found["name"], found["post"]) if found else (person, None)


def _labelled(pattern: re.Pattern[str], texts: Sequence[str]) -> str | None:
    found = next((match for text in reversed(texts) if (match := pattern.match(text))), None)
    return found["value"].strip(" 。；;，") if found else None


def _inline(texts: Sequence[str]) -> Contact | None:
    for text in reversed(texts[-6:]):
        values = {match["label"]: match["value"] for match in INLINE.finditer(text)}
        if len(values) >= 2:
            organ = next((v for k, v in values.items() if k.endswith(("机关", "单位", "部门", "机构"))), None)
            person = next((v for k, v in values.items() if k.endswith(("人", "人员"))), None)
            return Contact(organ, person, next((v for k, v in values.items() if k.endswith(("电话", "方式"))), None))
    return None


def resolve(told: Interprets, decrees: Sequence[Decree]) -> tuple[Interprets, date | None]:
    """The decree that is explained (by number, title, or the instrument it issues) and its day, if exactly one fits."""
    fits = [decree for decree in decrees if _fits(told, decree)]
    if len(fits) != 1:
        return told, None
    return Interprets(fits[0].number or told.number, told.title, fits[0].id), fits[0].signed


def _fits(told: Interprets, decree: Decree) -> bool:
    if told.number:
        return decree.number == told.number
    names = [decree.title, *(one.title for one in decree.instruments)]
    return bool(told.title) and any(titles.alike(told.title or "", name) for name in names)
