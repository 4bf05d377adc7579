"""Each record beside its page: JSON, the Markdown of content/, plain text; and all of them in one file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from data_archive import ALL, DYKES, FLOOD, HERE, opened, written_at

from gongbao.archive import as_json, dump
from gongbao.site.context import Site
from gongbao.site.data.forms import CAUTION, forms
from gongbao.site.data.lines import archive
from gongbao.site.data.plain import PlainText
from gongbao.site.data.volumes import whole


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An archive on disk."""
    return written_at(tmp_path)


@pytest.fixture
def site(content: Path) -> Site:
    """Its site."""
    return opened(content)


def files(site: Site) -> Mapping[str, str]:
    """The other forms by their path."""
    return {file.path: file.content.decode() for file in forms(site)}


def concluded(site: Site, path: str) -> dict[str, Any]:
    """What the JSON of a record says the program concluded."""
    found: dict[str, Any] = json.loads(files(site)[path])["concluded"]
    return found


def test_every_record_has_three_forms_beside_its_page(site: Site) -> None:
    wanted = {f"{site.urls.record(record)}index.{form}" for record in ALL for form in ("json", "md", "txt")}
    assert files(site).keys() == wanted
    assert {"issues/2023-04/index.json", "yzf/2023/5/p2/index.md"} <= wanted


def test_json_keeps_the_front_matter_apart_from_what_was_concluded(site: Site) -> None:
    told = json.loads(files(site)["yzf/2023/5/index.json"])
    assert told.pop("address") == f"{HERE}yzf/2023/5/"
    assert told.pop("concluded")
    assert told == as_json(FLOOD)


def test_citations_are_told_with_what_they_lead_to(site: Site) -> None:
    cites = {each["number"] or each["title"]: each for each in concluded(site, "yzf/2023/5/index.json")["cites"]}
    assert cites["云政发〔2023〕6号"]["address"] == f"{HERE}yzf/2023/6/"
    assert cites["云政发〔2019〕3号"]["state"] == "number_only"
    assert cites["云州市人民政府关于表彰先进的决定"]["candidates"] == ["2023-04-decree-1", "2023-05-decree-1"]


def test_a_decree_knows_who_cites_and_explains_it_and_its_printings(site: Site) -> None:
    found = concluded(site, "yzf/2023/5/index.json")
    assert ("yzf-2023-6", "cites") in {(each["record"], each["relation"]) for each in found["cited_by"]}
    assert [each["record"] for each in found["interpretations"]] == ["2023-04-interpretation-1"]
    assert [each["address"] for each in found["printings"]] == [f"{HERE}yzf/2023/5/", f"{HERE}yzf/2023/5/p2/"]


def test_validity_is_sentences_and_days_and_never_a_status(site: Site) -> None:
    event = concluded(site, "yzf/2023/5/index.json")["validity"][0]
    assert (event["kind"], event["date"], event["inferred"]) == ("from", "2023-04-01", False)
    assert event["basis"] == "本通知自2023年4月1日起施行。"
    assert "有效" not in json.dumps(concluded(site, "yzf/2023/5/index.json"), ensure_ascii=False)


def test_a_record_of_which_nothing_was_concluded_says_so(site: Site) -> None:
    assert concluded(site, "issues/2023-04/catalogue/index.json") == {}


def test_markdown_is_the_file_as_it_lies_there_even_if_a_person_wrote_it(content: Path) -> None:
    path = content / "issues/2023-05/yzf-2023-6.md"
    corrected = path.read_text("utf-8").replace("---\n", "---\n# 已核对\n", 1)
    path.write_text(corrected, "utf-8")
    assert files(opened(content))["yzf/2023/6/index.md"] == corrected
    assert corrected != dump(opened(content).library.records["yzf-2023-6"])


