"""A segment after corrections is, byte for byte, what it would be if it were made as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from small_index import archive, cut_small, decree, many, stub

from gongbao.search.amending import Amended, Amendment, Correction, StrangeError
from gongbao.search.documents import Document, Passage
from gongbao.search.segment import Mark, Segment, paths, revision

NAME = "abc"


def whole(documents: Sequence[Document], brief: bool = False) -> tuple[dict[str, bytes], Segment]:
    """The files of a segment by their paths below its folder."""
    segment = Segment(documents, NAME, brief)
    return {file.path.removeprefix(f"{NAME}/"): file.content for file in segment.files()}, segment


def corrections(before: Sequence[Document], after: Sequence[Document]) -> list[Correction]:
    pairs = zip(before, after, strict=True)
    return [Correction(place, one.number_text, other) for place, (one, other) in enumerate(pairs) if one != other]


def amended(before: Sequence[Document], after: Sequence[Document], brief: bool = False) -> Amended:
    files, segment = whole(before, brief)
    amendment = Amendment(segment.described(), files.__getitem__, corrections(before, after))
    return amendment.made(revision(Mark.of(each).fingerprint for each in after))


def assert_as_whole(before: Sequence[Document], after: Sequence[Document], brief: bool = False) -> None:
    """Amended files, and what is told of them, are those of a whole making."""
    old, _ = whole(before, brief)
    new, segment = whole(after, brief)
    made = amended(before, after, brief)
    splits = map(int, str(made.described.values["splits"]))
    assert {path: made.files.get(path, old.get(path)) for path in paths(len(after), splits)} == new
    assert list(made.described.values.items()) == list(segment.described().values.items())
    assert made.described.codes == segment.described().codes
    assert made.more_files == len(new) - len(old)
    assert made.more_bytes == sum(map(len, new.values())) - sum(map(len, old.values()))


def corrected(document: Document, random: Random) -> Document:
    """A document corrected by hand in one of the ways documents are."""
    other = random.choice(archive())
    longer = random.choice(archive()).passages * random.randint(1, 3)
    ways = [
        replace(document, title=f"{other.title}的更正"),
        replace(document, names=(*document.names, other.title)),
        replace(document, passages=document.passages[:1]),
        replace(document, passages=(*document.passages, *longer)),
        replace(document, passages=(Passage("ＰＭ2.5、5号，\U00020000五〇𠀀é", "odd"), *document.passages[1:])),
        replace(document, number=None, code=""),
        replace(document, day=date(random.randint(1990, 2026), 5, 6), year=0, departments=("云州市水利局",)),
        replace(document, title="", passages=()),
        replace(other, id=document.id),
    ]
    return random.choice(ways)


@pytest.mark.parametrize("seed", range(12))
def test_any_corrections_give_the_bytes_of_a_whole_making(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small parts and few buckets, so that corrections halve buckets more or less often than before."""
    random = Random(seed)
    if seed % 3:
        cut_small(monkeypatch, random.choice([3, 6, 9]))
    before = [*many(random.randint(2, 60), seed), stub(3, "云州市人民政府关于旧事的通知")]
    after = list(before)
    for _ in range(4):
        for place in random.sample(range(len(before)), random.randint(1, min(len(before), 9))):
            after[place] = corrected(after[place], random)
        assert_as_whole(before, after)
        before, after = after, list(after)


def test_numbers_without_a_text_are_amended_in_their_few_parts() -> None:
    before = [stub(place, f"云州市人民政府关于第{place}件旧事的通知") for place in range(1, 500)]
    after = [*before[:70], stub(71, "云州市人民政府关于加固堤防的决定"), *before[71:]]
    assert_as_whole(before, after, brief=True)
    assert sum(path.startswith("parts/") for path in whole(before, brief=True)[0]) == 128


def test_corrections_halve_buckets_and_put_halves_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above would not show it."""
    cut_small(monkeypatch, 4)
    small = many(20)
    longest = max(archive(), key=lambda document: len(document.body_text))
    large = [replace(small[0], passages=longest.passages), *small[1:]]
    halved = [str(whole(each)[1].described().values["splits"]) for each in (small, large)]
    assert sum(map(int, halved[0])) < sum(map(int, halved[1]))
    assert_as_whole(small, large)
    assert_as_whole(large, small)


def test_a_bucket_may_become_empty_and_be_filled_again() -> None:
    texts = [decree(place, "通知") for place in range(1, 4)]
    longer = [*texts[:2], decree(3, "关于补偿安置的通知", "加固堤防，共12处。")]
    assert_as_whole(longer, texts)
    assert_as_whole(texts, longer)


def test_a_term_that_stands_in_every_document_is_counted_exactly() -> None:
    before = [decree(place, f"关于{place}的通知", "补偿，" * place) for place in range(1, 40)]
    for words in ("补偿，" * 900, "安置"):
        assert_as_whole(before, [*before[:20], decree(21, "关于通知的通知", words), *before[21:]])


def test_nothing_corrected_is_nothing_made_but_the_tables() -> None:
    made = amended(many(9), many(9))
    assert set(made.files) == {"lengths.bin", "facets.bin", "numbers.bin"}
    assert (made.more_files, made.more_bytes) == (0, 0)


def test_one_word_makes_few_files() -> None:
    before = many(300)
    first = before[7].passages[0]
    after = [*before[:7], replace(before[7], passages=(first._replace(text=f"{first.text}堰塘"),)), *before[8:]]
    assert len([path for path in amended(before, after).files if path.startswith("parts/")]) < 40
    assert_as_whole(before, after)


def test_files_of_another_state_are_noticed() -> None:
    before, after = many(30), list(many(30))
    after[3] = replace(after[3], passages=(Passage("加固堤防"),))
    files, segment = whole(before)
    strange, _ = whole([*before[:3], replace(before[3], passages=(Passage("疏通河道"),)), *before[4:]])
    mixed = {path: strange[path] if path.startswith("parts/") else files[path] for path in files}
    amendment = Amendment(segment.described(), mixed.__getitem__, corrections(before, after))
    with pytest.raises(StrangeError):
        amendment.made("")
