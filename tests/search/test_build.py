"""What is in the files of an index, and which of them a new issue changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies
from small_index import archive, cut_small, decree, files, index, many, some_queries, stub

from gongbao.search import build, postings
from gongbao.search.documents import Document
from gongbao.search.engine import Engine, Results


def stubs(count: int) -> list[Document]:
    return [stub(place, f"云州市人民政府关于第{place}件旧事的通知") for place in range(1, count + 1)]


def answers(results: Results) -> tuple[object, ...]:
    return results.hits, results.numbered, results.left_out, results.near


def test_the_same_documents_give_the_same_bytes() -> None:
    assert files(archive()) == files(archive())


def issue(count: int = 15) -> list[Document]:
    """The decrees of a new issue."""
    title = "云州市人民政府关于第{}件事的通知"
    return [decree(place, title.format(place), "自公布之日起施行。", year=2024) for place in range(1, count + 1)]


def sizes(documents: list[Document]) -> dict[str, int]:
    return {each.key: len(each.documents) for each in build.divided(documents)}


def folders(paths: Iterable[str]) -> set[str]:
    return {path.partition("/")[0] for path in paths if "/" in path}


def test_an_issue_of_fifteen_changes_the_newest_segment_only() -> None:
    before = [*many(3120), *stubs(120)]
    old, now = files(before), files([*before[:3120], *issue(), *before[3120:]])
    written = {path for path in now if now[path] != old.get(path)}
    newest = build.divided(before)[2]
    assert newest.key == "newest"
    assert folders(written) == {newest.name}
    assert len(written) < 110  # its few parts, the new texts, its tables, the manifest
    assert set(old) <= set(now)


def test_a_full_segment_goes_into_the_one_before_it_whose_texts_stay() -> None:
    before = many(790)
    old, now = files(before), files([*before, *issue()])
    base, recent, newest = build.divided([*before, *issue()])
    assert [each.name for each in (base, recent, newest)] == [each.name for each in build.divided(before)]
    written = {path for path in now if now[path] != old.get(path)}
    assert base.name not in folders(written)
    texts = [path for path in written if path.startswith(f"{recent.name}/texts/")]
    assert len(texts) == 100


def test_segments_by_the_number_of_texts_and_of_numbers_without_one() -> None:
    assert sizes(many(99)) == {"newest": 99}
    assert sizes([*many(99), *stubs(300)]) == {"newest": 399}
    assert sizes([*many(340), *stubs(300)]) == {"recent": 300, "newest": 340}
    assert sizes(many(500)) == {"base": 500}
    assert sizes([*many(500), *stubs(100)]) == {"base": 500, "passing": 100}
    assert sizes([*many(540), *stubs(99)]) == {"base": 500, "newest": 139}
    assert sizes([*many(1340), *stubs(100)]) == {"base": 1000, "recent": 300, "newest": 40, "passing": 100}


def test_segments_answer_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a text, a word or a number stands on both sides of where one ends."""
    documents = [*many(746), *stubs(110)]
    several = Engine(index(documents))
    for name in ("BASE", "RECENT"):
        monkeypatch.setattr(build, name, 10_000)
    one = Engine(index(documents))
    assert [member.documents for member in several.index.members] == [500, 200, 46, 110]
    assert [member.documents for member in one.index.members] == [856]
    ends = [documents[place] for end in (500, 700, 746) for place in (end - 1, end)]
    for query in [*some_queries(documents, 300), *some_queries(ends, 60)]:
        assert answers(several.search(query)) == answers(one.search(query)), query


@settings(max_examples=25)
@given(data=strategies.data())
def test_wherever_segments_end_they_answer_as_one(data: strategies.DataObject) -> None:
    """Small segments, so that words stand in some of them only."""
    texts, passing = data.draw(strategies.integers(1, 40)), data.draw(strategies.integers(0, 12))
    documents = [*many(texts, seed=texts), *stubs(passing)]
    with pytest.MonkeyPatch.context() as patch:
        for name, steps in (("BASE", (4, 8, 16)), ("RECENT", (2, 4)), ("CROWD", (1, 5))):
            patch.setattr(build, name, data.draw(strategies.sampled_from(steps)))
        several = Engine(index(documents))
        for name in ("BASE", "RECENT"):
            patch.setattr(build, name, 10_000)
        one = Engine(index(documents))
    assert len(one.index.members) == 1
    for query in some_queries(documents, 12, seed=texts):
        assert answers(several.search(query)) == answers(one.search(query)), query


def test_numbers_without_a_text_stand_behind_all_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "BASE", 2)
    texts = [decree(place, f"关于{place}的通知") for place in range(1, 6)]
    first, second = build.divided([*texts, stub(9, "甲"), stub(10, "乙")])
    assert [each.kind for each in first.documents] == ["decree"] * 4
    assert [each.kind for each in second.documents] == ["decree", "stub", "stub"]
    monkeypatch.setattr(build, "CROWD", 2)
    *_, newest, passing = build.divided([*texts, stub(9, "甲"), stub(10, "乙")])
    assert [each.kind for each in newest.documents] == ["decree"]
    assert [each.kind for each in passing.documents] == ["stub", "stub"]


def test_no_document_and_one_document() -> None:
    assert {path.partition("-")[0] for path in files([])} == {"aliases", "manifest.json"}
    assert Engine(index([])).search("补偿 year:2023").hits == ()
    found = Engine(index([decree(1, "云州市人民政府关于补偿的通知")])).search("补偿")
    assert [hit.document for hit in found.hits] == [0]


def test_portions_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little memory there is for postings, the files are the same."""
    whole = files(archive())
    monkeypatch.setattr(postings, "MOST_HELD", 20_000)
    assert files(archive()) == whole


def test_a_crowded_bucket_is_halved_and_still_found(monkeypatch: pytest.MonkeyPatch) -> None:
    cut_small(monkeypatch, 1)
    found = Engine(index(archive()))
    assert set(found.index.members[0].values["splits"]) == {"6"}
    whole = found.search("补偿安置")
    assert whole.hits
    for document in archive()[:5]:
        assert found.search(document.title[:12]).hits


def test_a_word_said_often_is_counted_exactly() -> None:
    texts = [decree(place, "关于通知的通知", "补偿，" * count) for place, count in enumerate((1, 7, 300, 2000), 1)]
    several = [replace(each, id=f"{each.id}-{copy}") for copy in range(6) for each in texts]
    for documents in (texts, several):  # a list of many documents writes its counts in another way
        lists = index(documents).lists("补偿")
        assert [posting.count for posting in lists["body"]][:4] == [1, 7, 300, 2000]


def test_fragments_hold_what_a_result_shows() -> None:
    made: Document = decree(5, "云州市“办法”（试行）\\的通知", "第一段", "第二段\t有制表符")
    fragment = index([made]).fragment(0)
    assert (fragment.title, fragment.number, fragment.page) == (made.title, "云政发〔2023〕5号", "yzf/2023/5/")
    assert fragment.passages == made.passages
