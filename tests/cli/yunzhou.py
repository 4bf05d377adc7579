"""The gazette of 云州, a city that is not: its texts, an archive for them, and the program run as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DOOR = Path(__file__).resolve().parents[2] / "build.py"

GAZETTE = """\
name: 云州市人民政府公报
place: 云州市
issuers:
  - {name: 云州市人民政府, short: 市政府}
  - {name: 云州市人民政府办公室, short: 市政府办公室}
series:
  - {text: 云政发, code: yzf, issuer: 云州市人民政府}
  - {text: 云政办发, code: yzbf, issuer: 云州市人民政府办公室}
sections:
  - {text: 市政府文件, kind: decree}
  - {text: 政策解读, kind: interpretation}
departments:
  - {name: 云州市水利局, aliases: [市水利局]}
"""

# The text of a decree that the issue prints with number and signature, and a web page without.
FLOOD = """\
各县（市、区）人民政府，市政府各部门：
为切实做好全市防汛抗旱工作，保障人民群众生命财产安全，根据《中华人民共和国防汛条例》等规定，结合本市实际，现就有关事项通知如下：
一、落实防汛责任
各地要全面落实以行政首长负责制为核心的防汛抗旱责任制，逐级逐段明确责任人，并于5月底前向社会公布。
二、强化隐患排查
市水利局要会同有关部门对水库、堤防、山塘等开展拉网式排查，发现隐患立即整改，做到不留死角、不留盲区。
三、做好物资储备
各地要按照分级负责的原则储备足够的抢险物资，建立台账，定期检查，确保关键时刻调得出、用得上。
"""
FLOOD_TITLE = "云州市人民政府关于切实做好防汛抗旱工作的通知"
GREEN_TITLE = "云州市人民政府关于印发云州市城市绿化办法的通知"

ISSUE = f"""\
# 云州市人民政府公报

**2023**

第04期（总第38期）

## 目 录

### 【市政府文件】

- {FLOOD_TITLE}(云政发[2023]5号) ..... (2)
- {GREEN_TITLE}(云政发[2023]6号) ..... (4)
- 云州市人民政府关于表彰先进集体的决定(云政发[2023]7号) ..... (9)

### 【政策解读】

- 《云州市城市绿化办法》政策解读 ..... (12)
- 【市政府人事任免】(2023年3月份) ..... (13)

---

## {FLOOD_TITLE}

云政发[2023]5 号

{FLOOD}
云州市人民政府

2023年3月1日

— 3 —

## {GREEN_TITLE}

云政发〔2023〕6号

各县（市、区）人民政府：

《云州市城市绿化办法》已经市政府同意，现印发给你们，请认真贯彻执行。

云州市人民政府

2023年3月13日

云州市城市绿化办法

第一条　为了促进城市绿化事业的发展，改善生态环境，根据《城市绿化条例》，制定本办法。

第二条　本办法自2023年5月1日起施行。

表1 绿化任务
序号\t工作任务\t责任单位
1\t新增绿地20公顷。\t市园林局
2\t改造公园3座。\t市建设局

《云州市城市绿化办法》政策解读

为便于社会公众理解《云州市城市绿化办法》，现解读如下。

解读机关：云州市园林局

【市政府人事任免】（2023年3月份）

任命王小明为云州市水利局副局长；

免去李大海的云州市财政局局长职务。

2023年3月发文目录

云政发〔2023〕5号　{FLOOD_TITLE}

云政发〔2023〕6号　{GREEN_TITLE}

# 云州市人民政府公报

2023年04月25日出版

主 办：云州市人民政府办公室

地 址：云州市中心路1号
"""

LONE = f"{FLOOD_TITLE}\n\n{FLOOD}"

NUMBERED = """\
云州市人民政府办公室关于开展第五次经济普查的通知

云政办发〔2023〕12号

各县（市、区）人民政府：

根据《全国经济普查条例》，现将第五次经济普查有关事项通知如下，请遵照执行。

云州市人民政府办公室

2023年6月9日
"""


def archive_at(root: Path) -> Path:
    """An empty archive of the gazette of 云州."""
    content = root / "content"
    content.mkdir(parents=True)
    (content / "gazette.yml").write_text(GAZETTE, "utf-8")
    return content


def given(root: Path, name: str, text: str | bytes) -> Path:
    """A file as somebody hands it in."""
    file = root / "in" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def command(content: Path, *words: str | Path) -> list[str]:
    """The words a person types."""
    return [sys.executable, str(DOOR), "--content", str(content), *map(str, words)]


def run(content: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """The program as a person runs it: no locale is relied on, and the terminal takes UTF-8 and nothing else."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "utf-8:strict"}
    return subprocess.run(
        command(content, *words), capture_output=True, encoding="utf-8", timeout=120, check=False, env=environment
    )


def tree(content: Path) -> dict[str, bytes]:
    """Every file of an archive but the lock, byte for byte."""
    every = sorted(file for file in content.rglob("*") if file.is_file() and file.name != ".lock")
    return {file.relative_to(content).as_posix(): file.read_bytes() for file in every}
