"""DOCX: what Word shows is what the lines say, numbers it sets by itself among them."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gongbao.errors import SourceError
from gongbao.gazette import Gazette
from gongbao.model import Decree, Table
from gongbao.reading import formats, reader
from gongbao.reading.formats.docx import read_docx
from gongbao.reading.formats.docx.numbering import shown

NS = nsdecls("w")


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written(*paragraphs: str) -> Any:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def with_xml(xml: str, *before: str) -> bytes:
    """A document with a block of WordprocessingML after the paragraphs given."""
    document = written(*before)
    body = document.element.body
    for element in parse_xml(f"<w:body {NS}>{xml}</w:body>"):
        body.insert(len(body) - 1, element)
    return saved(document)


def lines(data: bytes) -> list[str]:
    return [line for line in read_docx(data, "来件.docx").text.split("\n") if line]


def doubts(data: bytes) -> list[str]:
    return [doubt.what for doubt in read_docx(data, "来件.docx").doubts]


def changed(data: bytes, change: Callable[[str, bytes], bytes | None], more: Mapping[str, bytes] = {}) -> bytes:
    """The archive with its members changed, left out (None) or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            content = change(member, old.read(member))
            if content is not None:
                new.writestr(member, content)
        for member, content in more.items():
            new.writestr(member, content)
    return buffer.getvalue()


NOTICE = (
    "云州市人民政府关于加强桥梁管理的通知",
    "云政发〔2024〕5号",
    "各县（市、区）人民政府，市政府各部门：",
    "为加强全市桥梁管理，现将有关事项通知如下。",
    "云州市人民政府",
    "2024年3月1日",
)


# --- what it says ------------------------------------------------------------------------------------------------------


def test_the_whole_way_to_a_record() -> None:
    data = saved(written(*NOTICE))
    received = formats.receive(data, "来件.docx")
    assert (received.original, received.suffix) == (data, ".docx")
    assert received.source.decode().split("\n") == [*NOTICE, ""]
    record = reader.read(received.source, "来件.docx", Gazette.default()).main
    assert isinstance(record, Decree)
    assert record.title == NOTICE[0]
    assert str(record.number) == "云政发〔2024〕5号"


def test_headings_are_marked_by_their_style() -> None:
    document = docx.Document()
    document.add_heading("一、总体要求", 2)
    document.add_paragraph("全市桥梁应当安全。")
    assert lines(saved(document)) == ["## 一、总体要求", "全市桥梁应当安全。"]


def test_breaks_tabs_and_odd_characters() -> None:
    paragraph = "<w:p><w:r><w:t>关于桥梁</w:t><w:br/><w:t>⼀览</w:t><w:tab/><w:t>12</w:t><w:noBreakHyphen/></w:r></w:p>"
    symbol = '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r></w:p>'
    assert lines(with_xml(paragraph + symbol)) == ["关于桥梁", "一览\u300012-", "☑是"]


LEVELS = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
)


def numbered(*paragraphs: tuple[int, int, str], levels: tuple[tuple[str, str], ...] = LEVELS) -> bytes:
    """Paragraphs (list, level, text); list 1 and 2 count together, list 3 begins anew."""
    document = docx.Document()
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    kinds = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{figures}"/><w:lvlText w:val="{label}"/></w:lvl>'
        for at, (figures, label) in enumerate(levels)
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for xml in (
        f'<w:abstractNum {NS} w:abstractNumId="7">{kinds}</w:abstractNum>',
        *(f'<w:num {NS} w:numId="{at}"><w:abstractNumId w:val="7"/></w:num>' for at in (1, 2)),
        f'<w:num {NS} w:numId="3"><w:abstractNumId w:val="7"/>{anew}</w:num>',
    ):
        root.append(parse_xml(xml))
    for list_id, level, text in paragraphs:
        own = f'<w:pPr {NS}><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
        document.add_paragraph(text)._p.insert(0, parse_xml(own))
    return saved(document)


def test_automatic_numbers_are_written_out() -> None:
    data = numbered(
        (1, 0, "总则"), (1, 1, "目的"), (1, 1, "范围"), (1, 2, "甲"), (1, 3, "乙"), (1, 0, "管理"), (1, 1, "巡查")
    )
    assert lines(data) == ["一、总则", "（一）目的", "（二）范围", "1. 甲", "①乙", "二、管理", "（一）巡查"]


