"""Resolving: exactly one fitting work is a link, several are candidates, and nothing is guessed."""

from __future__ import annotations

from datetime import date

from small_archive import SOURCE, cites, decree, graph, issues_a, led_to, repeals

from gongbao.model import Catalogue, Issue, Listed, TitleVariant

FLOOD = "云州市人民政府关于做好防汛工作的通知"
MARKET = "云州市集市管理办法"
LATE = date(2024, 5, 1)


def flood(year: int, **given: object) -> object:
    return decree(f"yzf-{year}-5", f"云政发〔{year}〕5号", FLOOD, signed=date(year, 4, 1), **given)


def citing(*named: str, **given: object) -> object:
    return decree(
        "x", "云政发〔2024〕9号", "云州市人民政府关于复查的通知", **{"signed": LATE, "cites": cites(*named), **given}
    )


def leads(*records: object) -> list[str]:
    return led_to(graph(*records), "x")  # type: ignore[arg-type]


def test_a_number_decides_however_it_is_typed() -> None:
    assert leads(flood(2022), flood(2023), citing("云政发(2023]第５号")) == ["cites work yzf-2023-5"]


def test_the_series_of_another_issuer_is_another_number() -> None:
    assert leads(flood(2023), citing("平云政发〔2023〕5号")) == ["cites cited pingyunzhengfa/2023/5"]
    assert leads(flood(2023), citing("云政办发〔2023〕5号")) == ["cites stub 云政办发〔2023〕5号"]


def test_an_order_is_known_by_the_short_name_of_its_issuer() -> None:
    order = decree("o", "云州市人民政府令第3号", MARKET)
    assert leads(order, citing("市政府令第3号")) == ["cites work o"]


def test_an_inferred_number_is_a_number() -> None:
    assert leads(decree("w", None, FLOOD, number_inferred="云政发〔2023〕5号"), citing("云政发〔2023〕5号")) == [
        "cites work w"
    ]


def test_a_title_that_fits_one_work() -> None:
    assert leads(flood(2023), citing("《云州市人民政府 关于做好“防汛”工作的通知》")) == ["cites work yzf-2023-5"]


def test_a_title_without_its_issuer() -> None:
    assert leads(flood(2023), citing("关于做好防汛工作的通知")) == ["cites work yzf-2023-5"]
    assert leads(flood(2023), citing("市政府关于做好防汛工作的通知")) == ["cites work yzf-2023-5"]


def test_the_same_words_of_another_issuer_are_another_decree() -> None:
    assert leads(flood(2023), citing("云州市人民政府办公室关于做好防汛工作的通知"))[0].startswith("cites cited ")
    assert leads(flood(2023), citing("云南省人民政府关于做好防汛工作的通知"))[0].startswith("cites cited ")


def test_a_spelling_that_only_the_contents_have() -> None:
    spelt = flood(2023, title_variants=(TitleVariant("云州市人民政府关于切实做好防汛的通知", "toc"),))
    assert leads(spelt, citing("云州市人民政府关于切实做好防汛的通知")) == ["cites work yzf-2023-5"]


def test_what_a_decree_issues_leads_to_its_place() -> None:
    work = decree("m", "云政发〔2020〕1号", f"云州市人民政府关于印发{MARKET}的通知", instruments=issues_a(MARKET))
    assert leads(work, citing(MARKET)) == ["cites work m instrument-1"]
    assert leads(work, citing(f"{MARKET}|云政发〔2020〕1号")) == ["cites work m instrument-1"]
    assert leads(work, citing("云政发〔2020〕1号")) == ["cites work m"]


def test_a_name_that_says_no_more_than_its_kind_is_no_name() -> None:
    work = decree(
        "m", "云政发〔2020〕1号", "云州市人民政府关于集市的通知", instruments=issues_a("实施方案", "实施方案")
    )
    assert leads(work, citing("实施方案")) == ["cites cited shishifangan"]


