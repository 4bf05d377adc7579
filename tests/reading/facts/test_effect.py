"""Dates of effect and end, and what a text puts out of force."""

from __future__ import annotations

from datetime import date

import pytest

from gongbao.reading.facts.effect import effective, repeals, sentences

SIGNED = date(2024, 5, 20)
Want = tuple[str | None, str | None, str | None, bool]


def read(*paragraphs: str, signed: date | None = SIGNED) -> Want | None:
    """From, until, rule, inferred."""
    found = effective(paragraphs, signed)
    if found is None:
        return None
    start, until = (day.isoformat() if day else None for day in (found.start, found.until))
    return start, until, found.rule, found.inferred


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("本办法自2024年6月1日起施行。", ("2024-06-01", None, None, False)),
        ("本通知从2024年6月1日起执行。", ("2024-06-01", None, None, False)),
        ("本决定于2024年6月1日起生效。", ("2024-06-01", None, None, False)),
        ("第十八条　本办法自二〇二四年六月一日起施行。", ("2024-06-01", None, None, False)),
        ("第十八条本办法自2024年6月1日起施行。", ("2024-06-01", None, None, False)),
        ("六、本《若干意见》自2024年6月1日起施行。", ("2024-06-01", None, None, False)),
        ("（四）本意见自2024年6月1日起正式实施。", ("2024-06-01", None, None, False)),
        ("上述标准自2024年6月1日起执行。", ("2024-06-01", None, None, False)),
        ("自2024年6月1日起施行。", ("2024-06-01", None, None, False)),
        ("本办法自公布之日起施行。", (None, None, "公布之日", False)),
        ("本意见自印发之日起施行。", (None, None, "印发之日", False)),
        ("本通告自发布之日起实施。", (None, None, "发布之日", False)),
        ("本办法自印发之日起30日后施行。", (None, None, "印发之日后30日", False)),
        ("本办法自公布之日起三十日后施行。", (None, None, "公布之日后30日", False)),
        ("本通告自即日起施行。", (None, None, "即日", False)),
        ("本方案自7月1日起执行。", ("2024-07-01", None, None, True)),
        (
            "《云州市餐饮油烟管理办法》已经市人民政府第20次常务会议通过，现予公布，自2024年7月1日起施行。",
            ("2024-07-01", None, None, False),
        ),
        (
            "经市政府同意，现将《云州市河道管理办法》印发给你们，自2024年7月1日起施行。",
            ("2024-07-01", None, None, False),
        ),
    ],
)
def test_when_a_text_takes_effect(text: str, want: Want) -> None:
    assert read(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("本办法自2024年6月1日起施行，有效期至2027年12月31日。", ("2024-06-01", "2027-12-31", None, False)),
        ("本办法自2024年6月1日起施行，有效期截至2027年12月31日。", ("2024-06-01", "2027-12-31", None, False)),
        ("本办法自2024年6月1日起施行，有效期到2027年12月31日止。", ("2024-06-01", "2027-12-31", None, False)),
        (
            "本意见有效期自2024年6月1日至2027年12月31日。",
            ("2024-06-01", "2027-12-31", None, False),
        ),
        ("本办法自2024年6月1日起施行至2027年12月31日止。", ("2024-06-01", "2027-12-31", None, False)),
        ("本办法自2024年6月1日起施行，有效期为一年。", ("2024-06-01", "2025-05-31", None, True)),
        ("本办法自2024年6月1日起施行，有效期5年。", ("2024-06-01", "2029-05-31", None, True)),
        ("本办法自2024年6月1日起施行，有效期为两年。", ("2024-06-01", "2026-05-31", None, True)),
        ("本办法自2024年6月1日起施行，有效期暂定三年。", ("2024-06-01", "2027-05-31", None, True)),
        ("本办法自2024年6月1日起施行，有效期18个月。", ("2024-06-01", "2025-11-30", None, True)),
        ("本办法自2024年6月1日起试行，试行期一年。", ("2024-06-01", "2025-05-31", None, True)),
        ("本办法自2024年6月1日起试行一年。", ("2024-06-01", "2025-05-31", None, True)),
        ("本方案自7月1日起执行，有效期为一年。", ("2024-07-01", "2025-06-30", None, True)),
        ("本办法自公布之日起施行，有效期至2027年12月31日。", (None, "2027-12-31", "公布之日", False)),
        ("本办法自公布之日起施行，有效期5年。", (None, None, "公布之日", False)),  # counted from no printed day
        ("本办法有效期至2027年12月31日。", (None, "2027-12-31", None, False)),
    ],
)
def test_when_a_text_ends(text: str, want: Want) -> None:
    assert read(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "对享受税收政策自2023年1月1日起执行的企业，给予一次性补助。",
        "自2020年起实施的项目，按原规定验收。",
        "自2020年1月1日起实施的项目，按原规定验收。",
        "新办法施行前已受理的申请，按原规定办理。",
        "本办法施行前已取得许可的，继续有效。",
        "自2024年6月1日起，全市停止办理纸质证照。",
        "省政府规定新标准自2024年1月1日起施行。",
        "居住证有效期为一年。",
        "自合同签订之日起，项目实施期限为两年。",
        "从2024年起开展实施效果评估。",
    ],
)
def test_other_dates_are_not_the_texts_own(text: str) -> None:
    assert read(text) is None