def test_lists_count_together_unless_they_begin_anew() -> None:
    assert lines(numbered((1, 0, "甲"), (2, 0, "乙"), (3, 0, "丙"), (3, 0, "丁"))) == [
        "一、甲",
        "二、乙",
        "一、丙",
        "二、丁",
    ]


def test_articles_keep_a_space_and_blank_paragraphs_take_no_number() -> None:
    levels = (("chineseCounting", "第%1条"),)
    assert lines(numbered((1, 0, "目的"), (1, 0, ""), (1, 0, "范围"), levels=levels)) == ["第一条 目的", "第二条 范围"]


def test_bullets_and_numbers_of_numbers() -> None:
    assert lines(numbered((1, 0, "甲"), levels=(("bullet", "\uf06c"),))) == ["• 甲"]
    data = numbered((1, 0, "甲"), (1, 1, "乙"), levels=(("decimal", "%1"), ("decimal", "%1.%2")))
    assert lines(data) == ["1 甲", "1.1 乙"]


@pytest.mark.parametrize(
    ("count", "figures", "wanted"),
    [
        (21, "chineseCountingThousand", "二十一"),
        (10, "ideographDigital", "一〇"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographTraditional", "丙"),
        (21, "decimalEnclosedCircle", "(21)"),
        (28, "upperLetter", "BB"),
        (1994, "upperRoman", "MCMXCIV"),
        (7, "decimalZero", "07"),
        (7, "unheardOf", "7"),
        (10**9, "upperRoman", "1000000000"),
    ],
)
def test_figures(count: int, figures: str, wanted: str) -> None:
    assert shown(count, figures) == wanted


def test_numbers_of_a_style() -> None:
    data = numbered((1, 0, "甲"))
    document = docx.Document(io.BytesIO(data))
    own = parse_xml(f'<w:numPr {NS}><w:numId w:val="1"/></w:numPr>')
    document.styles["Body Text"].element.get_or_add_pPr().append(own)
    document.add_paragraph("乙", style="Body Text")
    assert lines(saved(document)) == ["一、甲", "二、乙"]


def test_tracked_changes_are_read_as_accepted_and_it_is_said() -> None:
    data = with_xml(
        '<w:p><w:r><w:t>桥梁</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>每月</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>每日</w:t></w:r></w:ins><w:r><w:t>巡查。</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>后半。</w:t></w:r></w:p>"
    )
    assert lines(data) == ["桥梁每日巡查。", "前半后半。"]
    assert doubts(data) == ["文件里有修订标记，按接受全部修订后的文字收录，原件里有修订前的文字。"]


def test_hidden_text_and_fields() -> None:
    data = with_xml(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        "<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r><w:r><w:t>正文</w:t></w:r></w:p>"
    )
    assert lines(data) == ["正文"]
    assert doubts(data) == ["文件里有隐藏的文字，没有收录，见原件。"]


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>云州市人民政府文件</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    data = with_xml(
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent><w:t>正文</w:t></w:r></w:p>"
    )
    assert lines(data) == ["正文", "云州市人民政府文件"]


def test_footnotes_follow_the_text() -> None:
    notes = (
        f'<w:footnotes {NS}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>桥梁指市区桥梁。</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    data = with_xml('<w:p><w:r><w:t>桥梁</w:t><w:footnoteReference w:id="2"/><w:t>应当安全。</w:t></w:r></w:p>')

    def related(member: str, content: bytes) -> bytes:
        kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        if member == "word/_rels/document.xml.rels":
            entry = b'<Relationship Id="rIdF" Type="' + kind + b'" Target="footnotes.xml"/></Relationships>'
            return content.replace(b"</Relationships>", entry)
        return content

    data = changed(data, related, {"word/footnotes.xml": notes.encode()})
    assert lines(data) == ["桥梁[1]应当安全。", "[1]桥梁指市区桥梁。"]
    assert "脚注" in doubts(data)[0]


def test_a_running_head_is_told_of() -> None:
    document = written("正文。")
    document.sections[0].header.paragraphs[0].text = "云州市人民政府公报"
    assert doubts(saved(document)) == ["页眉“云州市人民政府公报”没有收录，见原件。"]


# --- tables ------------------------------------------------------------------------------------------------------------


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def rows(*each: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in each) + "</w:tbl>"


def test_tables_with_merged_cells() -> None:
    data = with_xml(
        rows(
            cell("序号", '<w:vMerge w:val="restart"/>') + cell("长度", '<w:gridSpan w:val="2"/>'),
            cell("", "<w:vMerge/>") + cell("主桥") + cell("引桥"),
            cell("1") + cell("30") + cell("12"),
        )
    )
    assert lines(data) == ["序号\t长度\t", "\u3000\t主桥\t引桥", "1\t30\t12"]


def test_a_table_becomes_a_table() -> None:
    table = rows(cell("序号") + cell("任务"), cell("1") + cell("巡查"), cell("2") + cell("维修"))
    data = with_xml(table, *NOTICE[:4], "桥梁维修任务如下：")
    received = formats.receive(data, "a.docx")
    tables = [one for one in reader.read(received.source, "a", Gazette.default()).records if isinstance(one, Table)]
    assert [(one.columns, one.rows) for one in tables] == [(("序号", "任务"), 2)]


def test_a_frame_gives_its_paragraphs_and_a_deleted_row_is_gone() -> None:
    assert lines(with_xml(rows(cell("抄送：市委各部门。"), cell("2024年3月1日印发")))) == [
        "抄送：市委各部门。",
        "2024年3月1日印发",
    ]
    gone = '<w:trPr><w:del w:id="1" w:author="a"/></w:trPr>' + cell("2") + cell("乙")
    assert lines(with_xml(rows(cell("序号") + cell("名"), gone, cell("1") + cell("甲")))) == ["序号\t名", "1\t甲"]


def test_a_span_without_end_and_a_table_in_a_cell() -> None:
    inner = rows(cell("甲") + cell("乙"), cell("丙") + cell("丁"))
    data = with_xml(
        rows(
            cell("名", '<w:gridSpan w:val="999999"/>') + cell("值"),
            f"<w:tc>{inner}<w:p/></w:tc>" + cell("3"),
        )
    )
    assert [len(line.split("\t")) for line in lines(data)] == [201, 2]
    assert lines(data)[1] == "甲乙丙丁\t3"


# --- what is refused ---------------------------------------------------------------------------------------------------


def refused(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        formats.receive(data, "来件.docx")
    message = str(caught.value)
    assert message.startswith("来件.docx：")
    assert message.count("。") == 1
    return message


def same(member: str, content: bytes) -> bytes:
    return content


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = saved(written(*NOTICE))
    huge = bytes(40_000_000)
    assert "过大" in refused(changed(data, same, {"word/media/a.png": huge}))
    assert "过大" in refused(changed(data, same, {"word/comments.xml": huge}))
    many = {f"word/media/{at}": b"" for at in range(6000)}
    assert "过大" in refused(changed(data, same, many))


def test_entities_are_refused() -> None:
    def declared(member: str, content: bytes) -> bytes:
        if member != "word/document.xml":
            return content
        entity = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        return re.sub(rb"(<\?xml[^>]*>)", lambda found: found[1] + entity, content).replace(b"</w:t>", b"&x;</w:t>", 1)

    assert "实体" in refused(changed(saved(written(*NOTICE)), declared))


def test_damaged_archives() -> None:
    data = saved(written(*NOTICE))
    assert "损坏" in refused(data[: len(data) // 2])
    assert "损坏" in refused(changed(data, lambda name, content: None if name == "word/document.xml" else content, {}))
    assert "损坏" in refused(
        changed(data, lambda name, content: content[:200] if name.endswith("document.xml") else content)
    )


def test_a_document_without_text() -> None:
    assert "没有文字" in refused(saved(docx.Document()))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(written(*NOTICE))
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(SourceError, match=r'pip install "gongbao\[docx\]"'):
        formats.receive(data, "来件.docx")


def test_a_zip_that_is_no_document_stays_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "云州")
    received = formats.receive(buffer.getvalue(), "a.zip")
    with pytest.raises(SourceError, match="ZIP压缩包"):
        formats.read_source(received.source, "a.zip")
