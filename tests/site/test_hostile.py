"""Hostile content shows as text wherever it stands: every field of every kind of record is tried."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from bs4 import BeautifulSoup

from gongbao.archive import Library
from gongbao.gazette import Department, Gazette, Issuer, Series
from gongbao.model import (
    Appointment,
    Appointments,
    Attachment,
    Catalogue,
    Citation,
    Colophon,
    Contact,
    Decree,
    Doubt,
    Effective,
    Instrument,
    Interpretation,
    InterpretationCatalogue,
    Interprets,
    Issue,
    Listed,
    Other,
    Record,
    Repeal,
    Revision,
    SourceRef,
    Table,
    Task,
    TitleVariant,
    TocEntry,
)
from gongbao.site.build import build
from gongbao.site.context import Site

PICTURES = Path(__file__).resolve().parents[2] / "docs/images"  # of the manual

PAYLOADS = {
    "markup": '<b onmouseover="alert(1)">云</b>',
    "script": "<script>alert(1)</script>",
    "closing": "</title></script></textarea><img src=x onerror=alert(1)>",
    "link": "[点](javascript:alert(1))",
    "address": "javascript:alert(1)",
    "entity": "&lt;script&gt;&amp;&#60;",
    "quote": "\"'><svg/onload=alert(1)>",
    "ansi": "\x1b[31m红\x07",
    "turned": "\u202e令政\u2066云\u200f",
    "template": "{{ 7 * 7 }}{% raw %}",
}
SOURCE = SourceRef("2023-04.txt", (1, 9))
# Names of files, ids and words of a closed list: they are refused before they reach a page.
CLOSED = {"id", "issue", "file", "kind", "action", "anchor", "record", "belongs_to", "tables", "aliases", "origin"}

RECORDS: tuple[Record, ...] = (
    Issue(
        "2023-04",
        "云州市人民政府公报2023年第4期",
        SOURCE,
        year=2023,
        number="04",
        serial=(238,),
        published=date(2023, 4, 25),
        colophon={"主办": "云州市人民政府办公室"},
        furniture={"masthead": (1, 1)},
        toc=(TocEntry("市政府文件", "关于防汛的通知", "云政发〔2023〕5号", 2, "yzf-2023-5"),),
    ),
    Decree(
        "yzf-2023-5",
        "云州市人民政府关于防汛的通知",
        SOURCE,
        body="# 通知\n\n正文一段。",
        issue="2023-04",
        section="市政府文件",
        page=2,
        title_variants=(TitleVariant("关于防汛通知", "toc"),),
        warnings=(Doubt(3, "第三行不清"),),
        changes=(Revision(date(2024, 1, 1), "改正一字"),),
        number="云政发〔2023〕5号",
        number_basis="依据",
        issuer="云州市人民政府",
        doctype="通知",
        addressee="各县人民政府",
        signed=date(2023, 3, 1),
        cc="市委",
        printed_by="办公室",
        publicity="此件公开发布",
        instruments=(Instrument("防汛办法", "办法", "instrument-1"),),
        effective=Effective(date(2023, 4, 1), None, "自2023年4月1日起施行。", rule="公布之日"),
        repeals=(Repeal("云政发〔2009〕1号", "关于旧防汛的通知", "同时废止。"),),
        attachments=(Attachment("附件1", "名单", True),),
        cites=(Citation("国发〔2022〕2号", "国务院关于水的通知"),),
        departments=("云州市水利局",),
        tasks=(Task(4, "修水库", ("云州市水利局",), ("云州市财政局",)),),
        tables=("yzf-2023-5-table-1",),
        site={"索引号": "0001"},
    ),
    Interpretation(
        "2023-04-interpretation-1",
        "解读",
        SOURCE,
        body="# 解读\n\n一段解读。",
        issue="2023-04",
        interprets=Interprets("云政发〔2023〕5号", "云州市人民政府关于防汛的通知", "yzf-2023-5"),
        contact=Contact("云州市水利局", "张三", "0573", "局长"),
        cites=(Citation(None, "中华人民共和国水法"),),
        effective=Effective(None, date(2030, 1, 1), "有效期至2030年。"),
    ),
    Appointments(
        "2023-04-appointments",
        "人事任免",
        SOURCE,
        body="# 人事任免\n\n任命张三。",
        issue="2023-04",
        entries=(Appointment("appoint", "张三", ("云州市水利局局长",), "试用期一年", 5),),
    ),
    Catalogue(
        "2023-04-catalogue",
        "发文目录",
        SOURCE,
        issue="2023-04",
        entries=(Listed("云政发〔2023〕6号", "另一通知", False),),
    ),
    InterpretationCatalogue(
        "2023-04-ic", "解读目录", SOURCE, issue="2023-04", entries=(Listed(None, "某解读", False),)
    ),
    Colophon("2023-04-colophon", "版权页", SOURCE, body="印数", issue="2023-04"),
    Other("2023-04-other", "大事记", SOURCE, body="一日", issue="2023-04"),
    Table(
        "yzf-2023-5-table-1",
        "名单",
        SOURCE,
        body="| 名称 | 2022年 | 2023年 |\n| --- | --- | --- |\n| 云河 | 1 | 2 |",
        issue="2023-04",
        belongs_to="yzf-2023-5",
        caption="名单",
        columns=("名称", "2022年", "2023年"),
        rows=1,
        notes=("注：无。",),
    ),
)
GAZETTE = Gazette(
    "云州市人民政府公报",
    place="云州市",
    title="云州公报",
    address="https://gazette.example/",
    issuers=(Issuer("云州市人民政府"),),
    series=(Series("云政发", "yzf", "云州市人民政府"),),
    departments=(Department("云州市水利局", ("市水利局",)),),
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The ways to every text in a record that a person could have written."""
    if isinstance(value, str):
        yield path
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in CLOSED:
                yield from places(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, Mapping):
        for key in value:
            yield from places(value[key], (*path, key))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from places(each, (*path, index))


