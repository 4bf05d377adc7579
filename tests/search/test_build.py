"""What is in the files of an index, and which of them a new issue changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_index import archive, decree, files, index, many, some_queries, stub

from gongbao.search import build, parts, postings
from gongbao.search.documents import Document
from gongbao.search.engine import Engine, Results


def answers(results: Results) -> tuple[object, ...]:
    return results.hits, results.numbered, results.left_out, results.near


def test_the_same_documents_give_the_same_bytes() -> None:
    assert files(archive()) == files(archive())


def test_an_issue_of_fifteen_changes_no_file_of_the_first_segment() -> None:
    before = many(3000)
    new = [
        decree(place, f"云州市人民政府关于第{place}件事的通知", "自公布之日起施行。", year=2024)
        for place in range(1, 16)
    ]
    old, now = files(before), files([*before, *new])
    changed = {path for path in old if old[path] != now.get(path)}
    assert changed == {"manifest.json"}
    added = {path.partition("/")[0] for path in set(now) - set(old)}
    assert len(added) == 1
    assert sum(len(now[path]) for path in set(now) - set(old)) < 200_000


def test_two_segments_answer_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [*many(640), stub(3, "云州市人民政府关于旧事的通知")]
    two = Engine(index(documents))
    monkeypatch.setattr(build, "STEP", 10_000)
    one = Engine(index(documents))
    assert (len(one.index.members), len(two.index.members)) == (1, 2)
    for query in some_queries(documents, 300):
        assert answers(two.search(query)) == answers(one.search(query)), query


def test_stubs_never_stand_in_the_first_segment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "STEP", 2)
    texts = [decree(place, f"关于{place}的通知") for place in range(1, 6)]
    first, second = build.divided([*texts, stub(9, "甲"), stub(10, "乙")])
    assert [each.kind for each in first.documents] == ["decree"] * 4
    assert [each.kind for each in second.documents] == ["decree", "stub", "stub"]


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
    monkeypatch.setattr(parts.Cut, "bits", 1)
    monkeypatch.setattr(parts.Cut, "target", 300)
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
