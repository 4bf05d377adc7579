"""A thousand seeded mixtures of what gazettes print: read without an exception, without a lost letter."""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from gongbao import archive, numbers, typography
from gongbao.cli import ledger
from gongbao.gazette import Gazette
from gongbao.model import Issue, Table
from gongbao.reading import reader

Random = random.Random

# Names of trees mean nothing to any rule; four of them in a row tell one generated line from every other.
TREES = "梧桐槐柳榆杉柏桦椿楝桉榕杨枫橡楸"
MARKERS = (
    "一、",
    "二、",
    "十一、",
    "（一）",
    "(二)",
    "1．",
    "2. ",
    "3、",
    "（1）",
    "(2)",
    "①",
    "第一条　",
    "第三条之一 ",
    "第一章 ",
)
OPEN = "（《〈“‘〔【[(「"
NUMBERS = (
    "云政发〔2023〕{n}号", "云政发[2023]{n} 号", "云政发(2023){n}号", "云政办发【2023】第{n}号", "云政发［２０２３］{n}号",
    "云政发〔2023〕 {n} 号", "（云政函〔2023〕{n}号）",
)  # fmt: skip
DATES = (
    "2023年3月{n}日",
    "二〇二三年三月五日",
    "二○二三年三月五日",
    "2023 年 3 月 {n} 日",
    "2023年13月{n}日",
    "2023-03-{n:02}",
)
PAGES = ("— {n} —", "- {n} -", "·{n}·", "第 {n} 页", "---", "***", "")
NOISE = (
    "　　",
    "\u200b",
    "\ufeff",
    "\x0c",
    "\x07",
    "\x1b[3",
    "\xa0",
    "□□",
    "■",
    "……",
    "&nbsp;",
    "<br",
    "a<b",
    "*",
    "`",
    "|",
    "\\",
    "\u2028",
)
ORGANS = ("市教育局", "市财政局", "云东县人民政府", "市发展改革委")
VERBS = ("推进", "完善", "落实", "加强", "关于", "印发", "任命", "免去", "自2023年5月1日起施行", "废止", "附件")


@dataclass
class Mixer:
    """A seeded source of lines; every line of prose holds four trees that stand nowhere else."""

    random: Random
    used: set[str] = field(default_factory=set)

    def trees(self) -> str:
        """Four letters that were not given before."""
        while (mark := "".join(self.random.choices(TREES, k=4))) in self.used:
            pass
        self.used.add(mark)
        return mark

    def n(self) -> int:
        return self.random.randint(1, 31)

    def sentence(self) -> str:
        pieces = [self.random.choice(VERBS), self.trees(), "工作"]
        pieces += [self.random.choice(ORGANS), self.random.choice(VERBS)] if self.random.random() < 0.5 else []
        pieces.insert(self.random.randint(0, len(pieces)), self.bracketed() if self.random.random() < 0.3 else "")
        return "".join(pieces) + self.random.choice(("。", "，", "；", "", "：", "！", ".", "”"))

    def bracketed(self) -> str:
        opened = "".join(self.random.choices(OPEN, k=self.random.randint(1, 3)))
        return (
            opened
            + self.random.choice(("试行", "云州市办法", "2023"))
            + self.random.choice(("", "）", "》", "〉》", "”", ")"))
        )

    def number(self) -> str:
        return self.random.choice(NUMBERS).format(n=self.n())

    def day(self) -> str:
        return self.random.choice(DATES).format(n=self.n())


def prose(mix: Mixer) -> list[str]:
    return ["".join(mix.sentence() for _ in range(mix.random.randint(1, 4)))]


def marked(mix: Mixer) -> list[str]:
    return [mix.random.choice(("", "", "## ", "##### ")) + mix.random.choice(MARKERS) + mix.sentence()]


def cut(mix: Mixer) -> list[str]:
    whole = mix.sentence() + mix.sentence() + mix.sentence()
    at = mix.random.randint(1, len(whole) - 1)
    return [whole[:at], mix.random.choice(PAGES).format(n=mix.n()), whole[at:]]


def cites(mix: Mixer) -> list[str]:
    return [f"根据《{mix.trees()}〈云州市办法〉的通知》（{mix.number()}）和《{mix.trees()}，{mix.sentence()}"]


def table(mix: Mixer) -> list[str]:
    width = mix.random.randint(2, 4)
    header = "\t".join(["序号", "工作任务", "责任单位", "完成时限"][:width])
    rows = []
    for serial in range(1, mix.random.randint(2, 5)):
        cells = [str(serial), *(mix.random.choice((mix.trees(), "", mix.trees() + "，等")) for _ in range(width - 1))]
        rows.append("\t".join(cells[: mix.random.choice((width, width, width - 1))]))
    return [*mix.random.choice(([], [f"表{mix.n()} {mix.trees()}"], ["单位：万元"])), header, *rows, *note(mix)]