def put(value: Any, path: tuple[str | int, ...], text: str) -> Any:
    """The value with a text at the end of a way."""
    if not path:
        return f"{value}{text}" if value else text
    step, *rest = path
    if is_dataclass(value):
        return replace(value, **{str(step): put(getattr(value, str(step)), tuple(rest), text)})  # type: ignore[type-var]
    if isinstance(value, Mapping):
        return {key: put(each, tuple(rest), text) if key == step else each for key, each in value.items()}
    return tuple(put(each, tuple(rest), text) if index == step else each for index, each in enumerate(value))


def pages(records: tuple[Record, ...], gazette: Gazette, root: Path) -> Iterator[tuple[str, str]]:
    """Every HTML page of the site of some records, as text."""
    (root / "sources").mkdir(exist_ok=True)
    (root / "sources" / "2023-04.txt").write_text("云州\n" * 9, "utf-8")
    library = Library(root, {each.id: each for each in sorted(records, key=lambda each: each.id)}, PATHS)
    for file in build(Site.of(library, gazette)):
        if file.path.endswith(".html"):
            yield file.path, file.content.decode()


PATHS = {each.id: PurePosixPath("issues/2023-04") / f"{each.id}.md" for each in RECORDS}
EVERY = [(place, way) for place, record in enumerate(RECORDS) for way in places(record)]


def acts(path: str, text: str) -> list[str]:
    """What in a page would act, or turn the text, or is no text."""
    found = [
        f"{path}: control character {char!r}"
        for char in set(re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\u200f]", text))
    ]
    soup = BeautifulSoup(text, "html.parser")
    for tag in soup.find_all(True):
        found += [f"{path}: <{tag.name} {name}>" for name in tag.attrs if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action", "xlink:href"):
            if re.match(r"\s*(javascript|data|vbscript):", str(tag.get(name, "")), re.IGNORECASE):
                found.append(f"{path}: <{tag.name} {name}={tag[name]}>")
    for script in soup.find_all("script"):
        if script.get("type") == "application/ld+json":
            json.loads(script.get_text())
        elif not script.get("src") or script.get_text():
            found.append(f"{path}: inline script {script}")
    pictures = {f"../images/{each.name}" for each in PICTURES.iterdir()}
    found += [f"{path}: {picture}" for picture in soup.find_all("img") if picture.get("src") not in pictures]
    return found


@pytest.mark.parametrize("payload", sorted(PAYLOADS))
def test_hostile_text_in_every_field_shows_as_text(payload: str, tmp_path: Path) -> None:
    """All fields at once: each carries a mark of its own, so that what is shown can be told apart."""
    records = list(RECORDS)
    for number, (place, way) in enumerate(EVERY):
        if way[-1] not in ("number", "body"):
            records[place] = put(records[place], way, f"甲{number}乙{PAYLOADS[payload]}")
    found: list[str] = []
    shown = ""
    for path, text in pages(tuple(records), GAZETTE, tmp_path):
        found += acts(path, text)
        shown += BeautifulSoup(text, "html.parser").get_text()
    assert found == []
    titles = [n for n, (place, way) in enumerate(EVERY) if way == ("title",) and RECORDS[place].kind != "issue"]
    assert [number for number in titles if f"甲{number}乙" not in shown] == []


@pytest.mark.parametrize("payload", sorted(PAYLOADS))
@pytest.mark.parametrize("kind", sorted({record.kind for record in RECORDS}))
def test_hostile_bodies_and_numbers(kind: str, payload: str, tmp_path: Path) -> None:
    records = [
        replace(record, body=f"{record.body}\n\n{PAYLOADS[payload]}")
        if record.kind == kind and kind != "table"
        else record
        for record in RECORDS
    ]
    if kind == "table":
        cell = PAYLOADS[payload].replace("|", "").replace("\n", "")
        records = [
            replace(each, body=each.body.replace("云河", cell)) if each.kind == "table" else each for each in records
        ]
    if kind == "decree":
        records = [replace(each, number=PAYLOADS[payload]) if isinstance(each, Decree) else each for each in records]
    assert [each for path, text in pages(tuple(records), GAZETTE, tmp_path) for each in acts(path, text)] == []


@pytest.mark.parametrize("payload", sorted(PAYLOADS))
def test_hostile_names_in_the_gazette(payload: str, tmp_path: Path) -> None:
    text = PAYLOADS[payload]
    gazette = replace(
        GAZETTE,
        name=text,
        place=text,
        title=text,
        issuers=(Issuer(f"云州市人民政府{text}"),),
        departments=(Department(f"云州市水利局{text}", ("市水利局",)),),
    )
    assert [each for path, page in pages(RECORDS, gazette, tmp_path) for each in acts(path, page)] == []
