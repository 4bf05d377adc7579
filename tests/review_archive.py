"""An issue of 云州 with a doubt, a line of nobody and contents that say something else, to be served and reviewed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from gongbao.building.order import Order
from gongbao.serving.press import Printed, order_for
from gongbao.serving.server import Running, Told, Wish, serving

PATIENCE = 60  # seconds; what is waited for takes less than one where nothing else runs

SOURCE = """\
云州市人民政府公报
2023年第4期
目录
云州市人民政府关于防汛工作的通知 …… 2
云州市人民政府关于防汛的通知
云政发〔2023〕5号
各县（市、区）人民政府：
为做好防汛工作，保障人民群众生命财产安全，现将有关事项通知如下。
一、总体要求
坚持以防为主，防重于
抢，加固堤防12处。
二、责任分工
序号\t堤段\t长度（米）
1\t东门段\t120
3\t西门段\t85
云州市人民政府
2023年3月1日
这一行谁也没有收。
"""
GAZETTE = """\
name: 云州市人民政府公报
place: 云州市
address: https://gb.yunzhou.gov.cn/archive/
issuers:
  - {name: 云州市人民政府, short: 市政府}
series:
  - {text: 云政发, code: yzf, issuer: 云州市人民政府}
"""
ISSUE = """\
---
kind: issue
id: 2023-04
title: 云州市人民政府公报2023年第4期
year: 2023
number: '4'
published: 2023-04-25
toc:
- section: null
  title: 云州市人民政府关于防汛工作的通知
  number: null
  page: 2
  record: yzf-2023-5
furniture:
  masthead: [1, 2]
  contents: [3, 4]
source: {file: 2023-04.txt, lines: [1, 18]}
---
"""
DECREE = """\
---
kind: decree
id: yzf-2023-5
title: 云州市人民政府关于防汛的通知
issue: 2023-04
page: 2
number: 云政发〔2023〕5号
issuer: 云州市人民政府
doctype: 通知
addressee: 各县（市、区）人民政府
signed: 2023-03-01
tables:
- yzf-2023-5-table-1
source: {file: 2023-04.txt, lines: [5, 17]}
---

# 云州市人民政府关于防汛的通知

为做好防汛工作，保障人民群众生命财产安全，现将有关事项通知如下。

## 一、总体要求

坚持以防为主，防重于抢，加固堤防12处。

## 二、责任分工

[责任分工](yzf-2023-5-table-1.md)

云州市人民政府

2023年3月1日
"""
TABLE = """\
---
kind: table
id: yzf-2023-5-table-1
title: 责任分工
issue: 2023-04
page: 2
belongs_to: yzf-2023-5
caption: 责任分工
columns:
- 序号
- 堤段
- 长度（米）
rows: 2
source: {file: 2023-04.txt, lines: [13, 15]}
warnings:
- line: 15
  what: “序号”由1跳到3，其间的序号或行疑已缺失
---

| 序号 | 堤段 | 长度（米） |
| --- | --- | --- |
| 1 | 东门段 | 120 |
| 3 | 西门段 | 85 |
"""
DECREE_FILE = Path("issues/2023-04/yzf-2023-5.md")
TABLE_FILE = Path("issues/2023-04/yzf-2023-5-table-1.md")


def archive_in(root: Path) -> Path:
    """content/ in a folder."""
    content = root / "content"
    written = {
        "gazette.yml": GAZETTE,
        "sources/2023-04.txt": SOURCE,
        "issues/2023-04/index.md": ISSUE,
        DECREE_FILE.as_posix(): DECREE,
        TABLE_FILE.as_posix(): TABLE,
    }
    for name, text in written.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, "utf-8")
    return content


def correct(file: Path, before: str, after: str) -> None:
    """Save a file as an editor does that writes beside it first."""
    text = file.read_text("utf-8")
    assert before in text
    beside = file.with_name(f".{file.name}.part")
    beside.write_text(text.replace(before, after), "utf-8")
    beside.replace(file)


def until(true: Callable[[], bool], what: str) -> None:
    """Wait for something that must come."""
    ends = monotonic() + PATIENCE
    while not true():
        assert monotonic() < ends, f"did not come: {what}"
        sleep(0.05)


@contextmanager
def at_work(content: Path, **wish: object) -> Iterator[tuple[Running, list[Printed]]]:
    """A real server of an archive on a free port, and what it says of each build."""
    said: list[Printed] = []
    order = order_for(Order(content, content.parent / "public", jobs=1))
    wanted = Wish(**{"port": 0, **wish})  # type: ignore[arg-type]
    with serving(order, wanted, Told(said.append, lambda: None)) as running:
        yield running, said
