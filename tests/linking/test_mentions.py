"""Places in running text: what is linked, how far the link reaches, and what is left alone."""

from __future__ import annotations

from small_archive import SOURCE, cites, decree, graph, interpretation, issues_a

from gongbao.linking import Graph
from gongbao.model import Interprets, Record, Table
from patience import ends

MARKET = "云州市集市管理办法"
ISSUED = f"云州市人民政府关于印发{MARKET}的通知"


def marked(found: Graph, record: str, text: str) -> str:
    """The text with every mention in brackets and where it leads."""
    out, at = "", 0
    for each in found.mentions(record, text):
        assert each.start >= at
        leads = f"{each.target.kind} {each.target.key}" if each.target else each.department
        out += f"{text[at : each.start]}[{text[each.start : each.end]}→{leads}]"
        at = each.end
    return out + text[at:]


def citing(*named: str, records: tuple[Record, ...] = ()) -> Graph:
    return graph(decree("x", "云政发〔2024〕9号", "复查的通知", cites=cites(*named)), *records)


def test_a_title_and_its_number_lead_to_the_same() -> None:
    found = citing("国务院关于印发《规划》的通知|国发〔2022〕22号")
    text = "根据《国务院关于印发〈规划〉的通知》（国发〔2022〕22号）和国发(2022)22 号，"
    assert marked(found, "x", text) == (
        "根据[《国务院关于印发〈规划〉的通知》→cited guofa/2022/22]（[国发〔2022〕22号→cited guofa/2022/22]）"
        "和[国发(2022)22 号→cited guofa/2022/22]，"
    )


def test_a_title_before_a_known_number_leads_where_the_number_leads() -> None:
    assert marked(citing("国发〔2022〕22号"), "x", "《某规划》（国发〔2022〕22号）").startswith(
        "[《某规划》→cited guofa/2022/22]"
    )


def test_a_title_that_the_record_does_not_cite_is_left_alone() -> None:
    found = citing("统计法", records=(decree("y", None, "另一通知", cites=cites("档案法")),))
    assert marked(found, "x", "《档案法》《统计法》") == "《档案法》[《统计法》→cited tongjifa]"


def test_an_inner_title_is_found_where_the_outer_one_leads_nowhere() -> None:
    found = citing("统计法")
    assert marked(found, "x", "《云州市贯彻〈统计法〉方案》") == "《云州市贯彻[〈统计法〉→cited tongjifa]方案》"


def test_a_number_that_is_met_nowhere_has_no_page_and_no_link() -> None:
    assert marked(citing(), "x", "国发〔1999〕1号") == "国发〔1999〕1号"


def test_a_number_in_running_text_has_a_page_without_being_a_citation() -> None:
    body = "按云政发〔2021〕6号办理。"
    found = graph(decree("x", "云政发〔2024〕9号", "复查的通知", body=body))
    assert marked(found, "x", body) == "按[云政发〔2021〕6号→stub 云政发〔2021〕6号]办理。"


def test_the_text_of_a_work_does_not_lead_to_itself() -> None:
    own = decree(
        "m", "云政发〔2020〕1号", ISSUED, instruments=issues_a(MARKET), cites=cites(f"{ISSUED}|云政发〔2020〕1号")
    )
    text = f"《{ISSUED}》（云政发〔2020〕1号）"
    assert marked(graph(own, decree("m-p2", None, ISSUED, printing_of="m")), "m-p2", text) == text


def test_an_interpretation_may_call_what_it_explains_by_every_name() -> None:
    own = decree("m", "云政发〔2020〕1号", ISSUED, instruments=issues_a(MARKET))
    found = graph(own, interpretation("i", interprets=Interprets(None, MARKET, "m")))
    decree_, instrument = found.mentions("i", f"《{ISSUED}》印发《{MARKET}》")
    assert decree_.target is not None
    assert instrument.target is not None
    assert (decree_.target.anchor, instrument.target.anchor) == (None, "instrument-1")


def test_a_table_speaks_for_the_record_it_stands_in() -> None:
    table = Table("x-table-1", "表", SOURCE, belongs_to="x")
    found = citing("统计法", records=(table,))
    assert marked(found, "x-table-1", "《统计法》") == "[《统计法》→cited tongjifa]"


def test_a_title_keeps_what_is_inside_it_together() -> None:
    found = citing("云州市教育局关于废止云政发〔2021〕6号的通知")
    text = "《云州市教育局关于废止云政发〔2021〕6号的通知》由市教育局印发"
    first, second = found.mentions("x", text)
    assert text[first.start : first.end] == "《云州市教育局关于废止云政发〔2021〕6号的通知》"
    assert second.department == "云州市教育局"


def test_a_department_in_a_title_is_not_an_organ_at_work() -> None:
    assert marked(citing(), "x", "《云州市教育局关于集市的通知》") == "《云州市教育局关于集市的通知》"


def test_a_long_text_is_searched_to_its_end() -> None:
    found = citing("统计法", "国发〔2022〕22号")
    text = "由市教育局、云东区根据《统计法》（国发〔2022〕22号）办理，平云市教育局配合。" * 1000
    with ends():
        assert len(found.mentions("x", text)) == 3000