def note(mix: Mixer) -> list[str]:
    return mix.random.choice(([], [f"注：{mix.trees()}按可比价计算。"]))


def tabs(mix: Mixer) -> list[str]:
    return ["\t" + mix.sentence(), "\t", "\t\t" + mix.trees() + "\t"]


def attached(mix: Mixer) -> list[str]:
    title = f"云州市{mix.trees()}名单"
    return [
        f"附件：1.{title}",
        f"      2.{mix.trees()}（略）",
        mix.random.choice(("附件1", "附件 1：", "附表")),
        title,
        mix.sentence(),
    ]


def signed(mix: Mixer) -> list[str]:
    return [mix.random.choice(("云州市人民政府", "云州市教育局 云州市财政局", "")), mix.day()]


def furniture(mix: Mixer) -> list[str]:
    return [mix.random.choice(PAGES).format(n=mix.n()), "", mix.random.choice(("  ", "　", "\t"))]


def stray(mix: Mixer) -> list[str]:
    return [
        mix.random.choice(
            (
                mix.number(),
                mix.day(),
                "各县（市、区）人民政府：",
                "（此件公开发布）",
                mix.random.choice(VERBS),
                mix.trees(),
            )
        )
    ]


def noisy(mix: Mixer) -> list[str]:
    line = list(mix.sentence() + mix.sentence())
    for _ in range(mix.random.randint(1, 4)):
        line.insert(mix.random.randint(0, len(line)), mix.random.choice(NOISE))
    return ["".join(line)]


def listed(mix: Mixer) -> list[str]:
    return [f"- 云州市人民政府关于{mix.trees()}的通知（{mix.number()}） ..... ({mix.n()})"]


def masthead(mix: Mixer) -> list[str]:
    return [
        mix.random.choice(
            ("云州市人民政府公报", "2023年第04期（总第8期）", "目 录", "【市政府文件】", "准印证：云内准字第1号")
        )
    ]


def appointed(mix: Mixer) -> list[str]:
    return [f"任命{mix.trees()}为市教育局副局长；", f"免去{mix.trees()}的市财政局局长职务。"]


def explained(mix: Mixer) -> list[str]:
    return [f"《云州市{mix.trees()}办法》政策解读", mix.sentence(), "解读机关：市教育局", "联系电话：0999-1234567"]


def responsible(mix: Mixer) -> list[str]:
    return [f"（责任单位：{mix.trees()}局、市财政局）", f"责任单位：{mix.trees()}局"]


KINDS: tuple[Callable[[Mixer], list[str]], ...] = (
    prose, prose, marked, marked, cut, cites, table, tabs, attached, signed, furniture, stray, noisy, noisy, listed,
    masthead, appointed, explained, responsible,
)  # fmt: skip


def mixture(mix: Mixer) -> list[str]:
    lines: list[str] = []
    for _ in range(mix.random.randint(3, 24)):
        lines += mix.random.choice(KINDS)(mix)
        lines += [""] * mix.random.randint(0, 2)
    return lines


def decree(mix: Mixer, title: str) -> list[str]:
    head = mix.random.choice(
        ([title, mix.number()], [mix.number(), "", title], [title], [title[:9], title[9:], mix.number()])
    )
    letterhead = mix.random.choice(([], [], ["云州市人民政府文件"], ["YZDR—2023—0001", ""], ["特急"]))
    return [*letterhead, *head, "", "各县（市、区）人民政府，市政府各部门：", *mixture(mix), *signed(mix)]


def title_of(mix: Mixer) -> str:
    return f"云州市人民政府关于{mix.random.choice(('印发', '做好', '公布'))}{mix.trees()}工作方案的通知"


def issue(mix: Mixer) -> list[str]:
    titles = [title_of(mix) for _ in range(mix.random.randint(1, 3))]
    contents = [f"{title}（云政发〔2023〕{n}号）……（{n}）" for n, title in enumerate(titles, 1)]
    lines = ["# 云州市人民政府公报", "2023年第04期（总第8期）", "", "目 录", "【市政府文件】", *contents, ""]
    for n, title in enumerate(titles, 1):
        lines += [title, f"云政发[2023]{n} 号", "各县（市、区）人民政府：", *mixture(mix), *signed(mix), ""]
    tail = ["【市政府人事任免】（2023年3月份）", *appointed(mix), "2023年3月发文目录", f"云政发〔2023〕1号 {titles[0]}"]
    colophon = ["云州市人民政府公报", "2023年4月25日出版", "主办：云州市人民政府办公室", "地址：云州市中心路1号"]
    return [*lines, *mix.random.choice(([], tail)), *mix.random.choice(([], colophon))]


