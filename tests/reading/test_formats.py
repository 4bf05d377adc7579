"""Reading files of every format: what is recognised, what is refused, what of a web page is the document."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.errors import SourceError
from gongbao.model import SourceText
from gongbao.reading.formats import read_source
from gongbao.reading.formats.detect import decode, looks_like_html
from patience import ends

NOTICE = """<p>云州市人民政府关于加强桥梁管理的通知</p>
<p>云政发〔2024〕5号</p>
<p>各县（市、区）人民政府，市政府各部门：</p>
<p>为加强全市桥梁管理，保障桥梁安全，现将有关事项通知如下。</p>
<p>云州市人民政府</p>
<p>2024年3月1日</p>"""


def read(page: str) -> SourceText:
    return read_source(page.encode(), "页面.html")


def texts(page: str) -> list[str]:
    return [line.text for line in read(page).lines]


NOTICE_TEXTS = texts(NOTICE)


def test_notice_is_read_line_by_line() -> None:
    assert len(NOTICE_TEXTS) == 6
    assert [line.number for line in read(NOTICE).lines] == [1, 2, 3, 4, 5, 6]


# --- encodings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_are_told_by_content(encoding: str) -> None:
    text = "云州市人民政府文件\n各有关单位：现将有关事项通知如下。\n"
    decoded, _ = decode(text.encode(encoding), "文件.bin")
    assert decoded == text


def test_meta_that_lies_does_not_mislead() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body>{NOTICE}</body></html>'
    assert decode(page.encode(), "a.html")[1] == "utf-8"
    assert decode(page.replace("gb2312", "utf-8").encode("gbk"), "a.html")[1] == "gb18030"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b" \n\t\n", "空的"),
        ("\ufeff\n".encode(), "空的"),
        (b"abc\x00\x01\x02", "二进制"),
        (b"%PDF-1.7\n\xe2\xe3", "PDF文件"),
        (b"PK\x03\x04....word/document.xml", "DOCX文件"),
        (b"PK\x03\x04....a.txt", "ZIP压缩包"),
        (b"\x89PNG\r\n\x1a\n", "PNG图片"),
        (b"\xff\xd8\xff\xe0", "JPEG图片"),
        ("これは日本語の文章です。東京都庁の公報。".encode("shift_jis"), "编码"),
        (bytes(range(128, 256)) * 4, "编码"),
    ],
)
def test_refusals_name_the_file_and_say_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_source(data, "来件.txt")
    message = str(caught.value)
    assert message.startswith("来件.txt：")
    assert said in message
    assert "请" in message
    assert message.count("。") == 1


def test_cut_utf8_says_where() -> None:
    data = "云州市人民政府\n关于加强桥梁管理的通知\n".encode()
    with pytest.raises(SourceError, match=r"第2行（第25个字节处"):
        decode(data[:26] + data[27:], "a.txt")


# --- text ------------------------------------------------------------------------------------------------------------


def test_text_keeps_every_line_as_it_stands() -> None:
    text = "\n  一、总则\t甲\n\n\u3000\u3000（登陆<http://www.yunzhou.example>查询）\n"
    source = read_source(text.encode(), "a.txt")
    assert source.format == "text"
    assert "\n".join(line.text for line in source.lines) == text
    assert [line.number for line in source.lines] == [1, 2, 3, 4, 5]


def test_only_real_line_breaks_split() -> None:
    source = read_source("甲\r\n乙\r丙\x0c丁\u2028戊\x0b己".encode(), "a.txt")
    assert [line.text for line in source.lines] == ["甲", "乙", "丙 丁 戊 己"]


def test_looks_like_html() -> None:
    assert looks_like_html("<!-- 正文 -->\n<div>通知</div>")
    assert looks_like_html(" <p align=center>通知</p>")
    assert not looks_like_html("# 通知\n\n失业率<5%\n<br>\n正文\n正文")
    assert not looks_like_html("<注>本表单位为元</注>")


# --- what of a page is the document ----------------------------------------------------------------------------------

FACTS_TABLE = """<table><tr><td><b>索 引 号：</b></td><td>YZ01/2024-5</td><td>主题分类：</td><td>城乡建设</td></tr>
<tr><td>标　　题：</td><td colspan=3>云州市人民政府关于加强桥梁管理的通知</td></tr>
<tr><td>发文字号：</td><td>云政发〔2024〕5号</td><td>成文日期：</td><td>2024年03月01日</td></tr></table>
<table><tr><td>主 题 词：</td><td></td><td></td><td></td></tr></table>"""


def test_facts_table_goes_to_facts() -> None:
    source = read(f"<div>{FACTS_TABLE}<div id='UCAP-CONTENT'>{NOTICE}</div></div>")
    assert [line.text for line in source.lines] == NOTICE_TEXTS
    assert source.facts["索引号"] == "YZ01/2024-5"
    assert source.facts["成文日期"] == "2024年03月01日"
    assert "主题词" not in source.facts
    assert source.title == "云州市人民政府关于加强桥梁管理的通知"
    assert set(source.furniture) == {1, 2, 3}


@pytest.mark.parametrize(
    "facts",
    [
        "<dl><dt>索引号：</dt><dd>Y1</dd><dt>发布机构：</dt><dd>云州市政府办</dd></dl>",
        "<ul><li>索引号：Y1</li><li>发布机构：云州市政府办</li></ul>",
        "<div><span>索引号：</span><span>Y1</span><span>发布机构：</span><span>云州市政府办</span></div>",
        "<table><tr><th>索引号</th><td>Y1</td><th>发布机构</th><td>云州市政府办</td></tr></table>",
        "<p>【索引号】Y1</p><p>【发布机构】云州市政府办</p>",
    ],
)
def test_facts_are_found_in_any_shape(facts: str) -> None:
    source = read(f"<body>{facts}<div>{NOTICE}</div></body>")
    assert source.facts == {"索引号": "Y1", "发布机构": "云州市政府办"}
    assert [line.text for line in source.lines] == NOTICE_TEXTS


def test_meta_facts() -> None:
    head = '<meta name="ArticleTitle" content="关于桥梁的通知"><meta name="PubDate" content="2024-03-02 10:00">'
    source = read(f"<html><head>{head}</head><body>{NOTICE}</body></html>")
    assert source.facts == {"标题": "关于桥梁的通知", "发布日期": "2024-03-02 10:00"}
    assert source.title == "关于桥梁的通知"


def test_data_table_is_no_facts_table() -> None:
    table = "<table><tr><td>序号</td><td>名称</td></tr><tr><td>1</td><td>东桥</td></tr></table>"
    source = read(f"<div>{NOTICE}{table}</div>")
    assert source.facts == {}
    assert [line.cells for line in source.lines][-2:] == [("序号", "名称"), ("1", "东桥")]


PAGE = f"""<!DOCTYPE html>
<html><head><title>云州市人民政府关于加强桥梁管理的通知_云州市人民政府</title>
<script>var a = "<p>不是正文</p>";</script><style>p {{ color: red }}</style></head>
<body>
<nav><a href="/">首页</a><a href="/zw">政务公开</a></nav>
<div>您当前的位置：<a href="/">首页</a> &gt; 政务公开</div>
<div>发布时间：2024-03-02 来源：市府办 浏览次数：<span>35</span></div>
<div>【字体：<a>大</a> <a>中</a> <a>小</a>】</div>
<div>
{NOTICE}
</div>
<p style="display: none">隐藏的文字</p>
<div>分享到：<a>微信</a></div>
<div>上一篇：<a>云州市另一通知</a></div>
<div class="footer"><p>主办单位：云州市人民政府办公室</p><p>云ICP备00000001号</p></div>
</body></html>"""


def test_what_stands_around_the_text_is_left_out() -> None:
    source = read(PAGE)
    assert [line.text for line in source.lines] == NOTICE_TEXTS
    assert source.title == "云州市人民政府关于加强桥梁管理的通知"


@pytest.mark.parametrize("page", [PAGE, NOTICE, f"<div>{FACTS_TABLE}</div>\n\n<div class=content>{NOTICE}</div>"])
def test_every_source_line_has_one_owner(page: str) -> None:
    source = read(page)
    filled = {number for number, line in enumerate(page.split("\n"), start=1) if line.strip()}
    assert filled == {line.number for line in source.lines} | set(source.furniture)
    assert not {line.number for line in source.lines} & set(source.furniture)


def test_heading_outside_the_container_is_the_title_and_the_number_stays() -> None:
    body = NOTICE.split("\n", 2)
    page = f"<body><h1>关于加强桥梁管理的通知</h1><div>{body[1]}</div><div class='TRS_Editor'>{body[2]}</div></body>"
    source = read(page)
    assert source.title == "关于加强桥梁管理的通知"
    assert [line.text for line in source.lines] == NOTICE_TEXTS[1:]


def test_words_of_the_document_are_not_taken_for_furniture() -> None:
    lines = ["发布时间由市政府确定。", "首页设计应当符合规范。", "主办单位负责活动安全。", "来源不明的资金不予支持。"]
    page = f"<div>{NOTICE}{''.join(f'<p>{line}</p>' for line in lines)}<p>特此通知。</p></div>"
    assert texts(page)[-5:-1] == lines


# --- markup ----------------------------------------------------------------------------------------------------------


def test_breaks_typed_and_tagged() -> None:
    assert texts("<div>关于桥梁的通知<br>各县区：<br/>现通知如下。</div>") == [
        "关于桥梁的通知",
        "各县区：",
        "现通知如下。",
    ]
    assert texts("<p>\n各单位：\n\n　　现通知如下：\n　　一、总则<b>甲</b>\n</p>") == [
        "各单位：",
        "现通知如下：",
        "一、总则甲",
    ]
    wrapped = "<p>为贯彻落实国务院关于加强桥梁安全管理的各\n   项要求，结合我市实际，制定本办法。</p>"
    assert texts(wrapped) == ["为贯彻落实国务院关于加强桥梁安全管理的各项要求，结合我市实际，制定本办法。"]


def test_inline_tags_and_blanks() -> None:
    assert texts("<p>&nbsp;&nbsp;\u3000云政发〔<span>2024</span>\n<span>〕</span>5号&nbsp;</p>") == [
        "云政发〔2024〕5号"
    ]
    assert texts("<p>网址<http://a.example>，数值<5</p><p>续</p") == ["网址<http://a.example>，数值<5", "续"]


def test_unclosed_tags() -> None:
    assert texts("<div><p>第一<p>第二<ul><li>甲<li>乙</ul><b>丙") == ["第一", "第二", "甲", "乙", "丙"]


def test_text_inside_a_single_cell() -> None:
    assert texts(f"<table><tr><td>{NOTICE}</td></tr></table>") == NOTICE_TEXTS


def test_nested_tables() -> None:
    inner = "<table><tr><td>桥名</td><td>长度</td></tr><tr><td>东桥</td><td>30</td></tr></table>"
    source = read(f"<table><tr><td><p>云州市桥梁名录如下：</p>{inner}</td></tr></table>")
    assert [line.text for line in source.lines] == ["云州市桥梁名录如下：", "桥名\t长度", "东桥\t30"]
    assert [line.cells is None for line in source.lines] == [True, False, False]


def test_rows_with_spans() -> None:
    table = """<table><TR><td rowSpan=2><p>桥</p><p>名</p></td><td colspan='2'>长度</td></TR>
