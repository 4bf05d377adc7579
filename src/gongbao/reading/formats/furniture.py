"""What stands around a text on a government's page: navigation, share buttons, counters, the site's foot."""

from __future__ import annotations

import re

from gongbao.reading.formats.flow import PageLine
from gongbao.reading.formats.tree import Node

# 【打印】, 分享到：, 字体：大 中 小, 扫一扫在手机打开当前页, 您当前的位置：首页 > 政务公开, 上一篇：…,
# 发布时间：2024-01-01 来源：… 浏览次数：5; not 发布时间由市政府确定, not 首页设计要求如下：
_CERTAIN = re.compile(
    r"""
      [\s【\[（(|]*
      (?: 打印 (?: 本页 | 文章 | 正文 )? | 关闭 (?: 窗口 | 本页 | 页面 )? | 收藏 (?: 本页 )?
        | 返回 (?: 顶部 | 首页 | 列表 )?
        | 首页 | 纠错 | 下载 | 复制 | 分享 | 微信 | 微博 | QQ | [|｜\s【】\[\]（）()·/、,，>-] )+
    | (?: 文件 | 附件 ) 下载 \s* [：:]?
    | 分享 (?: 到 | 至 | ： | : ) .{0,40}
    | .{0,6} (?: 字体 | 字号 ) [\s：:【\[]* [大中小默认\s】\]|｜·]{2,} .{0,30}
    | .{0,4} 扫一扫 .{0,25}
    | (?: 您 | 你 )? (?: 现在 | 当前 | 目前 )? 的? (?: 所在 )? (?: 的 )? 位置 \s* [：:] .*
    | 首页 \s* [>»›＞] .*
    | [上下]一[篇条页] \s* [：:] .*
    | 发布 (?: 时间 | 日期 ) \s* [：:] .{0,40} (?: 来源 | 浏览 | 点击 | 字体 | 字号 | 作者 | 阅读 ) .{0,80}
    | (?: 信息 | 文章 | 稿件 )? 来源 \s* [：:] .{0,40} (?: 浏览 | 点击 | 发布 | 字体 | 字号 | 日期 | 时间 ) .{0,60}
    | (?: 浏览 | 点击 | 访问 | 阅读 ) (?: 次数 | 量 | 数 ) \s* [：:] .{0,20}
    """,
    re.VERBOSE,
)

# 主办单位：云州市人民政府, 云ICP备05000001号, 版权所有 …, 网站标识码：…, 责任编辑：张三; not 主办单位负责组织实施
_LIKELY = re.compile(
    r"""
      (?: 主办 | 承办 | 协办 | 技术支持 | 版权所有 | 网站标识码 | 联系我们 | 网站地图 | 责任编辑
        | 发布 (?: 时间 | 日期 ) | 来源 | 信息来源 ) (?: 单位 )?
        \s* (?: [：:©] .* | .{0,20} )
    | .* (?: ICP备 | 公网安备 | 版权所有 | Copyright | ©) .*
    | (?: 相关 (?: 链接 | 阅读 | 文档 | 文件 | 稿件 | 新闻 | 解读 | 信息 )
        | 推荐阅读 | 热门 .{0,4} | 网友评论 | 评论回复 | 延伸阅读 ) [：:]?
    """,
    re.VERBOSE | re.IGNORECASE,
)

# id="nav", class="top_menu", class="site-footer", class="crumbs"; not class="content", not class="topic"
_AROUND = re.compile(
    r"""
    (?: ^ | [\s_-] ) (?: nav | navbar | navigation | menu | header | head | top | foot | footer | bottom | bread\w*
      | crumbs? | share\w* | side | sidebar | search\w* | login | copyright | position
      | location | weizhi | dqwz | banner
      | related | xgwj | links? | friend\w* | qrcode | ewm | toolbar | tools | comments? ) (?: $ | [\s_-] | \d )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AROUND_TAGS = frozenset({"nav", "footer", "aside"})


def is_certain(text: str) -> bool:
    """Whether a line is the page's wherever it stands, even amid the text."""
    return len(text) <= 300 and _CERTAIN.fullmatch(text) is not None


def is_side(line: PageLine) -> bool:
    """Whether a line before or after the text is the page's: of links, or worded as such lines are."""
    if line.cells is None and 2 * line.linked > len(line.text) and not line.text.startswith("附件"):
        return True
    return is_certain(line.text) or (len(line.text) <= 300 and _LIKELY.fullmatch(line.text) is not None)


def around(nodes: list[Node], weights: list[int]) -> list[bool]:
    """For each element whether it, or what holds it, is navigation; never what holds half of the page's text."""
    result = [False] * len(nodes)
    for node in nodes[1:]:
        light = 2 * weights[node.order] < weights[0]
        result[node.order] = result[node.parent] or (light and _is_around(node))
    return result


def _is_around(node: Node) -> bool:
    if node.tag in _AROUND_TAGS:
        return True
    return any(_AROUND.search(node.attrs.get(name, "")) for name in ("id", "class", "role"))