def generated(seed: int) -> str:
    """The text of a seed: every third an issue, the others a decree."""
    mix = Mixer(Random(seed))
    lines = issue(mix) if seed % 3 == 0 else decree(mix, title_of(mix))
    ends = mix.random.choice(("\n", "\n", "\r\n"))
    return ends.join(lines) + mix.random.choice(("", ends, ends * 3))


def read(text: str) -> reader.Reading:
    return reader.read(text.encode(), "来源.txt", Gazette.default())


def shown(body: str) -> str:
    """What a body shows, without the marks of Markdown that carry letters: entities and the targets of links."""
    bare = TARGET.sub("]", body)
    return ENTITY.sub(lambda found: html.unescape(found[0]), bare)


TARGET = re.compile(r"\]\([a-z0-9-]+\.md\)")
LINK = re.compile(r"\[[^\n]*\]\([a-z0-9-]+\.md\)")
# Matches the entities that stand for a character of the source; near miss "&nbsp；", which is text.
ENTITY = re.compile(r"&(?:amp|lt|gt|#\d{2,3});")


def letters(reading: reader.Reading) -> str:
    """The letters of all records, bodies first; fields are kept apart by a mark."""
    texts = [typography.fold(shown(record.body)) for record in reading.records]
    for record in reading.records:
        front = archive.as_json(record)
        for key in ("body", "source", "warnings"):  # a warning may quote what stands nowhere else
            front.pop(key, None)
        texts += [typography.fold(text) for text in strings(front)]
    return "|".join(texts)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif value is not None:
        yield str(value)


def parts(line: str) -> list[str]:
    """The runs of letters and figures of a line, folded: what may be set apart (a page, a number) without being lost."""
    return [typography.fold(run) for run in re.split(r"[^\w]+", typography.normalise(line)) if typography.fold(run)]


def lost(reading: reader.Reading) -> list[str]:
    """The lines, with their numbers, of which a letter stands in no record."""
    there = letters(reading)
    missing = []
    for line in reading.source.lines:
        if typography.fold(line.text) in there or WORTHLESS.match(line.text):
            continue
        number = numbers.parse(typography.normalise(line.text).strip("（）() "))
        if number and typography.fold(str(number)) in there:
            continue
        absent = [run for run in parts(line.text) if run not in there]
        if absent:
            missing.append(f"{line.number}: {line.text!r} 缺 {absent}")
    return missing


# A page number between two lines and the word 目录 over the contents say nothing; the ledger still names their owner.
WORTHLESS = re.compile(r"^\s*(?:[-—·]\s?\d+\s?[-—·]|第\s?\d+\s?页|目\s?录)\s*$")


def doubled(reading: reader.Reading, text: str) -> list[str]:
    """The groups of trees that the source prints once and the bodies twice."""
    # An issue's body is furniture; a table's columns may share a name, and a link repeats the caption it stands for.
    paragraphs = [
        paragraph
        for record in reading.records
        if not isinstance(record, Issue | Table)
        for paragraph in record.body.split("\n\n")
        if not LINK.fullmatch(paragraph)
    ]
    bodies = "|".join(typography.fold(shown(paragraph)) for paragraph in paragraphs)
    marks = re.findall(rf"(?<![{TREES}])[{TREES}]{{4}}(?![{TREES}])", text)
    return [mark for mark in marks if text.count(mark) == 1 and bodies.count(mark) > 1]


@pytest.mark.parametrize("seed", range(1000))
def test_a_mixture_is_read_without_a_lost_letter(seed: int) -> None:
    text = generated(seed)
    reading = read(text)
    assert lost(reading) == []
    assert doubled(reading, text) == []
    runs = ledger.spread(reading.source, reading.records)
    assert ledger.faults(runs) == []
    filled = {line.number for line in reading.source.lines if line.text.strip()}
    assert {n for run in runs for n in range(run.first, run.last + 1)} >= filled
    assert json.dumps([archive.as_json(record) for record in reading.records])


def test_the_measure_of_loss_finds_a_loss() -> None:
    """The test above is worth something only if it fails for a reader that drops a line."""
    text = "云州市人民政府关于做好防汛工作的通知\n云政发〔2023〕5号\n各县人民政府：\n请认真梧桐槐柳落实。\n"
    reading = read(text)
    assert lost(reading) == []
    last = reader.read(text.replace("梧桐", "楝楝").encode(), "来源.txt", Gazette.default())
    assert lost(reader.Reading(reading.source, last.records)) == ["4: '请认真梧桐槐柳落实。' 缺 ['请认真梧桐槐柳落实']"]
