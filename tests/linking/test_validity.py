"""What bears on validity: days, named days, repeals and trials, each with its sentence."""

from __future__ import annotations

from datetime import date

from small_archive import decree, effective, graph, issues_a, repeals

from gongbao.linking import Event, events
from gongbao.model import Record

TITLE = "云州市集市管理办法"


def of(*records: Record, work: str = "m") -> list[Event]:
    found = graph(*records)
    return list(events(found, found.works[work]))


def test_a_text_that_says_nothing_has_no_events() -> None:
    assert of(decree("m", None, TITLE)) == []


def test_first_and_last_day() -> None:
    said = effective(date(2023, 7, 1), date(2024, 6, 30), "自7月1日起执行，有效期为一年。", inferred=True)
    assert of(decree("m", None, TITLE, effective=said)) == [
        Event("from", date(2023, 7, 1), said.basis, "m", True),
        Event("until", date(2024, 6, 30), said.basis, "m", True),
    ]


def test_a_named_day_is_told_and_not_computed() -> None:
    said = effective(None, basis="自公布之日起施行。", rule="公布之日")
    published = decree("m", None, TITLE, effective=said, signed=date(2023, 3, 1))
    assert of(published) == [Event("named-day", None, said.basis, "m", rule="公布之日")]


def test_printings_say_it_once() -> None:
    said = effective(date(2023, 7, 1), basis="自2023年7月1日起施行。")
    spaced = effective(date(2023, 7, 1), basis="自 2023 年 7 月 1 日起施行.")
    assert of(
        decree("m", None, TITLE, effective=said), decree("b", None, TITLE, printing_of="m", effective=spaced)
    ) == [Event("from", date(2023, 7, 1), said.basis, "m")]


def test_what_only_the_other_printing_says_counts() -> None:
    said = effective(date(2023, 7, 1))
    (event,) = of(decree("m", None, TITLE), decree("b", None, TITLE, printing_of="m", effective=said))
    assert event.record == "b"


def test_a_repeal_counts_from_the_day_of_the_repealing_decree() -> None:
    old = decree("m", "云政发〔2010〕1号", TITLE)
    new = decree("n", "云政发〔2023〕1号", "新办法", signed=date(2023, 1, 5), effective=effective(date(2023, 3, 1)),
                 repeals=repeals("云政发〔2010〕1号", TITLE, "《办法》同时废止。"))  # fmt: skip
    assert of(old, new) == [Event("repealed", date(2023, 3, 1), "《办法》同时废止。", "n")]


def test_without_a_day_of_effect_the_signature_is_inferred() -> None:
    old = decree("m", "云政发〔2010〕1号", TITLE)
    signed = decree(
        "n", None, "废止决定", signed=date(2023, 1, 5), repeals=repeals("云政发〔2010〕1号", None, "予以废止。")
    )
    undated = decree("o", None, "再废止决定", repeals=repeals(None, TITLE, "一并废止。"))
    assert of(old, signed, undated) == [
        Event("repealed", date(2023, 1, 5), "予以废止。", "n", True),
        Event("repealed", None, "一并废止。", "o", True),
    ]


def test_a_namesake_is_not_repealed() -> None:
    one = decree("m", "云政发〔2010〕1号", TITLE)
    two = decree("k", "云政发〔2012〕1号", TITLE)
    new = decree("n", None, "废止决定", repeals=repeals(None, TITLE))
    assert of(one, two, new) == []
    assert of(one, two, new, work="k") == []


def test_a_work_does_not_repeal_itself() -> None:
    own = decree("m", "云政发〔2010〕1号", TITLE, repeals=repeals("云政发〔2010〕1号", TITLE))
    assert of(own) == []


def test_a_text_on_trial() -> None:
    said = effective(date(2023, 7, 1), basis="自2023年7月1日起试行。")
    assert [(event.kind, event.basis) for event in of(decree("m", None, TITLE, effective=said))] == [
        ("from", said.basis),
        ("trial", said.basis),
    ]
    named = decree("m", None, "关于印发办法的通知", instruments=issues_a("云州市集市管理办法（试行）"))
    assert [(event.kind, event.basis) for event in of(named)] == [("trial", "云州市集市管理办法（试行）")]
    assert of(decree("m", None, "云州市测试行业管理办法")) == []


def test_a_repeal_that_takes_effect_some_days_after_a_day_has_no_date() -> None:
    later = effective(None, basis="本办法自印发之日后30日起施行。", rule="印发之日后30日")
    new = decree(
        "n",
        "云政发〔2023〕2号",
        TITLE,
        effective=later,
        signed=date(2023, 7, 14),
        repeals=repeals("云政发〔2020〕1号", None),
    )
    found = of(decree("m", "云政发〔2020〕1号", "云州市旧集市管理办法"), new)
    assert [event.date for event in found if event.kind == "repealed"] == [None]