def test_namesakes_of_several_years_are_told_and_not_chosen() -> None:
    found = graph(flood(2022), flood(2023), citing(FLOOD))  # type: ignore[arg-type]
    (edge,) = found.edges_from("x")
    assert edge.target.kind == "cited"
    assert found.cited[edge.target.key].candidates == ("yzf-2022-5", "yzf-2023-5")
    assert (found.cited[edge.target.key].title, found.cited[edge.target.key].number) == (FLOOD, None)
    assert found.cited_by(found.works["yzf-2022-5"]) == ()


def test_nobody_cites_by_title_what_is_not_yet_written() -> None:
    early = citing(FLOOD, signed=date(2022, 12, 1))
    assert leads(flood(2022), flood(2023), early) == ["cites work yzf-2022-5"]
    assert leads(flood(2023), early)[0].startswith("cites cited ")
    assert leads(flood(2023), citing("云政发〔2023〕5号", signed=date(2022, 12, 1))) == ["cites work yzf-2023-5"]


def test_a_citing_text_without_a_signature_is_as_old_as_its_issue() -> None:
    issue = Issue("2022-12", "公报", SOURCE, published=date(2022, 12, 25))
    assert leads(issue, flood(2022), flood(2023), citing(FLOOD, signed=None, issue="2022-12")) == [
        "cites work yzf-2022-5"
    ]
    assert leads(flood(2022), flood(2023), citing(FLOOD, signed=None))[0].startswith("cites cited ")


def test_printings_of_one_work_are_one_candidate() -> None:
    web = decree("web", None, FLOOD, printing_of="yzf-2023-5")
    assert leads(flood(2023), web, citing(FLOOD)) == ["cites work yzf-2023-5"]


def test_a_decree_that_cites_its_own_title_means_the_one_before() -> None:
    again = flood(2023, cites=cites(FLOOD))
    assert led_to(graph(flood(2022), again), "yzf-2023-5") == ["cites work yzf-2022-5"]  # type: ignore[arg-type]


def test_what_is_repealed_under_the_own_title_is_not_the_decree_itself() -> None:
    title = f"云州市人民政府关于印发{MARKET}的通知"
    old = decree("old", "云政发〔2010〕1号", title, signed=date(2010, 1, 1), instruments=issues_a(MARKET))
    new = decree("new", "云政发〔2023〕1号", title, signed=date(2023, 1, 1), instruments=issues_a(MARKET), repeals=repeals(None, MARKET))  # fmt: skip
    assert led_to(graph(old, new), "new") == ["repeals work old instrument-1"]
    assert led_to(graph(new), "new") == ["repeals cited yunzhoushijishiguanlibanfa"]


def test_a_title_met_with_a_number_elsewhere_is_that_number() -> None:
    teacher = decree("t", None, "其他通知", cites=cites("国务院关于普查的通知|国发〔2022〕22号"))
    assert leads(teacher, citing("国务院关于普查的通知")) == ["cites cited guofa/2022/22"]


def test_a_title_met_with_two_numbers_is_neither() -> None:
    teacher = decree(
        "t",
        None,
        "其他通知",
        cites=cites("国务院关于普查的通知|国发〔2022〕22号", "国务院关于普查的通知|国发〔2018〕9号"),
    )
    assert leads(teacher, citing("国务院关于普查的通知")) == ["cites cited guowuyuanguanyupuchadetongzhi"]


def test_a_listed_title_leads_to_the_stub_and_doubts_the_namesake() -> None:
    entries = (Listed("云政发〔2021〕8号", FLOOD, False),)
    listed = Catalogue("c", "目录", SOURCE, entries=entries)
    assert leads(listed, citing("关于做好防汛工作的通知")) == ["cites stub 云政发〔2021〕8号"]
    found = graph(listed, flood(2023), citing(FLOOD))  # type: ignore[arg-type]
    (edge,) = found.edges_from("x")
    assert found.cited[edge.target.key].candidates == ("yzf-2023-5",)


def test_a_number_that_nobody_can_read_is_kept_as_it_stands() -> None:
    found = graph(citing("云政发二三年5号"))  # type: ignore[arg-type]
    (edge,) = found.edges_from("x")
    assert found.cited[edge.target.key].title == "云政发二三年5号"
