"""What holds for every decree: reading is a function of the text, and what typesetting does to it changes nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gongbao import archive, typography
from gongbao.gazette import Gazette
from gongbao.model import Decree, Record
from gongbao.reading import reader

MANY = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TOPICS = ("防汛抗旱", "城市绿化", "学前教育", "粮食安全", "道路交通", "古树名木保护", "“一老一小”服务", "5G基站建设")
ORGANS = ("市教育局", "市财政局", "市水利局", "市发展改革委", "各县（市、区）人民政府")
SENTENCES = (
    "各地各部门要高度重视{topic}工作，加强组织领导，明确目标任务，确保按时完成。",
    "到2025年，全市{topic}投入达到12.5亿元，年均增长8%以上，覆盖全部乡镇（街道）。",
    "根据《云州市{topic}管理办法》（云政发〔2021〕{n}号）和省政府有关规定，结合本市实际，制定本方案。",
    "对在{topic}工作中作出突出贡献的单位和个人，由{organ}会同有关部门按照规定给予表扬和奖励。",
    "建立{topic}联席会议制度，由{organ}负责日常工作，每季度通报一次进展情况，并报市政府备案。",
)

sentences = st.builds(
    lambda text, topic, organ, n: text.format(topic=topic, organ=organ, n=n),
    st.sampled_from(SENTENCES), st.sampled_from(TOPICS), st.sampled_from(ORGANS), st.integers(1, 99),
)  # fmt: skip
paragraphs = st.lists(sentences, min_size=1, max_size=3).map("".join)


@st.composite
def sections(draw: st.DrawFn) -> list[str]:
    """The paragraphs of a decree: sections with headings, items and a table now and then."""
    found: list[str] = []
    for ordinal in "一二三四"[: draw(st.integers(1, 4))]:
        found.append(f"{ordinal}、加强{draw(st.sampled_from(TOPICS))}工作")
        found += draw(st.lists(paragraphs, min_size=1, max_size=3))
        found += [f"（{n}）{text}" for n, text in zip("一二三", draw(st.lists(paragraphs, max_size=3)), strict=False)]
    return found


@st.composite
def tables(draw: st.DrawFn) -> list[str]:
    """A table of tasks, or none."""
    rows = draw(st.lists(st.tuples(st.sampled_from(TOPICS), st.sampled_from(ORGANS)), max_size=5))
    lines = [f"{n}\t推进{topic}。\t{organ}" for n, (topic, organ) in enumerate(rows, 1)]
    return ["\n".join(["序号\t工作任务\t责任单位", *lines])] if len(rows) > 1 else []


@st.composite
def decrees(draw: st.DrawFn) -> list[str]:
    """The paragraphs of a whole decree; a table is one of them, its rows on lines of their own."""
    day = f"2023年{draw(st.integers(1, 12))}月{draw(st.integers(1, 28))}日"
    title = f"云州市人民政府关于做好{draw(st.sampled_from(TOPICS))}工作的通知"
    head = [title, f"云政发〔2023〕{draw(st.integers(1, 99))}号", "各县（市、区）人民政府，市政府各部门："]
    return [*head, *draw(sections()), *draw(tables()), "云州市人民政府", day, "（此件公开发布）"]


def read(text: str) -> tuple[Record, ...]:
    return reader.read(text.encode(), "来源.txt", Gazette.default()).records


def without_lines(records: tuple[Record, ...]) -> list[dict[str, object]]:
    """The records as JSON without the numbers of their source lines."""
    found = []
    for record in records:
        front = archive.as_json(replace(record, source=replace(record.source, lines=(1, 1))))
        for item in [*front.get("tasks", ()), *front.get("warnings", ()), *front.get("entries", ())]:
            item.pop("line", None)
        found.append(front)
    return found


@MANY
@given(decrees())
def test_a_record_survives_its_file(parts: list[str]) -> None:
    for record in read("\n".join(parts)):
        text = archive.dump(record)
        assert archive.load(text, "content/decrees/a.md") == record
        assert archive.dump(archive.load(text, "content/decrees/a.md")) == text


@MANY
@given(decrees())
def test_reading_twice_gives_the_same(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    assert read(text) == read(text)
    assert [archive.dump(record) for record in read(text)] == [archive.dump(record) for record in read(text)]


@MANY
@given(decrees())
def test_every_paragraph_of_the_source_is_one_of_the_record(parts: list[str]) -> None:
    decree = read("\n".join(parts))[0]
    assert isinstance(decree, Decree)
    assert (decree.title, decree.number, decree.addressee) == (parts[0], parts[1], parts[2].rstrip("："))
    body = [typography.fold(paragraph) for paragraph in decree.body.split("\n\n")]
    prose = [typography.fold(part) for part in parts[3:] if "\t" not in part]
    assert body[0] == typography.fold(parts[0])  # the heading as printed stands over the text
    assert [paragraph for paragraph in body[1:] if "table1md" not in paragraph] == prose


@MANY
@given(decrees(), st.lists(st.integers(1, 3), min_size=1, max_size=5))
def test_blank_lines_between_paragraphs_change_nothing(parts: list[str], blanks: list[int]) -> None:
    spread = "".join(part + "\n" * (1 + blanks[at % len(blanks)]) for at, part in enumerate(parts))
    assert without_lines(read(spread)) == without_lines(read("\n\n".join(parts)))


@MANY
@given(decrees(), st.sampled_from((" ", "　", "\u200b", " \u3000 ")))
def test_spaces_at_the_end_of_lines_change_nothing(parts: list[str], space: str) -> None:
    plain = "\n\n".join(parts)
    # A row of a table is cells; its trailing space is the last cell's own business.
    spaced = "\n".join(line + space if line and "\t" not in line else line for line in plain.split("\n"))
    assert read(spaced) == read(plain)


@MANY
@given(decrees(), st.sampled_from(("\r\n", "\r")), st.booleans())
def test_the_ends_of_lines_change_nothing(parts: list[str], end: str, marked: bool) -> None:
    plain = "\n\n".join(parts)
    assert read("\ufeff" * marked + plain.replace("\n", end)) == read(plain)


@MANY
@given(decrees(), st.sampled_from(("utf-8", "utf-16", "gb18030")))
def test_the_encoding_changes_nothing(parts: list[str], encoding: str) -> None:
    plain = "\n\n".join(parts)
    assert reader.read(plain.encode(encoding), "来源.txt", Gazette.default()).records == read(plain)


MARKS = ("\n\n", "\n\n— 12 —\n\n", "\n- 3 -\n", "\n---\n", "\n第 5 页\n\n")


@MANY
@given(decrees(), st.sampled_from(MARKS), st.data())
def test_a_paragraph_cut_anywhere_is_one_again(parts: list[str], mark: str, data: st.DataObject) -> None:
    long = [at for at, part in enumerate(parts) if at > 2 and len(part) > 32 and not part.startswith("（")]
    assert_whole_again(parts, data.draw(st.sampled_from([at for at in long if "\t" not in parts[at]])), (mark, data))


@MANY
@given(decrees(), st.sampled_from(MARKS), st.data())
def test_an_item_cut_anywhere_is_one_again(parts: list[str], mark: str, data: st.DataObject) -> None:
    # An item without a sibling might as well be a heading over its text; with one, the siblings tell.
    items = [at for at, part in enumerate(parts) if re.match("（[一二三]）", part)]
    items = [at for at in items if parts[at].startswith("（二") or parts[at + 1].startswith("（二")]
    assume(items)
    assert_whole_again(parts, data.draw(st.sampled_from(items)), (mark, data))


def assert_whole_again(parts: list[str], at: int, how: tuple[str, st.DataObject]) -> None:
    """A paragraph cut at any place is what it was uncut."""
    mark, data = how
    place = data.draw(st.integers(15, len(parts[at]) - 1))
    before, after = parts[at][:place], parts[at][place:]
    # After a full stop, or before what looks like a marker, nobody could tell a cut from a new paragraph.
    assume(before[-1] not in "。；：！？" and not re.match(r"[（“《]|\d", after) and len(after) > 1)
    cut = [*parts[:at], before + mark + after, *parts[at + 1 :]]
    assert bodies(cut) == bodies(parts), (before[-20:], after[:20])


def bodies(parts: list[str]) -> list[str]:
    return [record.body for record in read("\n\n".join(parts))]