def test_plain_text_reads_without_marks(site: Site) -> None:
    text = files(site)["yzf/2023/5/index.txt"]
    head, _, rest = text.partition("\n\n")
    assert head.split("\n") == [
        FLOOD.title,
        "发文字号：云政发〔2023〕5号",
        "发文机关：云州市人民政府",
        "成文日期：2023年3月1日",
        "主送：各县（市、区）人民政府",
        "刊登于：云州市人民政府公报2023年第04期",
    ]
    assert rest.startswith("一、加固堤防\n\n投入<5%的*资金*，见 http://www.yunzhou.example。\n\n")
    assert "\n\n2. 巡查 A&B\n\n" in rest
    assert rest.endswith(f"——\n网址：{HERE}yzf/2023/5/\n{CAUTION}\n")


def test_a_table_stands_in_the_text_with_tabs_between_its_cells(site: Site) -> None:
    rows = "序号\t堤防\t单位, 责任\n1\t=北堤 | 东段\t\n2\t南堤\t市“水利”局"
    assert f"表1 堤防\n{rows}\n\n" in files(site)["yzf/2023/5/index.txt"]
    assert f"{rows}\n\n注：单位为米。\n\n" in files(site)["tables/yzf-2023-5-table-1/index.txt"]


def test_an_inferred_number_is_told_as_such(site: Site) -> None:
    assert "发文字号：云政发〔2023〕5号（程序推断，原文没有印出）" in files(site)["yzf/2023/5/p2/index.txt"]


def test_a_heading_that_differs_from_the_title_is_kept(tmp_path: Path) -> None:
    content = written_at(tmp_path)
    path = content / "issues/2023-04/yzf-2023-5.md"
    path.write_text(path.read_text("utf-8").replace("# 云州市人民政府关于防汛", "# 云州市人民政府关于防讯"), "utf-8")
    assert "\n\n云州市人民政府关于防讯“一张图”" in files(opened(content))["yzf/2023/5/index.txt"]


def test_the_text_of_an_issue_lists_its_contents(site: Site) -> None:
    text = files(site)["issues/2023-04/index.txt"]
    assert "【市政府文件】\n关于防汛的通知（云政发〔2023〕5号）\n缺的" in text


def test_where_the_site_stands_nowhere_yet_the_path_is_told(content: Path) -> None:
    nowhere = opened(content)
    nowhere = Site.of(nowhere.library, replace(nowhere.gazette, address=""))
    assert "站内地址：yzf/2023/5/\n" in files(nowhere)["yzf/2023/5/index.txt"]
    assert json.loads(files(nowhere)["yzf/2023/5/index.json"])["address"] == "yzf/2023/5/"


def test_the_archive_is_a_line_for_each_record_by_id(site: Site) -> None:
    lines = archive(site, whole(site)).content.decode().split("\n")
    assert lines.pop() == ""
    told = [json.loads(line) for line in lines]
    assert [each["id"] for each in told] == sorted(record.id for record in ALL)
    assert told[-1] == json.loads(files(site)[f"{site.urls.record(site.library.records[told[-1]['id']])}index.json"])


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("", ""),
        ("### （一）标题", "（一）标题"),
        ("一行\n接着", "一行 接着"),
        ("字号　标题", "字号　标题"),
        ("- 甲\n- 乙", "· 甲\n· 乙"),
        ("1. 甲\n2. 乙", "1. 甲\n2. 乙"),
        ("> 引文\n\n后", "引文\n\n后"),
        ("见[别处](yzf-2023-6.md)的表", "见别处的表"),
        ("[表](gone.md)", "表"),
        ("**重**点 &lt;b&gt;", "重点 <b>"),
    ],
)
def test_markdown_to_plain_text(body: str, text: str) -> None:
    assert PlainText(lambda id_: None).of(body) == text


def test_a_table_that_names_itself_ends() -> None:
    assert PlainText(lambda id_: f"[又]({DYKES.id}.md)").of(f"[表]({DYKES.id}.md)") == "表\n又"