<tr><td>主桥<td>引<br>桥</tr><tr><td rowspan=0>东桥<td colspan=9999999>&nbsp;</td><td>30</table>"""
    rows = read(f"<p>附表如下。</p>{table}").lines[1:]
    assert [row.cells for row in rows] == [("桥名", "长度"), ("主桥", "引桥"), ("东桥", "", "30")]
    assert [row.spans for row in rows] == [((2, 1), (1, 2)), ((1, 1), (1, 1)), ((1, 1), (1, 200), (1, 1))]
    assert [row.number for row in rows] == [1, 2, 2]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "通知",
        "<a " * 50_000,
        "<!--" * 50_000,
        "<table><tr><td>文" * 5_000,
        "<p>" + "\u3000" * 50_000 + "文",
    ],
    ids=["deep", "unfinished", "comments", "tables", "blanks"],
)
def test_hostile_pages_are_read_to_their_end(page: str) -> None:
    with ends():
        read(f"<html><body>{page}")


PARAGRAPH = st.text(
    st.sampled_from("云州市关于桥梁管理办法的通知一二三，。、（）甲乙丙丁"), min_size=1, max_size=60
).filter(lambda text: any(char not in "，。、（）" for char in text))
BLOCK = st.sampled_from(["p", "div", "section", "h2", "li", "td", "center", "blockquote"])
WRAPPED = st.lists(st.tuples(PARAGRAPH, BLOCK, st.sampled_from(["", "\n", "\n  "])), min_size=1, max_size=12)


@given(WRAPPED)
def test_letters_come_back_in_order(blocks: list[tuple[str, str, str]]) -> None:
    tags = {"li": ("<ul><li>", "</li></ul>"), "td": ("<table><tr><td>", "</td></tr></table>")}
    numbers = count(1)
    page, wanted = "<body>", ""
    for paragraph, tag, gap in blocks:
        text = f"{paragraph}第{next(numbers)}项"
        opening, closing = tags.get(tag, (f"<{tag}>", f"</{tag}>"))
        page += f"{opening}{gap}{text}{closing}{gap}"
        wanted += text
    assert "".join(texts(page + "</body>")) == wanted
