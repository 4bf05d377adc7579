"""Provenance: every block of a text leads back to the lines it was read from, or to none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongbao.archive import Library
from gongbao.linking.differences import paragraphs
from gongbao.linking.provenance import ascending, likeness, lines_of, pairs
from gongbao.model import Record, Table
from gongbao.typography import fold
from patience import ends

CONTENT = Path(__file__).resolve().parents[2] / "content"

SOURCE = [
    "云州市人民政府公报",
    "云州市人民政府关于防汛的通知",
    "",
    "各县(市、区)人民政府:",
    "一、总体要求",
    "各地要全面落实以行政首长负责制为核心的防汛抗旱责任制,逐级逐段明",
    "- 3 -",
    "",
    "确责任人,并于 6 月底前公布名单。",
    "(责任单位:市水利局)",
    "二、保障措施",
    "市财政局要安排好 2023 年的防汛资金,做到专款专用。",
    "(责任单位:市水利局)",
    "云州市人民政府",
]
WHOLE = (1, len(SOURCE))


def test_a_block_is_found_whatever_its_punctuation() -> None:
    assert lines_of(["云州市人民政府关于防汛的通知", "各县（市、区）人民政府："], SOURCE, WHOLE) == ((2, 2), (4, 4))


def test_a_block_joined_over_a_page_covers_both_pages() -> None:
    block = "各地要全面落实以行政首长负责制为核心的防汛抗旱责任制，逐级逐段明确责任人，并于6月底前公布名单。"
    assert lines_of(["一、总体要求", block], SOURCE, WHOLE) == ((5, 5), (6, 9))


def test_equal_blocks_are_found_one_after_the_other() -> None:
    blocks = ["（责任单位：市水利局）", "二、保障措施", "（责任单位：市水利局）"]
    assert lines_of(blocks, SOURCE, WHOLE) == ((10, 10), (11, 11), (13, 13))


def test_a_name_inside_an_earlier_line_is_not_the_signature() -> None:
    blocks = ["市财政局要安排好2023年的防汛资金，做到专款专用。", "云州市人民政府"]
    assert lines_of(blocks, SOURCE, WHOLE)[1] == (14, 14)


@pytest.mark.parametrize(
    "corrected",
    [
        "市财政局要安排好2024年的防汛资金，做到专款专用。",
        "县财政局要安排好2023年的防汛资金，做到专款专用。",
        "市财政局应当安排好2023年的防汛资金，做到专款专用，不得挪作他用。",
    ],
)
def test_a_block_that_a_person_corrected_is_still_found(corrected: str) -> None:
    blocks = ["二、保障措施", corrected, "（责任单位：市水利局）"]
    assert lines_of(blocks, SOURCE, WHOLE) == ((11, 11), (12, 12), (13, 13))


def test_what_the_source_does_not_have_is_found_nowhere() -> None:
    blocks = ["一、总体要求", "本段由编者另行补写，与原文没有任何关系。", "", "——", "二、保障措施"]
    assert lines_of(blocks, SOURCE, WHOLE) == ((5, 5), None, None, None, (11, 11))


def test_a_missing_short_block_does_not_lead_the_others_astray() -> None:
    blocks = ["云州市人民政府", "一、总体要求", "二、保障措施"]
    assert lines_of(blocks, SOURCE, (3, 13)) == (None, (5, 5), (11, 11))


def test_nothing_is_found_outside_the_span() -> None:
    assert lines_of(["云州市人民政府公报", "二、保障措施"], SOURCE, (2, 10)) == (None, None)
    assert lines_of(["云州市人民政府公报"], SOURCE, (0, 99)) == ((1, 1),)
    assert lines_of([], SOURCE, WHOLE) == ()
    assert lines_of(["通知"], [], (1, 1)) == (None,)


def test_a_heading_and_its_text_may_share_a_line() -> None:
    source = ["（一）指导思想。以人民为中心，统筹发展和安全。", "（二）工作目标。"]
    blocks = ["（一）指导思想。", "以人民为中心，统筹发展和安全。", "（二）工作目标。"]
    assert lines_of(blocks, source, (1, 2)) == ((1, 1), (1, 1), (2, 2))


def test_the_lines_of_a_table_lie_between_the_blocks() -> None:
    table = [f"{at}\t改造提升第{at}个项目\t市建设局" for at in range(1, 3000)]
    source = ["附件", *table, "注：以上项目由市建设局负责解释。", "印发"]
    blocks = ["附件", "", "注：以上项目由市建设局负责解释。", "印发"]
    assert lines_of(blocks, source, (1, len(source))) == ((1, 1), None, (3001, 3001), (3002, 3002))


def test_a_web_page_is_read_without_its_tags() -> None:
    source = [
        '<p class="title" style="x">云州市人民政府',
        "关于防汛的<b>通知</b></p>",
        "<!-- 二、保障措施",
        "--><script>var a = '二、保障措施';</script>",
        "<p>二、保障&#25514;施&nbsp;</p><p>请认真贯彻执行。</p>",
    ]
    blocks = ["云州市人民政府关于防汛的通知", "二、保障措施", "请认真贯彻执行。"]
    assert lines_of(blocks, source, (1, 5)) == ((1, 2), (5, 5), (5, 5))


def test_a_long_source_is_searched_to_its_end() -> None:
    def text(at: int) -> str:
        return "".join(chr(0x4E00 + (at * 7919 + place * place * 31) % 5000) for place in range(30))

    source = [text(at) for at in range(30_000)]
    blocks = ["".join(source[at : at + 3]) for at in range(0, 30_000, 3)]
    edited = [block[:40] + "更正" + block[43:] if at % 10 == 0 else block for at, block in enumerate(blocks)]
    with ends():
        found = lines_of(edited, source, (1, 30_000))
    assert found == tuple((at, at + 2) for at in range(1, 30_000, 3))


def test_a_longest_ascending_selection() -> None:
    assert ascending([]) == ()
    assert ascending([3, 3, 3]) in {(0,), (1,), (2,)}
    assert ascending([4, 1, 2, 9, 3, 5]) == (1, 2, 4, 5)


def test_likeness_runs_from_nothing_to_all() -> None:
    assert likeness(pairs("云州市"), pairs("云州市")) == 1
    assert likeness(pairs("云州市"), pairs("海棠县")) == 0
    assert likeness(pairs(""), pairs("云")) == 0


RECORDS = [record for record in Library.open(CONTENT).records.values() if not isinstance(record, Table)]
TABLE = re.compile(r"^\[.*\]\([^()\s]+\.md\)$", re.MULTILINE)


def blocks_of(record: Record) -> list[str]:
    """The blocks with letters; the place of a table is no text of the source."""
    return [block for block in paragraphs(TABLE.sub("", record.body)) if fold(block)]


def source_of(record: Record) -> list[str]:
    return (CONTENT / "sources" / record.source.file).read_text("utf-8").splitlines()


def test_the_blocks_of_the_archive_are_found() -> None:
    found = [
        place for record in RECORDS for place in lines_of(blocks_of(record), source_of(record), record.source.lines)
    ]
    assert found
    assert sum(place is not None for place in found) >= 0.99 * len(found)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record.id))
def test_the_lines_found_hold_the_block(record: Record) -> None:
    source, blocks = source_of(record), blocks_of(record)
    before = (record.source.lines[0], record.source.lines[0])
    inside = 0
    for block, place in zip(blocks, lines_of(blocks, source, record.source.lines), strict=True):
        if place:
            assert before[0] <= place[0] <= place[1] <= record.source.lines[1]
            assert before[1] <= place[1]
            lines = fold("".join(source[place[0] - 1 : place[1]]))
            # What a page break printed twice, and furniture between, make the lines a little longer than the block.
            assert likeness(pairs(fold(block)), pairs(lines)) >= 0.8 or fold(block) in lines
            inside += fold(block) in lines
            before = place
    assert inside >= 0.99 * len(blocks) - 1
