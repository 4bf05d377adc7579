"""JSON-LD: what machines are told is what the records say, and never whether a decree is in force."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from days_archive import ADDRESS, AMENDING, APRIL, EVERYTHING, EXPLAINED, GREEN, NEW, PLAIN, TREES, site_of

from gongbao.model import Citation, Effective
from gongbao.site import decrees, linked_data
from gongbao.site.page import Page
from gongbao.site.quoting import quoting

SITE = site_of(EVERYTHING, ADDRESS)


def decree(id_: str) -> dict[str, Any]:
    """The data of a decree."""
    found: dict[str, Any] = json.loads(linked_data.of_decree(SITE, SITE.graph.works[id_]))
    return found


def test_a_decree_says_what_it_is() -> None:
    data = decree("yzf-2023-6")
    assert data["@type"] == "Legislation"
    assert data["legislationIdentifier"] == "云政发〔2023〕6号"
    assert (data["legislationType"], data["legislationDate"]) == ("通知", "2023-03-13")
    assert data["legislationPassedBy"]["name"] == "云州市人民政府"
    assert data["legislationJurisdiction"]["name"] == "云州市"
    assert (data["datePublished"], data["url"]) == ("2023-04-25", f"{ADDRESS}/yzf/2023/6/")
    assert data["isPartOf"]["issueNumber"] == "04"
    assert data["isPartOf"]["isPartOf"] == {
        "@type": "Periodical",
        "name": "云州市人民政府公报",
        "url": f"{ADDRESS}/",
        "inLanguage": "zh-CN",
        "publisher": {"@type": "GovernmentOrganization", "name": "云州市人民政府办公室"},
    }
    assert {each["encodingFormat"] for each in data["encoding"]} == {"text/markdown", "application/json", "text/plain"}


def test_citations_are_told_with_their_pages() -> None:
    told = {each["name"]: each for each in decree("yzf-2023-6")["citation"]}
    assert told["国务院关于统计的通知"]["legislationIdentifier"] == "国发〔2022〕22号"
    assert told["中华人民共和国森林法"]["url"].startswith(f"{ADDRESS}/cited/")


def test_repeals_and_amendments_are_told_where_it_is_certain_what_they_mean() -> None:
    repealed = {each["legislationIdentifier"] for each in decree("yzf-2023-9")["legislationRepeals"]}
    assert repealed == {"云政发〔2023〕7号", "云政办发〔2019〕18号"}
    assert [each["url"] for each in decree("yzf-2023-10")["legislationChanges"]] == [f"{ADDRESS}/yzf/2023/8/"]
    assert "legislationRepeals" not in decree("yzf-2023-6")


def test_days_are_told_as_printed_and_computed_ones_are_not() -> None:
    assert decree("yzf-2023-6")["legislationDateOfApplicability"] == "2023-05-01"
    assert "temporalCoverage" not in decree("yzf-2023-6")  # its end was computed from 有效期1年
    whole = replace(GREEN, effective=Effective(NEW.signed, AMENDING.signed, "有效期自2023年5月10日至2023年5月12日。"))
    site = site_of([whole])
    data = json.loads(linked_data.of_decree(site, site.works[0]))
    assert data["temporalCoverage"] == "2023-05-10/2023-05-12"


def test_a_span_with_exceptions_is_not_the_span_of_the_decree() -> None:
    said = "除第三条外，有效期自2023年5月10日至2023年5月12日。"
    site = site_of([replace(GREEN, effective=Effective(NEW.signed, AMENDING.signed, said))])
    assert "temporalCoverage" not in json.loads(linked_data.of_decree(site, site.works[0]))


def test_nothing_is_said_of_force_and_nothing_is_empty() -> None:
    for work in SITE.works:
        text = linked_data.of_decree(SITE, work)
        assert "LegalForce" not in text
        assert "null" not in text
        assert not {"", None} & {each for each in json.loads(text).values() if isinstance(each, str)}


def test_a_bare_decree_says_only_what_is_known() -> None:
    site = site_of([replace(PLAIN, issue=None, number=None)])
    data = json.loads(linked_data.of_decree(site, site.works[0]))
    assert {"datePublished", "isPartOf", "legislationDate", "legislationIdentifier"}.isdisjoint(data)


def test_an_issue_holds_its_decrees_and_interpretations() -> None:
    data = json.loads(linked_data.of_issue(SITE, APRIL))
    assert (data["@type"], data["issueNumber"], data["datePublished"]) == ("PublicationIssue", "04", "2023-04-25")
    assert {each["url"] for each in data["hasPart"]} == {f"{ADDRESS}/yzf/2023/{serial}/" for serial in (6, 7, 8)} | {
        f"{ADDRESS}/issues/2023-04/interpretation-1/"
    }


def test_a_table_is_a_dataset_of_its_decree() -> None:
    data = json.loads(linked_data.of_table(SITE, TREES, [("text/csv", "tables/yzf-2023-6-table-1/table.csv")]))
    assert (data["@type"], data["name"]) == ("Dataset", "表1 绿化任务")
    assert "共2行" in data["description"]
    assert data["isPartOf"]["legislationIdentifier"] == "云政发〔2023〕6号"
    assert data["distribution"][0]["contentUrl"] == f"{ADDRESS}/tables/yzf-2023-6-table-1/table.csv"
    assert linked_data.of_table(SITE, replace(TREES, belongs_to="gone", caption=None, columns=()))


def test_an_interpretation_is_about_its_decree() -> None:
    data = json.loads(linked_data.of_interpretation(SITE, EXPLAINED))
    assert [each["legislationIdentifier"] for each in data["about"]] == ["云政发〔2023〕6号"]


def test_no_title_can_end_the_script_element() -> None:
    title = "关于</script><script>alert(1)</script><!-- & \x00\u2028的通知"
    site = site_of([replace(GREEN, title=title)])
    text = linked_data.of_decree(site, site.works[0])
    assert not set("<>&\x00\u2028") & set(text)
    assert json.loads(text)["name"] == "关于</script><script>alert(1)</script><!-- & 的通知"


def test_without_an_address_nothing_relative_is_told() -> None:
    site = site_of(EVERYTHING)
    texts = [linked_data.of_decree(site, work) for work in site.works]
    texts += [linked_data.of_issue(site, APRIL), linked_data.of_interpretation(site, EXPLAINED)]
    texts += [linked_data.of_table(site, TREES, [("text/csv", "tables/yzf-2023-6-table-1/table.csv")])]
    assert not any(word in text for text in texts for word in ('"url"', "contentUrl", "encodingFormat", "index.html"))
    assert json.loads(texts[0])["isPartOf"]["name"]


def test_laws_and_numbered_documents_are_legislation_and_other_titles_are_not() -> None:
    cites = (
        Citation(None, "中华人民共和国森林法"),
        Citation(None, "云州市绿化条例"),
        Citation("国发〔2022〕22号", "国务院关于统计的通知"),
        Citation(None, "云州市树木图谱"),
    )
    site = site_of([replace(GREEN, cites=cites)])
    told = {each["name"]: each for each in json.loads(linked_data.of_decree(site, site.works[0]))["citation"]}
    assert {name: each["@type"] for name, each in told.items()} == {
        "中华人民共和国森林法": "Legislation",
        "云州市绿化条例": "Legislation",
        "国务院关于统计的通知": "Legislation",
        "云州市树木图谱": "CreativeWork",
    }
    assert [name for name in told if "legislationIdentifier" in told[name]] == ["国务院关于统计的通知"]


@pytest.mark.parametrize(("address", "medium"), [("", "[A]."), (ADDRESS, "[A/OL].")])
def test_only_what_has_an_address_is_quoted_as_online(address: str, medium: str) -> None:
    site = site_of(EVERYTHING, address)
    assert f"云政发〔2023〕6号{medium}" in quoting(site, site.graph.works["yzf-2023-6"]).standard


def test_a_decree_is_published_with_its_issue() -> None:
    page = next(each for each in decrees.pages(SITE) if isinstance(each, Page) and each.path == "yzf/2023/6/")
    assert page.published == APRIL.published
