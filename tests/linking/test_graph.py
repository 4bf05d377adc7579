"""The graph: works and their printings, stubs, instruments outside, and who cites whom."""

from __future__ import annotations

from datetime import date

import pytest
from small_archive import SOURCE, YUNZHOU, cites, decree, graph, interpretation, issues_a, led_to, library, repeals

from gongbao.linking import Cited, Graph, Stub, Target
from gongbao.model import (
    Appointments,
    Catalogue,
    Citation,
    Instrument,
    Interprets,
    Issue,
    Listed,
    Table,
    TitleVariant,
    TocEntry,
)
from gongbao.numbers import Number

FLOOD = "云州市人民政府关于做好防汛工作的通知"


def test_printings_of_a_decree_are_one_work() -> None:
    web = decree("yzf-2023-5-p2", None, FLOOD, printing_of="yzf-2023-5", number_inferred="云政发〔2023〕5号")
    printed = decree("yzf-2023-5", "云政发〔2023〕5号", FLOOD, issue="2023-04", signed=date(2023, 3, 1))
    again = decree("a-copy", "云政发〔2023〕5号", "关于防汛的通知")
    found = graph(web, printed, again)
    assert list(found.works) == ["yzf-2023-5"]
    work = found.works["yzf-2023-5"]
    assert work.printings == (printed, again, web)
    assert (work.record, work.title, work.number) == (printed, FLOOD, Number("云政发", 2023, 5))
    assert all(found.work_of(each.id) is work for each in work.printings)
    assert found.work_of("unknown") is None


def test_what_the_shown_printing_does_not_say_another_says() -> None:
    bare = decree("a", None, FLOOD, issue="2023-04")
    full = decree("b", "云政发〔2023〕5号", FLOOD, printing_of="a", signed=date(2023, 3, 1))
    work = graph(bare, full).works["a"]
    assert (work.number, work.signed) == (Number("云政发", 2023, 5), date(2023, 3, 1))


def test_printings_that_name_each_other_end() -> None:
    found = graph(decree("b", None, FLOOD, printing_of="a"), decree("a", None, FLOOD, printing_of="b"))
    assert list(found.works) == ["a"]


def test_a_printing_of_what_is_not_here_stands_alone() -> None:
    assert list(graph(decree("b", None, FLOOD, printing_of="gone")).works) == ["b"]


def test_one_number_on_two_decrees_of_an_issue_is_a_misprint() -> None:
    one = decree("a", "云政发〔2023〕5号", FLOOD, issue="2023-04")
    two = decree("b", "云政发〔2023〕5号", "云州市人民政府关于表彰的决定", issue="2023-04")
    citing = decree("c", "云政发〔2023〕9号", "云州市人民政府关于复查的通知", cites=cites("云政发〔2023〕5号"))
    found = graph(one, two, citing)
    assert list(found.works) == ["a", "b", "c"]
    assert found.work_by_number("云政发〔2023〕5号") is None
    assert led_to(found, "c") == ["cites cited yunzhengfa/2023/5"]
    assert found.cited["yunzhengfa/2023/5"].candidates == ("a", "b")


def test_a_number_of_our_own_that_is_not_here_is_a_stub() -> None:
    listed = Catalogue("2023-04-catalogue", "发文目录", SOURCE, issue="2023-04",
                       entries=(Listed("云政发〔2023〕7号", "关于防火的通知", False),))  # fmt: skip
    contents = Issue("2023-04", "公报", SOURCE,
                     toc=(TocEntry(None, "关于防旱的通知", "云政发〔2023〕8号", 3, None),))  # fmt: skip
    citing = decree("yzf-2023-9", "云政发〔2023〕9号", FLOOD, cites=cites("关于全市防火的通知|云政发〔2023〕7号"))
    found = graph(listed, contents, citing)
    assert list(found.stubs) == ["云政发〔2023〕7号", "云政发〔2023〕8号"]
    stub = found.stubs["云政发〔2023〕7号"]
    assert stub.titles == ("关于防火的通知", "关于全市防火的通知")
    assert [(each.record, each.issue, each.printed) for each in stub.listed] == [
        ("2023-04-catalogue", "2023-04", False)
    ]
    assert [edge.source for edge in found.cited_by(stub)] == ["yzf-2023-9"]
    assert [each.record for each in found.stubs["云政发〔2023〕8号"].listed] == ["2023-04"]


