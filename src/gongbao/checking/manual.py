"""The manual page of the messages, written from the registry: docs/messages.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from gongbao.checking.registry import GROUPS, SENTENCES, Code, Severity

_MARKS = re.compile(
    r"""
    # [名称](文件名), \|; not: （见附件）, [date-unreadable]
    \[ [^\]\n]+ \] \( [^)\n]+ \) | \\ \|
    """,
    re.VERBOSE,
)
WORDS: dict[Severity, str] = {"error": "错误", "warning": "警告", "note": "提示"}

_OPENING = """\
# 程序说的话

`python build.py check` 检查 content/ 里的一切，每条结果占一行：文件、行号、代号、问题、改法。

```
content/issues/2023-04/yzf-2023-5.md:7: [date-unreadable] 成文日期“2023-13-01”不是日期。请改为 YYYY-MM-DD。
content/issues/2023-04/yzf-2023-6.md:9: 警告 [number-year] 文号云政发〔2023〕6号的年份与成文日期2022-03-15不同。…
```

| 程度 | 意思 | 结束的代码 |
|---|---|---|
| 错误 | 这份文件不能用，或网站做不成 | 1 |
| 警告 | 多半有一处不对 | 0；加 `--strict` 时为 1 |
| 提示 | 值得看一眼，不算毛病 | 0 |

命令写错时以 2 结束。

## 选项

| 选项 | 作用 |
|---|---|
| `--strict` | 有警告时也以 1 结束 |
| `--json` | 打印 JSON，供别的程序使用 |
| `--format sarif` | 打印 SARIF 2.1.0，编辑器和代码托管网站能读 |
| `--format github` | 打印 GitHub 工作流的标注，直接显示在所改的行旁 |

JSON 是一个对象：`version`（现在是 1）、`counts`（`error`、`warning`、`note` 各有多少）和 `problems`（按文件和行排列）。
每个问题有 `code`、`severity`、`path`、`line`（从 1 数起）、`message`、`cure`。以后可能增加字段，不会减少。

## 看过了，原文就是这样

原文如此、不必改的警告和提示，在它所在的记录里写上 `acknowledged`，以后就不再提起；错误不能这样了结。

```yaml
acknowledged:
- number-year
- toc-unlisted yzf-2023-9
```

只写代号，管这份记录里所有这种问题；代号之后空一格写上对象（句中提到的记录编号，或文号、《标题》），只管这一处。
目录与正文的出入写在那一期的 `index.md` 里。一条已经没有对应的问题时，check 会提示可以删去。

读来源时的疑问不必写 `acknowledged`：核对之后从 `warnings` 里删去即可。
"""
_CLOSING = """\
## 命令停下来时说的话

遇到不能继续的情形，命令说一句话，以 1 结束，content/ 保持原样。有关的文件或文件夹写在句子开头。
命令或选项写得不对时以 2 结束，什么也不做。
"""


def text() -> str:
    """The whole page."""
    return "\n".join([_OPENING, *(line for group in GROUPS for line in _group(*group)), _CLOSING, *_sentences()])


def _plain(text: str) -> str:
    r"""A sentence whose marks Markdown would take for its own.

    >>> _plain(r"写成 \|，或[名称](文件名)。")
    '写成 `\\|`，或`[名称](文件名)`。'
    """
    return _MARKS.sub(r"`\g<0>`", text)


def _group(title: str, about: str, codes: tuple[Code, ...]) -> Iterator[str]:
    yield f"## {title}\n\n{about}\n"
    for code in codes:
        yield f"### `{code.name}`　{WORDS[code.severity]}\n"
        yield f"> {_plain(code.example)}\n"
        yield f"- 原因：{_plain(code.cause)}\n- 改法：{_plain(code.cure)}\n"


def _sentences() -> Iterator[str]:
    for command, sentences in groupby(SENTENCES, key=lambda each: each.command):
        yield f"### `{command}`\n" if command.isascii() else f"### {command}\n"
        yield "| 句中有 | 原因 | 改法 |\n|---|---|---|"
        yield from (f"| {each.words} | {each.cause} | {each.cure} |" for each in sentences)
        yield ""
