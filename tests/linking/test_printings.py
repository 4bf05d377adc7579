"""Other printings: which record is the same decree met again, and which only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongbao.linking import printings
from gongbao.model import Decree, Other, Record, SourceRef, TitleVariant

TITLE = "云州市人民政府关于切实做好防汛抗旱工作的通知"
TEXT = (
    "为切实做好全市防汛抗旱工作，保障人民群众生命财产安全，现就有关事项通知如下：\n\n"
    "## 一、落实防汛责任\n\n各地要全面落实以行政首长负责制为核心的防汛抗旱责任制，逐级逐段明确责任人。\n\n"
    "## 二、强化隐患排查\n\n市水利局要会同有关部门对水库、堤防、山塘等开展拉网式排查，发现隐患立即整改。"
)
OTHER_TEXT = (
    "为加强今年的抗旱工作，各地应当抓紧检修泵站和渠道，统筹调度水源，优先保障城乡居民生活用水。\n\n"
    "对旱情严重的乡镇要组织送水，做好节约用水的宣传，并按月上报墒情和蓄水情况，不得迟报漏报。"
)


def decree(record: str, number: str | None = None, **given: str) -> Decree:
    fields = {"title": TITLE, "body": TEXT, **given}
    source = SourceRef(f"{record}.txt", (1, 20))
    return Decree(
        record, fields["title"], source, body=fields["body"], issue=fields.get("issue"), number=number,
        printing_of=fields.get("printing_of"),
    )  # fmt: skip


PRINTED = decree("yzf-2023-5", "云政发〔2023〕5号", issue="2023-04")
WEB = decree("undated-1")


def of(one: Decree, *others: Decree) -> str | None:
    found = printings.other_printing(one, others)
    return found.of.id if found else None


def test_the_same_number_is_the_same_decree() -> None:
    again = decree("yzf-2023-5-p2", "云政发〔2023〕5号", title="关于防汛的通知", body="另一种排印，文字缺失。")
    found = printings.other_printing(again, [PRINTED])
    assert found is not None
    assert (found.decree, found.of, found.basis) == (again, PRINTED, "文号相同")


def test_another_number_is_another_decree_whatever_the_text() -> None:
    assert of(decree("yzf-2023-6", "云政发〔2023〕6号"), PRINTED) is None
    assert of(decree("yzf-2022-5", "云政发〔2022〕5号"), PRINTED) is None
    assert of(decree("yzbf-2023-5", "云政办发〔2023〕5号"), PRINTED) is None


def test_without_a_number_title_and_text_tell() -> None:
    found = printings.other_printing(WEB, [PRINTED])
    assert found is not None
    assert found.of is PRINTED
    assert "2023-04期" in found.basis
    assert "云政发〔2023〕5号" in found.basis


def test_the_basis_names_a_record_that_is_in_no_issue() -> None:
    alone = replace(PRINTED, issue=None)
    found = printings.other_printing(WEB, [alone])
    assert found is not None
    assert "yzf-2023-5" in found.basis


def test_a_full_printing_of_what_the_gazette_shortened() -> None:
    """The gazette leaves the attachments out; the web page has them all."""
    long = TEXT + "".join(f"\n\n（{n}）第{n}项任务由有关部门按照职责分工在年底前完成。" for n in range(60))
    assert of(decree("undated-1", body=long), PRINTED) == "yzf-2023-5"
    assert of(WEB, replace(PRINTED, body=long)) == "yzf-2023-5"


@pytest.mark.parametrize(
    "title",
    [
        "云州市人民政府 关于切实做好防汛抗旱工作的通知",
        "云州市人民政府关于做好防汛抗旱工作的通知",
        "云州市人民政府关于切实做好（防汛抗旱）工作的通知",
    ],
)
def test_a_title_typed_a_little_otherwise(title: str) -> None:
    assert of(decree("undated-1", title=title), PRINTED) == "yzf-2023-5"


def test_a_title_that_only_a_variant_spells() -> None:
    heading = replace(
        PRINTED, title="云州市人民政府防汛抗旱通知（节选本）", title_variants=(TitleVariant(TITLE, "toc"),)
    )
    assert of(WEB, heading) == "yzf-2023-5"


def test_punctuation_and_spaces_of_the_text_do_not_matter() -> None:
    body = TEXT.replace("，", ", ").replace("## ", "### ").replace("防汛", "防 汛")
    assert of(decree("undated-1", body=body), PRINTED) == "yzf-2023-5"


def test_the_same_title_with_another_text_is_another_decree() -> None:
    """关于做好防汛抗旱工作的通知 is issued every year."""
    assert of(decree("undated-1", body=OTHER_TEXT), PRINTED) is None


def test_the_same_text_under_another_title_is_another_decree() -> None:
    assert of(decree("undated-1", title="云州市人民政府办公室关于表彰防汛先进集体的决定"), PRINTED) is None


def test_figures_of_a_title_decide() -> None:
    this, last = (f"云州市人民政府关于下达{year}年度计划的通知" for year in (2023, 2022))
    assert of(decree("undated-1", title=last), replace(PRINTED, title=this)) is None


def test_two_candidates_are_none() -> None:
    twin = decree("yzf-2022-8", "云政发〔2022〕8号")
    assert of(WEB, PRINTED, twin) is None
    assert of(decree("x", "云政发〔2023〕5号"), PRINTED, replace(PRINTED, id="y")) is None


def test_a_decree_is_not_its_own_printing() -> None:
    assert of(PRINTED, PRINTED) is None


def test_a_printing_of_a_printing_leads_to_the_first() -> None:
    second = decree("yzf-2023-5-p2", "云政发〔2023〕5号", printing_of="yzf-2023-5")
    third = decree("yzf-2023-5-p3", "云政发〔2023〕5号")
    assert of(third, PRINTED, second) == "yzf-2023-5"


def test_two_texts_without_number_are_not_joined() -> None:
    """Nothing would say which number either has."""
    assert of(WEB, decree("undated-2")) is None


def test_an_empty_text_proves_nothing() -> None:
    assert of(decree("undated-1", body=""), PRINTED) is None
    assert of(WEB, replace(PRINTED, body="")) is None


def test_a_short_common_phrase_proves_nothing() -> None:
    """A page that shows only the opening words is no evidence."""
    assert of(decree("undated-1", body="现印发给你们，请认真贯彻执行。"), PRINTED) is None


def related(fresh: list[Record], settled: list[Record]) -> dict[str, Record]:
    return {record.id: record for record in printings.related(fresh, settled)}


def test_the_fresh_one_learns_from_the_settled() -> None:
    found = related([WEB], [PRINTED])
    assert set(found) == {"undated-1"}
    assert (getattr(found["undated-1"], "printing_of", None), getattr(found["undated-1"], "number", None)) == (
        "yzf-2023-5",
        None,
    )
    assert getattr(found["undated-1"], "number_inferred", None) == "云政发〔2023〕5号"


def test_the_settled_one_learns_from_the_fresh() -> None:
    found = related([PRINTED], [WEB, decree("undated-3", title="云州市人民政府关于表彰先进的决定")])
    assert set(found) == {"yzf-2023-5", "undated-1"}
    assert found["yzf-2023-5"] == PRINTED
    marked = found["undated-1"]
    assert isinstance(marked, Decree)
    assert (marked.printing_of, marked.number_inferred) == ("yzf-2023-5", "云政发〔2023〕5号")
    assert marked.number_basis


def test_the_order_of_arrival_does_not_matter() -> None:
    first = related([WEB], [PRINTED])["undated-1"]
    last = related([PRINTED], [WEB])["undated-1"]
    assert first == last


def test_two_sources_at_once_tell_each_other_nothing_twice() -> None:
    both = list(printings.related([PRINTED], [replace(WEB, printing_of="yzf-2023-5")]))
    assert both == [PRINTED]


def test_records_of_other_kinds_pass_through() -> None:
    other = Other("2023-04-other-1", "编者按", SourceRef("2023-04.txt", (1, 2)))
    assert list(printings.related([other, PRINTED], [])) == [other, PRINTED]


def test_the_ids_of_printings_count_on() -> None:
    assert printings.printing_id("a", ["a"]) == "a-p2"
    assert printings.printing_id("a", ["a", "a-p2", "a-p3"]) == "a-p4"
    assert printings.printing_id("a", ["a", "a-p3"]) == "a-p2"
    assert printings.printing_id("a", []) == "a-p2"