def test_what_a_catalogue_lists_and_the_archive_holds_is_no_stub() -> None:
    entries = (Listed("云政发〔2023〕5号", FLOOD, True),)
    found = graph(decree("a", "云政发〔2023〕5号", FLOOD), Catalogue("c", "目录", SOURCE, entries=entries))
    assert (dict(found.stubs), dict(found.cited)) == ({}, {})


def test_keys_of_instruments_outside_are_ascii_and_one_each() -> None:
    long = "云南省人民政府关于" + "进一步" * 20 + "的意见"
    citing = decree(
        "a",
        None,
        FLOOD,
        cites=cites("国发〔2022〕22号", "国务院令第427号", "统计办法", "统计 办法", long, "同济办法", "通济办法"),
    )
    found = graph(citing)
    keys = list(found.cited)
    assert keys == sorted(keys)
    assert {"guofa/2022/22", "guowuyuanling/427", "tongjibanfa"} <= {key.rpartition("-")[0] or key for key in keys}
    assert all(key.isascii() and len(key) <= 60 for key in keys)
    assert len(keys) == 6
    assert [each.title for each in found.cited.values()].count("统计办法") == 1


def test_two_spellings_of_a_title_outside_are_one() -> None:
    found = graph(
        decree("a", None, FLOOD, cites=cites("中华人民共和国统计法", "国务院关于印发〈规划〉的通知|国发〔2022〕22号")),
        decree("b", None, "另一通知", cites=cites("统计法", "《国务院关于印发规划的通知》")),
    )
    assert led_to(found, "a") == led_to(found, "b")
    law = next(each for each in found.cited.values() if each.number is None)
    assert (law.title, law.variants) == ("中华人民共和国统计法", ("统计法",))


def test_a_work_does_not_cite_itself() -> None:
    own = decree("a", "云政发〔2023〕5号", FLOOD, cites=cites("云政发〔2023〕5号"))
    copy = decree("b", None, FLOOD, printing_of="a", cites=cites(f"{FLOOD}|云政发〔2023〕5号"))
    found = graph(own, copy)
    assert found.cited_by(found.works["a"]) == ()
    assert found.mentions("b", f"《{FLOOD}》（云政发〔2023〕5号）") == ()


def test_printings_of_one_citing_work_speak_once() -> None:
    cited = decree("z", "云政发〔2022〕1号", "云州市集市办法")
    first = decree("m", "云政发〔2023〕5号", FLOOD, cites=cites("云政发〔2022〕1号"))
    found = graph(cited, first, decree("b", None, FLOOD, printing_of="m", cites=first.cites))
    assert [edge.source for edge in found.cited_by(found.works["z"])] == ["m"]
    assert led_to(found, "b") == ["cites work z"]


def test_interpretations_and_what_they_explain() -> None:
    work = decree("yzf-2023-5", "云政发〔2023〕5号", FLOOD, instruments=issues_a("云州市防汛办法"))
    by_id = interpretation("i-2", interprets=Interprets(None, "云州市防汛办法", "yzf-2023-5"))
    by_number = interpretation("i-1", interprets=Interprets("云政发〔2023〕5号", FLOOD))
    by_title = interpretation("i-3", interprets=Interprets(None, FLOOD))
    found = graph(work, by_id, by_number, by_title, interpretation("i-4"))
    assert [each.id for each in found.interpretations_of("yzf-2023-5")] == ["i-1", "i-2", "i-3"]
    assert led_to(found, "i-2") == ["interprets work yzf-2023-5 instrument-1"]
    assert led_to(found, "i-1") == ["interprets work yzf-2023-5"]


