"""What lies in a new archive beside gazette.yml: the manual of its archivist, and what git, pip and GitHub read."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.cli.founding.charter import Charter
from gongbao.cli.founding.settings import settings

_README = """\
# {title}·档案

这个文件夹是《{title}》的档案，以及由它生成的网站。记录都是纯文本，离开程序也能看、能改、能保存。

```
content/gazette.yml     公报的名称、发文机关、文号系列、栏目、责任单位
content/sources/        收到的每份原文，一个字节也不改
content/issues/         每期公报一个文件夹，每条记录一个 Markdown 文件
content/decrees/        单独收录的文件
content/templates/      （可选）本站自己的页面模板，同名的代替程序自带的
content/static/         （可选）本站自己的样式、脚本和图片，同名的代替程序自带的
public/                 生成的网站，随时可以重新生成，不必保存
requirements.txt        程序从哪里安装、哪个版本
```

## 第一次使用

需要 Python 3.11 或更新的版本。在这个文件夹里执行（Windows 上把 `. .venv/bin/activate` 换成 `.venv\\Scripts\\activate`）：

```sh
python3 -m venv .venv
. .venv/bin/activate
pip install -r requirements.txt
```

收录之前，请先核对 `content/gazette.yml`，尤其是文号系列的代码：收录之后再改，网址会变。

## 日常命令

以后每次先执行 `. .venv/bin/activate`。

| 命令 | 作用 |
|---|---|
| `python -m gongbao add --dry-run 文件…` | 试读：报告读到了什么、哪里没有把握，什么也不写 |
| `python -m gongbao add 文件…` | 读入新的公报或文件，存成记录 |
| `python -m gongbao add --replace 文件` | 这是已收录原文的更正版；人工改过的记录原样保留 |
| `python -m gongbao ledger 2024-01` | 列出原文的每一行归哪条记录 |
| `python -m gongbao check` | 检查全部记录，每个问题都指明文件和行 |
| `python -m gongbao search "…"` | 按文号或词语查找 |
| `python -m gongbao` | 检查并生成网站，写到 `public/` |
| `python -m gongbao --portable` | 生成的网站从磁盘、U 盘打开时，查找也能用 |

记录读错了，直接改 `content/` 里的 Markdown 文件：人改过的记录，程序不会再覆盖。
`content/.readings/` 记着程序最后写的样子，要和记录一起保存。

## 发布

- GitHub Pages：把这个文件夹推送到 GitHub，在仓库的 Settings → Pages 里把 Source 选为 GitHub Actions。
  以后每次推送，都会检查、生成并发布。做法写在 `.github/workflows/publish.yml`。
- 自己的服务器：运行 `python -m gongbao`，把 `public/` 里的文件放到网站目录。
- 内网或 U 盘：运行 `python -m gongbao --portable`，复制 `public/`，打开其中的 `index.html`。
"""

_IGNORED = """\
.venv/
public/
.public.*
__pycache__/
content/.lock
content/.staging/
"""

_ATTRIBUTES = """\
* text=auto eol=lf
*.png binary
*.pdf binary

# 原文一个字节也不改，换行也不统一。
content/sources/** -text
"""

_REQUIREMENTS = """\
# 生成这个档案的程序。换版本就改这一行，再执行 pip install -r requirements.txt。
# 可以写成：软件包和版本（gongbao==1.0.0）、代码仓库（gongbao @ git+https://网址@版本）、
# 或者放在这个文件夹里的安装包（./gongbao-1.0.0-py3-none-any.whl）。
{program}
"""
_UNKNOWN = "# 还没有写：请在这里加一行，写明程序从哪里安装。"

_WORKFLOW = """\
# 每次推送：检查全部记录，生成网站，发布到 GitHub Pages。
# 要先在仓库的 Settings → Pages 里把 Source 选为 GitHub Actions。
name: 检查并发布

on:
  push:
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: pages-${{ github.ref }}
  cancel-in-progress: false

jobs:
  site:
    name: 检查并生成
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read
      pages: read
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
          cache: pip
      - name: 安装程序
        run: python -m pip install -r requirements.txt
      - name: 检查记录
        run: python -m gongbao check --format github
      - id: pages
        uses: actions/configure-pages@v5
      - name: 生成网站
        env:
          ADDRESS: ${{ steps.pages.outputs.base_url }}
        run: python -m gongbao --address "${ADDRESS%/}/"
      - uses: actions/upload-pages-artifact@v4
        with:
          path: public

  publish:
    name: 发布
    needs: site
    if: github.ref_name == github.event.repository.default_branch
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v4
"""


def papers(charter: Charter) -> Iterator[tuple[str, bytes]]:
    """The files of a new archive by their paths, sorted."""
    texts = {
        ".gitattributes": _ATTRIBUTES,
        ".github/workflows/publish.yml": _WORKFLOW,
        ".gitignore": _IGNORED,
        "README.md": _README.format(title=charter.title),
        "content/gazette.yml": settings(charter),
        "requirements.txt": _REQUIREMENTS.format(program=charter.program or _UNKNOWN),
    }
    # git keeps no empty folder.
    kept = {f"content/{folder}/.gitkeep": "" for folder in ("decrees", "issues", "sources")}
    yield from ((path, text.encode()) for path, text in sorted({**texts, **kept}.items()))
