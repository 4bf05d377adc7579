"""How reading time grows with the text: ten times the text may take at most twelve times as long.

    python -m benchmarks.speed [--only NAME] [--profile]

Each shape is a text that one careless pattern or loop would make quadratic. Prints a line a shape, exits 1 when one is
over the limit. Times are the best of several runs, in seconds of this process, with the collector of garbage at rest.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import random
import sys
import time
from collections.abc import Callable

from gongbao.gazette import Gazette
from gongbao.reading import reader

LIMIT = 12.0
LEAST = 0.08  # seconds: below this a time says more about the machine than about the program

HEAD = "云州市人民政府关于做好防汛抗旱工作的通知\n云政发〔2023〕5号\n各县（市、区）人民政府，市政府各部门：\n"
TAIL = "\n云州市人民政府\n2023年3月1日\n"
SENTENCES = (
    "各地要全面落实以行政首长负责制为核心的防汛抗旱责任制，逐级逐段明确责任人，并向社会公布。",
    "市水利局要会同有关部门对水库、堤防、山塘等开展拉网式排查，发现隐患立即整改，不留死角。",
    "根据《云州市防汛抗旱应急预案》（云政发〔2021〕12号）的规定，储备足够的抢险物资，建立台账。",
    "到2025年，全市水利投资达到12.5亿元，年均增长8%以上，覆盖全部乡镇（街道）。",
)


def sentences(count: int) -> list[str]:
    chosen = random.Random(count)
    return [f"{chosen.choice(SENTENCES)}" for _ in range(count)]


def decree(lines: list[str], gap: str = "\n") -> str:
    return HEAD + gap.join(lines) + TAIL


def paragraphs(n: int) -> str:
    return decree(sentences(n), "\n\n")


def wrapped(n: int) -> str:
    """Every sentence cut by the column, so that all lines are joined."""
    text = "".join(sentences(n)).replace("。", "，")
    return decree([text[at : at + 22] for at in range(0, len(text), 22)])


def one_line(n: int) -> str:
    return decree(["".join(sentences(n))])


def one_clause(n: int) -> str:
    """A line without a single stop."""
    return decree(["防汛抗旱工作责任落实" * (4 * n)])


def opened(n: int) -> str:
    return decree(["（《〈“‘〔【［(「" * n])


def opened_lines(n: int) -> str:
    """Brackets that open on every line and never close."""
    return decree([f"根据《{line}" for line in sentences(n)])


def closed(n: int) -> str:
    return decree(["（" * n + "》" * n + "）" * n])


def titles(n: int) -> str:
    return decree(["《关于加强防汛工作" * n])


def nested(n: int) -> str:
    return decree(["《关于印发〈云州市防汛办法〉的通知》（云政发〔2023〕5号）、" * n])


def angled(n: int) -> str:
    return decree(["《防汛<办法" * n + "》"])


def quoted(n: int) -> str:
    return decree(['"防汛" 和 “抗旱' * n])


def tabs(n: int) -> str:
    return decree(["防汛\t抗旱" + "\t" * (n // 8) for _ in range(8)])


def tab_lines(n: int) -> str:
    return decree([f"\t{line}" for line in sentences(n)])


def spaces(n: int) -> str:
    return decree(["防汛" + " 　" * n + "抗旱" + "\u200b" * n])


def figures(n: int) -> str:
    return decree(["1234567890" * n, "1,234.5 " * n])


def numbers(n: int) -> str:
    return decree(["云政发〔2023〕5号、云政办发[2023] 12 号、（2023）" * n])


def half_numbers(n: int) -> str:
    return decree(["云政发〔2023〕〔" * n, "2023〕5" * n])


def dates(n: int) -> str:
    return decree(["自2023年5月1日起施行，二〇二三年三月五日废止，2023年13月" * n])


def date_lines(n: int) -> str:
    return decree(["云州市水利局", "2023年3月1日"] * n)


def markers(n: int) -> str:
    chosen = random.Random(n)
    marks = ("一、", "（二）", "3．", "（4）", "第五条　", "第六章　")
    return decree([chosen.choice(marks) + line for line in sentences(n)])


def bare_markers(n: int) -> str:
    return decree([f"{mark}加强防汛" for mark in ("一、", "（二）", "3．", "（4）")] * n)


def listed(n: int) -> str:
    """A table of contents as long as a book, and none of its bodies."""
    entries = [
        f"云州市人民政府关于第{k}号水库防汛工作的通知（云政发〔2023〕{k}号）……（{k % 999}）" for k in range(1, n + 1)
    ]
    return "\n".join(["云州市人民政府公报", "2023年第04期（总第8期）", "目 录", *entries, ""]) + HEAD + TAIL


def issue(n: int) -> str:
    """An issue whose contents and bodies both grow."""
    titled = [(f"云州市人民政府关于第{k}号水库防汛工作的通知", f"云政发〔2023〕{k}号") for k in range(1, n + 1)]
    contents = [f"{title}（{number}）……（{k % 999}）" for k, (title, number) in enumerate(titled, 1)]
    bodies = [
        f"{title}\n{number}\n各县人民政府：\n{SENTENCES[k % 4]}{TAIL}" for k, (title, number) in enumerate(titled)
    ]
    return "\n".join(["云州市人民政府公报", "2023年第04期（总第8期）", "目 录", *contents, "", *bodies])


def attachments(n: int) -> str:
    names = [f"{k}.云州市第{k}号水库名单" for k in range(1, n + 1)]
    return decree([f"附件：{names[0]}", *names[1:]]) + "\n".join(
        f"附件{k}\n云州市第{k}号水库名单\n{SENTENCES[0]}" for k in range(1, n + 1)
    )


def appointed(n: int) -> str:
    lines = [f"任命王小明为第{k}水库管理处副主任，免去其科长职务；" for k in range(n)]
    return "\n".join(["云州市人民政府公报", "2023年第04期（总第8期）", "【市政府人事任免】（2023年3月份）", *lines])


def catalogue(n: int) -> str:
    lines = [f"云政发〔2023〕{k}号\t云州市人民政府关于第{k}号水库的通知" for k in range(1, n + 1)]
    return "\n".join(["云州市人民政府公报", "2023年第04期（总第8期）", "2023年3月发文目录", *lines])


def cells(n: int) -> str:
    rows = [f"{k}\t第{k}号水库加固。\t市水利局\t{k}月底" for k in range(1, n + 1)]
    return decree(["表1 水库任务", "序号\t工作任务\t责任单位\t完成时限", *rows])


def many_tables(n: int) -> str:
    return decree([f"表{k} 任务\n序号\t任务\n1\t加固水库\n2\t清理河道\n{SENTENCES[k % 4]}" for k in range(1, n + 1)])


def organs(n: int) -> str:
    return decree([f"{k}．加固水库。（责任单位：市水利局、市财政局" for k in range(n)])


def rules(n: int) -> str:
    return decree(["— 3 —", "---", "***"] * n)


def marks_of_markdown(n: int) -> str:
    return decree(["**" * n, "*a_b`c[d](" * n, "&lt;<b" * n, "#" * n])


def page(n: int) -> str:
    """A web page."""
    body = "".join(f"<p>{line}</p>" for line in HEAD.split("\n") + sentences(n) + TAIL.split("\n"))
    return f"<!DOCTYPE html><html><head><title>通知</title></head><body>{body}</body></html>"


def page_table(n: int) -> str:
    rows = "".join(f"<tr><td>{k}</td><td>第{k}号水库</td><td>市水利局</td></tr>" for k in range(n))
    body = "".join(f"<p>{line}</p>" for line in HEAD.split("\n"))
    return f"<html><body>{body}<table><tr><th>序号</th><th>任务</th><th>单位</th></tr>{rows}</table></body></html>"


# Each shape with the size it begins with: large enough to measure, small enough that a quadratic one still ends.
SHAPES: dict[Callable[[int], str], int] = {
    paragraphs: 300, wrapped: 150, one_line: 200, one_clause: 300, opened: 600, opened_lines: 300, closed: 2000,
    titles: 600, nested: 150, angled: 600, quoted: 600, tabs: 2000, tab_lines: 300, spaces: 4000, figures: 1500,
    numbers: 200, half_numbers: 500, dates: 200, date_lines: 200, markers: 300, bare_markers: 100, listed: 200,
    issue: 40, attachments: 8, appointed: 200, catalogue: 200, cells: 500, many_tables: 60, organs: 200, rules: 500,
    marks_of_markdown: 1000, page: 200, page_table: 300,
}  # fmt: skip


def seconds(text: str) -> float:
    """The best time of reading a text."""
    data, gazette = text.encode(), Gazette.default()
    best, spent, runs = float("inf"), 0.0, 0
    while runs < 2 or (spent < 0.6 and runs < 12):
        started = time.process_time()
        reader.read(data, "来源.txt", gazette)
        took = time.process_time() - started
        best, spent, runs = min(best, took), spent + took, runs + 1
    return best


def measured(shape: Callable[[int], str], size: int) -> tuple[int, float, float]:
    """The size a shape is measured at, its time there, and at ten times that."""
    while (small := seconds(shape(size))) < LEAST and size < 200_000:
        size *= 2
    return size, small, seconds(shape(10 * size))


def profile(text: str) -> None:
    """Where the time of reading a text goes."""
    profiler = cProfile.Profile()
    profiler.runcall(reader.read, text.encode(), "来源.txt", Gazette.default())
    pstats.Stats(profiler).sort_stats("tottime").print_stats(12)


def main() -> int:
    """Measure every shape."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="NAME", help="measure one shape")
    parser.add_argument("--profile", action="store_true", help="also show where the time of the larger text goes")
    options = parser.parse_args()
    gc.disable()
    over = []
    print(f"{'shape':20}{'n':>8}{'n  (s)':>10}{'10n (s)':>10}{'ratio':>8}")
    for shape, start in SHAPES.items():
        name = shape.__name__
        if options.only not in (None, name):
            continue
        size, small, large = measured(shape, start)
        ratio = large / small
        over += [name] if ratio > LIMIT else []
        print(f"{name:20}{size:8}{small:10.3f}{large:10.3f}{ratio:8.1f}{'  over' if ratio > LIMIT else ''}", flush=True)
        gc.collect()
        if options.profile:
            profile(shape(10 * size))
    print(f"over {LIMIT:.0f}: {', '.join(over)}" if over else f"every shape at most {LIMIT:.0f}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