def test_numbers_of_running_text_lead_somewhere_and_are_told() -> None:
    table = Table("a-table-1", "表", SOURCE, belongs_to="a", body="| 依据 |\n|---|\n| 国发〔2022〕22号 |")
    citing = decree("a", "云政发〔2023〕5号", FLOOD, body="按云政发〔2021〕6号执行。\n\n云政发〔2023〕5号")
    staff = Appointments("p", "任免", SOURCE, body="云政发〔2020〕9号")
    found = graph(table, citing, staff)
    assert [str(each) for each in found.numbers()] == [
        "云政发〔2020〕9号", "云政发〔2021〕6号", "云政发〔2023〕5号", "国发〔2022〕22号"
    ]  # fmt: skip
    assert led_to(found, "a") == ["cites cited guofa/2022/22", "cites stub 云政发〔2021〕6号"]
    assert led_to(found, "p") == []
    assert found.mentioned_in(Number("云政发", 2020, 9)) == ("p",)
    assert found.target_of(Number("云政发", 2021, 6)) == Target("stub", "云政发〔2021〕6号")


def test_every_number_has_a_page_to_lead_to() -> None:
    found = graph(
        decree(
            "a",
            None,
            FLOOD,
            body="云政发〔2021〕6号、国发〔2022〕22号、市政府令第3号",
            cites=cites("云政办发〔2020〕1号"),
        )
    )
    for number in found.numbers():
        target = found.target_of(number)
        assert target is not None
        pages = {"work": found.works, "stub": found.stubs, "cited": found.cited}[target.kind]
        assert target.key in pages


def test_the_order_of_the_records_does_not_matter() -> None:
    records = [
        decree("a", "云政发〔2023〕5号", FLOOD, cites=cites("统计法", "关于X的通知|国发〔2022〕22号")),
        decree(
            "b",
            None,
            FLOOD,
            cites=cites("中华人民共和国统计法", "关于X的通知"),
            repeals=repeals("云政发〔2023〕5号", None),
        ),
        decree("c", "云政发〔2023〕5号", FLOOD),
    ]
    one, two = (Graph.of(library(*some), YUNZHOU) for some in (records, records[::-1]))
    assert (one.works, one.woven) == (two.works, two.woven)


HOSTILE = ("", " ", "《》", "\\", "(((", "[", ".*", "\x00", "\ud800", "../../x", "$&", "号", "〔2023〕5号", "《" * 5000 + "》" * 5000, "关于")  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_makes_it_fail(text: str) -> None:
    record = decree(
        "a", text, text, body=text, issuer=text, number_inferred=text,
        title_variants=(TitleVariant(text, "toc"),),
        instruments=(Instrument(text, text, text),),
        cites=(Citation(text, text), Citation(None, text), Citation(text, None), Citation(None, None)),
        repeals=repeals(text, text, text),
    )  # fmt: skip
    found = graph(record, interpretation("i", interprets=Interprets(text, text, text)))
    assert all(key and key.isascii() and ".." not in key for key in found.cited)
    found.mentions("a", text)
    found.mentions("nobody", text)
    found.other_years("a")
    found.other_years(text)


def test_cited_by_takes_whatever_has_a_page() -> None:
    citing = decree("a", None, FLOOD, cites=cites("云政发〔2021〕6号", "统计法", "云州市集市办法"))
    market = decree("m", "云政发〔2020〕1号", "云州市集市办法")
    found = graph(citing, market)
    stub, law = next(iter(found.stubs.values())), next(iter(found.cited.values()))
    assert isinstance(stub, Stub)
    assert isinstance(law, Cited)
    for target in (stub, law, found.works["m"], Target("work", "m", "instrument-1")):
        assert [edge.source for edge in found.cited_by(target)] == ["a"]
