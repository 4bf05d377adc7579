"""gazette.yml of a new archive: every field there is, each with what it is for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from gongbao.cli.founding.charter import Charter
from gongbao.gazette import Colours, Issuer, Section, Series

# 云州市人民政府, yzf; not: no (YAML takes it for false), 7, 甲: 乙
_PLAIN = re.compile(r"[\u4e00-\u9fff][\w（）〔〕《》“”·、]*|[a-z][a-z0-9]+")
_WORDS = {"yes", "no", "on", "off", "true", "false", "null"}

_FORM = """\
# 这份公报的一切地方特色都写在这里。改过之后运行 python -m gongbao check，写错的字段会指明在第几行、该怎样改。
# 行首有 # 的是说明或者没有启用的字段；要启用，删去字段前面的“# ”。

# 公报的名称（必填）
name: {name}

# 公报属于哪个地方的政府
place: {place}

# 网站的标题；不写就用公报的名称
# title: {title}

# 网站将来的网址，以 https:// 开头；没有它就没有 sitemap、规范网址和 OpenSearch，以后可以补上
{address}

# 发文机关。name 是全称；short 是简称；aliases 是文中用到的其他名称，没有可以不写
{issuers}

# 文号系列。text 是发文机关代字，即年份括号前面的字；issuer 是发文机关，要在上面的 issuers 里；
# code 是代字在记录编号和网址里的代码，只用小写字母和数字，如 {code} 用在 {code}-2023-5 和 /{code}/2023/5/。
# 第一次收录之前请逐个核对 code：收录之后再改，记录的编号和网址都会变。
{series}

# 目录中的栏目。text 照目录所印；kind 是栏目下的记录种类：
# decree 文件，interpretation 政策解读，appointments 人事任免，catalogue 发文目录，
# interpretation-catalogue 政策解读目录，colophon 版权页，other 其他
{sections}

# 责任单位。name 是全称；aliases 是文件中用到的其他名称，机构改革以前的名称也可以写在这里。
# 没有写进来的单位照原文列出，不与别的名称合并。
departments: []
# departments:
#   - {{name: {place_or_city}发展和改革委员会, aliases: [市发展改革委, 市发改委]}}
#   - {{name: {place_or_city}教育局, aliases: [市教育局]}}

# 职务名称结尾的词，用来认人事任免。常见的（局长、副局长、主任……）程序都认得；
# 写了这一项，就只认这里写的，所以要写全
# positions: [局长, 副局长]

# 链接和标记的颜色：浅色背景、深色背景，写成六位小写的 #rrggbb
colours: {{light: '{light}', dark: '{dark}'}}

# 读者报告错误的去处：邮箱或者表单的网址；不写时，读者可以把要报告的内容复制下来
# report: gongbao@example.cn

# 不让搜索引擎收录的页面种类：person 人员，source 原文，department 责任单位，decree 文件……
# unlisted: [person]
"""


def settings(charter: Charter) -> str:
    """The text of gazette.yml."""
    return _FORM.format(
        name=scalar(charter.title),
        place=scalar(charter.place) if charter.place else "''",
        title=scalar(f"{charter.title}·文献库"),
        address=f"address: {charter.address}" if charter.address else "# address: https://gongbao.example/",
        issuers=_listed("issuers", map(_issuer, charter.issuers)),
        series=_listed("series", map(_series, charter.series)),
        code=charter.series[0].code if charter.series else "zf",
        sections=_listed("sections", map(_section, charter.sections)),
        place_or_city=charter.place or "某市",
        light=Colours.light,
        dark=Colours.dark,
    )


def scalar(text: str) -> str:
    """A text as YAML reads it back, quoted where it must be.

    >>> scalar("云州市人民政府"), scalar("no"), scalar("甲: 乙")
    ('云州市人民政府', '"no"', '"甲: 乙"')
    """
    return text if _PLAIN.fullmatch(text) and text not in _WORDS else json.dumps(text, ensure_ascii=False)


def _listed(key: str, items: Iterable[str]) -> str:
    lines = [f"  - {{{item}}}" for item in items]
    return "\n".join((f"{key}:", *lines)) if lines else f"{key}: []"


def _issuer(issuer: Issuer) -> str:
    parts = [f"name: {scalar(issuer.name)}"]
    if issuer.short:
        parts.append(f"short: {scalar(issuer.short)}")
    if issuer.aliases:
        parts.append(f"aliases: [{', '.join(map(scalar, issuer.aliases))}]")
    return ", ".join(parts)


def _series(series: Series) -> str:
    return f"text: {scalar(series.text)}, code: {scalar(series.code)}, issuer: {scalar(series.issuer)}"


def _section(section: Section) -> str:
    return f"text: {scalar(section.text)}, kind: {scalar(section.kind)}"
