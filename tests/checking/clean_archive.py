"""An archive of 云州 in which nothing is wrong, as texts: each test spoils one place of it."""

from __future__ import annotations

from pathlib import Path

GAZETTE = """\
name: 云州市人民政府公报
place: 云州市
address: https://gongbao.yunzhou.cn/
issuers:
- {name: 云州市人民政府, short: 市政府}
series:
- {text: 云政发, code: yzf, issuer: 云州市人民政府}
sections:
- {text: 市政府文件, kind: decree}
departments:
- {name: 云州市园林局, aliases: [市园林局]}
"""
INDEX = """\
---
kind: issue
id: 2024-05
title: 云州市人民政府公报2024年第5期
year: 2024
number: '05'
serial: [96]
published: 2024-06-15
toc:
- section: 市政府文件
  title: 云州市人民政府关于印发云州市城市绿化办法的通知
  number: 云政发〔2024〕5号
  page: 2
  record: yzf-2024-5
- section: 市政府文件
  title: 云州市人民政府关于做好防汛工作的通知
  number: 云政发〔2024〕6号
  page: 8
  record: yzf-2024-6
- section: 市政府文件
  title: 云州市人民政府关于柳溪河禁渔的通告
  number: 云政发〔2024〕9号
  page: 9
  record: null
- section: 政策解读
  title: 《云州市城市绿化办法》政策解读
  number: null
  page: 10
  record: 2024-05-interpretation-1
furniture:
  masthead: [1, 9]
source: {file: 2024-05.txt, lines: [1, 99]}
---

云州市人民政府公报
"""
GREEN = """\
---
kind: decree
id: yzf-2024-5
title: 云州市人民政府关于印发云州市城市绿化办法的通知
issue: 2024-05
section: 市政府文件
page: 2
number: 云政发〔2024〕5号
issuer: 云州市人民政府
doctype: 通知
signed: 2024-05-20
printed_on: 2024-05-21
instruments:
- title: 云州市城市绿化办法
  type: 办法
  anchor: instrument-1
effective:
  from: 2024-07-01
  until: 2029-06-30
  basis: 本办法自2024年7月1日起施行，有效期至2029年6月30日。
  inferred: false
repeals:
- number: 云政发〔2024〕6号
  title: 云州市人民政府关于做好防汛工作的通知
  basis: 原通知同时废止。
attachments:
- label: 附件1
  title: 绿化任务表
  omitted: false
- label: 附件2
  title: 树种名录
  omitted: true
cites:
- number: 国务院令第100号
  title: 城市绿化条例
- number: null
  title: 云州市人民政府关于做好防汛工作的通知
departments:
- 市园林局
tasks:
- line: 25
  what: 新增绿地20公顷
  lead:
  - 市园林局
  departments: []
tables:
- yzf-2024-5-table-1
source: {file: 2024-05.txt, lines: [10, 30]}
---

# 云州市人民政府关于印发云州市城市绿化办法的通知

各县（市、区）人民政府：

现将《云州市城市绿化办法》印发给你们。

# 云州市城市绿化办法

第一条　本办法自2024年7月1日起施行，有效期至2029年6月30日。

附件1

# 绿化任务表

[绿化任务表](yzf-2024-5-table-1.md)
"""
FLOOD = """\
---
kind: decree
id: yzf-2024-6
title: 云州市人民政府关于做好防汛工作的通知
issue: 2024-05
section: 市政府文件
page: 8
number: 云政发〔2024〕6号
issuer: 云州市人民政府
signed: 2024-05-18
source: {file: 2024-05.txt, lines: [31, 40]}
---

# 云州市人民政府关于做好防汛工作的通知

各地要做好防汛工作，见[绿化办法](yzf-2024-5.md)和[国务院网站](https://www.gov.cn/)。
"""
PRINTING = """\
---
kind: decree
id: yzf-2024-6-p2
title: 云州市人民政府关于做好防汛工作的通知
number_inferred: 云政发〔2024〕6号
number_basis: 标题和正文与2024-05期公报所刊云政发〔2024〕6号相同
printing_of: yzf-2024-6
signed: 2024-05-18
source: {file: yzf-2024-6-p2.txt, lines: [1, 9]}
---

# 云州市人民政府关于做好防汛工作的通知

各地要做好防汛工作。
"""
TABLE = """\
---
kind: table
id: yzf-2024-5-table-1
title: 绿化任务表
issue: 2024-05
belongs_to: yzf-2024-5
caption: 绿化任务表
columns:
- 序号
- 任务
- 单位
rows: 3
continued: false
spans:
- {row: 2, column: 3, rows: 2, columns: 1}
source: {file: 2024-05.txt, lines: [22, 28]}
---

| 序号 | 任务 | 单位 |
| --- | --- | --- |
| 一、绿地 |  |  |
| 1 | 新增绿地\\|公园 | 市园林局 |
| 2 | 改造公园 |  |
| 3 | 补种行道树 | 市园林局 |
"""
EXPLAINED = """\
---
kind: interpretation
id: 2024-05-interpretation-1
title: 《云州市城市绿化办法》政策解读
title_variants:
- text: 云州市城市绿化办法解读
  from: heading
issue: 2024-05
section: 政策解读
page: 10
interprets:
  number: 云政发〔2024〕5号
  title: 云州市城市绿化办法
  id: yzf-2024-5
source: {file: 2024-05.txt, lines: [41, 50]}
---

# 云州市城市绿化办法解读

为便于理解，现解读如下。
"""
PEOPLE = """\
---
kind: appointments
id: 2024-05-appointments
title: 云州市人民政府人事任免
issue: 2024-05
entries:
- action: appoint
  person: 王小明
  positions:
  - 云州市水利局副局长
  line: 52
- action: remove
  person: null
  positions:
  - 云州市财政局局长
  line: 53
source: {file: 2024-05.txt, lines: [51, 60]}
---

任命王小明为云州市水利局副局长；

免去云州市财政局局长职务。
"""
LIST = """\
---
kind: catalogue
id: 2024-05-catalogue
title: 2024年5月发文目录
issue: 2024-05
entries:
- number: 云政发〔2024〕5号
  title: 关于印发云州市城市绿化办法的通知
  printed: true
- number: 云政发〔2024〕7号
  title: 云州市人民政府关于表彰先进集体的决定
  printed: false
source: {file: 2024-05.txt, lines: [61, 70]}
---

云政发〔2024〕5号　关于印发云州市城市绿化办法的通知
"""
OTHER = """\
---
kind: other
id: 2024-05-other-1
title: 启事
issue: 2024-05
source: {file: 2024-05.txt, lines: [71, 80]}
warnings:
- line: 72
  what: 待核。
---

启事。
"""

ISSUE = "issues/2024-05"
FILES = {
    "gazette.yml": GAZETTE,
    f"{ISSUE}/index.md": INDEX,
    f"{ISSUE}/yzf-2024-5.md": GREEN,
    f"{ISSUE}/yzf-2024-6.md": FLOOD,
    f"{ISSUE}/yzf-2024-5-table-1.md": TABLE,
    f"{ISSUE}/interpretation-1.md": EXPLAINED,
    f"{ISSUE}/appointments.md": PEOPLE,
    f"{ISSUE}/catalogue.md": LIST,
    "decrees/yzf-2024-6-p2.md": PRINTING,
    "sources/2024-05.txt": "公报的一行。\n" * 99,
    "sources/yzf-2024-6-p2.txt": "文件的一行。\n" * 9,
}


def archive_at(root: Path, files: dict[str, str] | None = None) -> Path:
    """The archive as files, some of them others than usual."""
    content = root / "content"
    for name, text in {**FILES, **(files or {})}.items():
        file = content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return content