def test_without_a_signature_a_day_without_a_year_is_no_date() -> None:
    assert read("本方案自7月1日起执行。", signed=None) is None


def test_the_basis_is_the_sentence_alone() -> None:
    found = effective(["本办法由市水利局负责解释。本办法自2024年6月1日起施行，有效期一年。原规定同时废止。"], SIGNED)
    assert found
    assert found.basis == "本办法自2024年6月1日起施行，有效期一年。"


def test_of_several_sentences_the_fullest_and_last_counts() -> None:
    assert read("本标准自2024年5月1日起执行。", "本办法自2024年6月1日起施行。") == ("2024-06-01", None, None, False)
    assert read("本办法自2024年6月1日起施行，有效期至2025年12月31日。", "自印发之日起施行。") == (
        "2024-06-01",
        "2025-12-31",
        None,
        False,
    )


def gone(*paragraphs: str) -> list[tuple[str | None, str | None]]:
    return [(one.number, one.title) for one in repeals(paragraphs)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "本办法自发布之日起施行，原《云州市河道管理办法》（云政发〔2015〕12号）同时废止。",
            [("云政发〔2015〕12号", "云州市河道管理办法")],
        ),
        (
            "《云州市河道采砂规定》（云政发〔2010〕4号）、《云州市河道保洁办法》（云政办发〔2012〕60号）同时废止。",
            [("云政发〔2010〕4号", "云州市河道采砂规定"), ("云政办发〔2012〕60号", "云州市河道保洁办法")],
        ),
        (
            "《云州市人民政府关于印发〈云州市节水办法〉的通知》（云政发〔2011〕7号）停止执行。",
            [("云政发〔2011〕7号", "云州市人民政府关于印发〈云州市节水办法〉的通知")],
        ),
        ("原云政发〔2015〕12号文件同时废止。", [("云政发〔2015〕12号", None)]),
        (
            "云政发〔2015〕12号、云政办发〔2016〕3号文件即行废止。",
            [("云政发〔2015〕12号", None), ("云政办发〔2016〕3号", None)],
        ),
        (
            "2009年公布的《云州市渡口管理办法》（云州市人民政府令第23号）同时废止。",
            [("云州市人民政府令第23号", "云州市渡口管理办法")],
        ),
        ("《云州市渡口管理办法》同时废止。", [(None, "云州市渡口管理办法")]),
        (
            "《云州市渡口管理办法》（云政发〔2009〕2号），《云州市码头管理办法》（云政发〔2009〕3号），予以废止。",
            [("云政发〔2009〕2号", "云州市渡口管理办法"), ("云政发〔2009〕3号", "云州市码头管理办法")],
        ),
        (
            "市人民政府决定，废止《云州市渡口管理办法》（云政发〔2009〕2号）。",
            [("云政发〔2009〕2号", "云州市渡口管理办法")],
        ),
    ],
)
def test_what_is_put_out_of_force(text: str, want: list[tuple[str | None, str | None]]) -> None:
    assert gone(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("《云州市渡口管理办法》同时废止，《云州市码头管理办法》继续有效。", ["云州市渡口管理办法"]),
        ("《云州市码头管理办法》继续有效，《云州市渡口管理办法》同时废止。", ["云州市渡口管理办法"]),
        ("根据《云州市规章制定程序规定》，《云州市渡口管理办法》予以废止。", ["云州市渡口管理办法"]),
        ("按照《云州市码头管理办法》执行。《云州市渡口管理办法》同时废止。", ["云州市渡口管理办法"]),
        ("与本办法不一致的，同时废止。", []),
        ("在《云州市码头管理办法》规定的范围内，不再执行《云州市渡口管理办法》中的限制性规定。", []),
        ("《云州市渡口管理办法》自公布之日起施行。", []),
    ],
)
def test_only_what_the_words_of_repeal_reach_is_repealed(text: str, want: list[str]) -> None:
    assert [title for _, title in gone(text)] == want


def test_a_repeal_quotes_its_sentence_and_is_told_once() -> None:
    text = "本办法由市水利局解释。《云州市渡口管理办法》同时废止。"
    found = repeals([text, text])
    assert [one.basis for one in found] == ["《云州市渡口管理办法》同时废止。"]


def test_sentences_keep_their_stops() -> None:
    assert sentences("甲。乙！ 丙") == ["甲。", "乙！", "丙"]
