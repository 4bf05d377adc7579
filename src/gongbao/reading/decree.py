"""A decree: its frame, its text, what it issues and what it says that can be looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongbao import dates, numbers, typography
from gongbao.gazette import Gazette
from gongbao.model import Attachment, Decree, Doubt, Instrument, Lines, SourceRef, Table, Task, TitleVariant
from gongbao.reading import blocks as blocks_
from gongbao.reading import body as body_
from gongbao.reading import titles, words
from gongbao.reading.facts import attachments, citations, effect, instruments, responsible
from gongbao.reading.frame import PASSED, Frame, Signature, read_frame
from gongbao.reading.lines import Line, filled

# Matches the letterhead "云州市人民政府文件" and what stands beside it: "签发人：王某", "机密★1年".
LETTERHEAD = re.compile(r"^[一-龥]{2,40}文件$|签发人：|^(?:特急|加急|平急|机密|秘密)")


@dataclass(frozen=True)
class Place:
    """Where a decree stands: its id, source, issue and lines, and the settings it is read with."""

    id: str
    source: str
    lines: Lines
    gazette: Gazette
    issue: str | None = None


@dataclass(frozen=True)
class Heading:
    """The head of a decree: its title as the text prints it, its number, and the best attested of its spellings."""

    title: str
    number: numbers.Number | None = None
    listed: str | None = None
    variants: tuple[TitleVariant, ...] = ()
    before: tuple[Line, ...] = ()  # what stands above the text and is no part of the head


@dataclass(frozen=True)
class _Plan:
    """What the frame and the lists of a decree tell about its lines before the blocks are made."""

    issued: list[instruments.Named]
    starts: dict[int, instruments.Named]
    listed: tuple[Attachment, ...]
    parts: list[attachments.Part]
    roles: dict[int, str]


def read_decree(lines: Sequence[Line], heading: Heading, place: Place) -> tuple[Decree, tuple[Table, ...]]:
    """The decree and its tables, from the lines after its title and number."""
    frame = read_frame(lines, place.gazette)
    plan = _plan(lines, heading, frame)
    known = blocks_.Known(
        tuple(name.title for name in plan.starts.values()) + tuple(part.title for part in plan.parts),
        {at - frame.addressee_end: role for at, role in plan.roles.items() if at >= frame.addressee_end},
    )
    found = [*_preface(heading), *blocks_.build(lines[frame.addressee_end :], known)]
    title = heading.listed or heading.title
    body = body_.write(found, body_.Owner(place.id, title, place.source, place.issue, heading.title))
    return _decree(heading, (frame, plan, body), place), body.tables


def _preface(heading: Heading) -> list[blocks_.Block]:
    """The words above the head, kept at the top of the body with a doubt."""
    doubt = "标题以上的这一行不是标题、文号或主送机关，已放在正文开头，请核对。"
    return [
        blocks_.Block(
            "preface", line.text, (line,), doubts=() if LETTERHEAD.match(line.text) else (Doubt(line.number, doubt),)
        )
        for line in heading.before
    ]


def _plan(lines: Sequence[Line], heading: Heading, frame: Frame) -> _Plan:
    end = frame.imprint if frame.imprint is not None else len(lines)
    notice_end = _notice_end(frame, end)
    notice = [line.text for line in filled(lines[frame.addressee_end : notice_end])]
    issued = instruments.announced(heading.listed or heading.title, _paragraphs(notice[:8]))
    list_ = attachments.announced(lines[:end])
    listed = list_.items if list_ else ()
    start = list_.last + 1 if list_ else frame.addressee_end
    parts = [part for part in attachments.printed(lines[:end], listed) if part.first >= start or not list_]
    starts = instruments.headings(lines[:end], issued, max(frame.addressee_end + 1, 1))
    alone = not starts and len(issued) == 1 and notice_end < end and not _is_omitted(issued[0], listed)
    if alone and instruments.unheaded(lines[:end], notice_end):
        starts = {notice_end: issued[0]}
    roles = frame.roles | _attachment_roles(lines, list_)
    return _Plan(issued, starts, listed, parts, roles)


def _attachment_roles(lines: Sequence[Line], list_: attachments.Announced | None) -> dict[int, str]:
    """The lines of the attachment list: each item a paragraph of its own, never a heading."""
    if list_ is None:
        return {}
    inside = (at for at in range(list_.first, list_.last + 1) if not lines[at].blank)
    return {at: "attachment" if at in list_.starts else "attachment-more" for at in inside}


def _notice_end(frame: Frame, end: int) -> int:
    """The index after the first signature; the whole text when nobody signs."""
    return frame.signatures[0].last + 1 if frame.signatures else end


def _paragraphs(texts: Sequence[str]) -> list[str]:
    """The first lines of a notice put together where a page cut them."""
    whole: list[str] = []
    for text in texts:
        if whole and whole[-1][-1] not in words.TERMINAL:
            whole[-1] += text
        else:
            whole.append(text)
    return whole


def _is_omitted(name: instruments.Named, listed: Sequence[Attachment]) -> bool:
    return any(item.omitted and titles.alike(item.title, name.title) for item in listed)


def _decree(heading: Heading, read: tuple[Frame, _Plan, body_.Body], place: Place) -> Decree:
    frame, plan, body = read
    texts = body_.texts(body)
    prose = [passage.text for passage in body.passages]
    signature = _main_signature(frame)
    signed = signature.day if signature else _passed(prose)
    number = str(heading.number) if heading.number else None
    tasks = _tasks(body, place.gazette)
    items = attachments.completed(plan.listed, plan.parts)
    title = heading.listed or heading.title
    return Decree(
        id=place.id,
        title=title,
        source=SourceRef(place.source, place.lines),
        body=body.markdown,
        issue=place.issue,
        title_variants=heading.variants,
        warnings=tuple(sorted(body.doubts, key=lambda doubt: doubt.line)),
        number=number,
        issuer=issuer(heading, signature, place.gazette) or _passed_by(prose),
        doctype=doctype(heading),
        addressee=frame.addressee,
        signed=signed,
        cc=frame.cc,
        printed_by=frame.printed_by,
        printed_on=frame.printed_on,
        publicity=frame.publicity,
        instruments=_instruments(plan),
        effective=effect.effective(prose, signed),
        repeals=effect.repeals(prose),
        attachments=items,
        cites=citations.cited(texts, _own(heading, plan, items)),
        departments=responsible.names_of(tasks),
        tasks=tasks,
        tables=tuple(table.id for table in body.tables),
    )


def _own(heading: Heading, plan: _Plan, items: Sequence[Attachment]) -> citations.Own:
    spellings = [heading.title, heading.listed or "", *(variant.text for variant in heading.variants)]
    own = [*spellings, *(name.title for name in plan.issued), *(item.title for item in items)]
    without_organ = [re.sub(r"^.{2,60}?(?=关于)", "", title) for title in spellings]
    return citations.Own((*own, *without_organ), (str(heading.number),) if heading.number else ())


def _instruments(plan: _Plan) -> tuple[Instrument, ...]:
    ordered = [plan.starts[at] for at in sorted(plan.starts)]
    return tuple(Instrument(name.title, name.type, f"instrument-{i}") for i, name in enumerate(ordered, 1))


def _tasks(body: body_.Body, gazette: Gazette) -> tuple[Task, ...]:
    found = responsible.in_text(body.passages, gazette)
    for sheet in body.sheets:
        found += responsible.in_table(sheet, gazette)
    return tuple(found)


def _main_signature(frame: Frame) -> Signature | None:
    """The signature of the decree itself: the first with a signer, else the first date that stands alone."""
    signed = [one for one in frame.signatures if one.organs]
    return signed[0] if signed else (frame.signatures[0] if frame.signatures else None)


def _passed(prose: Sequence[str]) -> date | None:
    """The day a regulation was passed, when a line under its title says so."""
    for text in prose[:4]:
        found = PASSED.match(text)
        if found:
            return dates.parse_date(found["date"])
    return None


def _passed_by(prose: Sequence[str]) -> str | None:
    """The assembly that passed a regulation, without its term and session: 某市第八届…委员会第六次会议."""
    for text in prose[:4]:
        found = PASSED.match(text)
        if found and found["organ"]:
            organ = re.sub(r"第[一二三四五六七八九十\d]{1,4}(?:届|次)(?:会议)?", "", found["organ"])
            return typography.clean_title(organ).strip("经由") or None
    return None


def issuer(heading: Heading, signature: Signature | None, gazette: Gazette) -> str | None:
    """Who issues: the signers when several, the series' organ, the title's, the signer's."""
    organs = signature.organs if signature else ()
    if len(organs) > 1:
        return "、".join(organs)
    listed = gazette.issuer_of(heading.number.series) if heading.number else None
    named = title_organ(heading.listed or heading.title)
    signer = organs[0] if organs else None
    if named and signer and named.endswith(signer):
        return listed or named
    return listed or signer or named or _of_order(heading)


def title_organ(title: str) -> str | None:
    """The organ a title begins with.

    >>> title_organ("云州市人民政府办公室关于印发某办法的通知"), title_organ("关于开展检查的通知")
    ('云州市人民政府办公室', None)
    """
    found = re.match(r"^(?P<organs>[一-龥、（）\s]{2,400}?)(?:关于|印发|转发|批转|公布|令|公告|通告)", title)
    if not found or not any(found["organs"].endswith(tail) for tail in words.ORGAN_TAILS):
        return "国务院" if title.startswith("国务院关于") else None
    return found["organs"]


def _of_order(heading: Heading) -> str | None:
    series = heading.number.series if heading.number else ""
    if series in ("令", "政府令", "人民政府令"):
        return None
    return series[:-1] if series.endswith("令") else (series[:-2] if series.endswith("公告") else None)


def doctype(heading: Heading) -> str | None:
    """The kind of 公文: an order or announcement by its number, everything else by its title."""
    series = heading.number.series if heading.number else ""
    if heading.number and heading.number.is_order:
        return "令" if series.endswith("令") else "公告"
    return words.doctype(typography.clean_title(heading.listed or heading.title))
